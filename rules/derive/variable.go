package derive

import (
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules"
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

// rule is the variable as the engines know it.
func (v variable) rule() rules.Variable { return rules.Variable{Symbol: v.symbol, Entry: v.entry} }

// A place is a part of the list of variables in a request.
type place struct {
	text string
	span ast.Span
}

// splitList splits a list at the commas outside brackets; an empty list has no places.
func splitList(list string) []place {
	if strings.TrimSpace(list) == "" {
		return nil
	}
	var out []place
	depth, start := 0, 0
	end := func(i int) {
		part := list[start:i]
		from := start + len(part) - len(strings.TrimLeft(part, " \t"))
		part = strings.TrimSpace(part)
		out = append(out, place{part, ast.Span{Start: from, End: from + len(part)}})
		start = i + 1
	}
	for i, r := range list {
		switch r {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case ',':
			if depth == 0 {
				end(i)
			}
		}
	}
	end(len(list))
	return out
}

// variables finds what the request differentiates by.
func variables(in *parser.Input, wrt string) ([]variable, error) {
	places := splitList(wrt)
	if len(places) == 0 {
		return only(in)
	}
	var out []variable
	seen := map[string]bool{}
	for _, p := range places {
		if p.text == "" {
			at := max(p.span.Start-1, 0)
			return nil, &ast.Error{Kind: ast.VariableError, Message: "a variable is missing beside the comma", Source: wrt,
				Span: ast.Span{Start: at, End: at + 1}, Hint: "write --wrt x, or --wrt x,y for several"}
		}
		name := parser.Canonical(strings.Join(strings.Fields(p.text), ""))
		if seen[name] {
			return nil, &ast.Error{Kind: ast.VariableError, Message: "the variable " + p.text + " stands twice", Source: wrt, Span: p.span,
				Hint: "for the second derivative write --order 2"}
		}
		seen[name] = true
		v, err := find(in, p.text)
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
	if len(names) > 1 { // a declared name that does not occur is not meant
		names = slices.DeleteFunc(names, func(name string) bool { return !ast.Contains(in.Expr, in.Table.Lookup(name)) })
	}
	if len(in.Params) == 1 && slices.Contains(names, in.Params[0]) {
		names = in.Params
	}
	if len(names) != 1 {
		message, hint := "the expression has no variable", "declare one that does not occur, if its derivative is meant: --let \"x in R^n\" --wrt x"
		if len(names) > 1 {
			message, hint = "the expression has several variables: "+strings.Join(names, ", "), "name the variable with --wrt"
		}
		return nil, &ast.Error{Kind: ast.VariableError, Message: message, Source: in.Source, Span: ast.Span{End: len(in.Source)}, Hint: hint}
	}
	return []variable{{text: names[0], symbol: in.Table.Lookup(names[0])}}, nil
}

// find gives the variable that the text names.
func find(in *parser.Input, text string) (variable, error) {
	if s := in.Table.Lookup(parser.Canonical(text)); s != nil {
		if s.Kind != ast.Variable {
			return variable{}, &ast.Error{Kind: ast.VariableError, Message: s.Name + " is an integer; an expression has no derivative by it",
				Source: text, Span: ast.Span{End: len(text)}, Hint: "declare it as a variable: --let \"" + s.Name + " in R\""}
		}
		return variable{text: text, symbol: s}, nil
	}
	n, err := in.ParseMore(text)
	if err != nil {
		return variable{}, err
	}
	if ast.IsConstant(n, ast.Pi) {
		return variable{}, &ast.Error{Kind: ast.VariableError, Message: text + " is the constant 3.14159…; an expression has no derivative by it",
			Source: text, Span: ast.Span{End: len(text)}, Hint: "declare it as a variable: --let \"pi in R\""}
	}
	if e, ok := n.(*ast.Entry); ok {
		if s, ok := e.Arg().(*ast.Symbol); ok && s.Kind == ast.Variable && e.Shape().IsScalar() {
			return variable{text: text, symbol: s, entry: e}, nil
		}
	}
	if s, ok := n.(*ast.Symbol); ok {
		if s.Kind == ast.Dimension {
			return variable{}, &ast.Error{Kind: ast.VariableError, Message: text + " is a size; an expression has no derivative by it",
				Source: text, Span: ast.Span{End: len(text)}, Hint: "name a variable of the expression"}
		}
		return variable{text: text, symbol: s}, nil
	}
	return variable{}, &ast.Error{Kind: ast.VariableError, Message: text + " is neither a variable nor an entry of one", Source: text, Span: ast.Span{End: len(text)},
		Hint: "write a name such as W, or an entry such as W[j,i]"}
}
