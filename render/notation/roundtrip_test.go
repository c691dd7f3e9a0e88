package notation_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/ast/numeric/grow"
	"matcalc/parser"
	"matcalc/render/notation"
)

// Expressions, and what they print as. Read back under the same declarations, each print is the
// same node again. An expression without a print is its own.
var printed = []struct{ input, plain string }{
	{"grad(h)(W*a)*a'", ""},
	{"a*D(h)(W*a)", ""},
	{"2*A'*(A*x - b)", ""},
	{"(x - c)/norm(x - c)", ""},
	{"det(X)*inv(X)'", ""},
	{"-inv(X)'*a*b'*inv(X)'", ""},
	{"Diag(1 - tanh(W*x + b).^2)*W", ""},
	{"A'*hess(h)(A*x)*A", ""},
	{"D(sigma).(W*x)*x'", ""},
	{"3*(X^2)'", ""},
	{"inv(S) - inv(S)*(x - m)*(x - m)'*inv(S) where S in PD(n)", "inv(S) - inv(S)*(x - m)*(x - m)'*inv(S)"},
	{"kron(eye(n), A)", ""},
	{"A + A'", ""},
	{"x'*A*x*B", ""},
	{"-x'*A*x*A", ""},
	{"(x'*x)^2*(x'*A*x)*x*x'", "(x'*x)^2*x'*A*x*x*x'"},
	{"2*s*t/(3*norm(x)^2)*x where s in R, t in R", "2*s*t*x/(3*norm(x)^2)"},
	{"1/(s + t)", ""},
	{"x/2", ""},
	{"-1/2*x", "-x/2"},
	{"s^-1/2 where s in R", "1/(2*s)"},
	{"s^(1/2)*t^(1/3) where s in R, t in R", "sqrt(s)*t^(1/3)"},
	{"1/sqrt(x'*x)", ""},
	{"A:B*X", ""},
	{"2*(A:B)*X", ""},
	{"tr(A)*(A:B) + t", "tr(A)*(A:B) + t"},
	{"X^k*Y where k in N", "X^k*Y"},
	{"X^(k - 1)*inv(Y) where k in N", "X^(k - 1)*inv(Y)"},
	{"X^-2", ""},
	{"(-x).^p where p in R", "(-x).^p"},
	{"2.^x", ""},
	{"x.^-1", "1./x"},
	{"3*x.^-2", "3./x.^2"},
	{"y.*x./z", "y.*x./z"},
	{"y./(x.*z)", ""},
	{"s*(A*x).*y where s in R", "s*(A*x).*y"},
	{"A*(x.*y)", ""},
	{"sqrt(x)./sqrt(y)", ""},
	{"A'.*B", ""},
	{"(A.*B)'", "(A.*B)'"},
	{"A.*I", ""},
	{"X + 3*I", ""},
	{"ones(n)*x'", ""},
	{"1 + W", ""},
	{"zeros(n, m)", ""},
	{"e(2, n)*e(1, m)'", ""},
	{"K(n, m)*vec(X) where X in R^(n x m)", "K(n, m)*vec(X)"},
	{"Dup(n)*vech(S) where S in Sym(n)", "Dup(n)*vech(S)"},
	{"Elim(n)", ""},
	{"unvec(v, n, m)", ""},
	{"softmax(X, 1) + softmax(X, 2)", ""},
	{"logsumexp(A*x)", ""},
	{"max(x, y)", ""},
	{"max(X, 0)", "max(X, zeros(n, m))"},
	{"atan2(x, y)", ""},
	{"hcat(x, A)", ""},
	{"expm(X)*dexpm(X, Y)", ""},
	{"pi*s*x where s in R", "pi*s*x"},
	{"n*logdet(X) where X in R^(n x n)", "n*logdet(X)"},
	// unknown functions
	{"h(x, Y)", ""},
	{"f.(X)", ""},
	{"D2(f).(X)", ""},
	{"grad(h, 2)(x, y)", ""},
	{"D(h, 2)(x, y)", ""},
	{"D(h, 1, 2)(x, y)", ""},
	{"D(F)(x)*y where F: R^n -> R^m", "D(F)(x)*y"},
	{"D(F)(X)[H] where F: R^(n x m) -> R^(p x q)", "D(F)(X)[H]"},
	{"D(F)(X)'[G] where F: R^(n x m) -> R^(p x q)", "D(F)(X)'[G]"},
	{"D2(F)(x)[u, v] where F: R^n -> R^m", "D2(F)(x)[u, v]"},
	{"D2(F)(X)'[H, G] where F: R^(n x m) -> R^(p x q)", "D2(F)(X)'[H, G]"},
	{"D3(F)(x)[u, v, v] where F: R^n -> R^m", "D3(F)(x)[u, v, v]"},
	{"hess(g)(X)[H] where g: R^(n x m) -> R", "hess(g)(X)[H]"},
	{"D(g, 1, 2)(X, x)[H, y] where g: R^(n x m), R^n -> R^p", "D(g, 1, 2)(X, x)[H, y]"},
	{"D(u)(s) where u: R -> R, s in R", "D(u)(s)"},
	{"D2(u)(s) where u: R -> R, s in R", "D2(u)(s)"},
	{"D(u, 1, 2)(s, t) where u: R, R -> R", "D(u, 1, 2)(s, t)"},
	{"D(u)(s) where u: R -> R^n, s in R", "D(u)(s)"},
	{"D(F)(X)[k,l,i,j] where F: R^(n x m) -> R^(p x q)", "D(F)(X)[k,l,i,j]"},
	{"D(F)(x)[i,j] where F: R^n -> R^m", "D(F)(x)[i,j]"},
	// components
	{"grad(h)(W*a)[i]*a[j]", ""},
	{"hess(h)(x)[i,j] where i in N, j in N", "hess(h)(x)[i,j]"},
	{"D(h)(x)[j] where j in N", "grad(h)(x)[j]"},
	{"X[i,:]*w", ""},
	{"X[:,2]", ""},
	{"(A*B)[i,j]", ""},
	{"X'[i,j]", "X[j,i]"},
	{"(x'*A)[1,j]", ""},
	{"sum(k, A[i,k]*x[k])", ""},
	{"sum(k=2..n, x[k]) where x in R^n", "sum(k=2..n, x[k])"},
	{"sum(k=1..n, x[k]) where x in R^n", "sum(k, x[k])"},
	{"sum(k=1..n - 1, x[k + 1]*x[k]) where x in R^n", "sum(k=1..n - 1, x[1 + k]*x[k])"},
	{"sum(k, log(1 + exp(-y[k]*X[k,:]*w)))", "sum(k, log(1 + exp(-y[k]*X[k,:]*w)))"},
	{"sum(k, delta(i, k)*A[k,j])", "sum(k, delta(k, i)*A[k,j])"},
	{"sum(k=i + 1..n, x[k])*x[i] where x in R^n", "sum(k=1 + i..n, x[k])*x[i]"},
	{"sum(k=1..3, X^(k - 1)*x)", "sum(k=1..3, X^(k - 1)*x)"},
}

