package parser

import (
	"fmt"
	"slices"

	"matcalc/ast"
)

// An Input is what was parsed.
type Input struct {
	Source string
	Table  *ast.Table
	Expr   ast.Node
	// Cancelled are the operations of the text that Expr does not have, since they cancelled.
	Cancelled []ast.Cancelled
	// Name and Params are those of the function where the input is a final definition f(x) = …;
	// the parameters are free in Expr.
	Name   string
	Params []string
	// Declarations tell what each name is: variables in the order of their first appearance, then
	// free indices, then functions. Inferred marks what the user did not write.
	Declarations []ast.Declaration
	// Bound lists the names that are bound by =, in order.
	Bound []Binding
	// Definitions lists the functions that the input defines.
	Definitions []Definition
	// Calls lists where those functions are applied.
	Calls []Call
	// Notes are what a person should be told of how the input was read.
	Notes []string
	// Indices are the free indices.
	Indices []*ast.Symbol

	limits   Limits
	budget   *ast.Budget
	loose    []string
	rule     bool // d(X) is a differential
	meanings map[string]*meaning
	first    map[string]place // where the names of the text stand first, which inferred sizes must not take
}

// A Binding is a name that is bound to a value by =. Held names stand for themselves in Expr.
type Binding struct {
	Name string
	Node ast.Node
	Held bool
}

// A Definition is a function that the input defines.
type Definition struct {
	Name   string
	Params []string
	Body   string // as written
}

// A Call is a function that the input defines, applied to arguments.
type Call struct {
	Name  string
	Args  []ast.Node
	Value ast.Node
}

// Options steer Parse.
type Options struct {
	// Let holds declarations, each the same text as after "where".
	Let []string
	// Free names bound by = are held free: symbols of the inferred shape, not their value.
	Free []string
	// Loose names have a declared structure that is not used: as variables of differentiation they
	// leave its space. Declarations still tell it.
	Loose []string
	// Declare holds further declarations.
	Declare []ast.Declaration
	// Limits bound the size of the input.
	Limits Limits
	// Budget is that of the table; nil has no limits.
	Budget *ast.Budget
}

// Limits bound what is parsed; zero values stand for the defaults.
type Limits struct {
	Bytes  int // of the text
	Terms  int // parts of the expression once definitions are put in
	Digits int // of a number, and the greatest exponent of ten
}

// DefaultLimits are the limits unless told otherwise.
func DefaultLimits() Limits {
	return Limits{Bytes: 16 << 20, Terms: 4_000_000, Digits: ast.MaxDigits}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, v := range [][2]*int{{&l.Bytes, &d.Bytes}, {&l.Terms, &d.Terms}, {&l.Digits, &d.Digits}} {
		if *v[0] == 0 {
			*v[0] = *v[1]
		}
	}
	return l
}

// Parse reads an input. Its errors are *ast.Error.
func Parse(source string, opts Options) (in *Input, err error) {
	in = &Input{Source: source, Table: ast.NewTable(), limits: opts.Limits.withDefaults(), budget: opts.Budget, loose: opts.Loose, meanings: map[string]*meaning{}}
	in.Table.Limit(opts.Budget)
	if len(source) > in.limits.Bytes {
		return nil, &ast.Error{Kind: ast.LimitError, Limit: ast.InputLimit, Message: fmt.Sprintf("the input has more than %d bytes", in.limits.Bytes)}
	}
	for _, d := range opts.Declare {
		if err := in.Declare(d); err != nil {
			return nil, err
		}
	}
	e := newElaborator(in)
	lets, err := e.readLets(opts.Let)
	if err != nil {
		return nil, err
	}
	p, err := parseProgram(source, func(name string) bool {
		x := e.names[name]
		return in.isFunctionName(name) || x != nil && x.kind == aFunction
	})
	if err != nil {
		return nil, err
	}
	err = e.rescue(func() {
		e.source = &in.Source
		p.separate()
		e.declare(p.Declarations)
		e.survey(p)
		root := e.program(p, opts.Free)
		e.roots = append(e.roots, root)
		e.infer()
		e.lower()
		in.Expr, in.Cancelled = root.node, e.cancelled(root)
		e.record(append(lets, p.Declarations...))
	})
	if err != nil {
		return nil, err
	}
	return in, nil
}

