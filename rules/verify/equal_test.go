package verify_test

import (
	"testing"

	"matcalc/parser"
	"matcalc/rules/verify"
)

// TestEqual compares verdicts with what is known of two expressions.
func TestEqual(t *testing.T) {
	tests := []struct {
		a, b, let string
		want      verify.State
	}{
		{"tr(A*B)", "tr(B*A)", "A in R^(n x m), B in R^(m x n)", verify.Right},
		{"tr(A*B) - tr(B*A)", "0", "A in R^(n x m), B in R^(m x n)", verify.Right},
		{"tr(A*B)", "tr(A*B')", "A in R^(n x n), B in R^(n x n)", verify.Wrong},
		{"tr(A*B)", "tr(A*B')", "A in R^(n x n), B in Sym(n)", verify.Right},
		{"inv(A*B)*A", "inv(B)", "A in R^(n x n), B in R^(n x n)", verify.Right},
		{"exp(log(x))", "x", "x in R^n", verify.Right},
		{"sqrt(x^2)", "x", "x in R", verify.Wrong},
		{"sqrt(x^2)", "abs(x)", "x in R", verify.Right},
		{"h(W*a)", "-h(W*a)", "", verify.Wrong},
		{"W[i,j]*a[j]", "a[j]*W[i,j]", "", verify.Right},
		{"sum(k, A[i,k]*x[k])", "(A*x)[i]", "A in R^(n x m), x in R^m", verify.Right},
		{"sum(k, A[i,k]*x[k])", "(A*x)[j]", "A in R^(n x n), x in R^n", verify.Wrong},
		{"log(-exp(x))", "x", "x in R^n", verify.Undecided},
	}
	for _, test := range tests {
		t.Run(test.a+" is "+test.b, func(t *testing.T) {
			in, err := parser.Parse(test.a, parser.Options{Let: []string{test.let}})
			if err != nil {
				t.Fatal(err)
			}
			b, err := in.ParseMore(test.b)
			if err != nil {
				t.Fatal(err)
			}
			v := verify.Equal(in.Expr, b, verify.Options{})
			if v.State != test.want {
				t.Errorf("state %v (%s, error %g), want %v", v.State, v.Reason, v.MaxRelativeError, test.want)
			}
			if (v.State == verify.Right) != (v.Reason == "") {
				t.Errorf("state %v for the reason %q", v.State, v.Reason)
			}
		})
	}
}
