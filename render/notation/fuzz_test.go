package notation_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/parser"
	"matcalc/parser/families"
	"matcalc/render/notation"
)

// FuzzPlain: what is read, printed as plain text and read again under the same declarations is the same
// node. A variable that has the name of a function hides it, so inv(A)*inv is left out.
func FuzzPlain(f *testing.F) {
	for _, tt := range printed {
		f.Add(tt.input)
		f.Add(tt.plain)
	}
	for _, c := range families.Public(f) {
		f.Add(c.Expr + " where " + c.Where)
	}
	f.Fuzz(func(t *testing.T, input string) {
		if len(input) > 500 {
			return
		}
		budget, release := ast.NewBudget(context.Background(), ast.Limits{Time: time.Second, Nodes: 20000})
		defer release()
		in, err := parser.Parse(input, parser.Options{Budget: budget, Limits: parser.Limits{Terms: 2000, Digits: 40}})
		if err != nil || shadows(in.Table) {
			return
		}
		plain := plainOf(in)
		again, err := in.ParseMoreAs(plain, in.Expr.Shape())
		var e *ast.Error
		switch {
		case errors.As(err, &e) && (e.Kind == ast.TimeoutError || e.Kind == ast.LimitError):
		case err != nil:
			t.Fatalf("%q is printed as %q, which is not read: %v", input, plain, err)
		case again != in.Expr:
			t.Fatalf("%q is printed as %q, which is read as %q", input, plain, notation.Plain(again))
		}
	})
}

// plainOf prints the expression of an input as plain text that knows the names of the input, also of what is not left
// in the expression.
func plainOf(in *parser.Input) string {
	s := notation.NewSheet(in.Taken, in.Expr)
	text := ""
	for _, part := range s.SharedPlain() {
		text += part.Name + " = " + part.Expression + "; "
	}
	return text + s.Plain(in.Expr)
}

// shadows reports whether a symbol or a size has the name of a function of the language, which then is none.
func shadows(t *ast.Table) bool {
	return slices.ContainsFunc(slices.Concat(catalogue.Names(), []string{"delta", "grad", "hess"}), t.Taken)
}
