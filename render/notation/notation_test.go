package notation_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/render/notation"
)

// An env makes the expressions of the tables: one table, a few names.
type env struct {
	*ast.Table
	n, m, p                      ast.Dim
	W, a, A, B, X, S, b, c, x, y ast.Node
	s, t                         ast.Node
	i, j, k                      *ast.Symbol
	h, F, g, sigma, u            *ast.Unknown
}

func newEnv() *env {
	t := ast.NewTable()
	e := &env{Table: t, n: ast.DimName("n"), m: ast.DimName("m"), p: ast.DimName("p")}
	matrix := func(name string, r, c ast.Dim) ast.Node {
		return t.Symbol(name, ast.Variable, ast.Matrix(r, c), ast.Unstructured)
	}
	vector := func(name string, d ast.Dim) ast.Node {
		return t.Symbol(name, ast.Variable, ast.Vector(d), ast.Unstructured)
	}
	vn := ast.Vector(e.n)
	e.h = t.Unknown("h", []ast.Shape{vn}, ast.Scalar, false)
	e.W, e.a = matrix("W", e.n, e.m), vector("a", e.m)
	e.A, e.B, e.X = matrix("A", e.n, e.n), matrix("B", e.n, e.n), matrix("X", e.n, e.n)
	e.S = t.Symbol("S", ast.Variable, ast.Matrix(e.n, e.n), ast.PositiveDefinite)
	e.b, e.c, e.x, e.y = vector("b", e.n), vector("c", e.n), vector("x", e.n), vector("y", e.n)
	e.s = t.Symbol("s", ast.Variable, ast.Scalar, ast.Unstructured)
	e.t = t.Symbol("alpha", ast.Variable, ast.Scalar, ast.Unstructured)
	e.i = t.Symbol("i", ast.Index, ast.Scalar, ast.Unstructured)
	e.j = t.Symbol("j", ast.Index, ast.Scalar, ast.Unstructured)
	e.k = t.Symbol("k", ast.Index, ast.Scalar, ast.Unstructured)
	mn := ast.Matrix(e.n, e.n)
	e.F = t.Unknown("F", []ast.Shape{mn}, mn, false)
	e.g = t.Unknown("g", []ast.Shape{vn, vn}, ast.Scalar, false)
	e.u = t.Unknown("u", []ast.Shape{ast.Scalar}, ast.Scalar, false)
	e.sigma = t.Unknown("sigma", []ast.Shape{ast.Scalar}, ast.Scalar, true)
	return e
}

func (e *env) call(name string, args ...ast.Node) ast.Node {
	return e.Call(catalogue.Lookup(name), nil, args...)
}

func (e *env) rat(a, b int64) ast.Node { return e.Number(ast.RatFrac(a, b)) }

// one is the number 1 in every entry of a vector.
func (e *env) one() ast.Node { return e.Ones(ast.Vector(e.n)) }

