package main

import (
	"errors"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
)

// checkVariables refuses a list of variables with an empty place, or with one twice.
func checkVariables(list string) error {
	if strings.TrimSpace(list) == "" {
		return nil // as if --wrt were left out
	}
	var seen []string
	depth, start := 0, 0
	end := func(i int) error {
		from := start
		text := list[from:i]
		from += len(text) - len(strings.TrimLeft(text, " \t"))
		text = strings.TrimSpace(text)
		span := ast.Span{Start: from, End: from + len(text)}
		start = i + 1
		if text == "" {
			return variableError(list, ast.Span{Start: min(i, len(list)-1), End: min(i, len(list)-1) + 1}, "a variable is missing beside the comma", "write --wrt x, or --wrt x,y for several")
		}
		name := parser.Canonical(strings.Join(strings.Fields(text), ""))
		if slices.Contains(seen, name) {
			return variableError(list, span, "the variable "+text+" stands twice", "for the second derivative write --order 2")
		}
		seen = append(seen, name)
		return nil
	}
	for i, r := range list {
		switch r {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case ',':
			if depth > 0 {
				continue
			}
			if err := end(i); err != nil {
				return err
			}
		}
	}
	return end(len(list))
}

func variableError(list string, span ast.Span, message, hint string) error {
	return &ast.Error{Kind: ast.VariableError, Message: message, Source: list, Span: span, Hint: hint}
}

// explainConstant says of the variable pi, which is refused, that it is the constant.
func explainConstant(err error) error {
	var e *ast.Error
	if !errors.As(err, &e) || e.Kind != ast.VariableError || parser.Canonical(e.Source) != "pi" {
		return err
	}
	told := *e
	told.Message, told.Hint = e.Source+" is the constant 3.14159…; an expression has no derivative by it", "declare it as a variable: --let \"pi in R\""
	return &told
}