func TestReadBack(t *testing.T) {
	for _, tt := range printed {
		in, err := parser.Parse(tt.input, parser.Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.input, err)
			continue
		}
		want := tt.plain
		if want == "" {
			want = tt.input
		}
		if got := notation.Plain(in.Expr); got != want {
			t.Errorf("%s prints as %s, want %s", tt.input, got, want)
		}
		readBack(t, in, in.Expr)
	}
}

func readBack(t *testing.T, in *parser.Input, n ast.Node) {
	t.Helper()
	plain := notation.Plain(n)
	again, err := in.ParseMore(plain)
	switch {
	case err != nil:
		t.Errorf("%s prints as %s: %v", in.Source, plain, err)
	case again != n:
		t.Errorf("%s prints as %s, which reads as %s", in.Source, plain, notation.Plain(again))
	}
}

// TestReadBackRandom: random expressions read back as an expression of the same value, which
// reads back as itself.
func TestReadBackRandom(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 3))
		g := grow.New(rng)
		n := g.Expression(g.Shape(), 4)
		if calls(n, "polygamma") {
			continue // its first argument is a scalar, and the parser makes an array of it
		}
		var declarations []ast.Declaration
		for _, s := range g.Table.Symbols() {
			d := ast.Declaration{Name: s.Name, Kind: ast.DeclaredVariable, Shape: s.Shape(), Structure: s.Structure}
			switch s.Kind {
			case ast.Variable:
				declarations = append(declarations, d)
			case ast.Integer, ast.Natural:
				d.Kind, d.Natural = ast.DeclaredInteger, s.Kind == ast.Natural
				declarations = append(declarations, d)
			}
		}
		seen := map[string]bool{}
		for _, node := range ast.Topo(n) {
			if a, ok := node.(*ast.Apply); ok && !seen[a.Fn.Name] {
				seen[a.Fn.Name] = true
				d := ast.Declaration{Name: a.Fn.Name, Kind: ast.DeclaredFunction, Shape: a.Fn.Result, Params: a.Fn.Params}
				if a.Fn.Elementwise {
					d = ast.Declaration{Name: a.Fn.Name, Kind: ast.DeclaredElementwise}
				}
				declarations = append(declarations, d)
			}
		}
		plain := notation.Plain(n)
		in, err := parser.Parse(plain, parser.Options{Declare: declarations})
		if err != nil {
			t.Errorf("%s: %v", plain, err)
			continue
		}
		if in.Expr.Shape() != n.Shape() {
			t.Errorf("%s is %s, and reads as %s", plain, n.Shape(), in.Expr.Shape())
			continue
		}
		readBack(t, in, in.Expr)
		sameValue(t, rng, n, in.Expr)
	}
}

// sameValue compares two expressions, of different tables, at a random point.
func sameValue(t *testing.T, rng *rand.Rand, a, b ast.Node) {
	t.Helper()
	in, err := numeric.Random(rng, []ast.Node{a}, numeric.Options{})
	if err != nil {
		return
	}
	va, err := in.Eval(a)
	if err != nil {
		t.Fatal(err)
	}
	vb, err := in.Eval(b)
	if err != nil {
		t.Errorf("%s: %v", notation.Plain(b), err)
		return
	}
	for i, x := range va.Data {
		if math.Abs(x-vb.Data[i]) > 1e-6*(1+math.Abs(x)) {
			t.Errorf("%s is %v, and reads as %s, %v", notation.Plain(a), va.Data, notation.Plain(b), vb.Data)
			return
		}
	}
}

func calls(n ast.Node, name string) bool {
	for _, n := range ast.Topo(n) {
		if c, ok := n.(*ast.Call); ok && c.Fn.Name == name {
			return true
		}
	}
	return false
}
