package differential_test

import (
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
				for _, x := range v.Data {
					if b := differential.Sign(n); b == differential.Positive && !(x > 0) || b == differential.Nonnegative && !(x >= -1e-9) {
						t.Errorf("%s: an entry %g of %T %s", expr, x, n, n.Shape())
					} else if b != differential.Unbounded {
						said++
					}
				}
				if b := differential.Definite(n); n.Shape().IsSquare() && b != differential.Unbounded {
					said++
					if q := form(rng, v); b == differential.Positive && !(q > 0) || !(q >= -1e-9) {
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
