package verify_test

import (
	"testing"

	"matcalc/parser"
	"matcalc/rules/verify"
)

// TestRunAll judges derivatives of one value by several variables together: each verdict is the one
// that the derivative gets alone, whichever others are wrong, however small it is beside them.
func TestRunAll(t *testing.T) {
	tests := []struct {
		name, value string
		claims      [][2]string // a variable and the derivative by it
		want        []verify.State
	}{
		{"all right", "x'*A*y + b'*x", [][2]string{{"x", "A*y + b"}, {"y", "A'*x"}, {"A", "x*y'"}, {"b", "x"}},
			[]verify.State{verify.Right, verify.Right, verify.Right, verify.Right}},
		{"one wrong", "x'*A*y + b'*x", [][2]string{{"x", "A*y + b"}, {"y", "A'*x"}, {"A", "2*x*y'"}, {"b", "x"}},
			[]verify.State{verify.Right, verify.Right, verify.Wrong, verify.Right}},
		{"all wrong", "x'*A*y", [][2]string{{"x", "2*A*y"}, {"y", "-A'*x"}},
			[]verify.State{verify.Wrong, verify.Wrong}},
		{"a small one wrong", "norm(x)^2 + norm(y)^2/1000", [][2]string{{"x", "2*x"}, {"y", "3*y/1000"}},
			[]verify.State{verify.Right, verify.Wrong}},
		{"errors that cancel along one direction alone", "(a - b)^2", [][2]string{{"a", "2*a - 2*b + 1"}, {"b", "2*b - 2*a - 1"}},
			[]verify.State{verify.Wrong, verify.Wrong}},
		{"vectors", "A*x + s*y", [][2]string{{"x", "A"}, {"s", "y"}},
			[]verify.State{verify.Right, verify.Right}},
		{"nowhere defined", "sum(log(-exp(x))) + y", [][2]string{{"x", "ones(n)"}, {"y", "1"}},
			[]verify.State{verify.Undecided, verify.Undecided}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in, err := parser.Parse(test.value, parser.Options{Let: []string{"x in R^n"}})
			if err != nil {
				t.Fatal(err)
			}
			var claims []verify.Claim
			for _, c := range test.claims {
				d, err := in.ParseMore(c[1])
				if err != nil {
					t.Fatal(err)
				}
				claims = append(claims, verify.Claim{Checks: []verify.Check{{Value: in.Expr, Derivative: d, Symbol: in.Table.Lookup(c[0])}}})
			}
			for i, v := range verify.RunAll(claims, verify.Options{}) {
				if v.State != test.want[i] || v.State == verify.Right && v.Points != 3 {
					t.Errorf("by %s: state %v at %d points (%s, error %g), want %v", test.claims[i][0], v.State, v.Points, v.Reason, v.MaxRelativeError, test.want[i])
				}
			}
		})
	}
}
