package numeric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
)

var (
	n, m, p = ast.DimName("n"), ast.DimName("m"), ast.DimName("p")
	nm      = ast.Matrix(n, m)
	nn      = ast.Matrix(n, n)
)

func variable(t *ast.Table, name string, s ast.Shape) *ast.Symbol {
	return t.Symbol(name, ast.Variable, s, ast.Unstructured)
}

func index(t *ast.Table, name string) *ast.Symbol {
	return t.Symbol(name, ast.Index, ast.Scalar, ast.Unstructured)
}

func call(t *ast.Table, name string, args ...ast.Node) ast.Node {
	return t.Call(catalogue.Lookup(name), nil, args...)
}

func array(rows, cols int, data ...float64) ast.Array {
	return ast.Array{Rows: rows, Cols: cols, Data: data}
}

// fixed has X of 2×3, A and B of 2×2, x of 2, s = 3, for n = 2 and m = 3.
func fixed() *numeric.Instance {
	return numeric.New(map[string]int{"n": 2, "m": 3}, map[string]ast.Array{
		"X": array(2, 3, 1, 2, 3, 4, 5, 6),
		"A": array(2, 2, 2, 1, 1, 1),
		"B": array(2, 2, 0, 1, -1, 2),
		"x": array(2, 1, 5, 7),
		"s": ast.ScalarArray(3),
	}, 1)
}

// Values that are known by hand.
func TestEval(t *testing.T) {
	tab := ast.NewTable()
	X, A, B := variable(tab, "X", nm), variable(tab, "A", nn), variable(tab, "B", nn)
	x, s := variable(tab, "x", ast.Vector(n)), variable(tab, "s", ast.Scalar)
	i, j := index(tab, "i"), index(tab, "j")
	two, one := tab.Int(2), tab.Int(1)
	size := tab.Symbol("n", ast.Dimension, ast.Scalar, ast.Unstructured)
	cols := tab.Symbol("m", ast.Dimension, ast.Scalar, ast.Unstructured)
	for _, c := range []struct {
		name string
		node ast.Node
		want ast.Array
	}{
		{"number", tab.Number(ast.RatFrac(1, 4)), array(1, 1, 0.25)},
		{"pi", tab.Pi(), array(1, 1, math.Pi)},
		{"size", tab.Add(size, cols), array(1, 1, 5)},
		{"sum", tab.Add(A, tab.Neg(B)), array(2, 2, 2, 0, 2, -1)},
		{"product", tab.Mul(s, A, x), array(2, 1, 51, 36)},
		{"chain", tab.Mul(tab.Transpose(x), A, B, x), array(1, 1, 5*-1*5+5*4*7+7*-1*5+7*3*7)},
		{"outer", tab.Mul(x, tab.Transpose(x), two), array(2, 2, 50, 70, 70, 98)},
		{"inverse", tab.Inv(A), array(2, 2, 1, -1, -1, 2)},
		{"power", tab.Power(A, tab.Int(3)), array(2, 2, 13, 8, 8, 5)},
		{"inverse power", tab.Power(A, tab.Int(-3)), array(2, 2, 5, -8, -8, 13)},
		{"scalar power", tab.Power(s, tab.Int(-2)), array(1, 1, 1.0/9)},
		{"hadamard", tab.Hadamard(A, B), array(2, 2, 0, 1, -1, 2)},
		{"entry power", tab.EntryPower(x, two), array(2, 1, 25, 49)},
		{"entry powers", tab.EntryPower(A, B), array(2, 2, 1, 1, 1, 1)},
		{"transpose", tab.Transpose(X), array(3, 2, 1, 4, 2, 5, 3, 6)},
		{"inner", tab.Inner(A, B), array(1, 1, 2)},
		{"entry", tab.Entry(X, two, tab.Int(3)), array(1, 1, 6)},
		{"row", tab.Entry(X, two, nil), array(1, 3, 4, 5, 6)},
		{"column", tab.Entry(X, nil, two), array(2, 1, 2, 5)},
		{"delta", tab.IndexSum(i, one, size, tab.IndexSum(j, one, cols, tab.Delta(i, j))), array(1, 1, 2)},
		{"double sum", tab.IndexSum(i, one, size, tab.IndexSum(j, one, cols, tab.Mul(i, j, tab.Entry(X, i, j)))), array(1, 1, 14+64)},
		{"empty sum", tab.IndexSum(i, two, one, tab.Entry(x, i, nil)), array(1, 1, 0)},
		{"sum of vectors", tab.IndexSum(i, one, size, tab.Mul(i, x)), array(2, 1, 15, 21)},
		{"same name twice", tab.IndexSum(i, one, size, tab.Mul(i, tab.IndexSum(i, one, cols, i))), array(1, 1, 18)},
		{"unit", tab.Unit(two, n), array(2, 1, 0, 1)},
		{"ones", tab.Ones(ast.Shape{Rows: ast.One, Cols: m}), array(1, 3, 1, 1, 1)},
		{"zeros", tab.Zeros(nn), array(2, 2, 0, 0, 0, 0)},
		{"eye", tab.Eye(n), array(2, 2, 1, 0, 0, 1)},
		{"vec", call(tab, "vec", X), array(6, 1, 1, 4, 2, 5, 3, 6)},
		{"commutation", tab.Mul(tab.Commutation(n, m), call(tab, "vec", X)), array(6, 1, 1, 2, 3, 4, 5, 6)},
		{"duplication", tab.Mul(tab.Duplication(n), call(tab, "vech", A)), array(4, 1, 2, 1, 1, 1)},
		{"elimination", tab.Mul(tab.Elimination(n), call(tab, "vec", B)), array(3, 1, 0, -1, 2)},
		{"exp", call(tab, "exp", tab.Zeros(nn)), array(2, 2, 1, 1, 1, 1)},
		{"polygamma", call(tab, "polygamma", one, one), array(1, 1, math.Pi*math.Pi/6)},
	} {
		got, err := fixed().Eval(c.node)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		near(t, c.name, got, c.want, 1e-12)
	}
}

