package parser

import (
	"fmt"

	"matcalc/ast"
)

// ParseMore reads a further expression, with statements in front if need be, in which the names of
// the input mean what they mean there, into the same table. A name that nobody knows is an error.
func (in *Input) ParseMore(text string) (ast.Node, error) { return in.ParseMoreAs(text) }

// Taken reports whether a name means something in the input or in its table: also that of a size which has gone, as in
// K(n^0).
func (in *Input) Taken(name string) bool { return in.meanings[name] != nil || in.Table.Taken(name) }

// ParseMoreAs is ParseMore for an expression that is expected to have one of the given shapes, the
// first that fits: what the text leaves open, such as the size of I in tr(A)*I, follows from it.
func (in *Input) ParseMoreAs(text string, shapes ...ast.Shape) (ast.Node, error) {
	n, _, err := in.parseMore(text, shapes, func(*program) []string { return nil })
	return n, err
}

// ParseClaim is ParseMoreAs for what a person writes from memory, with notes on how it was read: a name that
// nobody knows is a product where it is made of known ones, as Ax in 2(Ax - b).
func (in *Input) ParseClaim(text string, shapes ...ast.Shape) (n ast.Node, notes []string, err error) {
	return in.parseMore(text, shapes, in.separateNames)
}

// parseMore reads a further expression, whose syntax is changed first, with notes on that.
func (in *Input) parseMore(text string, shapes []ast.Shape, change func(*program) []string) (ast.Node, []string, error) {
	if len(text) > in.limits.Bytes {
		return nil, nil, &ast.Error{Kind: ast.LimitError, Limit: ast.InputLimit, Message: fmt.Sprintf("the input has more than %d bytes", in.limits.Bytes)}
	}
	p, err := parseProgram(text, in.isFunctionName)
	if err != nil {
		return nil, nil, err
	}
	scratch := *in
	scratch.Notes = change(p)
	e := newElaborator(&scratch)
	e.further = true
	var root *term
	err = e.rescue(func() {
		e.source = &text
		p.separate()
		e.declare(p.Declarations)
		e.survey(p)
		root = e.program(p, nil)
		e.roots = append(e.roots, root)
		e.expect(root, shapes)
		e.infer()
		e.lower()
		e.keepNew()
	})
	if err != nil {
		return nil, nil, err
	}
	return root.node, scratch.Notes, nil
}

// expect gives a term the first of the shapes that it can have.
func (e *elaborator) expect(t *term, shapes []ast.Shape) {
	if len(shapes) == 0 {
		return
	}
	e.settle()
	for _, s := range shapes {
		rows, cols := e.size(s.Rows), e.size(s.Cols)
		if e.try(func() bool { return e.unify(t.rows, rows) && e.unify(t.cols, cols) }) {
			return
		}
	}
}

// keepNew remembers the variables and functions that a further text brought, so that they mean
// the same in the next one. What it binds by = is its own.
func (e *elaborator) keepNew() {
	for _, x := range e.entities {
		if e.in.meanings[x.name] != nil || x.kind == aFunction && x.fn == nil || x.kind == aVariable && x.term == nil {
			continue
		}
		switch x.kind {
		case aVariable, aFunction, aDimension, anInteger:
			e.in.meanings[x.name] = e.meaningOf(x)
		}
	}
}
