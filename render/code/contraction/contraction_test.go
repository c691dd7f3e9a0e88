package contraction_test

import (
	"math"
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
	A, B, X := sym("A", ast.Matrix(p, n)), sym("B", ast.Matrix(m, p)), sym("X", ast.Matrix(n, n))
	dX, dS, dx, dr := sym("d_X", ast.Matrix(n, m)), sym("d_S", ast.Matrix(n, n)), sym("d_x", ast.Vector(n)), sym("d_r", ast.Matrix(ast.One, n))
	eX := sym("d2_X", ast.Matrix(n, m))
	x, s := sym("x", ast.Vector(n)), sym("s", ast.Scalar)
	inv := tb.Inv(X)
	tests := []struct {
		name       string
		node       ast.Node
		directions []*ast.Symbol
	}{
		{"A*dX*B", tb.Mul(A, dX, B), []*ast.Symbol{dX}},
		{"-inv(X)*dS*inv(X)", tb.Neg(tb.Mul(inv, dS, inv)), []*ast.Symbol{dS}},
		{"dS'", tb.Transpose(dS), []*ast.Symbol{dS}},
		{"dS + 2*dS'", tb.Add(dS, tb.Mul(tb.Int(2), tb.Transpose(dS))), []*ast.Symbol{dS}},
		{"tr(dS)*X", tb.Mul(call("tr", dS), X), []*ast.Symbol{dS}},
		{"X.*dS", tb.Hadamard(X, dS), []*ast.Symbol{dS}},
		{"Diag(dx)", call("Diag", dx), []*ast.Symbol{dx}},
		{"dx*x'", tb.Mul(dx, tb.Transpose(x)), []*ast.Symbol{dx}},
		{"s*x*dx'", tb.Mul(s, x, tb.Transpose(dx)), []*ast.Symbol{dx}},
		{"diag(dS)", call("diag", dS), []*ast.Symbol{dS}},
		{"sum(dX)*x", tb.Mul(call("sum", dX), x), []*ast.Symbol{dX}},
		{"Inner(dS, X)*X", tb.Mul(tb.Inner(dS, X), X), []*ast.Symbol{dS}},
		{"dr*X", tb.Mul(dr, X), []*ast.Symbol{dr}},
		{"dX'*eX", tb.Mul(tb.Transpose(dX), eX), []*ast.Symbol{dX, eX}},
		{"tr(dX*eX')", call("tr", tb.Mul(dX, tb.Transpose(eX))), []*ast.Symbol{dX, eX}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			form, ok := contraction.Of(test.node, test.directions...)
			if !ok {
				t.Fatal("no form")
			}
			in, err := numeric.Random(rand.New(rand.NewPCG(5, 6)), []ast.Node{test.node, A, B, X, x, s}, numeric.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, in, test.node, test.directions, nil, form)
		})
	}
}

// compare walks over the unit directions, one after the other, and compares all entries.
func compare(t *testing.T, in *numeric.Instance, n ast.Node, directions []*ast.Symbol, at []int, form *contraction.Form) {
	if len(directions) > 0 {
		d := directions[0]
		v, _ := in.Value(d.Name)
		for i := range v.Rows {
			for j := range v.Cols {
				unit := ast.NewArray(v.Rows, v.Cols)
				unit.Set(i, j, 1)
				next := append(at[:len(at):len(at)], place(d.Shape(), i, j)...)
				compare(t, in.With(d.Name, unit), n, directions[1:], next, form)
			}
		}
		return
	}
	want, err := in.Eval(n)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want.Rows {
		for j := range want.Cols {
			got := entry(t, in, form, append(place(n.Shape(), i, j), at...))
			if math.Abs(got-want.At(i, j)) > 1e-9 {
				t.Fatalf("at %v the form is %g, the map %g", append(place(n.Shape(), i, j), at...), got, want.At(i, j))
			}
		}
	}
}

func place(s ast.Shape, i, j int) []int {
	switch s.Axes() {
	case 0:
		return nil
	case 1:
		return []int{i}
	}
	return []int{i, j}
}

// entry sums the terms of a form over all indices that are not of the result.
func entry(t *testing.T, in *numeric.Instance, form *contraction.Form, at []int) float64 {
	t.Helper()
	fixed := map[contraction.Index]int{}
	for k, i := range form.Result {
		fixed[i] = at[k]
	}
	total := 0.0
	for _, term := range form.Terms {
		var summed []contraction.Index
		seen := map[contraction.Index]bool{}
		for _, o := range term.Operands {
			for _, i := range o.Indices {
				if _, ok := fixed[i]; !ok && !seen[i] {
					seen[i] = true
					summed = append(summed, i)
				}
			}
		}
		total += term.Coef.Float() * sum(t, in, form, term, summed, fixed)
	}
	return total
}

func sum(t *testing.T, in *numeric.Instance, form *contraction.Form, term contraction.Term, summed []contraction.Index, at map[contraction.Index]int) float64 {
	t.Helper()
	if len(summed) > 0 {
		size, err := in.Size(form.Sizes[summed[0]])
		if err != nil {
			t.Fatal(err)
		}
		total := 0.0
		for i := range size {
			at[summed[0]] = i
			total += sum(t, in, form, term, summed[1:], at)
		}
		delete(at, summed[0])
		return total
	}
	product := 1.0
	for _, o := range term.Operands {
		product *= operand(t, in, o, at)
	}
	return product
}

func operand(t *testing.T, in *numeric.Instance, o contraction.Operand, at map[contraction.Index]int) float64 {
	t.Helper()
	if o.Node == nil {
		if len(o.Indices) == 2 && at[o.Indices[0]] != at[o.Indices[1]] {
			return 0
		}
		return 1
	}
	v, err := in.Eval(o.Node)
	if err != nil {
		t.Fatal(err)
	}
	switch len(o.Indices) {
	case 0:
		return v.Data[0]
	case 1:
		return v.At(at[o.Indices[0]], 0)
	}
	return v.At(at[o.Indices[0]], at[o.Indices[1]])
}
