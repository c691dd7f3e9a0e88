package parser

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"matcalc/ast"
)

// A program is an input: statements, the last of which is the expression, and declarations.
type program struct {
	Statements   []*statement   `parser:"@@ ( Sep @@ )*"`
	Declarations []*declaration `parser:"( Where @@ ( ( ',' | Sep ) @@ )* )?"`
}

// A statement is an expression, or name = expression, or f(x) = expression, or T[i,j] = expression:
// what stands left of "=" is read as an expression too.
type statement struct {
	Left  *expression `parser:"@@"`
	Right *expression `parser:"( '=' @@ )?"`
}

// grammar is the parser, which is built on first use.
var grammar = sync.OnceValue(func() *participle.Parser[program] {
	return participle.MustBuild[program](participle.Lexer(tokenizer{}))
})

// parseProgram reads an input.
func parseProgram(source string, isFunction func(string) bool) (*program, error) {
	list, err := newTokens(source, isFunction)
	if err != nil {
		return nil, located(err, source)
	}
	if len(list.list) == 1 {
		return nil, &ast.Error{Kind: ast.SyntaxError, Message: "there is no expression", Source: strings.TrimSpace(source), Hint: "write one, such as h(W*a)"}
	}
	read := list.parse
	if list.alone() {
		read = list.expression
	}
	p, err := read()
	if err != nil {
		return nil, located(err, source)
	}
	return p, nil
}

// alone reports whether the text can only be one expression, as most are.
func (t *tokens) alone() bool {
	for i := range t.list {
		switch t.list[i].Type {
		case tokenSep, tokenWhere, tokenEqual:
			return false
		}
	}
	return true
}

// expression reads a program that is one expression, which needs no grammar of statements.
func (t *tokens) expression() (*program, error) {
	c := &cursor{list: t.list}
	e := &expression{}
	if err := e.read(c); err != nil {
		return nil, err
	}
	if next := c.Peek(); !next.EOF() {
		return nil, t.explain(*next)
	}
	return &program{Statements: []*statement{{Left: e}}}, nil
}

// parseDeclarations reads the text of --let.
func parseDeclarations(source string) ([]*declaration, error) {
	list, err := newTokens(source, nil)
	if err != nil {
		return nil, located(err, source)
	}
	if len(list.list) == 1 {
		return nil, nil
	}
	list.declarations = true
	all, err := list.readDeclarations()
	if err != nil {
		return nil, located(err, source)
	}
	return all, nil
}

// readDeclarations reads a text of nothing but declarations, which needs no grammar of statements.
func (t *tokens) readDeclarations() ([]*declaration, error) {
	c := &cursor{list: t.list}
	var all []*declaration
	for {
		d := &declaration{}
		if err := d.read(c); err != nil {
			return nil, t.told(err)
		}
		all = append(all, d)
		switch next := c.Next(); {
		case next.EOF():
			return all, nil
		case !among(next.Type, tokenComma, tokenSep):
			return nil, t.explain(*next)
		}
	}
}

// parse reads a program of several statements, or with declarations.
func (t *tokens) parse() (*program, error) {
	peeking, err := lexer.Upgrade(t)
	if err != nil {
		return nil, err
	}
	g, err := grammar().ParseFromLexer(peeking)
	if err != nil {
		return nil, t.told(err)
	}
	return g, nil
}

// told says an error in words.
func (t *tokens) told(err error) error {
	var own *ast.Error
	if errors.As(err, &own) {
		return own
	}
	var unexpectedToken *participle.UnexpectedTokenError
	if errors.As(err, &unexpectedToken) {
		return t.explain(unexpectedToken.Unexpected)
	}
	return &ast.Error{Kind: ast.SyntaxError, Message: err.Error()}
}

// explain says in words what can stand in the place of a token that the grammar refused.
func (t *tokens) explain(tok lexer.Token) error {
	i := 0
	declaring := t.declarations
	for i < len(t.list)-1 && t.list[i].Pos.Offset < tok.Pos.Offset {
		declaring = declaring || among(t.list[i].Type, tokenWhere, tokenIn)
		i++
	}
	e := unexpected(&tok, "an operator or the end")
	if declaring && i > 0 && (tok.EOF() || tok.Type == tokenSep) && t.loneName(i-1) {
		return undeclared(t.list[i-1])
	}
	if declaring {
		e = unexpected(&tok, "a declaration such as X in R^(n x m)")
	}
	switch {
	case among(tok.Type, tokenIn) && !declaring:
		e.Message, e.Hint = "a declaration stands where an expression is expected", "write: expression where x in R^n"
	case tok.Type == tokenClose:
		e.Message, e.Hint = "there is no parenthesis that this one closes", "leave it out, or open one before it"
	case tok.Type == tokenRange:
		e.Hint = "a range stands only in sum(k=1..n, e)"
	case tok.Type == tokenSuffix:
		e.Message, e.Hint = "a subscript stands only after a name or a norm", "write an entry as X[i,j]"
	case tok.Type == tokenComma:
		e.Hint = "several arguments stand in parentheses"
	case tok.Type == tokenEqual && declaring:
		e.Hint = "a definition stands before the expression, as in z = W*x + b; norm(z)^2"
	case tok.Type == tokenEqual:
		e.Hint = "a name or f(x) stands left of ="
	}
	return e
}

// loneName reports whether token i is a name with which a declaration, or the list of its names,
// ends.
func (t *tokens) loneName(i int) bool {
	return among(t.list[i].Type, tokenName, tokenApply) && (i == 0 || among(t.list[i-1].Type, tokenWhere, tokenSep, tokenComma))
}

// undeclared says how a name is declared that stands among declarations alone.
func undeclared(name lexer.Token) *ast.Error {
	example := name.Value + " in R^n"
	if letterOf(Canonical(name.Value)) == upperLatin {
		example = name.Value + " in R^(n x m)"
	}
	return &ast.Error{Kind: ast.DeclarationError, Message: fmt.Sprintf("the declaration does not say what %s is", name.Value),
		Span: spanOf(&name), Hint: "write for instance " + example}
}

// located gives the source to an error that has none.
func located(err error, source string) error {
	if e, ok := err.(*ast.Error); ok && e.Source == "" {
		e.Source = source
		e.Span.Start = min(e.Span.Start, len(source))
		e.Span.End = min(max(e.Span.End, e.Span.Start), len(source))
	}
	return err
}
