package verify_test

import (
	"testing"

	"matcalc/parser"
	"matcalc/rules/verify"
)

// TestRun compares verdicts with what is known: right derivatives, wrong ones by a sign, a factor or
// a transpose, and expressions that have no finite value anywhere.
func TestRun(t *testing.T) {
	tests := []struct {
		value, claim, wrt, let string
		want                   verify.State
	}{
		{"x'*A*x", "(A + A')*x", "x", "", verify.Right},
		{"x'*A*x", "2*A*x", "x", "", verify.Wrong},
		{"x'*A*x", "2*A*x", "x", "A in Sym(n)", verify.Right},
		{"A*x", "A", "x", "A in R^(n x n)", verify.Right},
		{"A*x", "A'", "x", "A in R^(n x n)", verify.Wrong},
		{"logdet(X)", "inv(X)'", "X", "", verify.Right},
		{"logdet(X)", "inv(X)", "X", "", verify.Wrong},
		{"norm(x)^2", "2*x", "x", "", verify.Right},
		{"norm(x)^2", "x", "x", "", verify.Wrong},
		{"h(W*a)", "grad(h)(W*a)*a'", "W", "", verify.Right},
		{"h(W*a)", "-grad(h)(W*a)*a'", "W", "", verify.Wrong},
		{"sum(relu(x))", "step(x)", "x", "", verify.Right},
		{"sum(log(-exp(x)))", "ones(n)", "x", "x in R^n", verify.Undecided},
	}
	for _, test := range tests {
		t.Run(test.value+" by "+test.wrt+" is "+test.claim, func(t *testing.T) {
			in, err := parser.Parse(test.value, parser.Options{Let: []string{test.let}})
			if err != nil {
				t.Fatal(err)
			}
			claim, err := in.ParseMore(test.claim)
			if err != nil {
				t.Fatal(err)
			}
			x := in.Table.Lookup(test.wrt)
			v := verify.Run([]verify.Check{{Value: in.Expr, Derivative: claim, Symbol: x}}, nil, verify.Options{})
			if v.State != test.want {
				t.Errorf("state %v (%s, error %g), want %v", v.State, v.Reason, v.MaxRelativeError, test.want)
			}
		})
	}
}
