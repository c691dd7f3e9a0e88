package parser

import (
	"matcalc/ast"
)

// ParseMore reads a further expression, with statements in front if need be, in which the names of
// the input mean what they mean there, into the same table. A name that nobody knows is an error.
func (in *Input) ParseMore(text string) (ast.Node, error) { return in.parseMore(text, true) }

// ParseLoose is ParseMore for texts whose unknown names are new variables, of inferred shapes.
func (in *Input) ParseLoose(text string) (ast.Node, error) { return in.parseMore(text, false) }

func (in *Input) parseMore(text string, strict bool) (ast.Node, error) {
	if len(text) > in.limits.Bytes {
		return nil, &ast.Error{Kind: ast.LimitError, Message: "the input is too long"}
	}
	p, err := parseProgram(text, in.isFunctionName)
	if err != nil {
		return nil, err
	}
	scratch := *in
	e := newElaborator(&scratch)
	e.strict = strict
	var root *term
	err = e.rescue(func() {
		e.source = &text
		p.separate()
		e.declare(p.Declarations)
		e.survey(p)
		root = e.program(p, nil)
		e.roots = append(e.roots, root)
		e.infer()
		e.lower()
		e.keepNew()
	})
	if err != nil {
		return nil, err
	}
	return root.node, nil
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
