package differential_test

import (
	"strings"
	"testing"

	"matcalc/ast"
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
		// always true
		{"sum(log(1 - sigmoid(x)))", "x", ""},
		{"log(sum(k, exp(x[k])))", "x", ""},
		{"log(1 + exp(t)) where t in R", "t", ""},
		{"sqrt(2 + sin(t)) + asin(tanh(t)/2) + acosh(1 + exp(t)) where t in R", "t", ""},
		{"log1p(-sigmoid(t)) + abs(cosh(t)) + max(exp(t), 0) where t in R", "t", ""},
		{"log(sum(k=1..n, x[k]^2) + 1)", "x", ""},
		{"sum(k=1..n, log(sum(l=1..k, x[l])))", "x", "X > 0 for all index1"},
		// the same twice
		{"abs(x - y) + abs(y - x) + abs(2*x - 2*y) where x in R, y in R", "x", "X ≠ 0"},
		{"sum(max(x, y)) + sum(min(y, x))", "x", "no entry of X equals that of Y"},
		{"tr(inv(X)^k)", "X", "X invertible"},
		{"logdet(2*X) + logdet(X')", "X", "X invertible"},
		{"norm(2*x) + norm(exp(t)*x) where t in R", "x", "X ≠ 0"},
		// kinks of powers
		{"norm(x)^3", "x", ""},
		{"norm(x)^4", "x", ""},
		{"norm(x)^1", "x", "X ≠ 0"},
		{"norm(x)^(5/2)", "x", ""},
		{"norm(x)^(3/2)", "x", "X ≠ 0"},
		{"norm(x)^3 + norm(x)", "x", "X ≠ 0"},
		{"abs(t)^3 where t in R", "t", ""},
		{"sum(relu(x).^2)", "x", ""},
		{"sum(max(1 - x, 0).^2)", "x", ""},
		{"sum(max(x, 1).^2)", "x", "no entry of X equals that of Y"},
		// products
		{"norm(s*x) where s in R", "x", "X ≠ 0, X ≠ 0"},
		{"norm(X*Y) where X in R^(n x n), Y in R^(n x n)", "X", "X ≠ 0"},
		{"logdet(s*X*Y) where s in R, X in R^(n x n), Y in R^(n x n)", "X", "X ≠ 0, X invertible, X invertible"},
		{"logdet(X*Y)", "X", "X invertible"},
		{"inv(kron(A,B))*vec(X)", "A", "X invertible, X invertible"},
		{"inv(blkdiag(X,S))*y where S in PD(n)", "X", "X invertible"},
		{"inv(blkdiag(X,A)) where X in R^(2 x 3)", "X", "X invertible"},
		{"log(x'*x/s) where s in R", "x", "X > 0, X ≠ 0"},
		{"log(s*t) where s in R, t in R", "t", "X > 0"},
		{"sum(log(x.^2.*y))", "x", "every entry of X is positive, no entry of X is 0"},
		{"log(det(X'*X))", "X", "X invertible"},
		{"sum(k=1..n, x[k]/k)", "x", ""},
		{"sum(k=1..n, log(n - k + 1)*x[k])", "x", ""},
		// what has no variable
		{"x/s", "x", "X ≠ 0"},
		{"inv(s*X) where s in R", "X", "X ≠ 0, X invertible"},
		{"log(s)*x where s in R", "x", "X > 0"},
		{"sqrt(s)*x where s in R", "x", "X ≥ 0"},
		{"norm(a)*x", "x", ""},
		{"x'*x + tr(inv(A))", "x", ""},
		{"2*(x'*x + log(s)) where s in R", "x", ""},
		{"exp(x'*x + log(s)) where s in R", "x", "X > 0"},
		{"tr(X) + tr(X*inv(A)) + tr(inv(B))", "X", "X invertible"},
		{"logdet(A)*x", "x", "X invertible"},
		{"A\\x", "x", "X invertible"},
		{"asin(s)*x + acosh(r)*x where s in R, r in R", "x", "-1 ≤ X ≤ 1, X ≥ 1"},
		// what cancels
		{"t/t where t in R", "t", "X ≠ 0"},
		{"t^2/t where t in R", "t", "X ≠ 0"},
		{"inv(X)*X*y", "X", "X invertible"},
		{"inv(X)*X*y", "y", "X invertible"},
		{"inv(inv(X))", "X", "X invertible"},
		{"x*s/s where s in R", "x", "X ≠ 0"},
		{"x'*x + s/s where s in R", "x", ""},
		{"inv(s*X)*s where s in R", "X", "X ≠ 0, X invertible"},
		{"abs(t) - abs(t) + t where t in R", "t", ""},
		{"log(t) - log(t) + t where t in R", "t", "X > 0"},
		{"0*log(t) + t where t in R", "t", "X > 0"},
		{"z = 1/t; t^2 where t in R", "t", ""},
	} {
		in, err := parser.Parse(test.expr, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		f := differential.Expression{Node: in.Expr, Cancelled: in.Cancelled}
		_, conditions := differential.Conditions(in.Table, f, 1, differential.Question{By: []ast.Node{in.Table.Lookup(test.by)}})
		for _, c := range conditions {
			got = append(got, c.Text)
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s by %s: got %q, want %q", test.expr, test.by, got, test.want)
		}
	}
}
