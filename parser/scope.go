package parser

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// An entity is what a name stands for throughout an input.
type entity struct {
	id        int
	name      string // canonical
	kind      entityKind
	at        place // where it first appears, or is declared
	declared  bool
	yields    bool // gives way to a function of the catalogue where it is applied, though it counts as declared
	natural   bool // of an integer: declared in N
	structure ast.Structure
	shape     shape // of a variable
	term      *term // of a variable, dimension, integer or index; of a value, once it is known
	value     *term // of a value
	held      bool  // a value that is held free
	named     bool  // an index of sums whose name stands in the input

	// of a function
	params      []shape
	result      shape
	elementwise bool
	applied     bool // params are known
	fn          *ast.Unknown

	// of a value, definition or component definition
	formal []string // the parameters
	body   *syntax
	known  bool // term is set; an earlier use is an error
	active bool // being instantiated
}

type entityKind uint8

const (
	aVariable entityKind = iota
	aDimension
	anInteger
	anIndex
	aFunction   // unknown
	aValue      // bound by =
	aDefinition // f(x) = …
	aComponent  // T[i,j] = …
)

// words says what an entity is.
func (k entityKind) words() string {
	return [...]string{"a variable", "a dimension", "an integer", "an index", "a function", "a name for an expression",
		"a function", "a name for components"}[k]
}

// env is a list of names that are bound within an expression: parameters and indices. Sizes are
// the names of dimensions in a definition of the catalogue.
type env struct {
	name string
	t    *term
	size dim
	up   *env
	// closed ends the list for definitions of the catalogue, which see no names of the input.
	closed bool
}

func (v *env) find(name string) *env {
	for ; v != nil; v = v.up {
		if v.name == name {
			return v
		}
	}
	return nil
}

// sealed reports whether v belongs to a definition of the catalogue.
func (v *env) sealed() bool {
	for ; v != nil; v = v.up {
		if v.closed {
			return true
		}
	}
	return false
}

// entityNamed gives the entity of that name in the input at hand, or what it is beyond the text.
func (e *elaborator) entityNamed(name string) *entity {
	if x := e.names[name]; x != nil {
		return x
	}
	if m := e.in.meanings[name]; m != nil {
		return e.adopt(m)
	}
	if e.further {
		if s := e.in.Table.Lookup(name); s != nil {
			return e.adopt(meaningOfSymbol(s))
		}
	}
	return nil
}

// meaningOfSymbol is the meaning of a symbol that was made after the input was parsed, as the free
// indices of a result are.
func meaningOfSymbol(s *ast.Symbol) *meaning {
	kinds := map[ast.SymbolKind]entityKind{ast.Variable: aVariable, ast.Dimension: aDimension, ast.Integer: anInteger, ast.Natural: anInteger, ast.Index: anIndex}
	return &meaning{name: s.Name, kind: kinds[s.Kind], natural: s.Kind == ast.Natural, shape: s.Shape(), structure: s.Structure}
}

func (e *elaborator) define(name string, kind entityKind, at place) *entity {
	x := &entity{id: len(e.entities), name: name, kind: kind, at: at}
	e.names[name] = x
	e.entities = append(e.entities, x)
	return x
}

// A meaning is what a name stands for once an input is parsed.
type meaning struct {
	name      string
	kind      entityKind
	natural   bool // of an integer: declared in N
	shape     ast.Shape
	structure ast.Structure
	node      ast.Node     // of a value
	fn        *ast.Unknown // of a function
	formal    []string
	body      *syntax
	at        place
	yields    bool // nobody declared the variable, so that it does not hide a function of the catalogue
}

// adopt makes an entity of the present text from what a name meant in an earlier one.
func (e *elaborator) adopt(m *meaning) *entity {
	x := e.define(m.name, m.kind, m.at)
	x.declared, x.yields, x.structure, x.natural, x.fn = true, m.yields, m.structure, m.natural, m.fn
	x.formal, x.body = m.formal, m.body
	switch m.kind {
	case aFunction:
		x.applied, x.elementwise = true, m.fn.Elementwise
		for _, p := range m.fn.Params {
			x.params = append(x.params, shape{e.size(p.Rows), e.size(p.Cols)})
		}
		x.result = shape{e.size(m.fn.Result.Rows), e.size(m.fn.Result.Cols)}
	case aValue:
		s := m.node.Shape()
		x.known = true
		x.term = e.intern(term{op: opNode, node: m.node, rows: e.size(s.Rows), cols: e.size(s.Cols), place: m.at})
		x.value = x.term
		for _, n := range ast.Topo(m.node) {
			if sum, ok := n.(*ast.IndexSum); ok && e.indexEntities[sum.Index.Name] == nil {
				x.term.bound = append(x.term.bound, e.sumIndex(sum.Index.Name, m.at))
			}
		}
	case aVariable:
		x.shape = shape{e.size(m.shape.Rows), e.size(m.shape.Cols)}
	}
	return x
}

// function gives the catalogue's function that a call names: one that the input does not use
// for something else.
func (e *elaborator) function(name string, v *env) *ast.Function {
	if !v.sealed() {
		if e.isSizeName(name) {
			return nil
		}
		if x := e.entityNamed(name); x != nil && x.kind != anIndex && (x.kind != aVariable || x.declared && !x.yields) {
			return nil
		}
	}
	return catalogue.Lookup(name)
}

// isFunctionName reports whether a name is known as a function beyond the text.
func (in *Input) isFunctionName(name string) bool {
	m := in.meanings[name]
	return m != nil && (m.kind == aFunction || m.kind == aDefinition)
}
