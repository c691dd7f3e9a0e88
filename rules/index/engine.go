package index

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/simplify"
)

// Options steer an engine.
type Options struct {
	// Steps asks for the lines that lead to the results.
	Steps bool
	// Targets are the variables that will be asked for, so that one sweep serves all.
	Targets []*ast.Symbol
}

// An Engine derives components of one expression.
type Engine struct {
	t      *ast.Table
	f      ast.Node
	o      Options
	c      *simplify.Components
	sweeps map[ast.Node]*sweep // by the scalar that is differentiated
	used   []*rules.Rule       // since the last line
}

// New makes an engine for the expression f.
func New(t *ast.Table, f ast.Node, o Options) *Engine {
	t.KeepRanges(f)
	return &Engine{
		t: t, f: f, o: o, c: simplify.NewComponents(t, reserved(t, f)),
		sweeps: map[ast.Node]*sweep{},
	}
}

// reserved lists the names that indices must not get: those of the indices in f and of dimensions.
func reserved(t *ast.Table, f ast.Node) map[string]bool {
	names := map[string]bool{}
	shape := func(s ast.Shape) {
		for _, name := range append(s.Rows.Names(), s.Cols.Names()...) {
			names[name] = true
		}
	}
	for _, s := range t.Symbols() {
		shape(s.Shape())
	}
	for _, n := range ast.Topo(f) {
		shape(n.Shape())
		switch n := n.(type) {
		case *ast.Symbol:
			names[n.Name] = true
		case *ast.IndexSum:
			names[n.Index.Name] = true
		case *ast.Constant:
			for _, d := range n.Dims {
				shape(ast.Vector(d))
			}
		case *ast.Apply:
			shape(n.Fn.Result)
			for _, p := range n.Fn.Params {
				shape(p)
			}
		}
	}
	return names
}

// Derive gives the component of the derivative by the variables, one after the other. The indices of
// the result are those of the value, then those of each variable that is a whole symbol.
func (e *Engine) Derive(by []rules.Variable) (*rules.Derivation, error) {
	defer e.c.Scope()()
	free, use := []*ast.Symbol(nil), e.indicesOf(by)
	axes := func(s ast.Shape) (row, col ast.Node) {
		row, col, list := e.axes(s, append(slices.Clone(use), free...))
		free = append(free, list...)
		return row, col
	}
	row, col := axes(e.f.Shape())
	value := e.t.Entry(e.f, row, col)
	places := make([]place, len(by))
	for i, v := range by {
		if v.Entry != nil {
			places[i] = e.placeOf(v.Entry)
		} else {
			places[i].row, places[i].col = axes(v.Symbol.Shape())
		}
	}
	d := &rules.Derivation{Indices: free}
	before := e.c.Avoid(slices.Concat(use, free))
	defer e.c.Avoid(before)
	for order, v := range by {
		e.t.KeepRanges(value)
		step := &step{e: e, order: order + 1, of: e.nameOf(by[:order]), v: v, at: places[order], apart: slices.Concat(use, free)}
		next, err := step.derive(value)
		if err != nil {
			return nil, err
		}
		d.Lines = append(d.Lines, step.lines...)
		value, d.Result = next, next
	}
	return d, nil
}

// A place is the place of an entry; row or col is nil where there is one only.
type place struct{ row, col ast.Node }

// axes gives an index for each axis of an array of that shape, with a name that is not in use.
func (e *Engine) axes(s ast.Shape, use []*ast.Symbol) (row, col ast.Node, list []*ast.Symbol) {
	list = e.c.Fresh(s.Axes(), use)
	k := 0
	next := func(d ast.Dim) ast.Node {
		if d == ast.One {
			return nil
		}
		e.c.Within(list[k], d)
		k++
		return list[k-1]
	}
	row = next(s.Rows)
	col = next(s.Cols)
	return row, col, list[:k]
}

// placeOf gives the indices of an entry that is a variable, which lie in the range of its array.
func (e *Engine) placeOf(n *ast.Entry) place {
	if n.Row != nil {
		e.c.Within(n.Row, n.Arg().Shape().Rows)
	}
	if n.Col != nil {
		e.c.Within(n.Col, n.Arg().Shape().Cols)
	}
	return place{n.Row, n.Col}
}

// indicesOf lists the indices in variables that are entries.
func (e *Engine) indicesOf(by []rules.Variable) []*ast.Symbol {
	var terms []simplify.Term
	for _, v := range by {
		if v.Entry != nil {
			terms = append(terms, simplify.Term{Factors: []ast.Node{v.Entry}})
		}
	}
	return e.c.Indices(terms...)
}

// nameOf is what the derivative by the variables is called; nothing where there is none yet.
func (e *Engine) nameOf(by []rules.Variable) string {
	if len(by) != 1 {
		return ""
	}
	x := by[0].Node().Shape()
	switch {
	case x.IsScalar():
		return "derivative"
	case e.f.Shape().IsScalar():
		return "gradient"
	case e.f.Shape().IsVector() && x.IsVector():
		return "Jacobian"
	}
	return ""
}

// use notes that a rule was used.
func (e *Engine) use(names ...string) {
	for _, name := range names {
		if r := rules.Named(name); r != nil && !slices.Contains(e.used, r) {
			e.used = append(e.used, r)
		}
	}
}
