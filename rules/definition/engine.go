package definition

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

// Options steer an [Engine]; the zero value asks for results alone.
type Options struct {
	// Steps asks for the lines that lead to the result.
	Steps bool
	// Targets are all the variables that will be asked for.
	Targets []*ast.Symbol
	// Taken reports names that the input uses beside those of the table; it may be nil.
	Taken func(name string) bool
}

// An Engine derives one expression by any of its variables.
type Engine struct {
	Options
	t          *ast.Table
	f          ast.Node
	size       int // the number of nodes of f
	simplifier *simplify.Simplifier
	length     *simplify.Measure
	directions naming
	// gradients are those of f by the targets, where one sweep collects them all.
	gradients map[ast.Node]ast.Node
	// first are the first derivatives by variable and direction, which those of higher order share.
	first map[[2]ast.Node]ast.Node
}

// New makes an engine for the expression f of the table t.
func New(t *ast.Table, f ast.Node, o Options) *Engine {
	t.KeepRanges(f)
	return &Engine{
		Options: o, t: t, f: f, size: len(ast.Topo(f)), simplifier: simplify.New(t), length: new(simplify.Measure),
		directions: newNaming(t, o.Taken), first: map[[2]ast.Node]ast.Node{},
	}
}

// Derive gives the derivative by the variables in by, one for each order: for one variable the map
// Df(X)[H], for two D²f(X)[H,K], in the shape of f.
func (e *Engine) Derive(by []rules.Variable) (*rules.Derivation, error) {
	d := &rules.Derivation{Result: e.f}
	for i, v := range by {
		h := e.directions.direction(v, i, len(by))
		f := e.apart(d.Result, operation.Moved(e.t, v, h))
		next, err := e.derivative(f, v, h)
		if err != nil {
			return nil, err
		}
		if e.Steps {
			lines, err := e.lines(f, next, v, h, i+1)
			if err != nil {
				return nil, err
			}
			d.Lines = append(d.Lines, lines...)
		}
		d.Result, d.Directions = next, append(d.Directions, h)
	}
	return d, nil
}

// derivative is Df(X)[H], simplified.
func (e *Engine) derivative(f ast.Node, v rules.Variable, h *ast.Symbol) (ast.Node, error) {
	key := [2]ast.Node{v.Node(), h}
	if df, ok := e.first[key]; ok && f == e.f {
		return df, nil
	}
	var df ast.Node
	g, err := e.collected(f, v, h)
	if err != nil {
		return nil, err
	}
	if g != nil {
		df = e.simplifier.Trace(e.t.Inner(g, h))
	} else {
		if df, err = e.swept(f, v, h); err != nil {
			return nil, err
		}
		df = e.lastly(df, h)
	}
	if f == e.f {
		e.first[key] = df
	}
	return df, nil
}

// swept is the part of f(X+H) that is linear in H, by a sweep forwards over the graph of f. For a
// scalar f it is G'*H or tr(G'*H) where that is shorter, but not G : H, which is read off the map.
func (e *Engine) swept(f ast.Node, v rules.Variable, h *ast.Symbol) (ast.Node, error) {
	df, err := operation.Tangent(e.t, f, []ast.Node{v.Symbol}, []ast.Node{operation.Moved(e.t, v, h)})
	if err != nil {
		return nil, err
	}
	if product := e.inner(df, h); product != nil {
		return product, nil
	}
	df = e.simplifier.Simplify(df)
	g, err := e.gradient(df, f, v, h)
	if g == nil || err != nil || appliesAdjoint(g) {
		return df, err
	}
	product := e.simplifier.Trace(e.t.Inner(g, h))
	if isInnerMultiple(product) || e.length.Length(product) >= e.length.Length(df) {
		return df, nil
	}
	return product, nil
}

// inner is a multiple of an inner product A : B in which h stands in B, but does not alone make it,
// with its parts simplified; nil where df is something else, or is much shorter otherwise.
func (e *Engine) inner(df ast.Node, h *ast.Symbol) ast.Node {
	scalar, core := e.t.SplitCoef(df)
	product, ok := core.(*ast.Inner)
	if !ok {
		return nil
	}
	a, b := e.simplifier.Simplify(product.Args()[0]), e.simplifier.Simplify(product.Args()[1])
	if ast.Contains(a, h) == ast.Contains(b, h) || a == h || b == h {
		return nil
	}
	out := e.t.Scale(scalar, e.t.Inner(a, b))
	if _, core := e.t.SplitCoef(out); !isInner(core) || e.length.Length(out) > e.length.Length(e.simplifier.Simplify(df))+spared {
		return nil
	}
	return out
}

// spared is by how much an inner product may be longer than the trace of a product.
const spared = 4

// isInnerMultiple reports whether n is an inner product, or one times scalars.
func isInnerMultiple(n ast.Node) bool {
	m, ok := n.(*ast.Mul)
	return isInner(n) || ok && slices.ContainsFunc(m.Args(), isInner)
}

func isInner(n ast.Node) bool { _, ok := n.(*ast.Inner); return ok }

// lastly writes traces of products in which h is a factor with h as the last: tr(inv(X)*H).
func (e *Engine) lastly(df ast.Node, h *ast.Symbol) ast.Node {
	return e.t.Map(df, func(n ast.Node) ast.Node {
		tr, ok := n.(*ast.Call)
		if !ok || tr.Fn != catalogue.Lookup("tr") {
			return n
		}
		m, ok := tr.Args()[0].(*ast.Mul)
		if !ok {
			return n
		}
		i := slices.Index(m.Chain, ast.Node(h))
		if i < 0 || len(m.Scalars) > 0 {
			return n
		}
		chain := slices.Concat([]ast.Node{e.t.Number(m.Coef)}, m.Chain[i+1:], m.Chain[:i+1])
		return e.t.Call(tr.Fn, nil, e.t.Mul(chain...))
	})
}

// shorter is b where that is shorter than a.
func (e *Engine) shorter(a, b ast.Node) ast.Node {
	if e.length.Length(b) < e.length.Length(a) {
		return b
	}
	return a
}

// apart is f with the indices of its sums apart from those that occur in use.
func (e *Engine) apart(f, use ast.Node) ast.Node {
	clash := false
	for _, n := range ast.Topo(use) {
		s, ok := n.(*ast.Symbol)
		clash = clash || ok && s.Kind == ast.Index
	}
	if !clash {
		return f
	}
	return e.t.Map(f, func(n ast.Node) ast.Node {
		if sum, ok := n.(*ast.IndexSum); ok {
			return operation.Apart(e.t, sum, use)
		}
		return n
	})
}