// near reports entries that differ by more than the tolerance, relative to the greatest one.
func near(t *testing.T, name string, got, want ast.Array, tolerance float64) {
	t.Helper()
	if got.Rows != want.Rows || got.Cols != want.Cols {
		t.Errorf("%s: %d×%d, want %d×%d", name, got.Rows, got.Cols, want.Rows, want.Cols)
		return
	}
	top := 1.0
	for _, v := range want.Data {
		top = max(top, math.Abs(v))
	}
	for i, v := range got.Data {
		if d := math.Abs(v - want.Data[i]); d > tolerance*top || math.IsNaN(d) {
			t.Errorf("%s: %v, want %v", name, got.Data, want.Data)
			return
		}
	}
}

func TestEvalErrors(t *testing.T) {
	tab := ast.NewTable()
	X, x := variable(tab, "X", nm), variable(tab, "x", ast.Vector(n))
	half := tab.Number(ast.RatFrac(1, 2))
	for name, node := range map[string]ast.Node{
		"index 3 of 2 entries":                                   tab.Entry(X, tab.Int(3), nil),
		"index 0.5 of 2 entries":                                 tab.Entry(x, half, nil),
		"y has no value":                                         variable(tab, "y", ast.Scalar),
		"the dimension q has no size":                            tab.Ones(ast.Vector(ast.DimName("q"))),
		"the dimension n - 2 is 0":                               tab.Ones(ast.Vector(n.Minus(ast.DimInt(2)))),
		"a matrix to the power 0.5":                              tab.Power(variable(tab, "A", nn), half),
		"a sum from 1 to 0.5":                                    tab.IndexSum(index(tab, "i"), tab.Int(1), half, index(tab, "i")),
		"too large to evaluate: an array of 2×100000000 entries": tab.Ones(ast.Matrix(n, ast.DimInt(1e8))),
	} {
		if _, err := fixed().Eval(node); err == nil || err.Error() != name {
			t.Errorf("%v, want %q", err, name)
		}
	}
}

// Depth and sharing cost no more than their nodes.
func TestEvalLarge(t *testing.T) {
	tab := ast.NewTable()
	x, W := variable(tab, "x", ast.Vector(n)), variable(tab, "W", nn)
	z := ast.Node(x)
	for range 20000 {
		z = call(tab, "tanh", tab.Mul(W, z))
	}
	y := ast.Node(x)
	for range 60 {
		y = tab.Add(call(tab, "sin", y), tab.Mul(tab.Inner(y, y), y))
		y = call(tab, "tanh", y)
	}
	i := index(tab, "i")
	sum := tab.IndexSum(i, tab.Int(1), tab.Int(2), tab.Mul(tab.Entry(z, i, nil), y))
	in, err := numeric.Random(rand.New(rand.NewPCG(1, 2)), []ast.Node{sum}, numeric.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if v, err := in.Eval(sum); err != nil || !numeric.IsFinite(v) {
		t.Error(v, err)
	}
}

func TestWith(t *testing.T) {
	tab := ast.NewTable()
	x, s := variable(tab, "x", ast.Vector(n)), variable(tab, "s", ast.Scalar)
	node := tab.Mul(s, call(tab, "exp", tab.Mul(tab.Int(0), x)), tab.Power(s, tab.Int(2)))
	in := fixed()
	for _, value := range []float64{3, 2, 1} {
		got, err := in.With("s", ast.ScalarArray(value)).Eval(node)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "with", got, array(2, 1, value*value*value, value*value*value), 1e-12)
		got, _ = in.Eval(node)
		near(t, "without", got, array(2, 1, 27, 27), 1e-12)
	}
}
