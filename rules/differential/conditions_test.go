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
		{"lgamma(sum(x))", "x", "X is neither 0 nor a negative integer"},
		{"sum(lgamma(x))", "x", "no entry of X is 0 or a negative integer"},
		{"sum(polygamma(2, x))", "x", "no entry of X is 0 or a negative integer"},
	} {
		in, err := parser.Parse(test.expr, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range differential.Conditions(in.Expr).By(in.Table.Lookup(test.by)) {
			got = append(got, c.Text)
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s by %s: got %q, want %q", test.expr, test.by, got, test.want)
		}
	}
}
