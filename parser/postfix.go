package parser

import (
	"strings"

	"matcalc/ast"
)

// postfix = primary { "'" | ("^" | ".^") exponent | superscript | "[" indices "]" }
func (c *climber) postfix() *syntax {
	start := c.peek().Pos.Offset
	s := c.primary()
	for {
		t := c.peek()
		switch t.Type {
		case tokenPrime, tokenTop:
			c.take()
			s = c.node(aTranspose, start, "", s)
		case tokenSuper:
			c.take()
			s = c.superscript(s, start, superscripts(t.Value), spanOf(t))
		case tokenCaret:
			c.take()
			s = c.exponent(s, start)
		case tokenDotCaret:
			c.take()
			s = c.node(anEntryPower, start, "", s, c.signed())
		case tokenBracket:
			s = c.brackets(s, start)
		default:
			return s
		}
	}
}

// superscript applies ², ⁻¹, ᵀ or ⁻ᵀ.
func (c *climber) superscript(s *syntax, start int, text string, span ast.Span) *syntax {
	transposed := strings.HasSuffix(text, "T")
	text = strings.TrimSuffix(text, "T")
	switch {
	case text == "-" && transposed:
		text = "-1"
	case text == "" && transposed:
		return c.node(aTranspose, start, "", s)
	}
	digits := strings.TrimPrefix(text, "-")
	kind := aNumber
	switch {
	case digits == "n" || digits == "k":
		kind = aName
	case digits == "" || strings.Trim(digits, "0123456789") != "":
		c.fail(ast.SyntaxError, span, "write the exponent as ^{…}", "the superscript is no exponent")
	}
	exponent := &syntax{kind: kind, span: span, text: digits}
	if digits != text {
		exponent = c.node(aNegation, span.Start, "", exponent)
	}
	s = c.node(aPower, start, "", s, exponent)
	if transposed {
		s = c.node(aTranspose, start, "", s)
	}
	return s
}

// exponent = [ "-" ] primary | "T" | "-T" | "{" expression "}", after ^
func (c *climber) exponent(s *syntax, start int) *syntax {
	t := c.peek()
	switch {
	case t.Type == tokenTop, isT(t.Type == tokenName || t.Type == tokenApply, t.Value):
		c.take()
		return c.transposeBy(s, start, spanOf(t))
	case t.Type == tokenSuper:
		c.unexpected(t, "an exponent")
	case t.Type == tokenName && len(t.Value) > 1 && t.Value[0] == 'T':
		c.take()
		return c.node(aPower, start, "", s, &syntax{kind: aName, span: spanOf(t), text: Canonical(t.Value)})
	}
	e := c.signed()
	switch {
	case e.kind == aName && e.text == "T" || e.kind == aTop:
		return c.transposeBy(s, start, e.span)
	case e.kind == aNegation && (e.args[0].kind == aName && e.args[0].text == "T" || e.args[0].kind == aTop):
		one := &syntax{kind: aNumber, span: e.span, text: "1"}
		s = c.node(aPower, start, "", s, c.node(aNegation, e.span.Start, "", one))
		return c.transposeBy(s, start, e.args[0].span)
	}
	return c.node(aPower, start, "", s, e)
}

func isT(name bool, text string) bool { return name && text == "T" }

// transposeBy is the transpose that was written as ^T; the span of T is kept, since it is in
// error where T is declared.
func (c *climber) transposeBy(s *syntax, start int, t ast.Span) *syntax {
	s = c.node(aTranspose, start, "T", s)
	s.of = &derivative{name: t}
	return s
}

// signed reads an exponent: a primary with at most a sign, or an expression in braces.
func (c *climber) signed() *syntax {
	t := c.peek()
	switch t.Type {
	case tokenMinus, tokenPlus:
		c.take()
		arg := c.exponentPrimary()
		if t.Type == tokenPlus {
			return arg
		}
		return c.node(aNegation, t.Pos.Offset, "", arg)
	}
	return c.exponentPrimary()
}

func (c *climber) exponentPrimary() *syntax {
	switch t := c.peek(); t.Type {
	case tokenBrace:
		c.take()
		s := c.inner(c.expression)
		c.expect(tokenUnbrace, "}")
		return s
	case tokenTop:
		c.take()
		return &syntax{kind: aTop, span: spanOf(t)}
	case tokenApply:
		if t.Value == "T" {
			c.take()
			return &syntax{kind: aName, span: spanOf(t), text: "T"}
		}
	}
	return c.primary()
}

// inner reads with read inside brackets of any kind, where || and | open again.
func (c *climber) inner(read func() *syntax) *syntax {
	norm, bar, index := c.norm, c.bar, c.index
	c.norm, c.bar, c.index = false, false, false
	s := read()
	c.norm, c.bar, c.index = norm, bar, index
	return s
}

// brackets = "[" index { "," index } "]", where an index is an expression or ":"
func (c *climber) brackets(s *syntax, start int) *syntax {
	c.take()
	args := []*syntax{s}
	for {
		args = append(args, c.inner(c.indexOrAll))
		if !c.accept(tokenComma) {
			break
		}
	}
	c.expect(tokenUnbracket, "\",\" or \"]\"")
	return c.node(aBracket, start, "", args...)
}

func (c *climber) indexOrAll() *syntax {
	t := c.peek()
	if t.Type != tokenColon {
		c.index = true
		return c.expression()
	}
	c.take()
	if next := c.peek(); next.Type != tokenComma && next.Type != tokenUnbracket {
		c.fail(ast.SyntaxError, spanOf(t), "take a whole row as X[i,:], a whole column as X[:,j]",
			"\":\" between two indices has no meaning: there are no slices")
	}
	return &syntax{kind: anAll, span: spanOf(t)}
}
