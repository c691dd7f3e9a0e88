package parser

import (
	"strconv"
	"strings"

	"matcalc/ast"
)

const operand = "a name, a number or \"(\""

// primary = number | name | name "(" arguments ")" | "(" expression ")" | norm …
func (c *climber) primary() *syntax {
	t := c.peek()
	switch t.Type {
	case tokenNumber:
		return c.number()
	case tokenName:
		c.take()
		return &syntax{kind: aName, span: spanOf(t), text: Canonical(t.Value)}
	case tokenApply:
		return c.application()
	case tokenOpen:
		c.take()
		s := c.inner(c.expression)
		c.closing(t.Pos.Offset)
		// A copy with the parentheses in its span would lose that the parts belong together; the
		// span grows instead, and a sum in parentheses is never joined with one around it.
		s.span = ast.Span{Start: t.Pos.Offset, End: c.last}
		return s
	case tokenNorm, tokenBar:
		return c.bars()
	case tokenNabla:
		return c.nabla()
	}
	switch t.Type {
	case tokenWhere:
		c.fail(ast.SyntaxError, spanOf(t), "write: expression where x in R^n", "an expression is missing before \"where\"")
	case tokenEqual:
		c.fail(ast.SyntaxError, spanOf(t), "write name = expression, or f(x) = expression", "\"%s\" stands where %s is expected", t.Value, operand)
	}
	c.unexpected(t, operand)
	return nil
}

// closing takes the parenthesis that closes the one at offset open.
func (c *climber) closing(open int) {
	t := c.peek()
	if t.Type == tokenClose {
		c.take()
		return
	}
	e := unexpected(t, "an operator or \")\"")
	if t.EOF() || t.Type == tokenSep {
		e.Message, e.Span, e.Hint = "the parenthesis is not closed", ast.Span{Start: open, End: open + 1}, "close it with \")\""
	}
	panic(e)
}

// number reads a number, or 1_n, a vector of ones.
func (c *climber) number() *syntax {
	t := c.take()
	next := c.peek()
	if next.Type != tokenSuffix || next.Pos.Offset != end(t) {
		return &syntax{kind: aNumber, span: spanOf(t), text: t.Value}
	}
	if t.Value != "1" && t.Value != "0" {
		c.fail(ast.SyntaxError, spanOf(next), "1_n is a vector of ones", "a number has no subscript")
	}
	c.take()
	size := strings.Trim(Canonical(next.Value), "_{}")
	kind := aName
	switch {
	case strings.Trim(size, "0123456789") == "":
		kind = aNumber
	case isDigit(size[0]):
		c.fail(ast.SyntaxError, spanOf(next), "write a name or an integer, as in 1_n", "%s is no size", size)
	}
	arg := &syntax{kind: kind, span: ast.Span{Start: next.Pos.Offset + 1, End: end(next)}, text: Canonical(size)}
	return c.node(aOnes, t.Pos.Offset, t.Value, arg)
}

// application reads a function with its arguments, or a derivative of a function.
func (c *climber) application() *syntax {
	t := c.take()
	name := Canonical(t.Value)
	if c.peek().Type == tokenDotOpen {
		open := c.take().Pos.Offset + 1
		args := c.arguments(open)
		c.refuseRanges(args)
		return c.node(aDotCall, t.Pos.Offset, name, args...)
	}
	open := c.take().Pos.Offset
	args := c.arguments(open)
	if order, head := derivativeHead(name); order > 0 && len(args) > 0 && args[0].kind == aName {
		next := c.peek()
		if (next.Type == tokenOpen || next.Type == tokenDotOpen) && next.Pos.Offset == c.last {
			return c.derivative(head, order, t.Pos.Offset, args)
		}
	}
	if name == "sum" && (len(args) > 1 || len(args) == 1 && args[0].kind == aRange) {
		return c.indexSum(t.Pos.Offset, args)
	}
	c.refuseRanges(args)
	return c.node(aCall, t.Pos.Offset, name, args...)
}

// refuseRanges reports a range among arguments of anything but a sum.
func (c *climber) refuseRanges(args []*syntax) {
	for _, a := range args {
		if a.kind == aRange {
			c.fail(ast.SyntaxError, a.span, "write sum(k=1..n, e)", "a range stands only in sum")
		}
	}
}

// derivativeHead tells the order of a derivative from its head: 2 for D2 and hess.
func derivativeHead(name string) (order int, head string) {
	switch name {
	case "D", "grad":
		return 1, name
	case "hess":
		return 2, name
	}
	if len(name) == 2 && name[0] == 'D' && '1' <= name[1] && name[1] <= '9' {
		return int(name[1] - '0'), "D"
	}
	return 0, ""
}

