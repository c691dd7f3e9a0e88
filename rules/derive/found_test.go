package derive_test

import (
	"testing"

	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// found lists expressions, made short, whose derivative was once wrong or missing: what random
// expressions and readers found.
var found = []struct {
	name           string
	expr, wrt, let string
	order          int
}{
	{"equal arguments of max", "max(x, x)", "x", "x in R^n", 1},
	{"arguments of min that are equal on the diagonal", "min(X', X)", "X", "X in R^(n x n)", 2},
	{"a derivative that is zero has no differential", "sum(step(x).*x)", "x", "", 1},
	{"the trace of a scalar", "adj(t)*tr(t*A)", "t", "t in R", 1},
	{"multiples of one matrix", "(s - t)*A*s", "s", "s in R, t in R", 2},
	{"a sum over an index inside another one of the same name", "norm(D(F)(x)'*a)^2", "x", "F: R^m -> R^m, a in R^m", 2},
	{"powers of derivatives of unknown functions", "sum((D(F)(x)'*a).^3)", "x", "F: R^m -> R^m, a in R^m", 2},
	{"arrays put together from zeros", "hcat(F(x), A)*vcat(step(x), b)", "x", "F: R^n -> R^(p x n), A in R^(p x m), b in R^m", 1},
	{"unvec of a transpose", "unvec(vec(X'), n, m).*X", "X", "X in R^(n x m)", 1},
	{"the derivative of a derivative of expm", "sum(dexpm(X, X))", "X", "X in R^(n x n)", 2},
	{"powers of a base of its own", "sum(polygamma(2, 1 + x.^2))", "x", "", 1},
	{"an orthogonal matrix as the variable", "tr(Q'*A*Q)", "Q", "Q in Orth(n)", 1},
	{"a vector function of a vector, by its columns", "h(g(x))", "x", "g: R^n -> R^m, h: R^m -> R", 2},
	{"kron of which one argument is constant", "kron(X, A)", "X", "X in R^(n x m), A in R^(p x q)", 1},
	{"the skew part of a scalar", "skew(t)*t", "t", "t in R", 1},
	{"a negative symbolic power", "tr(A*X^(-k))", "X", "k in N, X in R^(n x n)", 1},
	{"a symbolic power of uncertain sign", "a'*X^(1-k)*b", "X", "k in N, X in R^(n x n)", 1},
	{"a symbolic power, twice", "tr(X^k*A*X^k)", "X", "k in N, X in R^(n x n)", 2},
	{"a symbolic power, two orders", "tr(X^k)", "X", "k in N, X in R^(n x n)", 2},
	{"a power whose exponent is a difference", "tr(X^(k-r))", "X", "X in R^(n x n), k in N, r in N", 2},
	{"a sum of powers of either sign", "sum(k=p..q, X^k)", "X", "p in Z, q in Z, X in R^(n x n)", 2},
	{"traces of powers of either sign", "sum(k=1..3, tr(X^(k-2)))", "X", "X in R^(n x n)", 2},
	{"a sum of negative powers", "sum(k=-2..-1, X^k)", "X", "X in R^(n x n)", 2},
	{"terms from an index on", "sum(j=p..3, sum(k=j..n, x'*x))", "x", "p in Z, x in R^n", 1},
	{"the determinant of a symbolic power", "det(X^k)", "X", "X in R^(n x n), k in N", 2},
	{"sums over an index inside others of the same name", "grad(g)(D(J)(D(F)(y)*x))", "y", "g: R^(n x m) -> R, J: R^m -> R^n, F: R^p -> R^m", 2},
	{"an index of half a square", "sum(vech(sin(X)).^2)", "X", "X in R^(n x n)", 2},
	{"a column of what has no derivative", "y*x'*(F(D) + sign(y'*z*E))[:,1]", "y", "F: R^(m x p) -> R^(m x p), D in R^(m x p), E in R^(m x p)", 1},
	{"entries with an index that is also summed over", "sum(j, X[j,:]*w)", "X[j,i]", "X in R^(n x m), w in R^m", 1},
}

func TestFound(t *testing.T) {
	for _, test := range found {
		t.Run(test.name, func(t *testing.T) {
			answer, err := derive.Derive(derive.Request{Input: test.expr, Let: []string{test.let}, Wrt: test.wrt, Order: test.order, Verify: &verify.Options{},
				Forms: derive.Forms, Steps: true})
			if err != nil {
				t.Fatal(detail(err))
			}
			if v := answer.Results[0].Verdict; v.State != verify.Right {
				t.Errorf("%s: %s", plain(answer.Results[0].Derivative), v.Reason)
			}
		})
	}
}
