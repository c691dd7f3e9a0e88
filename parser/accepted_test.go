package parser

import (
	"fmt"
	"testing"

	"matcalc/ast"
)

// acceptedForms lists spellings, each with another one that means the same; both are read under
// the same declarations into one table, and must be one node.
var acceptedForms = []struct{ input, same, where string }{
	// sums and differences
	{"A − B", "A - B", ""},
	{"--A", "A", ""},
	{"+x", "x", ""},
	{"A + s", "A + s*ones(n,m)", "A in R^(n x m), s in R"},
	{"1 + exp(x)", "ones(n) + exp(x)", "x in R^n"},
	// products
	{"A @ B", "A*B", ""},
	{"A·B", "A*B", ""},
	{"A⋅B", "A*B", ""},
	{"A B", "A*B", ""},
	{"2x", "2*x", ""},
	{"2(x+1)", "2*(x + 1)", ""},
	{"X' X B", "X'*X*B", ""},
	{"h(W a) aᵀ", "h(W*a)*a'", ""},
	{"2x'", "2*x'", ""},
	{"x'y", "x'*y", ""},
	{"x'*A*y*B", "(x'*A*y)*B", ""},
	{"norm(x)norm(y)", "norm(x)*norm(y)", ""},
	{"A/s", "A*(1/s)", ""},
	{"A⁄s", "A/s", "s in R"},
	{"A\\b", "inv(A)*b", ""},
	{"a/2x", "(a/2)*x", "a in R"},
	// entry by entry
	{"A ⊙ B", "A.*B", ""},
	{"A ∘ B", "A.*B", ""},
	{"A ⊘ B", "A./B", ""},
	{"A./B", "A.*B.^-1", ""},
	{"2.*x", "2*x", ""},
	{"1./x", "x.^-1", ""},
	{"x.*-y", "-(x.*y)", ""},
	// powers
	{"A**2", "A^2", ""},
	{"A²", "A^2", ""},
	{"A^{-1}", "inv(A)", ""},
	{"A⁻¹", "inv(A)", ""},
	{"A^-1*b", "inv(A)*b", ""},
	{"A^-T", "inv(A)'", ""},
	{"A^(-T)", "inv(A)'", ""},
	{"A^{-T}", "inv(A)'", ""},
	{"A⁻ᵀ", "inv(A)'", ""},
	{"2^3^2", "64", ""},
	{"-s^2'", "-((s^2)')", "s in R"},
	{"X^-2'", "(X^-2)'", ""},
	{"X^(k-r)", "X^(k - r)", "k in N, r in N"},
	// transposes
	{"A^T", "A'", ""},
	{"Aᵀ", "A'", ""},
	{"A^⊤", "A'", ""},
	{"A.'", "A'", ""},
	{"A.T", "A'", ""},
	{"A^T(B+C)", "A'*(B + C)", ""},
	{"transpose(A)", "A'", ""},
	// inner and Kronecker products, norms
	{"A : B*C", "dot(A, B*C)", ""},
	{"x : y", "x'*y", ""},
	{"A ⊗ B", "kron(A,B)", ""},
	{"‖x‖", "norm(x)", ""},
	{"||x||", "norm(x)", ""},
	{"||x||_2", "norm(x)", ""},
	{"‖x‖₂", "norm(x)", ""},
	{"norm2(x)", "norm(x)", ""},
	{"normF(X)", "norm(X)", ""},
	{"‖X‖_F", "norm(X)", ""},
	{"‖X‖_{F}²", "norm(X)^2", ""},
	{"‖x‖_1", "norm1(x)", ""},
	{"||a|| ||b||", "norm(a)*norm(b)", ""},
	{"||(||a||)*b||", "norm(norm(a)*b)", ""},
	{"|s|", "abs(s)", "s in R"},
	// entries
	{"X'[i,j]", "X[j,i]", ""},
	{"(X*A)[:,2]", "(A'*X')'[:,2]", ""},
	{"X[i,:]", "X'[:,i]'", ""},
	{"X[:,j]", "X[:,(j)]", ""},
	{"x'[i]", "x[i]", ""},
	{"x[i,1]", "x[i]", "x in R^n"},
	// sums over an index
	{"sum(k=1..n, x[k])", "sum(k, x[k])", "x in R^n"},
	{"sum(k, sum(k, X[k,k])*a[k])", "sum(k, sum(k1, X[k1,k1])*a[k])", "X in R^(n x n), a in R^n"},
	{"s = sum(k, x[k]); sum(k, s*y[k])", "sum(k1, sum(k, x[k])*y[k1])", ""},
	{"g(x) = sum(k, x[k]); sum(k, g(X[:,k]))", "sum(k, sum(k1, X[:,k][k1]))", ""},
	{"delta(i,i)", "1", ""},
	{"delta(i,j)", "delta(j,i)", ""},
	// functions
	{"D(h)(x)", "grad(h)(x)'", "h: R^n -> R"},
	{"∇h(x)", "grad(h)(x)", ""},
	{"∇(h)(x)", "grad(h)(x)", ""},
	{"∇²h(x)", "hess(h)(x)", ""},
	{"D2(h)(x)", "hess(h)(x)", "h: R^n -> R"},
	{"D(h,2)(x,y)", "grad(h,2)(x,y)'", ""},
	{"D(h,2,1)(x,y)", "D(h,1,2)(x,y)'", "h: R^n, R^m -> R"},
	{"D(h)(x)[u]", "grad(h)(x)'*u", ""},
	{"D(F)(x)[u]", "D(F)(x)*u", "F: R^n -> R^m"},
	{"D(F)(x)'[v]", "D(F)(x)'*v", "F: R^n -> R^m"},
	{"D2(F)(x)[u,v]", "D2(F)(x)[v,u]", "F: R^n -> R^m"},
	{"D2(h)(x)[u,v]", "u'*hess(h)(x)*v", "h: R^n -> R"},
	{"D(g)(X)[H]", "grad(g)(X) : H", "g: R^(n x m) -> R"},
	{"hess(h)(x)[u]", "hess(h)(x)*u", "h: R^n -> R"},
	{"D2(g)(X)[H]'[1]", "hess(g)(X)[H]", "g: R^(n x m) -> R"},
	{"D(F)(x)[2,1]", "(D(F)(x))[2,1]", "F: R^n -> R^m"},
	{"hess(h)(x)[i,j]", "(hess(h)(x))[i,j]", ""},
	{"f.(X)", "f(X)", "f: elementwise"},
	{"D(f).(X)", "D(f)(X)", "f: elementwise"},
	{"D2(f).(X)", "D(f,1,1).(X)", "f: elementwise"},
	{"exp.(X)", "exp(X)", ""},
	// constants
	{"I_n*A", "A", "A in R^(n x m)"},
	{"x'*I*x", "x'*x", ""},
	{"A + I", "A + eye(n)", "A in R^(n x n)"},
	{"A + I_n", "A + eye(n)", "A in R^(n x n)"},
	{"ones(n,1)", "ones(n)", ""},
	{"1_n", "ones(n)", ""},
	{"x + vector(1)", "x + ones(n)", "x in R^n"},
	{"A + matrix(1)", "A + ones(n,m)", "A in R^(n x m)"},
	{"x'*ones()", "x'*ones(n)", "x in R^n"},
	{"e(2)'*x", "e(2,n)'*x", "x in R^n"},
	{"π", "pi", ""},
	// numbers
	{"0.5*s", "1/2*s", "s in R"},
	{"2e-3*s", "s/500", "s in R"},
	{".5*s", "s/2", "s in R"},
	{"2e*s", "2*e*s", "e in R, s in R"},
	// names
	{"α*x", "alpha*x", ""},
	{"W₁*x", "W_1*x", ""},
	{"W_{1}*x", "W_1*x", ""},
	{"W (x - s)", "W*(x - s)", ""},
	{"exp (x)", "exp(x)", ""},
	{"h(x) + h (y)", "h(x) + h(y)", ""},
	{"D*x + d", "(D*x) + d", ""},
	{"Q*K'", "Q*(K)'", ""},
	{"K (x - s)", "K*(x - s)", ""},
	{"n*logdet(X)", "logdet(X)*n", "X in R^(n x n)"},
	// several lines
	{"z = W*x + b; y = tanh(z); norm(y - t)^2", "norm(tanh(W*x + b) - t)^2", ""},
	{"z = W*x # a layer\n\nz + b", "W*x + b", ""},
	{"A*\nB", "A*B", ""},
	{"(A\n + B)", "A + B", ""},
	{"g(W) = W*a; h(g(W))", "h(W*a)", ""},
	{"g(x) = f.(x); g(g(x))", "f.(f.(x))", ""},
	{"f(x) = x'*A*x", "x'*A*x", ""},
	{"T1[i,j] = A[i,j]*x[j]; sum(k, T1[k,2])", "sum(k, A[k,2]*x[2])", "A in R^(n x m), x in R^m"},
	{"n = 3; eye(n)", "eye(3)", ""},
	// definitions of the catalogue
	{"mean(X)", "sum(X)/(n*m)", "X in R^(n x m)"},
	{"rowsum(X)", "X*ones(m)", "X in R^(n x m)"},
	{"colsum(X)", "X'*ones(n)", "X in R^(n x m)"},
	{"square(X)", "X.^2", ""},
	{"sqrt(X)", "X.^(1/2)", ""},
	{"outer(x,y)", "x*y'", "x in R^n, y in R^m"},
	{"hadamard(A,B)", "A.*B", ""},
	{"trace(X)", "tr(X)", ""},
	{"diag(x)", "Diag(x)", ""},
	{"max(X,0)", "max(X,zeros(n,m))", "X in R^(n x m)"},
}

func TestAccepted(t *testing.T) {
	for _, tt := range acceptedForms {
		let := []string{}
		if tt.where != "" {
			let = append(let, tt.where)
		}
		in, err := Parse(tt.input, Options{Let: let})
		if err != nil {
			t.Errorf("%s: %s", tt.input, detail(err))
			continue
		}
		n, err := in.ParseMore(tt.same)
		if err != nil {
			t.Errorf("%s, then %s: %s", tt.input, tt.same, detail(err))
			continue
		}
		if n != in.Expr {
			t.Errorf("%s is %s, and %s is %s", tt.input, dump(in.Expr), tt.same, dump(n))
		}
	}
}

func detail(err error) string {
	if e, ok := err.(*ast.Error); ok {
		return e.Detail()
	}
	return fmt.Sprint(err)
}
