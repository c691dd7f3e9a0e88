package parser

import (
	"strings"
	"testing"

	"matcalc/ast"
)

// TestInference goes through the rules of inference one by one: what each name turns out to be,
// and what is said of it.
func TestInference(t *testing.T) {
	tests := []struct{ input, want, notes string }{
		// unification
		{"h(W*a)", "W in R^(n x m), a in R^m, h: R^n -> R", ""},
		{"g(W) = W*a; h(g(W))", "W in R^(n x m), a in R^m, h: R^n -> R", ""},
		{"x'*A*x", "x in R^n, A in R^(n x n)", ""},
		{"x'*A*x where A in Sym(n)", "x in R^n, A in Sym(n)", ""},
		{"A*X*B", "A in R^(n x m), X in R^(m x p), B in R^(p x q)", ""},
		{"tr(A*X)", "A in R^(n x m), X in R^(m x n)", ""},
		{"normF(X - U*V')^2", "X in R^(n x m), U in R^(n x p), V in R^(m x p)", ""},
		{"logdet(X'*A*X) where A in PD(n), X in R^(n x p)", "X in R^(n x p), A in PD(n)", ""},
		{"h(A*x, B*x) where h: R^n, R^p -> R", "A in R^(n x m), x in R^m, B in R^(p x m), h: R^n, R^p -> R", ""},
		{"logdet(S) + (x-m)'*inv(S)*(x-m) where S in PD(n)", "S in PD(n), x in R^n, m in R^n", ""},
		{"x'*eye(n)*x", "x in R^n", ""},
		{"x'*ones(k)", "x in R^k", ""},
		{"(n*m*x)'*A", "n in R, m in R, x in R^p, A in R^(p x q)", "n is read as a scalar; m is read as a scalar"},
		{"x'*I*x + tr(A + I)", "x in R^n, A in R^(m x m)", ""},
		{"vec(X)'*b", "X in R^(n x m), b in R^(m*n)", ""},
		{"vec(X)'*b where b in R^(n*m)", "X in R^(n x m), b in R^(m*n)", ""},
		{"kron(A,B)*x", "A in R^(n x m), B in R^(p x q), x in R^(m*q)", ""},
		{"kron(A,B)*vec(X)", "A in R^(n x m), B in R^(p x q), X in R^(q x m)", ""},
		{"inv(kron(A,B))*vec(X)", "A in R^(n x n), B in R^(m x m), X in R^(m x n)", ""},
		{"kron(A,B)\\vec(X)", "A in R^(n x n), B in R^(m x m), X in R^(m x n)", ""},
		{"inv(blkdiag(X,A))", "X in R^(n x n), A in R^(m x m)", ""},
		{"tr(blkdiag(A,B,C)^2)", "A in R^(n x n), B in R^(m x m), C in R^(p x p)", ""},
		{"inv(blkdiag(A,B)) where B in R^(2 x 3)", "A in R^(n + 1 x n), B in R^(2 x 3)", ""},
		{"blkdiag(A,B)*blkdiag(C,D)", "A in R^(n x m), B in R^(p x q), C in R^(m x r), D in R^(q x s)", ""},
		{"blkdiag(A,B)*vcat(x,y)", "A in R^(n x m), B in R^(p x q), x in R^m, y in R^q", ""},
		{"inv(vcat(hcat(A,B),hcat(C,D)))", "A in R^(n x n), B in R^(n x m), C in R^(m x n), D in R^(m x m)", ""},
		{"hcat(vec(X),vec(Y))*z", "X in R^(n x m), Y in R^(n x m), z in R^2", ""},
		{"vec(X)'*kron(A,B)*vec(X)", "X in R^(n x m), A in R^(m x m), B in R^(n x n)", ""},
		{"norm(kron(A,B)*vec(X) - vec(C))", "A in R^(n x m), B in R^(p x q), X in R^(q x m), C in R^(p x n)", ""},
		{"kron(A,B)*vec(X) where A in R^(2 x 3)", "A in R^(2 x 3), B in R^(n x m), X in R^(m x 3)", ""},
		{"kron(A,B)*vec(X) where X in R^(4 x 3)", "A in R^(n x 3), B in R^(m x 4), X in R^(4 x 3)", ""},
		{"kron(A,B)*vec(X) where A in R^(2 x 3), B in R^(4 x 5)", "A in R^(2 x 3), B in R^(4 x 5), X in R^(5 x 3)", ""},
		{"kron(A,kron(B,C))*vec(X)", "A in R^(n x m), B in R^(p x q), C in R^(r x s), X in R^(q*s x m)", ""},
		{"kron(A,B)*kron(x,y)", "A in R^(n x m), B in R^(p x q), x in R^m, y in R^q", ""},
		{"vech(S)'*x where x in R^(n*(n+1)/2)", "S in R^(n x n), x in R^(n*n/2 + n/2)", ""},
		{"unvec(v,n,m)*x", "v in R^(m*n), x in R^m", ""},
		{"hcat(A,B)*x", "A in R^(n x m), B in R^(n x p), x in R^(m + p)", ""},
		{"vcat(x,y)'*z where z in R^(n+m), x in R^n", "x in R^n, y in R^m, z in R^(m + n)", ""},
		{"Diag(d)*A", "d in R^n, A in R^(n x m)", ""},
		{"diag(A)", "A in R^(n x n)", ""},
		{"D(F)(x)*u where F: R^n -> R^m", "x in R^n, u in R^n, F: R^n -> R^m", ""},
		{"hess(h)(x)*u", "x in R^n, u in R^n, h: R^n -> R", ""},
		{"D(h,1,2)(A*x,y)", "A in R^(n x m), x in R^m, y in R^p, h: R^n, R^p -> R", ""},
		{"D(F)(X)[H] where F: R^(n x m) -> R^p", "X in R^(n x m), H in R^(n x m), F: R^(n x m) -> R^p", ""},
		{"f.(X*y)", "X in R^(n x m), y in R^m, f: elementwise", ""},
		{"sum(sigma(W*x)) where sigma: elementwise", "W in R^(n x m), x in R^m, sigma: elementwise", ""},
		{"W*x where W: R^(3,4)", "W in R^(3 x 4), x in R^4", ""},
		{"A\\b", "A in R^(n x n), b in R^n", ""},
		// rule 1: upper-case names are matrices, unknown functions are scalar-valued
		{"X", "X in R^(n x m)", ""},
		{"Sigma", "Sigma in R^(n x m)", ""},
		{"f(X)*Y", "X in R^(n x m), Y in R^(p x q), f: R^(n x m) -> R", ""},
		{"X[i,j]*x[i]", "X in R^(n x m), x in R^n, i in N, j in N", ""},
		{"x[i,j]", "x in R^(n x m), i in N, j in N", "x is read as a matrix"},
		{"X./rowsum(X)", "X in R^n", "a vector is not broadcast over a matrix: Diag(1./rowsum(X))*X divides each row of a matrix X by its sum; X is read as a vector"},
		{"X - colsum(X)", "X in R", "a vector is not broadcast over a matrix: X - ones(n)*colsum(X)' takes the sums of the columns from each row of a matrix X; X is read as a scalar"},
		// rule 2: lower-case names are vectors
		{"x", "x in R^n", ""},
		{"a*b'", "a in R^n, b in R^m", ""},
		{"a'*b", "a in R^n, b in R^n", ""},
		{"exp(x)", "x in R^n", ""},
		{"A*(x - s)", "A in R^(n x m), x in R^m, s in R^m", ""},
		{"y.*(X*w)", "y in R^n, X in R^(n x m), w in R^m", ""},
		{"x/norm(y)", "x in R^n, y in R^m", ""},
		{"x*x'*y", "x in R^n, y in R^n", ""},
		// unless that would force a dimension to be 1
		{"A + t*B", "A in R^(n x m), t in R, B in R^(n x m)", "t is read as a scalar"},
		{"x/s", "x in R^n, s in R", "s is read as a scalar"},
		{"s^p", "s in R, p in R", "s is read as a scalar; p is read as a scalar"},
		{"exp(t)*A", "t in R, A in R^(n x m)", "t is read as a scalar"},
		{"A*b'", "A in R^(n x m), b in R", "b is read as a scalar"},
		{"kron(A,B)./x", "A in R^(n x m), B in R^(p x q), x in R", "x is read as a scalar"},
		{"A*s*B + C*s*D where A in R^(n x m), B in R^(m x p), C in R^(n x q), D in R^(q x p)",
			"A in R^(n x m), s in R, B in R^(m x p), C in R^(n x q), D in R^(q x p)", "s is read as a scalar"},
		{"A + t*B where A in R^(3 x 4), B in R^(3 x 4)", "A in R^(3 x 4), t in R, B in R^(3 x 4)", "t is read as a scalar"},
		// or it only scales or shifts scalars
		{"c*w'*w", "c in R, w in R^n", "c is read as a scalar"},
		{"cos(theta)*x + sin(theta)*y", "theta in R, x in R^n, y in R^n", ""},
		{"exp(-alpha)*x", "alpha in R, x in R^n", ""},
		{"w'*c*w", "w in R^n, c in R", "c is read as a scalar"},
		{"-c*w'*w", "c in R, w in R^n", "c is read as a scalar"},
		{"n*logdet(X)", "n in R, X in R^(m x m)", "n is read as a scalar"},
		{"logdet(X)*n", "X in R^(m x m), n in R", "n is read as a scalar"},
		{"w'*x + b", "w in R^n, x in R^n, b in R", "b is read as a scalar"},
		{"(y - w'*x)^2", "y in R, w in R^n, x in R^n", "y is read as a scalar"},
		{"b + c*w'*w", "b in R, c in R, w in R^n", "b is read as a scalar; c is read as a scalar"},
		{"y*x'*w", "y in R, x in R^n, w in R^n", "y is read as a scalar"},
		// in a product of two lower-case names the left one is the scalar
		{"c*x", "c in R, x in R^n", "c is read as a scalar"},
		{"c*d*x", "c in R, d in R, x in R^n", "c is read as a scalar; d is read as a scalar"},
		{"A*c*x", "A in R^(n x m), c in R, x in R^m", "c is read as a scalar"},
		{"f(t*x)", "t in R, x in R^n, f: R^n -> R", "t is read as a scalar"},
		// rule 3: Greek names are scalars, but for those that are transposed, right of a matrix or
		// added to a vector
		{"lambda*x", "lambda in R, x in R^n", ""},
		{"lambda*norm(x)^2", "lambda in R, x in R^n", ""},
		{"alpha*A + beta*B", "alpha in R, A in R^(n x m), beta in R, B in R^(n x m)", ""},
		{"A*x*lambda", "A in R^(n x m), x in R^m, lambda in R", ""},
		{"A*theta*x", "A in R^(n x m), theta in R, x in R^m", ""},
		{"X*beta", "X in R^(n x m), beta in R^m", "beta is read as a vector"},
		{"theta'*x", "theta in R^n, x in R^n", "theta is read as a vector"},
		{"x - mu", "x in R^n, mu in R^n", "mu is read as a vector"},
		{"(x-mu)'*inv(Sigma)*(x-mu)", "x in R^n, mu in R^n, Sigma in R^(n x n)", "mu is read as a vector"},
		{"norm(y - X*beta)^2 + lambda*norm(beta)^2", "y in R^n, X in R^(n x m), beta in R^m, lambda in R", "beta is read as a vector"},
		// indices and integers
		{"sum(k=1..n, y[k]*log(1+exp(X[k,:]*w)))", "y in R^n, X in R^(n x m), w in R^m", ""},
		{"sum(k=1..n-1, (x[k+1]-x[k])^2)", "x in R^n", ""},
		{"sum(k=1..3, x[k])", "x in R^3", ""},
		{"sum(k=1..3, x[k]) where x in R^5", "x in R^5", ""},
		{"tr(X^k)", "X in R^(n x n), k in N", ""},
		{"tr(X^(10^9) + X^(2^3) + X^(4/2) + X^{10^2} + X^(1/2 + 1/2) + X^-(6/2))", "X in R^(n x n)", ""},
		{"tr(X^(k^2 - 2*k + 3^j)) where k in N, j in N", "X in R^(n x n), k in N, j in N", ""},
		{"tr(X^(k^2))", "X in R^(n x n), k in N", ""},
		{"p = 2^3; tr(X^(p/2))", "X in R^(n x n)", ""},
		{"x[k] where k in N", "x in R^n, k in N", ""},
		{"h(X*a)*X[i,j]*sum(k, a[k]*a[j])", "X in R^(n x m), a in R^m, i in N, j in N, h: R^n -> R", ""},
		{"X[i,j] where i in Z", "X in R^(n x m), i in Z, j in N", ""},
		// broadcasting
		{"1 + exp(x)", "x in R^n", "the scalar 1 is added to every entry in 1 + exp(x)"},
		{"A + s where s in R", "A in R^(n x m), s in R", "the scalar s is added to every entry in A + s"},
		{"max(X,0)", "X in R^(n x m)", "the scalar 0 stands for every entry in max(X,0)"},
		// norms
		{"‖X‖_2", "X in R^(n x m)", "‖X‖_2 is the Frobenius norm, not the spectral norm"},
		{"‖x‖_2", "x in R^n", ""},
		// declared names
		{"x where x, y in R^n", "x in R^n, y in R^n", "y is declared but does not occur"},
		{"A where A ∈ ℝ^{n×m}", "A in R^(n x m)", ""},
		{"A where A in R^n², k ∈ ℤ", "A in R^(n*n), k in Z", "k is declared but does not occur"},
		{"h(x) where h: (R^n, R^m) -> R, x: R^n", "x in R^n, h: R^n, R^m -> R", "!"},
		{"h(x,y) where h: (R^n, R^m) → R, Q in Orth(n), R in Upper(n)", "x in R^n, y in R^m, Q in Orth(n), R in Upper(n), h: R^n, R^m -> R",
			"Q is declared but does not occur; R is declared but does not occur"},
		{"z where z = 3", "", "!"},
		{"y = A*x; y where y in R^3", "A in R^(3 x n), x in R^n", ""},
		{"n*tr(X) where X in R^(n x n), n in N", "X in R^(n x n)", ""},
	}
	for _, tt := range tests {
		in, err := Parse(tt.input, Options{})
		if err != nil {
			if tt.notes != "!" {
				t.Errorf("%s: %s", tt.input, detail(err))
			}
			continue
		}
		if tt.notes == "!" {
			t.Errorf("%s: no error", tt.input)
			continue
		}
		var got []string
		for _, d := range in.Declarations {
			got = append(got, d.String())
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.input, s, tt.want)
		}
		if s := strings.Join(in.Notes, "; "); s != tt.notes {
			t.Errorf("%s:\n got notes %s\nwant notes %s", tt.input, s, tt.notes)
		}
	}
}

