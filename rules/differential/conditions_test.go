package differential_test

import (
	"strings"
	"testing"

	"matcalc/parser"
	"matcalc/rules/differential"
)

// TestConditions lists the conditions of derivatives: none that always holds, and of scalars no entries.
func TestConditions(t *testing.T) {
	for _, test := range []struct{ expr, by, want string }{
		{"sum(log1p(exp(-y.*(X*w))))", "w", ""},
		{"sum(log1p(x))", "x", "every entry of X is above -1"},
		{"log1p(a'*x)", "x", "X > -1"},
		{"sum(max(X, 0))", "X", "no entry of X is 0"},
		{"sum(min(0, X))", "X", "no entry of X is 0"},
		{"max(0, 1 - a'*x)", "x", "X ≠ 0"},
		{"sum(max(X, Y))", "X", "no entry of X equals that of Y"},
		{"log(1 + x'*x)", "x", ""},
		{"logdet(X*X' + eye(n))", "X", ""},
		{"log(det(eye(n) + x*x'))", "x", ""},
		{"inv(S + A*A') where S in PD(n)", "S", ""},
		{"inv(A'*A + s*eye(n)) where s in R", "A", "X invertible"},
		{"inv(A'*A)", "A", "X invertible"},
		{"inv(expm(X))", "X", ""},
		{"x/norm(x)", "x", "X ≠ 0"},
		{"log(x'*S*x) where S in PD(n)", "x", "X ≠ 0"},
		{"log(x'*S*x) where S in Sym(n)", "x", "X > 0"},
		{"log(x'*x - 1)", "x", "X > 0"},
		{"norm(x) + sum(log(x))", "x", "every entry of X is positive"},
		{"log(det(X)) + tr(inv(X))", "X", "X > 0"},
		{"log(exp(x)'*exp(x))", "x", ""},
		{"lgamma(sum(x))", "x", "X is neither 0 nor a negative integer"},
		{"sum(lgamma(x))", "x", "no entry of X is 0 or a negative integer"},
		{"sum(polygamma(2, x))", "x", "no entry of X is 0 or a negative integer"},
	} {
		in, err := parser.Parse(test.expr, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range differential.Conditions(in.Table, in.Expr).By(in.Table.Lookup(test.by)) {
			got = append(got, c.Text)
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s by %s: got %q, want %q", test.expr, test.by, got, test.want)
		}
	}
}
