package parser

import (
	"fmt"
	"slices"

	"matcalc/ast"
)

// record puts into the Input what the names turned out to be.
func (e *elaborator) record(written []*declaration) {
	in := e.in
	var indices, functions []ast.Declaration
	var told remarks
	add := func(x *entity) {
		d := ast.Declaration{Name: x.name, Structure: x.structure, Inferred: !x.declared}
		switch x.kind {
		case aVariable, aValue:
			d.Kind, d.Shape = ast.DeclaredVariable, e.finalShape(x.shape.rows, x.shape.cols)
			if x.kind == aVariable {
				e.departure(x, d.Shape, &told)
			}
		case anInteger:
			d.Kind, d.Shape, d.Natural = ast.DeclaredInteger, ast.Scalar, x.natural
		case aFunction:
			e.unknown(x)
			d.Shape, d.Params = x.fn.Result, x.fn.Params
			d.Kind = ast.DeclaredFunction
			if x.elementwise {
				d.Kind = ast.DeclaredElementwise
			}
			functions = append(functions, d)
			return
		default:
			return
		}
		in.Declarations = append(in.Declarations, d)
	}
	seen := make([]bool, len(e.entities))
	in.Declarations = slices.Grow(in.Declarations, min(len(e.appearance), len(e.entities)))
	for _, name := range e.appearance {
		x := e.names[name]
		if x == nil || seen[x.id] || x.kind == aValue && !x.held || x.kind == aVariable && x.term == nil || x.kind == aFunction && !x.applied {
			continue
		}
		seen[x.id] = true
		add(x)
		if x.kind == anIndex && slices.ContainsFunc(e.roots, func(t *term) bool { return slices.Contains(t.free, x) }) {
			in.Indices = append(in.Indices, x.term.node.(*ast.Symbol))
			indices = append(indices, ast.Declaration{Name: x.name, Kind: ast.DeclaredInteger, Shape: ast.Scalar, Natural: true, Inferred: true})
		}
	}
	for _, d := range written {
		for _, n := range d.Names {
			x := e.names[Canonical(n.Value)]
			if x == nil || seen[x.id] || x.kind == aValue {
				continue
			}
			seen[x.id] = true
			add(x)
			if x.kind != aFunction {
				e.symbol(x)
				e.makeSymbol(x)
			}
			told.add(n.Value, notUsed)
		}
	}
	told.note(e)
	in.Declarations = append(append(in.Declarations, indices...), functions...)
	for _, x := range e.bound {
		in.Bound = append(in.Bound, Binding{Name: x.name, Node: x.value.node, Held: x.held})
	}
	for _, a := range e.applied {
		if call, ok := a.call(); ok {
			in.Calls = append(in.Calls, call)
		}
	}
	for _, t := range e.spectral {
		if arg := t.args[0]; arg.node != nil && !arg.node.Shape().IsScalar() && arg.node.Shape().Cols != ast.One {
			e.note("%s is the Frobenius norm, not the spectral norm", shortened(t.place.text()))
		}
	}
	e.keep()
}

// call gives an application as it stands in the expression; ok is false where it does not.
func (a application) call() (c Call, ok bool) {
	c = Call{Name: a.of.name, Value: a.value.node}
	for _, arg := range a.args {
		if arg.node == nil {
			return c, false
		}
		c.Args = append(c.Args, arg.node)
	}
	return c, c.Value != nil
}

// departure notes where an inferred shape is not what the letter says first.
func (e *elaborator) departure(x *entity, s ast.Shape, told *remarks) {
	if x.declared {
		return
	}
	as := readAsMatrix
	switch {
	case s.IsScalar():
		as = readAsScalar
	case s.IsVector():
		as = readAsVector
	case s.IsRow():
		as = readAsRow
	}
	switch letterOf(x.name) {
	case lowerLatin:
		if s.IsVector() {
			return
		}
	case lowerGreek:
		if s.IsScalar() {
			return
		}
	case upperLatin:
		if as == readAsMatrix {
			return
		}
	default:
		return
	}
	told.add(x.name, as)
}

// keep remembers the meaning of all names for further texts.
func (e *elaborator) keep() {
	in := e.in
	if len(in.meanings) == 0 {
		in.meanings = make(map[string]*meaning, len(e.names))
	}
	in.first = e.first
	for _, d := range e.named {
		if d.IsZero() {
			continue
		}
		if name, _ := d.Name(); in.meanings[name] == nil && e.names[name] == nil {
			in.meanings[name] = &meaning{name: name, kind: aDimension}
		}
	}
	for name, x := range e.names {
		if x.kind == aFunction && x.fn == nil || x.kind == aValue && x.value == nil {
			continue
		}
		in.meanings[name] = e.meaningOf(x)
	}
}

// wrote reports whether a name stands in the text of the input.
func (in *Input) wrote(name string) bool {
	_, ok := in.first[name]
	return ok
}

// meaningOf is what further texts need to know of a name.
func (e *elaborator) meaningOf(x *entity) *meaning {
	m := &meaning{name: x.name, kind: x.kind, natural: x.natural, structure: x.structure, formal: x.formal, body: x.body, at: x.at, fn: x.fn, yields: !x.declared || x.yields}
	switch x.kind {
	case aVariable:
		m.shape = e.finalShape(x.shape.rows, x.shape.cols)
	case aValue:
		m.node = x.term.node
	}
	return m
}

// Declare adds a name whose meaning further texts may use, such as d_X with the shape of X. A variable hides no
// function of the catalogue: K(n,n) stays the commutation matrix beside a direction K.
func (in *Input) Declare(d ast.Declaration) error {
	name := Canonical(d.Name)
	if in.meanings[name] != nil {
		return &ast.Error{Kind: ast.DeclarationError, Message: fmt.Sprintf("%s is declared twice", d.Name)}
	}
	m := &meaning{name: name, kind: aVariable, shape: d.Shape, structure: d.Structure, yields: true}
	switch d.Kind {
	case ast.DeclaredInteger:
		m.kind, m.natural = anInteger, d.Natural
	case ast.DeclaredFunction:
		m.kind = aFunction
		m.fn = in.Table.Unknown(name, d.Params, d.Shape, false)
	case ast.DeclaredElementwise:
		m.kind = aFunction
		m.fn = in.Table.Unknown(name, []ast.Shape{ast.Scalar}, ast.Scalar, true)
	}
	in.meanings[name] = m
	return nil
}
