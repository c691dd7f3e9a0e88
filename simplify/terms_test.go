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
		{"sum(k=1..n-2, a)", "sum(k=1..n - 2, a)"},
		{"sum(k=3..1, 1)*x", "zeros(n)"},
		{"sum(k=3..7, a)", "5*a"},
		{"sum(i=1..n, sum(j=1..i-2, x[i]))", "sum(i, sum(j=1..i - 2, x[i]))"},
		{"sum(i=1..n, sum(j=1..i-1, x[i]))", "sum(i, (i - 1)*x[i])"},
	} {
		in, err := parser.Parse(c.in, parser.Options{Let: []string{"x in R^n, a in R"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := notation.Plain(simplify.Simplify(in.Table, in.Expr)); got != c.want {
			t.Errorf("%s becomes %s, want %s", c.in, got, c.want)
		}
	}
}