func TestNotations(t *testing.T) {
	e := newEnv()
	Wa, gradient := e.Mul(e.W, e.a), func(at ast.Node) ast.Node { return e.Apply(e.h, ast.Gradient, []int{0}, at) }
	square := func(x ast.Node) ast.Node { return e.EntryPower(x, e.Int(2)) }
	eye := e.Eye(e.n)
	tests := []struct {
		node               ast.Node
		plain, text, latex string
	}{
		// products
		{e.Mul(gradient(Wa), e.Transpose(e.a)), "grad(h)(W*a)*a'", "∇h(W a) aᵀ", `\nabla h(W a) a^\top`},
		{e.Mul(e.a, e.Transpose(gradient(Wa))), "a*D(h)(W*a)", "a Dh(W a)", `a Dh(W a)`},
		{e.Mul(e.Transpose(gradient(Wa)), e.A, e.b), "grad(h)(W*a)'*A*b", "∇h(W a)ᵀ A b", `\nabla h(W a)^\top A b`},
		{e.Mul(e.Int(2), e.Transpose(e.A), e.Sub(e.Mul(e.A, e.x), e.b)), "2*A'*(A*x - b)", "2 Aᵀ (A x - b)", `2 A^\top (A x - b)`},
		{e.Mul(e.call("det", e.X), e.Transpose(e.Inv(e.X))), "det(X)*inv(X)'", "det(X) X⁻ᵀ", `\det(X) X^{-\top}`},
		{e.Neg(e.Mul(e.Transpose(e.Inv(e.X)), e.b, e.Transpose(e.c), e.Transpose(e.Inv(e.X)))),
			"-inv(X)'*b*c'*inv(X)'", "-X⁻ᵀ b cᵀ X⁻ᵀ", `-X^{-\top} b c^\top X^{-\top}`},
		{e.Mul(e.call("Diag", e.Sub(e.one(), square(e.call("tanh", e.Add(Wa, e.b))))), e.W),
			"Diag(1 - tanh(W*a + b).^2)*W", "Diag(1 - tanh(W a + b)^⊙2) W", `\operatorname{Diag}(1 - \tanh(W a + b)^{\odot 2}) W`},
		{e.Mul(e.Transpose(e.A), e.Apply(e.h, ast.Hessian, []int{0, 0}, e.Mul(e.A, e.x)), e.A),
			"A'*hess(h)(A*x)*A", "Aᵀ ∇²h(A x) A", `A^\top \nabla^2 h(A x) A`},
		{e.Mul(e.Apply(e.sigma, ast.Value, []int{0}, Wa), e.Transpose(e.x)),
			"D(sigma).(W*a)*x'", "σ′(W a) xᵀ", `\sigma'(W a) x^\top`},
		{e.Mul(e.Int(3), e.Transpose(e.Power(e.X, e.Int(2)))), "3*(X^2)'", "3 (X²)ᵀ", `3 (X^{2})^\top`},
		{e.Mul(e.Mul(e.Transpose(e.x), e.A, e.x), e.B), "x'*A*x*B", "(xᵀ A x) B", `(x^\top A x) B`},
		{e.Mul(e.s, e.Transpose(e.x), e.A, e.x), "x'*A*x*s", "s xᵀ A x", `s x^\top A x`},
		{e.Mul(e.Int(2), e.Inner(e.A, e.B), e.X), "2*(A:B)*X", "2 (A : B) X", `2 (A : B) X`},
		// quotients
		{e.Mul(e.Inv(e.call("norm", e.Sub(e.x, e.c))), e.Sub(e.x, e.c)),
			"(x - c)/norm(x - c)", "(x - c)/‖x - c‖", `\frac{x - c}{\lVert x - c\rVert}`},
		{e.Mul(e.rat(1, 2), e.x), "x/2", "x/2", `\frac{1}{2} x`},
		{e.Mul(e.rat(-3, 2), e.A, e.x, e.Inv(e.s)), "-3*A*x/(2*s)", "-3 A x/(2 s)", `-\frac{3 A x}{2 s}`},
		{e.Inv(e.s), "1/s", "1/s", `\frac{1}{s}`},
		{e.Power(e.s, e.rat(-1, 2)), "1/sqrt(s)", "1/√(s)", `\frac{1}{\sqrt{s}}`},
		{e.Power(e.s, e.rat(1, 3)), "s^(1/3)", "s^(1/3)", `s^{\frac{1}{3}}`},
		{e.Number(ast.RatFrac(-1, 2)), "-1/2", "-1/2", `-\frac{1}{2}`},
		// sums
		{e.Sub(e.Inv(e.S), e.Mul(e.Inv(e.S), e.Sub(e.x, e.c), e.Transpose(e.Sub(e.x, e.c)), e.Inv(e.S))),
			"inv(S) - inv(S)*(x - c)*(x - c)'*inv(S)", "S⁻¹ - S⁻¹ (x - c) (x - c)ᵀ S⁻¹", `S^{-1} - S^{-1} (x - c) (x - c)^\top S^{-1}`},
		{e.Add(e.Transpose(e.A), e.A), "A + A'", "A + Aᵀ", `A + A^\top`},
		{e.Add(e.Neg(e.b), e.x), "x - b", "x - b", `x - b`},
		{e.Add(e.Neg(e.b), e.Neg(e.x)), "-b - x", "-b - x", `-b - x`},
		{e.Add(e.Neg(e.one()), e.x), "x - 1", "x - 1", `x - 1`},
		{e.Add(e.one(), e.Mul(e.s, e.one())), "ones(n) + s*ones(n)", "1_n + s 1_n", `\mathbf{1}_{n} + s \mathbf{1}_{n}`},
		{e.Add(e.Ones(ast.Matrix(e.n, e.m)), e.W), "1 + W", "1 + W", `1 + W`},
		// identities
		{e.Mul(e.call("tr", e.A), eye), "tr(A)*I", "tr(A) I", `\operatorname{tr}(A) I`},
		{e.Add(e.A, e.Mul(e.s, eye)), "A + s*I", "A + s I", `A + s I`},
		{e.call("kron", eye, e.A), "kron(eye(n), A)", "I_n ⊗ A", `I_{n} \otimes A`},
		{e.Mul(e.call("kron", e.A, e.B), e.call("vec", e.X)), "kron(A, B)*vec(X)", "(A ⊗ B) vec(X)", `(A \otimes B) \operatorname{vec}(X)`},
		{e.Hadamard(eye, e.A), "A.*I", "A ⊙ I", `A \odot I`},
		// entry by entry
		{e.Hadamard(e.Transpose(e.A), e.B), "A'.*B", "Aᵀ ⊙ B", `A^\top \odot B`},
		{e.Hadamard(e.x, e.EntryPower(e.y, e.Int(-1))), "x./y", "x ⊘ y", `x \oslash y`},
		{e.Hadamard(e.Int(2), e.EntryPower(e.y, e.Int(-2))), "2./y.^2", "2 ⊘ y^⊙2", `2 \oslash y^{\odot 2}`},
		{e.Mul(e.s, e.Hadamard(e.x, e.Mul(e.A, e.y))), "s*(A*y).*x", "s ((A y) ⊙ x)", `s ((A y) \odot x)`},
		{e.Mul(e.A, e.Hadamard(e.x, e.y)), "A*(x.*y)", "A (x ⊙ y)", `A (x \odot y)`},
		{e.EntryPower(e.x, e.rat(1, 2)), "sqrt(x)", "√(x)", `\sqrt{x}`},
		{e.EntryPower(e.Int(2), e.x), "2.^x", "2^⊙x", `2^{\odot x}`},
		// unknown functions
		{e.Apply(e.g, ast.Gradient, []int{1}, e.x, e.y), "grad(g, 2)(x, y)", "∇_2 g(x, y)", `\nabla_{2} g(x, y)`},
		{e.Apply(e.g, ast.Hessian, []int{0, 1}, e.x, e.y), "D(g, 1, 2)(x, y)", "D_12 g(x, y)", `D_{12} g(x, y)`},
		{e.Apply(e.F, ast.Directional, []int{0}, e.X, e.A), "D(F)(X)[A]", "DF(X)[A]", `DF(X)[A]`},
		{e.Apply(e.F, ast.Adjoint, []int{0}, e.X, e.A), "D(F)(X)'[A]", "DF(X)^*[A]", `DF(X)^*[A]`},
		{e.Mul(e.s, e.Apply(e.F, ast.Adjoint, []int{0, 0}, e.X, e.A, e.B)), "s*D2(F)(X)'[A, B]", "s D²F(X)^*[A, B]", `s D^{2} F(X)^*[A, B]`},
		{e.Apply(e.u, ast.Gradient, []int{0}, e.s), "D(u)(s)", "u′(s)", `u'(s)`},
		// components
		{e.Mul(e.Entry(gradient(Wa), e.i, nil), e.Entry(e.a, e.j, nil)), "grad(h)(W*a)[i]*a[j]", "a_j (∂_i h)(W a)", `a_{j} (\partial_{i} h)(W a)`},
		{e.Entry(e.Entry(e.Apply(e.h, ast.Hessian, []int{0, 0}, e.x), nil, e.Int(2)), e.Int(2), nil), "hess(h)(x)[2,2]", "(∂_{2,2} h)(x)", `(\partial_{2,2} h)(x)`},
		{e.Entry(e.Transpose(e.Entry(e.X, nil, e.i)), nil, e.Int(2)), "X[2,i]", "X_{2,i}", `X_{2,i}`},
		{e.Entry(e.X, e.Int(2), e.Int(1)), "X[2,1]", "X_{2,1}", `X_{2,1}`},
		{e.Entry(e.X, e.i, nil), "X[i,:]", "X_{i,:}", `X_{i,:}`},
		{e.IndexSum(e.k, e.Int(1), e.Symbol("n", ast.Dimension, ast.Scalar, ast.Unstructured), e.Mul(e.Entry(e.A, e.i, e.k), e.Entry(e.x, e.k, nil))),
			"sum(k, A[i,k]*x[k])", "Σ_k A_ik x_k", `\sum_{k} A_{ik} x_{k}`},
		{e.Mul(e.Delta(e.i, e.k), e.Entry(e.A, e.j, e.k)), "A[j,k]*delta(i, k)", "A_jk δ_ik", `A_{jk} \delta_{ik}`},
		{e.Differential(e.X), "d(X)", "dX", `\mathrm{d}X`},
	}
	for _, tt := range tests {
		if got := notation.Plain(tt.node); got != tt.plain {
			t.Errorf("plain %s, want %s", got, tt.plain)
		}
		if got := notation.Text(tt.node, notation.Options{}); got != tt.text {
			t.Errorf("text %s, want %s", got, tt.text)
		}
		if got := notation.LaTeX(tt.node, notation.Options{}); got != tt.latex {
			t.Errorf("latex %s, want %s", got, tt.latex)
		}
	}
}

