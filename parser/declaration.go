package parser

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"matcalc/ast"
)

// A declaration is x, y in R^n, or h: R^n -> R, or sigma: elementwise.
type declaration struct {
	Names []lexer.Token
	Type  mapping
}

// A mapping is a space, or spaces -> space. A comma continues the list of spaces unless names and
// "in" or ":" follow it, which start the next declaration.
type mapping struct {
	Elementwise bool
	Params      []*space
	Result      *space
}

// A space is R^n, R^(n x m), Sym(n), N and so on.
type space struct {
	Name  lexer.Token
	Sizes *sizes
}

// sizes are what follows the name of a space: ^n, ^(n x m), ^{n×m}, (n), ².
type sizes struct {
	list []*syntax
	span ast.Span
}

// Parse reads a declaration, as the participle grammar asks for.
func (d *declaration) Parse(lex *lexer.PeekingLexer) error { return d.read(lex) }

// read reads a declaration: names { "," names } ( "in" | ":" ) mapping.
func (d *declaration) read(from reader) (err error) {
	c := climber{lex: from}
	defer c.rescue(&err)
	for {
		name, err := c.declared()
		if err != nil {
			return err
		}
		d.Names = append(d.Names, name)
		if !c.accept(tokenComma) {
			break
		}
	}
	if !c.accept(tokenIn) && !c.accept(tokenColon) {
		return refused(c.peek())
	}
	return c.mapping(&d.Type)
}

// refused is the error that the grammar gives for a token that cannot stand where it does.
func refused(t *lexer.Token) error { return &participle.UnexpectedTokenError{Unexpected: *t} }

// declared takes a name.
func (c *climber) declared() (lexer.Token, error) {
	if t := c.peek(); !among(t.Type, tokenName, tokenApply) {
		return lexer.Token{}, refused(t)
	}
	return *c.take(), nil
}

// mapping = "elementwise" | ( "(" spaces ")" | spaces ) [ "->" space ]
func (c *climber) mapping(m *mapping) (err error) {
	if c.peek().Value == "elementwise" {
		c.take()
		m.Elementwise = true
		return nil
	}
	bracketed := c.accept(tokenOpen)
	for {
		s, err := c.space()
		if err != nil {
			return err
		}
		m.Params = append(m.Params, s)
		if c.peek().Type != tokenComma || !bracketed && c.endsHere() {
			break
		}
		c.take()
	}
	if bracketed && !c.accept(tokenClose) {
		return refused(c.peek())
	}
	if c.accept(tokenArrow) {
		m.Result, err = c.space()
	}
	return err
}

// endsHere reports whether the next declaration starts behind the comma that is next.
func (c *climber) endsHere() bool {
	defer c.back()()
	for c.accept(tokenComma) {
		if _, err := c.declared(); err != nil {
			return false
		}
	}
	return among(c.peek().Type, tokenIn, tokenColon)
}

// back gives what returns to the place that is reached now.
func (c *climber) back() func() {
	last := c.last
	switch lex := c.lex.(type) {
	case *lexer.PeekingLexer:
		at := lex.MakeCheckpoint()
		return func() { lex.LoadCheckpoint(at); c.last = last }
	case *cursor:
		at := lex.at
		return func() { lex.at, c.last = at, last }
	}
	panic("parser: a reader that does not go back")
}

// space = name [ sizes ]
func (c *climber) space() (*space, error) {
	name, err := c.declared()
	if err != nil {
		return nil, err
	}
	return &space{Name: name, Sizes: c.sizes()}, nil
}