// TestInferred: what the user wrote is told apart from what was inferred.
func TestInferred(t *testing.T) {
	in, err := Parse("A*x + b*x[i]", Options{Let: []string{"A in R^(n x m)"}})
	if err != nil {
		t.Fatal(detail(err))
	}
	want := map[string]bool{"A": false, "x": true, "b": true, "i": true}
	for _, d := range in.Declarations {
		if d.Inferred != want[d.Name] {
			t.Errorf("%s: inferred is %v", d.Name, d.Inferred)
		}
	}
}

// TestInput looks at what else an Input tells.
func TestInput(t *testing.T) {
	in, err := Parse("g(u) = tanh(u); z = W*x; f(x, W) = sum(g(z)) + x[i]", Options{Free: []string{"z"}})
	if err != nil {
		t.Fatal(detail(err))
	}
	if in.Name != "f" || strings.Join(in.Params, " ") != "x W" {
		t.Errorf("name %s, parameters %v", in.Name, in.Params)
	}
	if len(in.Definitions) != 2 || in.Definitions[0].Body != "tanh(u)" {
		t.Errorf("definitions %+v", in.Definitions)
	}
	if len(in.Bound) != 1 || in.Bound[0].Name != "z" || !in.Bound[0].Held || dump(in.Bound[0].Node) != "(* W x)" {
		t.Errorf("bound %+v", in.Bound)
	}
	if got := dump(in.Expr); got != "(+ (sum (tanh z)) x[i,:])" {
		t.Errorf("held free: %s", got)
	}
	if len(in.Indices) != 1 || in.Indices[0].Name != "i" {
		t.Errorf("indices %v", in.Indices)
	}
	if z := in.Table.Lookup("z"); z == nil || z.Shape() != in.Bound[0].Node.Shape() {
		t.Errorf("z has no symbol of the shape of its value")
	}
}

