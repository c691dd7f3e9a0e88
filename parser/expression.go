package parser

import (
	"fmt"
	"slices"

	"github.com/alecthomas/participle/v2/lexer"

	"matcalc/ast"
)

// An expression is the Parseable by which the participle grammar reads an expression.
type expression struct{ root *syntax }

// Parse reads an expression.
func (e *expression) Parse(lex *lexer.PeekingLexer) error { return e.read(lex) }

// read reads an expression by precedence climbing.
func (e *expression) read(lex reader) (err error) {
	c := climber{lex: lex}
	defer c.rescue(&err)
	e.root = c.expression()
	return nil
}

// A reader gives tokens one by one, the end of the text again and again: that of participle, or a [cursor].
type reader interface {
	Peek() *lexer.Token
	Next() *lexer.Token
}

// A climber reads expressions from tokens. Its methods panic with an *ast.Error, which rescue
// turns into a result.
type climber struct {
	lex     reader
	nesting int
	norm    bool // a norm is open, so || closes it
	bar     bool // the same for |
	index   bool // an index is being read, in which : has no meaning
	last    int  // the offset after the token that was taken last
}

func (c *climber) rescue(err *error) {
	switch r := recover().(type) {
	case nil:
	case *ast.Error:
		*err = r
	default:
		panic(r)
	}
}

func (c *climber) peek() *lexer.Token { return c.lex.Peek() }

func (c *climber) take() *lexer.Token {
	t := c.lex.Next()
	c.last = end(t)
	return t
}

// accept takes the next token if it is of that kind.
func (c *climber) accept(kind lexer.TokenType) bool {
	if c.peek().Type != kind {
		return false
	}
	c.take()
	return true
}

// expect takes the next token, which must be of that kind.
func (c *climber) expect(kind lexer.TokenType, what string) *lexer.Token {
	t := c.peek()
	if t.Type != kind {
		c.unexpected(t, what)
	}
	return c.take()
}

func (c *climber) fail(kind ast.ErrorKind, span ast.Span, hint, format string, args ...any) {
	panic(&ast.Error{Kind: kind, Message: fmt.Sprintf(format, args...), Span: span, Hint: hint})
}

// node makes a node that reaches from the start of its first argument to the last token taken.
func (c *climber) node(kind syntaxKind, start int, text string, args ...*syntax) *syntax {
	s := &syntax{kind: kind, span: ast.Span{Start: start, End: c.last}, text: text, args: args}
	for _, a := range args {
		s.depth = max(s.depth, a.depth+1)
	}
	if s.depth > maxNesting {
		c.tooDeep(s.span)
	}
	return s
}

func (c *climber) tooDeep(span ast.Span) {
	c.fail(ast.LimitError, span, "name parts of it: z = …; …", "the expression is nested more than %d levels deep", maxNesting)
}

// join adds right to the sum or product left that is being read, or starts a new one.
func (c *climber) join(kind syntaxKind, left, right *syntax, running bool) *syntax {
	if !running || left.kind != kind {
		return c.node(kind, left.span.Start, "", left, right)
	}
	left.args = append(left.args, right)
	left.depth = max(left.depth, right.depth+1)
	left.span.End = c.last
	return left
}

// expression = term { ("+" | "-") term }
func (c *climber) expression() *syntax {
	c.nesting++
	if c.nesting > maxNesting {
		c.tooDeep(spanOf(c.peek()))
	}
	defer func() { c.nesting-- }()
	left := c.term()
	running := false
	for {
		t := c.peek()
		switch t.Type {
		case tokenPlus:
			c.take()
			left = c.join(aSum, left, c.term(), running)
		case tokenMinus:
			c.take()
			right := c.term()
			left = c.join(aSum, left, c.node(aNegation, right.span.Start, "", right), running)
		default:
			return left
		}
		running = true
	}
}