func TestNodes(t *testing.T) {
	e := newEnv()
	Wa := e.Mul(e.W, e.a)
	deep := e.x
	for range 5000 {
		deep = e.call("tanh", deep)
	}
	wide := e.x
	for range 200 {
		wide = e.Add(wide, e.call("sin", e.Mul(e.A, wide)))
	}
	tests := []struct {
		node       ast.Node
		nodes, dag int64
	}{
		{e.Mul(e.Apply(e.h, ast.Gradient, []int{0}, Wa), e.Transpose(e.a)), 9, 9},
		{e.call("tanh", e.x), 3, 3},
		{e.Inv(e.X), 3, 3},
		{e.Entry(e.X, e.i, e.j), 4, 4},
		{e.Neg(e.x), 2, 2},
		{e.Sub(e.x, e.b), 3, 3},
		{e.call("kron", e.Eye(e.n), e.A), 6, 6},
		{e.IndexSum(e.k, e.Int(1), e.Int(3), e.Entry(e.x, e.k, nil)), 10, 10},
		{deep, 10001, 10001},
		{wide, ast.MaxCount, 0},
	}
	for _, tt := range tests {
		if got := notation.Nodes(tt.node); got != tt.nodes {
			t.Errorf("%.60s: %d nodes, want %d", notation.Plain(tt.node), got, tt.nodes)
		}
		if got := notation.DagNodes(tt.node); got != tt.dag && tt.dag > 0 {
			t.Errorf("%.60s: %d nodes of the graph, want %d", notation.Plain(tt.node), got, tt.dag)
		}
	}
}

