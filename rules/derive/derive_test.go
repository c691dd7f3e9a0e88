package derive_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// textbook lists derivatives as a textbook prints them. The result must be that expression, and
// must agree with finite differences.
var textbook = []struct {
	expr, wrt, let string
	order          int
	want           string
}{
	{"h(W*a)", "W", "", 1, "grad(h)(W*a)*a'"},
	{"g(W) = W*a; h(g(W))", "W", "", 1, "grad(h)(W*a)*a'"},
	{"h(W*a)", "W[2,1]", "", 1, "grad(h)(W*a)[2]*a[1]"},
	{"a'*x", "x", "", 1, "a"},
	{"x'*A*x", "x", "", 1, "(A + A')*x"},
	{"x'*A*x", "x", "A in Sym(n)", 1, "2*A*x"},
	{"x'*A*x", "x", "", 2, "A + A'"},
	{"a'*X*b", "X", "", 1, "a*b'"},
	{"a'*X'*b", "X", "", 1, "b*a'"},
	{"tr(X)", "X", "", 1, "eye(n)"},
	{"tr(A*X)", "X", "", 1, "A'"},
	{"tr(A*X*B)", "X", "", 1, "A'*B'"},
	{"tr(X'*A*X)", "X", "", 1, "(A + A')*X"},
	{"tr(X'*A*X)", "X", "A in Sym(n)", 1, "2*A*X"},
	{"tr(A*X*B*X')", "X", "", 1, "A*X*B + A'*X*B'"},
	{"tr(X^3)", "X", "", 1, "3*(X^2)'"},
	{"tr(inv(X)*A)", "X", "", 1, "-(inv(X)*A*inv(X))'"},
	{"norm(A*x - b)^2", "x", "", 1, "2*A'*(A*x - b)"},
	{"norm(A*x - b)^2", "x", "", 2, "2*A'*A"},
	{"norm(x - c)", "x", "", 1, "(x - c)/norm(x - c)"},
	{"normF(A*X - B)^2", "X", "", 1, "2*A'*(A*X - B)"},
	{"det(X)", "X", "", 1, "det(X)*inv(X)'"},
	{"det(A*X*B)", "X", "A in R^(n x n), B in R^(n x n)", 1, "det(A*X*B)*inv(X)'"},
	{"logdet(X)", "X", "", 1, "inv(X)'"},
	{"logdet(X'*A*X)", "X", "A in PD(n), X in R^(n x p)", 1, "2*A*X*inv(X'*A*X)"},
	{"logdet(S)", "S", "S in PD(n)", 1, "inv(S)"},
	{"logdet(S) + (x-m)'*inv(S)*(x-m)", "S", "S in PD(n)", 1, "inv(S) - inv(S)*(x - m)*(x - m)'*inv(S)"},
	{"a'*inv(X)*b", "X", "", 1, "-inv(X)'*a*b'*inv(X)'"},
	{"tr(A'*inv(X))", "X", "A in Sym(n), X in Sym(n)", 1, "-inv(X)*A*inv(X)"},
	{"A*x + b", "x", "", 1, "A"},
	{"tanh(W*x + b)", "x", "", 1, "Diag(1 - tanh(W*x + b).^2)*W"},
	{"softmax(x)", "x", "", 1, "Diag(softmax(x)) - softmax(x)*softmax(x)'"},
	{"logsumexp(A*x)", "x", "", 1, "A'*softmax(A*x)"},
	{"logsumexp(x)", "x", "", 2, "Diag(softmax(x)) - softmax(x)*softmax(x)'"},
	{"tr(kron(A,X))", "X", "A in R^(m x m), X in R^(n x n)", 1, "tr(A)*eye(n)"},
	{"tr(A*(B.*X))", "X", "", 1, "A'.*B"},
	{"sum(sigma(W*x))", "W", "sigma: elementwise", 1, "D(sigma).(W*x)*x'"},
	{"h(A*x)", "x", "", 2, "A'*hess(h)(A*x)*A"},
	{"h(A*x, B*x)", "x", "h: R^n, R^p -> R", 1, "A'*D(h,1)(A*x, B*x)' + B'*D(h,2)(A*x, B*x)'"},
	{"normF(X - U*V')^2", "U", "", 1, "2*(U*V' - X)*V"},
	{"x.*x", "x", "", 1, "2*Diag(x)"},
	{"x*(b'*x)", "x", "", 1, "b'*x*I + x*b'"},
	{"Diag(x)*A*x", "x", "", 1, "Diag(A*x) + Diag(x)*A"},
	{"x'*x*x", "x", "", 1, "x'*x*I + 2*x*x'"},
	{"norm(x)*x", "x", "", 1, "norm(x)*I + x*x'/norm(x)"},
	{"softmax(W*tanh(A*x + b))", "x", "", 1, "(Diag(softmax(W*tanh(A*x + b))) - softmax(W*tanh(A*x + b))*softmax(W*tanh(A*x + b))')*W*Diag(1 - tanh(A*x + b).^2)*A"},
	{"-y'*log(sigmoid(X*w)) - (1 - y)'*log(1 - sigmoid(X*w))", "w", "", 1, "X'*(sigmoid(X*w) - y)"},
	{"sum(log(1 + exp(-y.*(X*w))))", "w", "", 1, "-X'*(y.*sigmoid(-y.*(X*w)))"},
	{"sum(p.*log(p./q))", "q", "", 1, "-p./q"},
	{"sum(k=1..n, log(1 + exp(-y[k]*X[k,:]*w)))", "w", "X in R^(n x m)", 1, "-X'*(y.*sigmoid(-y.*(X*w)))"},
	{"b'*H'*A'*M*A*H*b", "H", "", 1, "A'*(M + M')*A*H*b*b'"},
	{"alpha'*((y*y').*B)*alpha", "y", "alpha in R^n, B in Sym(n)", 1, "2*alpha.*(B*(alpha.*y))"},
	{"h(x)", "x", "h: R^n -> R", 3, "D3(h)(x)[d_x, d2_x, d3_x]"},
	{"exp(t*A*x)", "t", "t in R", 1, "exp(t*A*x).*(A*x)"},
	{"tr((A*X)^4)", "X", "", 1, "4*((A*X)^3*A)'"},
	{"tr((A*X)^64)", "X", "", 1, "64*((A*X)^63*A)'"},
	{"tr(A*inv(X)*B)", "X", "", 1, "-(inv(X)*B*A*inv(X))'"},
	{"norm(y - X*inv(X'*X)*X'*y)^2", "X", "", 1, "2*(X*inv(X'*X)*X'*y - y)*y'*X*inv(X'*X)"},
	{"norm(x*x' - A)^2", "x", "A in Sym(n)", 1, "4*(x*x' - A)*x"},
	{"tr(Diag(x)*A*Diag(x)*B)", "x", "", 1, "(A.*B' + A'.*B)*x"},
	{"tr(X*Diag(d)*X')", "d", "", 1, "diag(X'*X)"},
	{"(x'*A*x)/(x'*B*x)", "x", "A in Sym(n), B in Sym(n)", 1, "2*(A - x'*A*x*B/(x'*B*x))*x/(x'*B*x)"},
	{"x'*inv(Diag(x))*A*x", "x", "", 2, "zeros(n,n)"},
	{"log(1 - x'*x)", "x", "", 2, "-2*(2*x*x'/(1 - x'*x) + I)/(1 - x'*x)"},
	{"b'*H'*A'*M*A*H*b", "H", "", 2, "b'*d2_H'*A'*(M + M')*A*d_H*b"},
	{"unvec(x,n,m)*y", "x", "x in R^(n*m)", 1, "kron(y',eye(n))"},
	{"A*unvec(x,n,m)'*y", "x", "x in R^(n*m)", 1, "kron(A,y')"},
	{"hcat(x,A*x)*z", "x", "z in R^2", 1, "z[1]*eye(n) + z[2]*A"},
	{"vcat(x,A*x,y)", "x", "A in R^(m x n), y in R^p", 1, "vcat(eye(n),A,zeros(p,n))"},
	{"vec(x*x')", "x", "", 1, "kron(x,eye(n)) + kron(eye(n),x)"},
	{"vec(A*x*y')", "x", "", 1, "kron(y,A)"},
	{"vec(unvec(x,n,m)')", "x", "x in R^(n*m)", 1, "K(n,m)"},
	{"log(softmax(x))", "x", "", 1, "eye(n) - ones(n)*softmax(x)'"},
	{"norm(x - mean(x))^2/n", "x", "x in R^n", 1, "2*(x - mean(x))/n"},
	{"sum(i, sum(j, W[i,j]*(x[i] - x[j])^2))", "x", "W in Sym(n)", 1, "4*((W*ones(n)).*x - W*x)"},
	{"tr(A*X*B*X')", "X", "A in Sym(n), B in Sym(m)", 2, "2*tr(d2_X'*A*d_X*B)"},
	{"norm(x - A*x - b)^2", "x", "A in R^(n x n)", 1, "2*(A' - eye(n))*(A*x + b - x)"},
	{"log(1 + (x - m)'*inv(S)*(x - m)/v)", "x", "S in PD(n), v in R", 1, "2*inv(S)*(x - m)/(v + (x - m)'*inv(S)*(x - m))"},
	{"(w'*r)/sqrt(w'*S*w)", "w", "S in Sym(n)", 1, "(r - w'*r*S*w/(w'*S*w))/sqrt(w'*S*w)"},
}

func TestTextbook(t *testing.T) {
	for _, test := range textbook {
		t.Run(test.expr+" by "+test.wrt, func(t *testing.T) {
			answer, err := derive.Derive(derive.Request{Input: test.expr, Let: []string{test.let}, Wrt: test.wrt, Order: test.order, Verify: &verify.Options{}})
			if err != nil {
				t.Fatal(detail(err))
			}
			result := answer.Results[0]
			if result.Verdict.State != verify.Right {
				t.Errorf("not verified: %s", result.Verdict.Reason)
			}
			want, err := answer.Parsed.ParseMore(test.want)
			if err != nil {
				t.Fatal(detail(err))
			}
			if result.Derivative != want {
				t.Errorf("got %s, want %s", plain(result.Derivative), test.want)
			}
		})
	}
}

func plain(n ast.Node) string { return notation.Plain(n) }

func detail(err error) string {
	if e, ok := err.(*ast.Error); ok {
		return e.Detail()
	}
	return err.Error()
}
