package parser

import (
	"strconv"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"matcalc/ast"
)

// sizes reads ^n, ^(n x m), ^{n×m}, (n) or ².
func (c *climber) sizes() *sizes {
	s := &sizes{}
	start := c.peek().Pos.Offset
	switch t := c.peek(); t.Type {
	case tokenSuper:
		c.take()
		text := superscripts(t.Value)
		kind := aNumber
		if text == "n" || text == "k" {
			kind = aName
		}
		s.list = []*syntax{{kind: kind, span: spanOf(t), text: text}}
	case tokenOpen:
		c.take()
		s.list = c.sizeList(tokenClose, "\")\"")
	case tokenCaret:
		c.take()
		switch t := c.peek(); t.Type {
		case tokenOpen:
			c.take()
			s.list = c.sizeList(tokenClose, "\"x\" or \")\"")
		case tokenBrace:
			c.take()
			s.list = c.sizeList(tokenUnbrace, "\"x\" or \"}\"")
		default:
			s.list = []*syntax{c.sizeFactor()}
		}
	default:
		return nil
	}
	s.span = ast.Span{Start: start, End: c.last}
	return s
}

// sizeList reads sizes that are separated by x, × or a comma.
func (c *climber) sizeList(closing lexer.TokenType, want string) []*syntax {
	list := []*syntax{c.sizeSum()}
	for {
		t := c.peek()
		if t.Type == closing {
			c.take()
			return list
		}
		if !among(t.Type, tokenComma, tokenCross) && !(t.Type == tokenName || t.Type == tokenApply) || t.Value != "x" && among(t.Type, tokenName, tokenApply) {
			c.unexpected(t, want)
		}
		if t.Type == tokenApply {
			c.unexpected(t, "\"x\" with spaces around it")
		}
		c.take()
		list = append(list, c.sizeSum())
	}
}

// sizeSum reads a polynomial in names: n, n*m + 1, 2n.
func (c *climber) sizeSum() *syntax {
	c.nesting++
	if c.nesting > maxNesting {
		c.tooDeep(spanOf(c.peek()))
	}
	defer func() { c.nesting-- }()
	left := c.sizeProduct()
	for {
		switch c.peek().Type {
		case tokenPlus:
			c.take()
			left = c.node(aSum, left.span.Start, "", left, c.sizeProduct())
		case tokenMinus:
			c.take()
			right := c.sizeProduct()
			left = c.node(aSum, left.span.Start, "", left, c.node(aNegation, right.span.Start, "", right))
		default:
			return left
		}
	}
}

func (c *climber) sizeProduct() *syntax {
	left := c.sizeFactor()
	for {
		t := c.peek()
		switch {
		case t.Type == tokenStar:
			c.take()
			left = c.node(aProduct, left.span.Start, "", left, c.sizeFactor())
		case t.Type == tokenSlash:
			c.take()
			right := c.sizeFactor()
			left = c.node(aProduct, left.span.Start, "", left, c.node(aReciprocal, right.span.Start, "", right))
		case t.Type == tokenName && t.Value != "x" && left.kind == aNumber:
			c.checkCross(t, true)
			left = c.node(aProduct, left.span.Start, "", left, c.sizeFactor())
		default:
			return left
		}
	}
}

func (c *climber) sizeFactor() *syntax {
	t := c.peek()
	var s *syntax
	switch t.Type {
	case tokenNumber:
		c.take()
		s = &syntax{kind: aNumber, span: spanOf(t), text: t.Value}
	case tokenName:
		c.checkCross(t, false)
		c.take()
		s = &syntax{kind: aName, span: spanOf(t), text: Canonical(t.Value)}
	case tokenOpen:
		c.take()
		s = c.sizeSum()
		c.closing(t.Pos.Offset)
	default:
		c.unexpected(t, "a size such as n or 3")
	}
	switch next := c.peek(); next.Type {
	case tokenSuper:
		c.take()
		return c.superscript(s, s.span.Start, superscripts(next.Value), spanOf(next))
	case tokenCaret:
		c.take()
		e := c.expect(tokenNumber, "a whole number")
		return c.node(aPower, s.span.Start, "", s, &syntax{kind: aNumber, span: spanOf(e), text: e.Value})
	}
	return s
}

// checkCross refuses nxm and 3x4, in which the x is part of a name.
func (c *climber) checkCross(t *lexer.Token, number bool) {
	before, after, ok := strings.Cut(t.Value, "x")
	if ok && (number && before == "" || len(before) == 1 && len(after) == 1) {
		c.fail(ast.SyntaxError, spanOf(t), "put spaces around the x: R^(n x m)", "the x between sizes stands alone")
	}
}

// maxSizePower bounds the exponents in sizes.
const maxSizePower = 16

// dimOf reads an expression as a size: a polynomial in names. The names are looked up by of, which
// gives the zero Dim for a name that is no size. bad is the part that is no size.
func dimOf(s *syntax, of func(name *syntax) ast.Dim) (d ast.Dim, bad *syntax) {
	switch s.kind {
	case aNumber:
		if n, err := strconv.ParseInt(s.text, 10, 64); err == nil {
			return ast.DimInt(n), nil
		}
	case aName:
		if d := of(s); !d.IsZero() {
			return d, nil
		}
	case aNegation:
		d, bad := dimOf(s.args[0], of)
		if bad == nil {
			d = ast.DimInt(-1).Times(d)
		}
		return d, bad
	case aSum, aProduct:
		for i, a := range s.args {
			if a.kind == aReciprocal {
				k, err := strconv.ParseInt(a.args[0].text, 10, 64)
				if a.args[0].kind != aNumber || err != nil || k == 0 {
					return ast.Dim{}, a
				}
				d = d.Over(k)
				continue
			}
			e, bad := dimOf(a, of)
			switch {
			case bad != nil:
				return d, bad
			case i == 0:
				d = e
			case s.kind == aSum:
				d = d.Plus(e)
			default:
				d = d.Times(e)
			}
		}
		return d, nil
	case aPower:
		k, err := strconv.Atoi(s.args[1].text)
		if s.args[1].kind != aNumber || err != nil || k < 0 || k > maxSizePower {
			return ast.Dim{}, s.args[1]
		}
		base, bad := dimOf(s.args[0], of)
		if bad != nil {
			return d, bad
		}
		d = ast.One
		for range k {
			d = d.Times(base)
		}
		return d, nil
	}
	return ast.Dim{}, s
}