func TestShared(t *testing.T) {
	e := newEnv()
	long := e.call("tanh", e.Add(e.Mul(e.A, e.call("sin", e.x)), e.Mul(e.B, e.call("cos", e.y)), e.Neg(e.call("exp", e.c))))
	n := e.Mul(e.call("Diag", long), e.A, long)
	want := "T1 = tanh(A*sin(x) + B*cos(y) - exp(c)); Diag(T1)*A*T1"
	if got := notation.Plain(n); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := notation.Text(n, notation.Options{}), "Diag(T1) A T1, where T1 = tanh(A sin(x) + B cos(y) - exp(c))"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	want = `\operatorname{Diag}(T_{1}) A T_{1}, \quad \text{where } T_{1} = \tanh(A \sin(x) + B \cos(y) - \exp(c))`
	if got := notation.LaTeX(n, notation.Options{}); got != want {
		t.Errorf("%s, want %s", got, want)
	}

	// The output grows with the graph, not with the tree.
	grows := e.x
	for range 40 {
		grows = e.Add(grows, e.call("sin", e.Mul(e.A, grows)))
	}
	if got := notation.Plain(grows); len(got) > 8000 {
		t.Errorf("%d characters for 40 layers: %.200s", len(got), got)
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ name, text, latex, ascii string }{
		{"W_1", "W_1", "W_{1}", "W_1"},
		{"W1", "W1", "W_{1}", "W1"},
		{"alpha", "α", `\alpha`, "alpha"},
		{"σ", "σ", `\sigma`, "sigma"},
		{"x_bar", "x_bar", `\bar{x}`, "x_bar"},
		{"sigma_x", "σ_x", `\sigma_{x}`, "sigma_x"},
		{"N_l", "N_l", "N_{l}", "N_l"},
		{"loss", "loss", `\mathit{loss}`, "loss"},
		{"x_hat_k", "x_hat_k", `\hat{x}_{k}`, "x_hat_k"},
	}
	e := newEnv()
	for _, tt := range tests {
		n := e.Symbol(tt.name, ast.Variable, ast.Scalar, ast.Unstructured)
		if got := notation.Text(n, notation.Options{}); got != tt.text {
			t.Errorf("text %s, want %s", got, tt.text)
		}
		if got := notation.LaTeX(n, notation.Options{}); got != tt.latex {
			t.Errorf("latex %s, want %s", got, tt.latex)
		}
		if got := notation.Text(n, notation.Options{ASCII: true}); got != tt.ascii {
			t.Errorf("ascii %s, want %s", got, tt.ascii)
		}
	}
}
