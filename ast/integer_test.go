package ast_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/parser"
)

// TestIsIntegerValued lists polynomials in integers with fractions that add up, and others.
func TestIsIntegerValued(t *testing.T) {
	for _, test := range []struct {
		expr string
		want bool
	}{
		{"n", true}, {"n + 3*k", true}, {"n*(n + 1)/2", true}, {"n^2/2 - n/2", true}, {"n*(n + 1)*(n + 2)/6", true}, {"n*(n + 1)*k/2", true}, {"2^n", true},
		{"n/2", false}, {"(n + 1)/2", false}, {"n/2 + k/2", false}, {"n^2/2", false}, {"n*(n + 1)/4", false}, {"1/n", false}, {"sqrt(n)", false}, {"pi*n", false}, {"s*n", false},
	} {
		in, err := parser.Parse(test.expr, parser.Options{Let: []string{"n in Z, k in N, s in R"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := ast.IsIntegerValued(in.Expr); got != test.want {
			t.Errorf("%s: %v", test.expr, got)
		}
	}
}
