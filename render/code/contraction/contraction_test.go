package contraction_test

import (
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
	"matcalc/render/code/contraction"
)

// TestOf compares the array of a form, summed by hand, with the map applied to unit directions.
func TestOf(t *testing.T) {
	tb := ast.NewTable()
	n, m, p := ast.DimName("n"), ast.DimName("m"), ast.DimName("p")
	sym := func(name string, s ast.Shape) *ast.Symbol { return tb.Symbol(name, ast.Variable, s, ast.Unstructured) }
	call := func(name string, args ...ast.Node) ast.Node { return tb.Call(catalogue.Lookup(name), nil, args...) }
	unvec := func(a ast.Node, rows, cols ast.Dim) ast.Node {
		return tb.Call(catalogue.Lookup("unvec"), []ast.Dim{rows, cols}, a)
	}
	A, B, X, Y := sym("A", ast.Matrix(p, n)), sym("B", ast.Matrix(m, p)), sym("X", ast.Matrix(n, n)), sym("Y", ast.Matrix(n, m))
	dX, dS, dx, dr := sym("d_X", ast.Matrix(n, m)), sym("d_S", ast.Matrix(n, n)), sym("d_x", ast.Vector(n)), sym("d_r", ast.Matrix(ast.One, n))
	dv, eX := sym("d_v", ast.Vector(n.Times(m))), sym("d2_X", ast.Matrix(n, m))
	x, s, ds := sym("x", ast.Vector(n)), sym("s", ast.Scalar), sym("d_s", ast.Scalar)
	k, l := tb.Symbol("k", ast.Index, ast.Scalar, ast.Unstructured), tb.Symbol("l", ast.Index, ast.Scalar, ast.Unstructured)
	N, M := tb.Symbol("n", ast.Dimension, ast.Scalar, ast.Unstructured), tb.Symbol("m", ast.Dimension, ast.Scalar, ast.Unstructured)
	sum := func(index, hi *ast.Symbol, body ast.Node) ast.Node { return tb.IndexSum(index, tb.Int(1), hi, body) }
	F := tb.Unknown("F", []ast.Shape{ast.Matrix(n, m)}, ast.Matrix(p, n), false)
	G := tb.Unknown("G", []ast.Shape{ast.Vector(n), ast.Scalar, ast.Matrix(n, m)}, ast.Vector(p), false)
	R := tb.Unknown("R", []ast.Shape{ast.Matrix(n, m)}, ast.Matrix(ast.One, n), false)
	apply := func(f *ast.Unknown, form ast.ApplyForm, slots []int, args ...ast.Node) ast.Node {
		return tb.Apply(f, form, slots, args...)
	}
	inv := tb.Inv(X)
	two := tb.Int(2)
	tests := []struct {
		name       string
		node       ast.Node
		directions []*ast.Symbol
	}{
		{"A*dX*B", tb.Mul(A, dX, B), []*ast.Symbol{dX}},
		{"-inv(X)*dS*inv(X)", tb.Neg(tb.Mul(inv, dS, inv)), []*ast.Symbol{dS}},
		{"A*X*dX*B*A", tb.Mul(A, X, dX, B, A), []*ast.Symbol{dX}},
		{"x*x'*dX", tb.Mul(x, tb.Transpose(x), dX), []*ast.Symbol{dX}},
		{"dS'", tb.Transpose(dS), []*ast.Symbol{dS}},
		{"dS + 2*dS'", tb.Add(dS, tb.Mul(two, tb.Transpose(dS))), []*ast.Symbol{dS}},
		{"tr(dS)*X", tb.Mul(call("tr", dS), X), []*ast.Symbol{dS}},
		{"tr(dS)*eye", tb.Mul(call("tr", dS), tb.Eye(n)), []*ast.Symbol{dS}},
		{"tr(dS)*ones", tb.Mul(call("tr", dS), tb.Ones(ast.Matrix(m, n))), []*ast.Symbol{dS}},
		{"X.*dS", tb.Hadamard(X, dS), []*ast.Symbol{dS}},
		{"X.*dS.*X'", tb.Hadamard(X, dS, tb.Transpose(X)), []*ast.Symbol{dS}},
		{"Diag(dx)", call("Diag", dx), []*ast.Symbol{dx}},
		{"Diag(dx)*Y", tb.Mul(call("Diag", dx), Y), []*ast.Symbol{dx}},
		{"Diag(x)*dX", tb.Mul(call("Diag", x), dX), []*ast.Symbol{dX}},
		{"Diag(diag(dS))", call("Diag", call("diag", dS)), []*ast.Symbol{dS}},
		{"dx*x'", tb.Mul(dx, tb.Transpose(x)), []*ast.Symbol{dx}},
		{"s*x*dx'", tb.Mul(s, x, tb.Transpose(dx)), []*ast.Symbol{dx}},
		{"ds*dX", tb.Mul(ds, dX), []*ast.Symbol{ds, dX}},
		{"diag(dS)", call("diag", dS), []*ast.Symbol{dS}},
		{"sum(dX)*x", tb.Mul(call("sum", dX), x), []*ast.Symbol{dX}},
		{"dX*ones", tb.Mul(dX, tb.Ones(ast.Vector(m))), []*ast.Symbol{dX}},
		{"Inner(dS, X)*X", tb.Mul(tb.Inner(dS, X), X), []*ast.Symbol{dS}},
		{"dr*X", tb.Mul(dr, X), []*ast.Symbol{dr}},
		{"x*dr", tb.Mul(x, dr), []*ast.Symbol{dr}},
		{"dX'*eX", tb.Mul(tb.Transpose(dX), eX), []*ast.Symbol{dX, eX}},
		{"tr(dX*eX')", call("tr", tb.Mul(dX, tb.Transpose(eX))), []*ast.Symbol{dX, eX}},
		{"zeros", tb.Zeros(ast.Matrix(n, m)), []*ast.Symbol{dS}},
		{"kron(Y,zeros) + kron(dX,X)", tb.Add(call("kron", Y, tb.Zeros(ast.Matrix(n, n))), call("kron", dX, X)), []*ast.Symbol{dX}},

		{"sym(dS)", call("sym", dS), []*ast.Symbol{dS}},
		{"skew(X*dS)", call("skew", tb.Mul(X, dS)), []*ast.Symbol{dS}},
		{"tril(dX)", call("tril", dX), []*ast.Symbol{dX}},
		{"triu(X*dX)", call("triu", tb.Mul(X, dX)), []*ast.Symbol{dX}},
		{"tril of a row", call("tril", dr), []*ast.Symbol{dr}},
		{"triu of a column", call("triu", dx), []*ast.Symbol{dx}},
		{"vec(dX)", call("vec", dX), []*ast.Symbol{dX}},
		{"vec(A*dX)", call("vec", tb.Mul(A, dX)), []*ast.Symbol{dX}},
		{"vec(dr)", call("vec", dr), []*ast.Symbol{dr}},
		{"K*vec(dX)", tb.Mul(tb.Commutation(n, m), call("vec", dX)), []*ast.Symbol{dX}},
		{"unvec(dv)", unvec(dv, n, m), []*ast.Symbol{dv}},
		{"vec(dX)'*dv", tb.Mul(tb.Transpose(call("vec", dX)), dv), []*ast.Symbol{dX, dv}},
		{"dv*vec(eX)'", tb.Mul(dv, tb.Transpose(call("vec", eX))), []*ast.Symbol{dv, eX}},
		{"A*unvec(dv)", tb.Mul(A, unvec(dv, n, m)), []*ast.Symbol{dv}},
		{"vech(dS)", call("vech", dS), []*ast.Symbol{dS}},
		{"kron(A,dX)", call("kron", A, dX), []*ast.Symbol{dX}},
		{"kron(dX,A) + kron(Y,A)*tr", tb.Add(call("kron", dX, A), tb.Mul(tb.Inner(Y, dX), call("kron", Y, A))), []*ast.Symbol{dX}},
		{"kron(dX,eX)", call("kron", dX, eX), []*ast.Symbol{dX, eX}},
		{"kron(dx,x)", call("kron", dx, x), []*ast.Symbol{dx}},
		{"kron(dX,A)*vec", tb.Mul(call("kron", dX, A), call("vec", Y), tb.Transpose(x)), []*ast.Symbol{dX}},
		{"hcat(zeros,X*dX,zeros)", call("hcat", tb.Zeros(ast.Vector(n)), tb.Mul(X, dX), tb.Zeros(ast.Matrix(n, p))), []*ast.Symbol{dX}},
		{"hcat(dx,X*dx)*hcat(x,x)'", tb.Mul(call("hcat", dx, tb.Mul(X, dx)), tb.Transpose(call("hcat", x, x))), []*ast.Symbol{dx}},
		{"vcat(zeros,dX)", call("vcat", tb.Zeros(ast.Matrix(p, m)), dX), []*ast.Symbol{dX}},
		{"vcat(dx,x'*dx)", call("vcat", dx, tb.Mul(tb.Transpose(x), dx)), []*ast.Symbol{dx}},
		{"blkdiag(dX,zeros,dX')", call("blkdiag", dX, tb.Zeros(ast.Matrix(n, p)), tb.Transpose(dX)), []*ast.Symbol{dX}},

		{"dS[2,:]", tb.Entry(dS, two, nil), []*ast.Symbol{dS}},
		{"dS[:,2]", tb.Entry(tb.Mul(X, dS), nil, two), []*ast.Symbol{dS}},
		{"dS[2,1]*x", tb.Mul(tb.Entry(dS, two, tb.Int(1)), x), []*ast.Symbol{dS}},
		{"sum(k, dX[k,:]'*Y[k,:])", sum(k, N, tb.Mul(tb.Transpose(tb.Entry(dX, k, nil)), tb.Entry(Y, k, nil))), []*ast.Symbol{dX}},
		{"sum(k, x[k]*dX)", sum(k, N, tb.Mul(tb.Entry(x, k, nil), dX)), []*ast.Symbol{dX}},
		{"sum(k, dX)", sum(k, N, dX), []*ast.Symbol{dX}},
		{"sum(k, unit(k)*dX[k,2])", sum(k, N, tb.Mul(tb.Unit(k, n), tb.Entry(dX, k, two))), []*ast.Symbol{dX}},
		{"sum(k, sum(l, delta(k,l)*dS[k,l]))*x", tb.Mul(sum(k, N, sum(l, N, tb.Mul(tb.Delta(k, l), tb.Entry(dS, k, l)))), x), []*ast.Symbol{dS}},
		{"sum(k, x[k])*dS with a sum inside", tb.Mul(sum(k, N, call("exp", tb.Mul(k, tb.Entry(x, k, nil)))), dS), []*ast.Symbol{dS}},
		{"sum(k, sin(k*x)'*dX)", sum(k, N, tb.Mul(tb.Transpose(call("sin", tb.Mul(k, x))), dX)), []*ast.Symbol{dX}},
		{"sum(k, exp(X[k,:]*x)*dX[k,:])", sum(k, N, tb.Mul(call("exp", tb.Mul(tb.Entry(X, k, nil), x)), tb.Entry(dX, k, nil))), []*ast.Symbol{dX}},
		{"sum(k, exp(k)*x[k]^2*dX[k,:])", sum(k, N, tb.Mul(call("exp", k), tb.Power(tb.Entry(x, k, nil), two), tb.Entry(dX, k, nil))), []*ast.Symbol{dX}},
		{"sum(k, kron(X[k,:],Y)*x[k]*dS[k,k])", sum(k, N, tb.Mul(tb.Entry(x, k, nil), call("kron", tb.Entry(X, k, nil), Y), tb.Entry(dS, k, k))), []*ast.Symbol{dS}},
		{"sum(k, sum(l, exp(k*x[k])*l*dS[k,l]))*x", tb.Mul(sum(k, N, sum(l, N, tb.Mul(call("exp", tb.Mul(k, tb.Entry(x, k, nil))), l, tb.Entry(dS, k, l)))), x), []*ast.Symbol{dS}},
		{"sum(k, dX[:,k])*sum(k, eX[:,k])'", tb.Mul(sum(k, M, tb.Entry(dX, nil, k)), tb.Transpose(sum(k, M, tb.Entry(eX, nil, k)))), []*ast.Symbol{dX, eX}},

		{"D(F)(Y)[dX]", apply(F, ast.Directional, []int{0}, Y, dX), []*ast.Symbol{dX}},
		{"D(F)(Y)[X*dX]", tb.Mul(A, tb.Transpose(A), apply(F, ast.Directional, []int{0}, Y, tb.Mul(X, dX))), []*ast.Symbol{dX}},
		{"D2(F)(Y)[dX,eX]", apply(F, ast.Directional, []int{0, 0}, Y, dX, eX), []*ast.Symbol{dX, eX}},
		{"D2(F)(Y)[dX,Y]", apply(F, ast.Directional, []int{0, 0}, Y, dX, Y), []*ast.Symbol{dX}},
		{"D(F)(Y)'[A*dS]", apply(F, ast.Adjoint, []int{0}, Y, tb.Mul(A, dS)), []*ast.Symbol{dS}},
		{"D2(F)(Y)[dX]'[A]", apply(F, ast.Adjoint, []int{0, 0}, Y, dX, A), []*ast.Symbol{dX}},
		{"D(G,3)(x,s,Y)[dX]*x'", tb.Mul(apply(G, ast.Directional, []int{2}, x, s, Y, dX), tb.Transpose(x)), []*ast.Symbol{dX}},
		{"D2(G,1,3)(x,s,Y)[dx,dX]", apply(G, ast.Directional, []int{0, 2}, x, s, Y, dx, dX), []*ast.Symbol{dx, dX}},
		{"D2(G,2,3)(x,s,Y)[1,dX]", apply(G, ast.Directional, []int{1, 2}, x, s, Y, tb.Int(1), dX), []*ast.Symbol{dX}},
		{"D(R)(Y)[dX]", apply(R, ast.Directional, []int{0}, Y, dX), []*ast.Symbol{dX}},
		{"D(R)(Y)'[dr]", apply(R, ast.Adjoint, []int{0}, Y, dr), []*ast.Symbol{dr}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			form, ok := contraction.Of(test.node, test.directions...)
			if !ok {
				t.Fatal("no form")
			}
			nodes := []ast.Node{test.node, A, B, X, Y, x, s}
			for _, d := range test.directions {
				nodes = append(nodes, d)
			}
			in, err := numeric.Random(rand.New(rand.NewPCG(5, 6)), nodes, numeric.Options{Sizes: map[string]int{"n": 3, "m": 2, "p": 2}})
			if err != nil {
				t.Fatal(err)
			}
			a := array{t: t, tb: tb, in: in, form: form}
			a.compare(in, test.node, test.directions, nil)
		})
	}
}