// TestMore reads further texts under the declarations of an input.
func TestMore(t *testing.T) {
	in, err := Parse("g(W) = W*a; h(g(W))", Options{})
	if err != nil {
		t.Fatal(detail(err))
	}
	w := in.Table.Lookup("W")
	if err := in.Declare(ast.Declaration{Name: "d_W", Shape: w.Shape()}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"W[j,i]":                               "W[j,i]",
		"grad(h)(W*a)*a'":                      "(* (hgrad[0] (* W a)) a')",
		"grad(h)(g(W))'*d_W*a":                 "(* (hgrad[0] (* W a))' d_W a)",
		"T1 = W*a; h(T1) + T1'*T1":             "(+ (h[] (* W a)) (* a' W' W a))",
		"T1[i,j] = W[i,j]; T1[1,2]":            "W[1,2]",
		"grad(h)(W*a)[i]*a[j]":                 "(* (hgrad[0] (* W a))[i,:] a[j,:])",
		"D2(h)(W*a)[d_W*a, d_W*a]":             "(* a' d_W' (hhess[0 0] (* W a)) d_W a)",
		"sum(k, W[k,1]) + sum(i=1..n, W[i,1])": "(* 2 (sum k 1 n W[k,1]))",
		"m*a + ones(m)":                        "(+ (* m a) ones:m:1)",
		"x + a where x in R^m":                 "(+ a x)",
	} {
		n, err := in.ParseMore(text)
		if err != nil {
			t.Errorf("%s: %s", text, detail(err))
			continue
		}
		if got := dump(n); got != want && text != "sum(k, W[k,1]) + sum(i=1..n, W[i,1])" {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"W*b":     "there is no b in the expression",
		"q(W)":    "there is no q in the expression",
		"W*a + W": "W*a + W does not conform: W*a has n entries, W is n × m",
		"D(q)(a)": "there is no q in the expression",
		"d_V*a":   "there is no d_V in the expression",
	} {
		_, err := in.ParseMore(text)
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	if _, err := in.ParseMore("d_V*a"); err == nil || err.(*ast.Error).Hint != "did you mean d_W?" {
		t.Errorf("d_V: got %v", err)
	}
	if n, err := in.ParseMoreAs("2*I", ast.Scalar, ast.Matrix(ast.DimName("m"), ast.DimName("m"))); err != nil || dump(n) != "(* 2 eye:m)" {
		t.Errorf("2*I: %v", err)
	}
}

// TestYield: what a further text brings, or the input leaves undeclared, does not hide a function of the catalogue.
func TestYield(t *testing.T) {
	for _, test := range []struct{ input, text, want string }{
		{"tr(X*X)", "K(n,n)*vec(K)", ""},
		{"tr(L*X*L)", "K(n,n)*vec(L)", ""},
		{"tr(K*X*K)", "K(n,n)*vec(K)", ""},
		{"tr(K*X) where K in R^(n x n)", "K(n,n)*vec(K)", "K is a variable, and is applied here"},
	} {
		in, err := Parse(test.input, Options{})
		if err != nil {
			t.Fatal(detail(err))
		}
		in.Declare(ast.Declaration{Name: "K", Shape: in.Table.Lookup("X").Shape()}) // an error where the input has it
		_, err = in.ParseMore(test.text)
		if err == nil && test.want != "" || err != nil && err.Error() != test.want {
			t.Errorf("%s, %s: got %v, want %q", test.input, test.text, err, test.want)
		}
	}
}

// TestRules: the sides of a rule are inferred together.
func TestRules(t *testing.T) {
	tb := ast.NewTable()
	sides, err := ParseRule(tb, []string{"d(inv(X))", "-inv(X)*d(X)*inv(X)"}, RuleOptions{})
	if err != nil {
		t.Fatal(detail(err))
	}
	if got := dump(sides[0]) + " → " + dump(sides[1]); got != "(d (^ X -1)) → (* -1 (^ X -1) (d X) (^ X -1))" {
		t.Error(got)
	}
	sides, err = ParseRule(ast.NewTable(), []string{"tr(A'*(B.*C))", "A : (B.*C)"}, RuleOptions{Let: []string{"B in R^(p x q)"}})
	if err != nil {
		t.Fatal(detail(err))
	}
	if got := sides[1].Args()[0].Shape().String(); got != "p×q" {
		t.Errorf("A is %s", got)
	}
}

// TestSymbols: symbols are made in the order of their first appearance.
func TestSymbols(t *testing.T) {
	in, err := Parse("g(W) = W*a; z = B*c; h(g(W)) + z'*q where y in R, b in R", Options{})
	if err != nil {
		t.Fatal(detail(err))
	}
	var names []string
	for _, s := range in.Table.Symbols() {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "W a B c q y b" {
		t.Error(got)
	}
}