// readLets parses and takes in declarations, each with its own text.
func (e *elaborator) readLets(texts []string) ([]*declaration, error) {
	var all []*declaration
	for i := range texts {
		list, err := parseDeclarations(texts[i])
		if err != nil {
			return nil, err
		}
		if err := e.rescue(func() {
			e.source = &texts[i]
			e.declare(list)
		}); err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// rescue turns a panic with an *ast.Error into a result.
func (e *elaborator) rescue(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *ast.Error:
			err = r
		default:
			panic(r)
		}
	}()
	f()
	return nil
}

// program elaborates the statements and gives the term of the last one.
func (e *elaborator) program(p *program, free []string) *term {
	last := len(p.Statements) - 1
	for i, s := range p.Statements {
		e.introduce(s, i == last)
	}
	var root *term
	for i, s := range p.Statements {
		left := s.Left.root
		switch {
		case i == last && s.Right == nil:
			root = e.term(left, nil)
		case i == last && left.kind == aCall:
			root = e.term(s.Right.root, nil)
		case left.kind == aName:
			root = e.bindValue(s, slices.Contains(free, left.text))
		}
	}
	return root
}

// introduce makes the entity of what a statement defines.
func (e *elaborator) introduce(s *statement, last bool) {
	left := s.Left.root
	at := e.at(left.span)
	if s.Right == nil {
		if !last {
			e.fail(ast.SyntaxError, at, "name it: z = …", "a statement before the last one defines a name or a function")
		}
		return
	}
	var kind entityKind
	list := left.args
	switch {
	case left.kind == aName:
		kind = aValue
	case left.kind == aCall && len(left.args) > 0:
		kind = aDefinition
	case left.kind == aBracket && left.args[0].kind == aName:
		kind, list = aComponent, left.args[1:]
	default:
		e.fail(ast.SyntaxError, at, "left of = stands a name, f(x) or T[i,j]", "%s cannot be defined", shortened(e.text(left)))
	}
	var formal []string
	for _, a := range list {
		if a.kind != aName {
			e.fail(ast.SyntaxError, e.at(a.span), "write f(x) = … or T[i,j] = …", "a parameter is a name")
		}
		if slices.Contains(formal, a.text) {
			e.fail(ast.SyntaxError, e.at(a.span), "give one of them another name", "the parameter %s stands twice", a.text)
		}
		formal = append(formal, a.text)
	}
	name := left.text
	if kind == aComponent {
		name = left.args[0].text
	}
	old := e.names[name]
	var declared *entity
	switch {
	case old != nil && old.body != nil:
		e.fail(ast.SyntaxError, at, "give it another name", "%s is defined twice", name)
	case old != nil && old.kind == aVariable && kind == aValue:
		declared = old
	case old != nil:
		e.fail(ast.DeclarationError, at, "leave out the declaration, or give one of them another name", "%s is declared and defined", name)
	case last && kind == aComponent:
		e.fail(ast.SyntaxError, at, "write the expression after it", "a definition by components is not the last statement")
	}
	if last && kind == aDefinition {
		e.in.Name, e.in.Params = name, formal
		e.in.Definitions = append(e.in.Definitions, Definition{name, formal, e.text(s.Right.root)})
		return
	}
	x := e.define(name, kind, at)
	x.formal, x.body = formal, s.Right.root
	if declared != nil {
		x.declared, x.shape, x.structure = true, declared.shape, declared.structure
	}
	if kind == aDefinition {
		e.in.Definitions = append(e.in.Definitions, Definition{name, formal, e.text(s.Right.root)})
	}
	if last && kind == aValue {
		e.in.Name = name
	}
}

// bindValue elaborates name = expression.
func (e *elaborator) bindValue(s *statement, held bool) *term {
	x := e.names[s.Left.root.text]
	x.active = true
	t := e.term(s.Right.root, nil)
	x.active = false
	if x.declared {
		if !e.unify(t.rows, x.shape.rows) || !e.unify(t.cols, x.shape.cols) {
			e.fail(ast.ShapeError, t.place, "change the declaration, or leave it out", "%s is declared as %s, but %s", x.name, e.describeShape(x.shape), e.describe(t))
		}
	}
	x.value, x.term = t, t
	x.known = true
	if held {
		x.held = true
		x.shape = shape{t.rows, t.cols}
		x.term = e.intern(term{op: opSymbol, entity: x, rows: t.rows, cols: t.cols, place: x.at})
	}
	e.bound = append(e.bound, x)
	return t
}
