package differential_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/parser"
	"matcalc/rules/differential"
)

// TestSigns compares what is said of signs and of definite matrices with numbers, for all parts of expressions.
func TestSigns(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	said := 0
	for _, expr := range []string{
		"x'*A*A'*x + tr(A*A') + A : A", "det(A*A' + eye(n))", "x'*S*x where S in PD(n)", "x'*S*x where S in Sym(n)",
		"inv(S + A*A')*x where S in PD(n)", "kron(S, A*A')*y where S in PD(n)", "expm(S)*S where S in Sym(n)", "expm(A)*x",
		"Diag(exp(x))*A*Diag(x.^2)", "exp(x)'*exp(y) - norm(x)^2", "sqrt(1 + x.^2).*(x - y)", "(x*x' - eye(n))*x", "x*x' - 2*A*A'",
		"s*A*A' where s in R", "exp(s)*A*A' where s in R", "s^2*A*S*A' where s in R, S in PD(n)", "abs(A)*abs(A)", "A'*A^2*A", "S^2*S^3 where S in Sym(n)",
		"A*inv(A*A' + eye(n))*A'", "(A - A')*(A - A')'", "relu(x)'*x", "sum(k=2..n, x[k]^2)", "sum(x.^2 - 1)", "x.^3 + x.^4", "max(x, 1)", "softmax(x)'*A*softmax(x)",
		"1 - sigmoid(x)", "log(2 + tanh(x))", "log(sum(k, exp(x[k])))", "1 - tanh(x).^2", "2*sin(x) - 3", "min(sigmoid(x), 1/2)", "max(relu(x), -2)", "abs(x - 1) + 1",
		"1./(1 + x.^2)", "(2 - cos(x)).^-3", "(-1 - x.^2).^3", "(-1 - x.^2).^-1", "(-1 - x.^2).^-2", "1/sqrt(1 + x'*x)", "sqrt(sigmoid(x))", "atan(x).*erf(x)",
		"norm(cosh(x))", "norm1(1 + exp(x))", "prod(exp(x))", "logsumexp(1 + x.^2)", "kron(exp(x), -exp(y))", "hcat(exp(x), 1 + x.^2)", "vec(A.^2)", "Diag(exp(x)) + 1",
		"acos(tanh(x))", "softplus(x)./cosh(x)", "-3*exp(-x)", "logsigmoid(x)", "exp(-x.^2) - 1", "expm1(x.^2)", "S[1,1]*x[1]^2 where S in PD(n)", "diag(S) where S in PD(n)",
		"sum(k=1..n, k*exp(x[k]))", "x'*ones(n) + n", "log1p(x.^2)", "2^(1/2) + x.^2", "sinh(cosh(x))", "asinh(exp(x) + 3)", "exp(relu(x))", "sum(exp(x))/n", "mean(sigmoid(x))",
	} {
		in, err := parser.Parse(expr, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			at, err := numeric.Random(rng, []ast.Node{in.Expr}, numeric.Options{})
			if err != nil {
				t.Fatal(expr, err)
			}
			for _, n := range ast.Topo(in.Expr) {
				v, err := at.Eval(n)
				if err != nil {
					continue
				}
				lo, hi, openLo, openHi := differential.Entries(n)
				for _, x := range v.Data {
					if x < lo-1e-9*math.Abs(lo) || x > hi+1e-9*math.Abs(hi) || x == 0 && (lo == 0 && openLo || hi == 0 && openHi) {
						t.Errorf("%s: an entry %g of %T %s, which should be in %g %g", expr, x, n, n.Shape(), lo, hi)
					} else if lo > -1e300 || hi < 1e300 {
						said++
					}
				}
				if semi, strictly := differential.Definite(n); n.Shape().IsSquare() && semi {
					said++
					if q := form(rng, v); strictly && !(q > 0) || !(q >= -1e-9) {
						t.Errorf("%s: x'Mx is %g for %T %s", expr, q, n, n.Shape())
					}
				}
			}
		}
	}
	if said < 1000 {
		t.Errorf("only %d bounds were said", said)
	}
}

// form is x'Mx at a random x.
func form(rng *rand.Rand, m ast.Array) float64 {
	x := make([]float64, m.Rows)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	sum := 0.0
	for i := range x {
		for j := range x {
			sum += x[i] * m.At(i, j) * x[j]
		}
	}
	return sum
}