// derivative reads the arguments after D(h,1,2).
func (c *climber) derivative(head string, order, start int, parts []*syntax) *syntax {
	of := &derivative{head: head, order: order, fn: parts[0].text, name: parts[0].span}
	for _, p := range parts[1:] {
		k, err := strconv.Atoi(p.text)
		if p.kind != aNumber || err != nil || k < 1 || k > 1000 {
			c.fail(ast.SyntaxError, p.span, "write D(h,2)(x,y) for the derivative in the second argument", "the number of an argument is expected here")
		}
		of.slots = append(of.slots, k)
	}
	if len(of.slots) > 1 && head == "D" && order == 1 {
		of.order = len(of.slots)
	}
	open := c.take()
	of.dot = open.Type == tokenDotOpen
	args := c.arguments(end(open) - 1)
	c.refuseRanges(args)
	s := c.node(aDerivative, start, "", args...)
	s.of = of
	return s
}

// nabla reads ∇h(x), which is grad(h)(x), and ∇²h(x), which is hess(h)(x).
func (c *climber) nabla() *syntax {
	t := c.take()
	head, order := "grad", 1
	if next := c.peek(); next.Type == tokenSuper && superscripts(next.Value) == "2" {
		c.take()
		head, order = "hess", 2
	}
	next := c.peek()
	if next.Type == tokenOpen {
		open := c.take().Pos.Offset
		f := c.expect(tokenName, "the name of a function")
		c.closing(open)
		if after := c.peek(); after.Type != tokenOpen {
			c.unexpected(after, "\"(\" and the arguments of "+f.Value)
		}
		return c.derivative(head, order, t.Pos.Offset, []*syntax{{kind: aName, span: spanOf(f), text: Canonical(f.Value)}})
	}
	f := c.expect(tokenApply, "a function with its arguments, as in ∇h(x),")
	return c.derivative(head, order, t.Pos.Offset, []*syntax{{kind: aName, span: spanOf(f), text: Canonical(f.Value)}})
}

// arguments reads up to the closing parenthesis; the opening one was taken.
func (c *climber) arguments(open int) []*syntax {
	var args []*syntax
	if c.accept(tokenClose) {
		return args
	}
	for {
		args = append(args, c.inner(c.argument))
		if !c.accept(tokenComma) {
			break
		}
	}
	c.closing(open)
	return args
}

// argument is an expression, or k=1..n in a sum.
func (c *climber) argument() *syntax {
	s := c.expression()
	if s.kind != aName || c.peek().Type != tokenEqual {
		return s
	}
	c.take()
	lo := c.expression()
	c.expect(tokenRange, "\"..\", as in k=1..n,")
	hi := c.expression()
	return c.node(aRange, s.span.Start, s.text, lo, hi)
}

// indexSum makes the sum over an index from its arguments.
func (c *climber) indexSum(start int, args []*syntax) *syntax {
	c.refuseRanges(args[1:])
	switch k := args[0]; {
	case len(args) == 2 && k.kind == aRange:
		return c.node(anIndexSum, start, k.text, k.args[0], k.args[1], args[1])
	case len(args) == 2 && k.kind == aName:
		return c.node(anIndexSum, start, k.text, args[1])
	}
	c.fail(ast.SyntaxError, ast.Span{Start: start, End: c.last}, "sum(X) adds all entries",
		"a sum over an index is written sum(k=1..n, e) or sum(k, e)")
	return nil
}

// bars reads ‖x‖, with its suffix, or |x|.
func (c *climber) bars() *syntax {
	t := c.take()
	norm, bar := c.norm, c.bar
	c.norm, c.bar = t.Type == tokenNorm, t.Type == tokenBar
	s := c.expression()
	c.norm, c.bar = norm, bar
	closing := c.peek()
	if closing.Type != t.Type {
		e := unexpected(closing, "an operator or \""+t.Value+"\"")
		if closing.EOF() || closing.Type == tokenSep {
			e.Message, e.Span, e.Hint = t.Value+" is not closed", spanOf(t), "close it with "+t.Value
		}
		panic(e)
	}
	c.take()
	if t.Type == tokenBar {
		return c.node(aBar, t.Pos.Offset, "", s)
	}
	text := ""
	if next := c.peek(); next.Type == tokenSuffix && next.Pos.Offset == c.last {
		c.take()
		text = strings.Trim(Canonical(next.Value), "_{}")
		if text != "1" && text != "2" && text != "F" {
			c.fail(ast.SyntaxError, spanOf(next), "write ‖x‖_1, ‖x‖_2 or ‖X‖_F", "there is no norm %q", text)
		}
	}
	return c.node(aNorm, t.Pos.Offset, text, s)
}