// TestNone: what is no sum of products over indices, or too long, has no form, and finds out soon.
func TestNone(t *testing.T) {
	tb := ast.NewTable()
	k, l := tb.Symbol("k", ast.Index, ast.Scalar, ast.Unstructured), tb.Symbol("l", ast.Index, ast.Scalar, ast.Unstructured)
	N := tb.Symbol("n", ast.Dimension, ast.Scalar, ast.Unstructured)
	n := ast.DimName("n")
	X := tb.Symbol("X", ast.Variable, ast.Matrix(n, n), ast.Unstructured)
	d := tb.Symbol("d_X", ast.Variable, ast.Matrix(n, n), ast.Unstructured)
	deep, wide := ast.Node(d), ast.Node(d)
	tanh := ast.Node(X)
	for range 10000 {
		tanh = tb.Call(catalogue.Lookup("tanh"), nil, tanh)
		deep = tb.Hadamard(tanh, tb.Mul(X, deep))
		wide = tb.Add(tb.Mul(X, wide), tb.Transpose(wide))
	}
	m := ast.DimName("m")
	A := tb.Symbol("A", ast.Variable, ast.Matrix(n, m), ast.Unstructured)
	kron := func(a, b ast.Node) ast.Node { return tb.Call(catalogue.Lookup("kron"), nil, a, b) }
	for name, node := range map[string]ast.Node{
		"deep": deep, "wide": wide,
		"one axis split in two ways":  tb.Add(kron(d, A), kron(A, d)),
		"a function between":          tb.Call(catalogue.Lookup("sin"), nil, d),
		"without the direction":       X,
		"one term without":            tb.Add(X, d),
		"quadratic":                   tb.Mul(d, d),
		"the range of another axis":   tb.IndexSum(k, tb.Int(1), N, tb.Entry(tb.Mul(d, A), nil, k)),
		"a function of two indices":   tb.IndexSum(l, tb.Int(1), N, tb.IndexSum(k, tb.Int(1), N, tb.Mul(tb.Inv(tb.Add(k, l)), d))),
		"a range from another number": tb.IndexSum(k, tb.Int(2), N, tb.Entry(d, nil, k)),
	} {
		if _, ok := contraction.Of(node, d); ok {
			t.Errorf("%s: a form", name)
		}
	}
}
