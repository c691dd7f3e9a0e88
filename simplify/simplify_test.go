package simplify_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/ast/numeric/grow"
	"matcalc/parser"
	"matcalc/simplify"
)

// TestSimplify lists what becomes shorter and, with equal rank, what stays.
func TestSimplify(t *testing.T) {
	tests := []struct{ in, let, want string }{
		{"A*X + A'*X", "", "(A + A')*X"},
		{"2*A*X - 2*B*X", "", "2*(A - B)*X"},
		{"x.*y + x.*z", "", "x.*(y + z)"},
		{"s*A + t*A", "s in R, t in R", "(s + t)*A"},
		{"a*Diag(x) - b*Diag(y)", "a in R, b in R", "Diag(a*x - b*y)"},
		{"Diag(x)*A*y", "x in R^n, y in R^m", "x.*(A*y)"},
		{"inv(A*B)*A", "A in R^(n x n), B in R^(n x n)", "inv(B)"},
		{"A'*inv(A*X*B)'*B'", "A in R^(n x n), X in R^(n x n), B in R^(n x n)", "inv(X)'"},
		{"tr(B*A')", "A in R^(n x m), B in R^(n x m)", "tr(B'*A)"},
		{"tr(x*y')", "x in R^n, y in R^n", "x'*y"},
		{"diag(x*y')", "x in R^n, y in R^n", "x.*y"},
		{"(A*X*B)[i,j]", "", "A[i,:]*X*B[:,j]"},
		{"(x*y')[i,j]", "x in R^n, y in R^m", "x[i]*y[j]"},
		{"sum(k=1..n, x[k]*y[k])", "x in R^n, y in R^n", "x'*y"},
		{"sum(k=1..n, X[k,:]'*X[k,:])", "X in R^(n x m)", "X'*X"},
		{"sum(k=1..n, exp(X[k,:]*w)*X[k,:]')", "X in R^(n x m), w in R^m", "X'*exp(X*w)"},
		{"exp(x)./(1 + exp(x)) + y", "x in R^n", "sigmoid(x) + y"},
		{"log(1 + exp(x))", "x in R^n", "softplus(x)"},
		{"(y./s - (1 - y)./(1 - s)).*s.*(1 - s)", "y in R^n, s in R^n", "y - s"},
		{"A - A", "", "zeros(n, m)"},
		{"kron(A, B)*kron(C, E)", "A in R^(n x n), B in R^(m x m), C in R^(n x n), E in R^(m x m)", "kron(A*C, B*E)"},

		{"A/sqrt(x'*x) - B/(x'*x)^(3/2)", "x in R^n", "A/norm(x) - B/norm(x)^3"},
		{"1/sqrt((A*x - b)'*(A*x - b))", "A in R^(n x m), x in R^m, b in R^n", "1/norm(A*x - b)"},
		{"sqrt(sum(X.^2))^3", "X in R^(n x m)", "norm(X)^3"},
		{"sqrt(tr(A'*A))", "A in R^(n x m)", "norm(A)"},
		{"sqrt(x'*A'*A*x)", "A in R^(n x m), x in R^m", "norm(A*x)"},
		{"2*s*(3*A*X - B*X) - 4*C", "s in R, C in R^(n x p)", "2*s*(3*A - B)*X - 4*C"},
		{"(2 - 2*s)*A*x", "s in R", "2*(1 - s)*A*x"},
		{"A*(x - s*x)", "s in R, x in R^n", "(1 - s)*A*x"},
		{"x'*x - 4*x'*y + 4*y'*y", "x in R^n, y in R^n", "norm(x - 2*y)^2"},
		{"norm(A)^2 + 2*tr(A'*B) + norm(B)^2", "A in R^(n x m), B in R^(n x m)", "norm(A + B)^2"},
		{"s^2 - 2*s*t + t^2 + 1", "s in R, t in R", "(s - t)^2 + 1"},
		{"x.^2 + 2*x + 1", "x in R^n", "(x + 1).^2"},
		{"(A*B + B'*A')/2", "A in R^(n x m), B in R^(m x n)", "sym(A*B)"},
		{"3*(A - A')/2", "A in R^(n x n)", "3*skew(A)"},
		{"(x*y' + y*x')/2", "x in R^n, y in R^n", "(x*y' + y*x')/2"},
		{"sum(A.*B) + tr(A'*C)", "A in R^(n x m), C in R^(n x m)", "tr(A'*(B + C))"},
		{"tr(C*A*D) + tr(A*B*C) + tr(B*E*A)", "A in R^(n x n), B in R^(n x n), C in R^(n x n), D in R^(n x n), E in R^(n x n)", "tr(A*(D*C + B*(C + E)))"},
		{"sum(x - mean(x))", "x in R^n", "0"},
		{"(eye(n) - ones(n,n)/n)*(x - mean(x))", "x in R^n", "x - sum(x)/n"},
		{"(eye(n) - ones(n,n)/n)^2", "", "eye(n) - ones(n,n)/n"},
		{"(I - X*pinv(X))*X", "X in R^(n x m)", "zeros(n, m)"},
		{"X*pinv(X)*y - pinv(X)'*X'*y", "X in R^(n x m), y in R^n", "zeros(n)"},
		{"max(a - b,0) - max(b - a,0)", "a in R, b in R", "a - b"},
		{"max(A - B,0) - max(B - A,0)", "A in R^(n x m), B in R^(n x m)", "A - B"},
		{"exp(x - y).*sigmoid(y - x)", "x in R^n, y in R^n", "sigmoid(x - y)"},
		{"sum(k=1..3, k*(A^k)')'", "A in R^(n x n)", "sum(k=1..3, k*A^k)"},
		{"(sum(k=1..p, (A^k)') - B')'", "A in R^(n x n), B in R^(n x n)", "sum(k=1..p, A^k) - B"},
		{"softmax(x).*(e(2,n)/softmax(x)[2] - 1)", "x in R^n", "e(2,n) - softmax(x)"},
		{"b'*kron(eye(n), y)", "y in R^m, b in R^(n*m)", "y'*unvec(b,m,n)"},
		{"sum(k=1..n, x[k]*kron(A, e(k,n)))", "x in R^n, A in R^(p x q)", "kron(A, x)"},

		{"-2*A'*(b - A*x)", "A in R^(n x m), b in R^n", "2*A'*(A*x - b)"},
		{"-(x - y)", "x in R^n, y in R^n", "y - x"},
		{"A*(x - y) + B*(y - x)", "x in R^n, y in R^n, A in R^(m x n)", "(A - B)*(x - y)"},
		{"A*(x - y) + A*(y - x)", "x in R^n, y in R^n, A in R^(m x n)", "zeros(m)"},
		{"inv(A)*(A*B + C)", "A in R^(n x n), B in R^(n x m)", "inv(A)*C + B"},
		{"(I + C*inv(A))*A*x", "A in R^(n x n)", "(A + C)*x"},
		{"Diag(1./x)*(Diag(x) - x*x')", "x in R^n", "eye(n) - ones(n)*x'"},
		{"A/(s*(1 + t/s))", "s in R, t in R", "A/(s + t)"},
		{"1/(1 + t/s)", "s in R, t in R", "s/(s + t)"},
		{"A/(s + t/r)", "s in R, t in R, r in R", "A/(s + t/r)"},
		{"sqrt(2*x'*x)", "x in R^n", "sqrt(2)*norm(x)"},
		{"1/sqrt(x'*x/n)", "x in R^n", "sqrt(n)/norm(x)"},
		{"sqrt(-2*x'*x)", "x in R^n", "sqrt(-2*x'*x)"},
		{"eye(n) - A'*inv(A + B)'", "A in R^(n x n), B in R^(n x n)", "B'*inv(A + B)'"},
		{"2*L*(x - y)*(x - y)' - 2*L*(x - z)*(x - z)'", "x in R^n, y in R^n, z in R^n", "2*L*((x - y)*(x - y)' - (x - z)*(x - z)')"},
		{"-(A*(x - y)).*(1 - z)", "x in R^n, y in R^n, z in R^m", "(A*(y - x)).*(1 - z)"},
		{"-(1 - sigmoid(w'*(x - y)))*(x - y)", "x in R^n, y in R^n, w in R^n", "sigmoid(w'*(y - x))*(y - x)"},
		{"1 - sigmoid(x)", "x in R^n", "1 - sigmoid(x)"},
		{"x.^(-a).*x.^(a - 1)", "x in R^n, a in R^n", "1./x"},
		{"unvec(ones(n*m),n,m)*y", "y in R^m", "sum(y)*ones(n)"},
		{"x'*A'*A*x", "A in R^(m x n), x in R^n", "norm(A*x)^2"},
		{"x'*x", "x in R^n", "x'*x"},
		{"x'*S^2*x", "S in Sym(n), x in R^n", "norm(S*x)^2"},
		{"x'*A^2*x", "A in R^(n x n), x in R^n", "x'*A^2*x"},
		{"norm(A*x)^2 + x'*B*x", "A in R^(m x n), x in R^n", "x'*(A'*A + B)*x"},
		{"-A*sign(x - y)", "x in R^n, y in R^n, A in R^(m x n)", "A*sign(y - x)"},
		{"A*(x - y) + x - y", "x in R^n, y in R^n, A in R^(n x n)", "(A + I)*(x - y)"},
		{"2*x - A*(x + y) + 2*y", "x in R^n, y in R^n, A in R^(n x n)", "(2*eye(n) - A)*(x + y)"},
		{"z.*(x - y) + x - y", "x in R^n, y in R^n, z in R^n", "(1 + z).*(x - y)"},
		{"A*(x - y) + 2*x - y", "x in R^n, y in R^n, A in R^(n x n)", "A*(x - y) + 2*x - y"},
		{"tr(B*(Y'*A*X + X'*A*Y))", "A in Sym(n), B in Sym(m)", "2*tr(Y'*A*X*B)"},
		{"(ones(p)*x' - A)'*ones(p)", "x in R^n, A in R^(p x n)", "p*x - A'*ones(p)"},
		{"sum(k=1..n, A[k,k])", "A in R^(n x n)", "tr(A)"},
		{"sum(i=1..n, sum(j=1..m, A[i,j]*B[i,j]))", "A in R^(n x m), B in R^(n x m)", "A:B"},
		{"sum(i=1..n, sum(j=1..m, A[i,j]*B[j,i]))", "A in R^(n x m), B in R^(m x n)", "tr(A*B)"},
		{"sum(k=1..n, norm(A[k,:])^2)", "A in R^(n x m)", "sum(A.^2)"},
		{"sum(k=1..n, A[k,k]*x[k])", "A in R^(n x n), x in R^n", "x'*diag(A)"},
		{"sum(k=1..p, w[k]*(x - A[k,:]'))", "w in R^p, x in R^n, A in R^(p x n)", "sum(w)*x - A'*w"},
		{"sum(k=1..n, A[k,k+1])", "A in R^(n x p)", "sum(k=1..n, A[k,k+1])"},
		{"-(x - y)*(x - y)'", "x in R^n, y in R^n", "-(x - y)*(x - y)'"},
		{"-(1 - s)*A", "s in R", "-(1 - s)*A"},

		{"A/s - B/s^3", "s in R", "A/s - B/s^3"},
		{"(1/2 + s)*A", "s in R", "(1/2 + s)*A"},
		{"(A + B)[1,2] - A[1,2]", "", "B[1,2]"},
		{"(A + B)[1,2]", "", "(A + B)[1,2]"},
		{"(A:B*C) - tr(A'*B*C)", "A in R^(n x m)", "0"},
		{"ones(n)'*x", "x in R^n", "sum(x)"},
		{"x'*ones(n)", "x in R^n", "sum(x)"},
		{"A*X + X*A", "", "A*X + X*A"},
		{"A*X*B + A'*X*B'", "", "A*X*B + A'*X*B'"},
		{"sqrt(x.^2)", "x in R^n", "sqrt(x.^2)"},
		{"inv(A + B)", "", "inv(A + B)"},
		{"Diag(x)*A", "x in R^n", "Diag(x)*A"},
		{"exp(A)*exp(B)", "A in R^(n x n), B in R^(n x n)", "exp(A)*exp(B)"},
		{"sum(k=2..n, x[k])", "x in R^n", "sum(k=2..n, x[k])"},
	}
	for _, test := range tests {
		t.Run(test.in, func(t *testing.T) {
			in, err := parser.Parse(test.in, parser.Options{Let: []string{test.let}})
			if err != nil {
				t.Fatal(err)
			}
			want, err := in.ParseMore(test.want)
			if err != nil {
				t.Fatal(err)
			}
			got := simplify.Simplify(in.Table, in.Expr)
			if got != want {
				t.Errorf("it becomes something else than %s, of length %d", test.want, new(simplify.Measure).Length(got))
			}
		})
	}
}

// TestSimplifyKeepsValues compares random expressions with what they become.
func TestSimplifyKeepsValues(t *testing.T) {
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 9))
		g := grow.New(rng)
		f := g.Expression(g.Shape(), 1+rng.IntN(5))
		short := simplify.Simplify(g.Table, f)
		if short.Shape() != f.Shape() {
			t.Errorf("seed %d: the shape %s becomes %s", seed, f.Shape(), short.Shape())
			continue
		}
		in, err := numeric.Random(rng, []ast.Node{f, short}, numeric.Options{})
		if err != nil {
			continue // defined nowhere
		}
		both, err := in.EvalAll(f, short)
		if err != nil {
			t.Fatal(err)
		}
		off, scale := 0.0, 1.0
		for i, x := range both[0].Data {
			off, scale = max(off, math.Abs(x-both[1].Data[i])), max(scale, math.Abs(x))
		}
		if off > 1e-6*scale {
			t.Errorf("seed %d: the value changes by %g of %g", seed, off, scale)
		}
	}
}
