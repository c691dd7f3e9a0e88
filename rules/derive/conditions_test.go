package derive_test

import (
	"strings"
	"testing"

	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// TestConditions lists where derivatives hold: what a rule asks for, in words for a scalar or for the
// entries of an array, and nothing that always holds.
func TestConditions(t *testing.T) {
	tests := []struct{ expr, wrt, let, want string }{
		{"inv(X)", "X", "", "X invertible"},
		{"logdet(S)", "S", "S in PD(n)", ""},
		{"log(det(X))", "X", "", "det(X) > 0"},
		{"norm(x)", "x", "", "x ≠ 0"},
		{"norm(A*x - b)^2", "x", "", ""},
		{"norm1(A*x)", "x", "", "no entry of A*x is 0"},
		{"prod(x)", "x", "", "no entry of x is 0"},
		{"sum(log(x))", "x", "", "every entry of x is positive"},
		{"sum(log(1 + exp(x)))", "x", "", ""},
		{"log(t)", "t", "t in R", "t > 0"},
		{"1./x", "x", "", "no entry of x is 0"},
		{"sqrt(t)", "t", "t in R", "t > 0"},
		{"X^k", "X", "k in N", ""},
		{"X^k", "X", "k in Z", "X invertible if k < 0"},
		{"A\\b", "b", "", "A invertible"},
		{"tr(X^k)", "X", "k in N", "X invertible if k < 1"},
		{"tr(X^(k+1))", "X", "k in N", ""},
		{"tr(inv(X)*X^k)", "X", "k in N", "X invertible"},
		{"X^k*X^(1 - k)", "X", "k in Z", "X invertible if k < 0; X invertible if k > 1"},
		{"sum(k=0..p, tr(X^k))", "X", "p in N", "X invertible"},
		{"sum(k=1..p, tr(X^k))", "X", "p in N", ""},
		{"det(X^k)", "X", "k in N", "X invertible"},
		{"sqrt(t^2)", "t", "t in R", "t ≠ 0"},
		{"sqrt(sum(x.^2))", "x", "", "x ≠ 0"},
		{"log(sqrt(x'*x))", "x", "", "x ≠ 0"},
		{"log(t^(-2))", "t", "t in R", "t ≠ 0"},
		{"sum(log(x.^(-2)))", "x", "", "no entry of x is 0"},
		{"log(t^3)", "t", "t in R", "t > 0"},
		{"exp(log(t))", "t", "t in R", "t > 0"},
		{"logdet(X^2)", "X", "", "X invertible"},
	}
	for _, test := range tests {
		t.Run(test.expr+" by "+test.wrt, func(t *testing.T) {
			answer, err := derive.Derive(derive.Request{Input: test.expr, Let: []string{test.let}, Wrt: test.wrt})
			if err != nil {
				t.Fatal(detail(err))
			}
			var got []string
			for _, c := range answer.Results[0].Conditions {
				got = append(got, c.Print(notation.Plain))
			}
			if s := strings.Join(got, "; "); s != test.want {
				t.Errorf("it holds where %q, want %q", s, test.want)
			}
		})
	}
}

// TestConditionsTogether lists where all results hold: what follows from the condition of another result is left out.
func TestConditionsTogether(t *testing.T) {
	answer, err := derive.Derive(derive.Request{Input: "x*sqrt(t) + log(s)*t", Let: []string{"t in R, s in R, x in R"}, Wrt: "t,x,s"})
	if err != nil {
		t.Fatal(detail(err))
	}
	var got []string
	for _, c := range answer.Conditions {
		got = append(got, c.Print(notation.Plain))
	}
	if s := strings.Join(got, "; "); s != "t > 0; s > 0" {
		t.Errorf("all hold where %q", s)
	}
}
