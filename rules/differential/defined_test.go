package differential_test

import (
	"strings"
	"testing"

	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules/differential"
)

func TestDefined(t *testing.T) {
	tests := []struct{ expr, let, want string }{
		{"A*x", "", ""},
		{"inv(A)*x", "", "A invertible"},
		{"inv(S)*x", "S in PD(n)", ""},
		{"logdet(inv(A))", "", "A invertible"},
		{"det(A)", "", ""},
		{"norm(x) + sum(abs(x))", "", ""},
		{"exp(log(x))", "x in R^n", "every entry of x is positive"},
		{"log(1 + exp(x))", "x in R^n", ""},
		{"sqrt(x'*x)", "", ""},
		{"sqrt(sum(x.^2))", "x in R^n", ""},
		{"sqrt(c'*x)", "", "c'*x ≥ 0"},
		{"x/t", "t in R", "t ≠ 0"},
		{"y./x", "", "no entry of x is 0"},
		{"1/sqrt(t)", "", "t > 0"},
		{"t^p", "t in R, p in R", "t > 0"},
		{"asin(t) + acosh(s)", "s in R, t in R", "-1 ≤ t ≤ 1, s ≥ 1"},
		{"inv(A)*x + inv(A)*y", "", "A invertible"},
	}
	for _, test := range tests {
		in, err := parser.Parse(test.expr, parser.Options{Let: []string{test.let}})
		if err != nil {
			t.Fatalf("%s: %v", test.expr, err)
		}
		var words []string
		for _, c := range differential.Defined(in.Table, differential.Expression{Node: in.Expr, Cancelled: in.Cancelled}) {
			words = append(words, c.Print(notation.Plain))
		}
		if got := strings.Join(words, ", "); got != test.want {
			t.Errorf("%s: %q, want %q", test.expr, got, test.want)
		}
	}
}
