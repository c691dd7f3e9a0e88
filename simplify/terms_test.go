package simplify_test

import (
	"testing"

	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/simplify"
)

// TestTermCount: the number of terms of a sum takes its place only where the sum cannot be shorter than empty.
func TestTermCount(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"sum(k=1..n, 1)*x", "n*x"},
		{"sum(k=2..n, 1)*x", "(n - 1)*x"},
		{"sum(k=3..n, 1)*x", "sum(k=3..n, 1)*x"},
		{"sum(k=1..n-2, a)", "max(n - 2, 0)*a"},
		{"sum(k=3..1, 1)*x", "zeros(n)"},
		{"sum(k=3..7, a)", "5*a"},
		{"sum(i=1..n, sum(j=1..i-2, x[i]))", "sum(i, max(i - 2, 0)*x[i])"},
		{"sum(k=1..q, a)", "max(q, 0)*a"},
		{"sum(k=1..r, a)", "r*a"},
		{"sum(j=q..r, sum(k=1..j, a))", "sum(j=q..r, max(j, 0))*a"},
		{"sum(j=1..r, sum(k=j..r, a))", "sum(j=1..r, sum(k=j..r, a))"},
		{"sum(i=1..n, sum(j=1..i-1, x[i]))", "sum(i, (i - 1)*x[i])"},
	} {
		in, err := parser.Parse(c.in, parser.Options{Let: []string{"x in R^n, a in R, q in Z, r in N"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := notation.Plain(simplify.Simplify(in.Table, in.Expr)); got != c.want {
			t.Errorf("%s becomes %s, want %s", c.in, got, c.want)
		}
	}
}
