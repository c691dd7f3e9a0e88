package simplify_test

import (
	"fmt"
	"strings"
	"testing"

	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

// TestLargeSums: what most terms of a sum have in common is taken out, however many terms there are.
func TestLargeSums(t *testing.T) {
	for _, tt := range []struct{ term, before, each, after string }{
		{"x'*A%[1]d*x", "2*sym(", "A%[1]d", ")*x"},
		{"(a%[1]d'*x)^2", "2*(", "a%[1]d*a%[1]d'", ")*x"},
		{"s*y%[1]d*a%[1]d'*x", "s*(", "y%[1]d*a%[1]d", ")"},
		{"exp(x'*b%[1]d)", "", "exp(b%[1]d'*x)*b%[1]d", ""},
	} {
		for _, n := range []int{4, 60, 200} {
			in, err := parser.Parse(repeated(tt.term, n), parser.Options{Let: []string{"s in R"}})
			if err != nil {
				t.Fatal(err)
			}
			x := in.Table.Lookup("x")
			grads, err := operation.Adjoints(in.Table, in.Expr, in.Table.Int(1), x)
			if err != nil {
				t.Fatal(err)
			}
			want := tt.before + repeated(tt.each, n) + tt.after
			got := notation.Plain(simplify.Simplify(in.Table, grads[0]))
			expected, err := in.ParseMore(want)
			if err != nil {
				t.Fatal(err)
			}
			if want = notation.Plain(expected); got != want {
				t.Errorf("%d terms %s: %.80s, want %.80s", n, tt.term, got, want)
			}
		}
	}
}

// repeated is the sum of n terms of a form with numbered names.
func repeated(form string, n int) string {
	terms := make([]string, n)
	for i := range terms {
		terms[i] = fmt.Sprintf(form, i+1)
	}
	return strings.Join(terms, " + ")
}
