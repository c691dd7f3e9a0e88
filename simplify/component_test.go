package simplify_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/simplify"
)

// TestCollapse shows what becomes of deltas and sums. Where a delta may point out of the range of its
// sum, it stays.
func TestCollapse(t *testing.T) {
	tests := []struct{ in, want string }{
		{"sum(k=1..3, delta(k,3)*x[k]) where x in R^3", "x[3]"},
		{"sum(k, sum(l, delta(k,l)*A[k,l])) where A in R^(n x n)", "sum(i, A[i,i])"},
		{"sum(k, sum(l, delta(k,l)*delta(l,r)*A[k,l]*A[r,1])) where A in R^(n x n)", ""},
		{"sum(k, sum(l, A[k,l]*A[l,k])) - sum(r, sum(s, A[s,r]*A[r,s])) where A in R^(n x n)", "0"},
		{"sum(k, A[k,1]*x[k]) + sum(l, A[1,l]*x[l]) where A in R^(n x n)", "sum(i, (A[i,1] + A[1,i])*x[i])"},
		{"sum(k, sum(l, a[k]*B[k,l]*c[l])) + sum(k, sum(l, c[k]*B[l,k]*a[l]))", "2*sum(i, sum(j, a[i]*B[i,j]*c[j]))"},
		{"sum(k=1..n-1, delta(k,3)*x[k]) where x in R^n", "sum(i=1..n - 1, x[i]*delta(3, i))"},
		{"sum(k=1..n, 2*s) where s in R", "2*n*s"},
		{"sum(k=1..3, (delta(k,1) + x[k])*y[k])", ""},
	}
	for _, test := range tests {
		in, err := parser.Parse(test.in, parser.Options{})
		if err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		out := simplify.Collapse(in.Table, in.Expr)
		if got := notation.Plain(out); test.want != "" && got != test.want {
			t.Errorf("%s becomes %s and should become %s", test.in, got, test.want)
		}
		if again := simplify.Collapse(in.Table, out); again != out {
			t.Errorf("%s becomes %s, then %s", test.in, notation.Plain(out), notation.Plain(again))
		}
		at, err := numeric.Random(rand.New(rand.NewPCG(1, 2)), []ast.Node{in.Expr}, numeric.Options{})
		if err != nil {
			t.Fatal(err)
		}
		both, err := at.EvalAll(in.Expr, out)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := both[0].Data[0], both[1].Data[0]; math.Abs(a-b) > 1e-9*(1+math.Abs(a)) {
			t.Errorf("%s is %v, and %s is %v", test.in, a, notation.Plain(out), b)
		}
	}
}