// term = product [ ":" product ]
func (c *climber) term() *syntax {
	left := c.product()
	if c.peek().Type != tokenColon {
		return left
	}
	c.take()
	if t := c.peek(); c.index || t.Type == tokenUnbracket || t.Type == tokenComma {
		c.fail(ast.SyntaxError, spanOf(t), "take a whole row as X[i,:], a whole column as X[:,j]",
			"\":\" between two indices has no meaning: there are no slices")
	}
	right := c.product()
	if t := c.peek(); t.Type == tokenColon {
		c.fail(ast.SyntaxError, spanOf(t), "write parentheses: (A : B)*c", "a term has only one \":\"")
	}
	return c.node(anInner, left.span.Start, "", left, right)
}

// product = unary { operator unary | postfix }
func (c *climber) product() *syntax {
	left := c.unary()
	running := aNumber // the kind of product that is being read
	for {
		t := c.peek()
		var right *syntax
		kind := aProduct
		switch t.Type {
		case tokenStar:
			c.take()
			right = c.unary()
		case tokenSlash:
			right = c.divisor()
		case tokenDotStar:
			c.take()
			kind, right = anHadamard, c.unary()
		case tokenDotSlash:
			kind, right = anHadamard, c.divisor()
		case tokenKron, tokenSolve:
			kind = aKron
			if t.Type == tokenSolve {
				kind = aSolve
			}
			c.take()
			right = c.unary()
			left = c.node(kind, left.span.Start, "", left, right)
			running = kind
			continue
		case tokenCross:
			c.fail(ast.SyntaxError, spanOf(t), "write A*B, or kron(A,B)", "× stands only between sizes")
		default:
			if !startsOperand(t.Type) || c.closesHere(t.Type) {
				return left
			}
			if t.Type == tokenNumber && left.kind == aNumber {
				c.fail(ast.SyntaxError, left.span.Join(spanOf(t)), "write * between them", "two numbers stand side by side")
			}
			right = c.postfix()
		}
		left = c.join(kind, left, right, running == kind)
		running = kind
	}
}

// divisor reads what stands right of / or ./
func (c *climber) divisor() *syntax {
	c.take()
	right := c.unary()
	return c.node(aReciprocal, right.span.Start, "", right)
}

// closesHere reports whether a token that could open a norm closes the open one.
func (c *climber) closesHere(kind lexer.TokenType) bool {
	return kind == tokenNorm && c.norm || kind == tokenBar && c.bar
}

// unary = { "-" | "+" } postfix
func (c *climber) unary() *syntax {
	t := c.peek()
	if t.Type != tokenMinus && t.Type != tokenPlus {
		return c.postfix()
	}
	negative, start := false, t.Pos.Offset
	for ; t.Type == tokenMinus || t.Type == tokenPlus; t = c.peek() {
		negative = negative != (t.Type == tokenMinus)
		c.take()
	}
	arg := c.postfix()
	if !negative {
		return arg
	}
	return c.node(aNegation, start, "", arg)
}

func spanOf(t *lexer.Token) ast.Span { return ast.Span{Start: t.Pos.Offset, End: end(t)} }

// unexpected reports a token that cannot stand where it does; want says what can.
func (c *climber) unexpected(t *lexer.Token, want string) {
	panic(unexpected(t, want))
}

func unexpected(t *lexer.Token, want string) *ast.Error {
	e := &ast.Error{Kind: ast.SyntaxError, Span: spanOf(t)}
	switch {
	case t.EOF():
		e.Message, e.Hint = fmt.Sprintf("the input ends where %s is expected", want), "complete it, or leave out what stands last"
	case t.Type == tokenSep:
		e.Message, e.Hint = fmt.Sprintf("the line ends where %s is expected", want), "an expression that goes on in the next line stands in parentheses"
	default:
		e.Message, e.Hint = fmt.Sprintf("\"%s\" stands where %s is expected", t.Value, want), "leave it out, or put what is missing before it"
		if t.Type == tokenSolve {
			e.Hint = `A\b is inv(A)*b; commands of LaTeX are not read: write (1/2)*x'*A*x for \frac{1}{2} x^T A x`
		}
	}
	return e
}

// among reports whether kind is one of kinds.
func among(kind lexer.TokenType, kinds ...lexer.TokenType) bool { return slices.Contains(kinds, kind) }
