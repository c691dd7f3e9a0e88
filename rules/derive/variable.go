package derive

import (
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
)

// A variable is what a derivative is taken by: a symbol, or an entry of one.
type variable struct {
	text   string
	symbol *ast.Symbol
	entry  *ast.Entry // nil where the whole symbol varies
}

// node is the symbol or the entry.
func (v variable) node() ast.Node {
	if v.entry != nil {
		return v.entry
	}
	return v.symbol
}

// splitList splits text at the commas outside brackets.
func splitList(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range text {
		switch r {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, strings.TrimSpace(text[start:i]))
				start = i + 1
			}
		}
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" || len(out) > 0 {
		out = append(out, rest)
	}
	return out
}

// variables finds what the request differentiates by.
func variables(in *parser.Input, wrt string) ([]variable, error) {
	names := splitList(wrt)
	if len(names) == 0 {
		return only(in)
	}
	var out []variable
	for _, text := range names {
		v, err := find(in, text)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// only gives the one variable of an expression that has no other.
func only(in *parser.Input) ([]variable, error) {
	var names []string
	for _, s := range in.Table.Symbols() {
		if s.Kind == ast.Variable {
			names = append(names, s.Name)
		}
	}
	if len(in.Params) == 1 && slices.Contains(names, in.Params[0]) {
		names = in.Params
	}
	if len(names) != 1 {
		message := "the expression has no variable"
		if len(names) > 1 {
			message = "the expression has several variables: " + strings.Join(names, ", ")
		}
		return nil, &ast.Error{Kind: ast.VariableError, Message: message, Hint: "name the variable with --wrt"}
	}
	return []variable{{text: names[0], symbol: in.Table.Lookup(names[0])}}, nil
}

// find gives the variable that the text names.
func find(in *parser.Input, text string) (variable, error) {
	if s := in.Table.Lookup(parser.Canonical(text)); s != nil {
		if s.Kind != ast.Variable {
			return variable{}, &ast.Error{Kind: ast.VariableError, Message: s.Name + " is an integer; an expression has no derivative by it",
				Hint: "declare it as a variable: --let \"" + s.Name + " in R\""}
		}
		return variable{text: text, symbol: s}, nil
	}
	n, err := in.ParseMore(text)
	if err != nil {
		return variable{}, err
	}
	if e, ok := n.(*ast.Entry); ok {
		if s, ok := e.Arg().(*ast.Symbol); ok && s.Kind == ast.Variable && e.Shape().IsScalar() {
			return variable{text: text, symbol: s, entry: e}, nil
		}
	}
	if s, ok := n.(*ast.Symbol); ok {
		return variable{text: text, symbol: s}, nil
	}
	return variable{}, &ast.Error{Kind: ast.VariableError, Message: text + " is neither a variable nor an entry of one", Source: text, Span: ast.Span{End: len(text)},
		Hint: "write a name such as W, or an entry such as W[j,i]"}
}
