package numeric_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
)

func random(t testing.TB, seed uint64, roots ...ast.Node) *numeric.Instance {
	t.Helper()
	in, err := numeric.Random(rand.New(rand.NewPCG(seed, 77)), roots, numeric.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func direction(in *numeric.Instance, x *ast.Symbol, seed uint64) ast.Array {
	d, err := in.RandomDirection(rand.New(rand.NewPCG(seed, 78)), x)
	if err != nil {
		panic(err)
	}
	return d
}

// Differentials of constructed expressions against finite differences.
func TestFiniteDifference(t *testing.T) {
	tab := ast.NewTable()
	X, A := variable(tab, "X", nn), variable(tab, "A", nn)
	S := tab.Symbol("S", ast.Variable, nn, ast.PositiveDefinite)
	for name, c := range map[string]struct {
		x    *ast.Symbol
		f    ast.Node
		want func(h ast.Node) ast.Node
	}{
		"square":  {X, tab.Power(X, tab.Int(2)), func(h ast.Node) ast.Node { return tab.Add(tab.Mul(h, X), tab.Mul(X, h)) }},
		"inverse": {X, tab.Inv(X), func(h ast.Node) ast.Node { return tab.Neg(tab.Mul(tab.Inv(X), h, tab.Inv(X))) }},
		"log det": {S, call(tab, "logdet", S), func(h ast.Node) ast.Node { return call(tab, "tr", tab.Mul(tab.Inv(S), h)) }},
		"expm":    {X, call(tab, "expm", X), func(h ast.Node) ast.Node { return call(tab, "dexpm", X, h) }},
		"dexpm":   {X, call(tab, "dexpm", X, A), func(h ast.Node) ast.Node { return call(tab, "d2expm", X, A, h) }},
		"d2expm": {X, call(tab, "d2expm", X, A, X), func(h ast.Node) ast.Node {
			return tab.Add(call(tab, "d3expm", X, A, X, h), call(tab, "d2expm", X, A, h))
		}},
	} {
		for seed := range uint64(5) {
			in := random(t, seed, c.f)
			h := direction(in, c.x, seed)
			H := tab.Symbol("H_"+c.x.Name, ast.Variable, nn, c.x.Structure)
			got, estimate, err := in.FiniteDifference(c.f, c.x, h, 0)
			if err != nil {
				t.Fatal(name, err)
			}
			if estimate > 1e-3 {
				t.Errorf("%s: estimate %g", name, estimate)
			}
			want, err := in.With(H.Name, h).Eval(c.want(H))
			if err != nil {
				t.Fatal(name, err)
			}
			near(t, name, got, want, 1e-8)
		}
	}
}

// The adjoint of dexpm is dexpm of the transposes, and so for the second derivative.
func TestExpmAdjoint(t *testing.T) {
	tab := ast.NewTable()
	X, E, F, G := variable(tab, "X", nn), variable(tab, "E", nn), variable(tab, "F", nn), variable(tab, "G", nn)
	T := tab.Transpose
	for _, c := range [][2]ast.Node{
		{tab.Inner(G, call(tab, "dexpm", X, E)), tab.Inner(call(tab, "dexpm", T(X), G), E)},
		{tab.Inner(G, call(tab, "d2expm", X, F, E)), tab.Inner(call(tab, "d2expm", T(X), T(F), G), E)},
		{tab.Mul(call(tab, "d2expm", X, F, E), F), tab.Mul(call(tab, "d2expm", X, E, F), F)},
	} {
		in := random(t, 3, c[0])
		got, _ := in.Eval(c[0])
		want, _ := in.Eval(c[1])
		near(t, "adjoint", got, want, 1e-10)
	}
}

func TestSecondDifference(t *testing.T) {
	tab := ast.NewTable()
	x, y := variable(tab, "x", ast.Vector(n)), variable(tab, "y", ast.Vector(n))
	f := tab.Power(tab.Inner(x, y), tab.Int(3))
	in := random(t, 1, f)
	u, v := direction(in, x, 1), direction(in, y, 2)
	got, estimate, err := in.Difference(f, 0, numeric.Step{"x": u}, numeric.Step{"y": v})
	if err != nil || estimate > 1e-2 {
		t.Fatal(estimate, err)
	}
	// 6 (x'y) (u'y) (x'v) + 3 (x'y)² u'v
	U, V := variable(tab, "u", ast.Vector(n)), variable(tab, "v", ast.Vector(n))
	xy := tab.Inner(x, y)
	want, err := in.With("u", u).With("v", v).Eval(tab.Add(
		tab.Mul(tab.Int(6), xy, tab.Inner(U, y), tab.Inner(x, V)),
		tab.Mul(tab.Int(3), xy, xy, tab.Inner(U, V))))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "second", got, want, 1e-7)
}

// A kink shows in the estimate, as does a point where f is not defined nearby; beside a kink a
// shorter step helps.
func TestDifferenceEstimate(t *testing.T) {
	tab := ast.NewTable()
	x := variable(tab, "x", ast.Scalar)
	relu := call(tab, "relu", x)
	for _, c := range []struct {
		f        ast.Node
		at, want float64
		smooth   bool
	}{
		{relu, 0, 0, false},
		{relu, 1e-7, 1, false},
		{relu, 1e-4, 1, true},
		{call(tab, "abs", x), 0, 0, false},
		{call(tab, "step", x), 0, 0, false},
		{call(tab, "log", x), 0, 0, false},
		{call(tab, "log", x), 0.02, 50, true},
		{tab.Power(x, tab.Int(3)), 0.5, 0.75, true},
		{call(tab, "sign", x), 2, 0, true},
	} {
		in := numeric.New(nil, map[string]ast.Array{"x": ast.ScalarArray(c.at)}, 1)
		d, estimate, err := in.FiniteDifference(c.f, x, ast.ScalarArray(1), 0)
		if err != nil || (estimate < 0.01) != c.smooth {
			t.Errorf("at %v: estimate %v, %v", c.at, estimate, err)
		}
		if c.smooth {
			near(t, "smooth", d, ast.ScalarArray(c.want), 1e-6)
		}
	}
}

// A derivative that is zero but for rounding is smooth.
func TestDifferenceZero(t *testing.T) {
	tab := ast.NewTable()
	x, y := variable(tab, "x", ast.Vector(n)), variable(tab, "y", ast.Vector(n))
	for name, f := range map[string]ast.Node{
		"first order":  call(tab, "sum", call(tab, "softmax", x)),
		"second order": tab.Add(tab.Inner(x, y), tab.Mul(tab.Int(3), call(tab, "sum", y))),
		"constant":     tab.Inner(y, y),
	} {
		in := random(t, 1, f, x)
		steps := []numeric.Step{{"x": direction(in, x, 1)}, {"x": direction(in, x, 2)}}
		d, estimate, err := in.Difference(f, 0, steps...)
		if err != nil || estimate > 0.1 {
			t.Errorf("%s: %v, estimate %v, %v", name, d.Data, estimate, err)
		}
		near(t, name, d, ast.ScalarArray(0), 1e-8)
	}
}

// The differential of an expression is its derivative in the directions of its symbols.
func TestDifferential(t *testing.T) {
	tab := ast.NewTable()
	X, Y := variable(tab, "X", nn), variable(tab, "Y", nn)
	d := tab.Differential
	i := index(tab, "i")
	rows := tab.Symbol("n", ast.Dimension, ast.Scalar, ast.Unstructured)
	x := variable(tab, "x", ast.Vector(n))
	xi := tab.Entry(x, i, nil)
	for name, c := range map[string][2]ast.Node{
		"product": {d(tab.Mul(X, Y)), tab.Add(tab.Mul(d(X), Y), tab.Mul(X, d(Y)))},
		"inverse": {d(tab.Inv(X)), tab.Neg(tab.Mul(tab.Inv(X), d(X), tab.Inv(X)))},
		"second":  {d(tab.Mul(X, d(X))), tab.Mul(d(X), d(X))},
		"twice":   {d(d(tab.Power(X, tab.Int(2)))), tab.Mul(tab.Int(2), d(X), d(X))},
		"index": {tab.IndexSum(i, tab.Int(1), rows, tab.Mul(i, d(tab.Power(xi, tab.Int(2))))),
			tab.IndexSum(i, tab.Int(1), rows, tab.Mul(tab.Int(2), i, xi, tab.Entry(d(x), i, nil)))},
		"number": {d(tab.Pi()), tab.Int(0)},
	} {
		in := random(t, 5, c[:]...)
		got, err := in.Eval(c[0])
		if err != nil {
			t.Fatal(name, err)
		}
		want, err := in.Eval(c[1])
		if err != nil {
			t.Fatal(name, err)
		}
		tolerance := 1e-9
		if name == "twice" {
			tolerance = 1e-6
		}
		near(t, name, got, want, tolerance)
	}
}

// The check of a small derivative: 3 points, 4 evaluations each.
func BenchmarkCheck(b *testing.B) {
	tab := ast.NewTable()
	W, a := variable(tab, "W", nm), variable(tab, "a", ast.Vector(m))
	h := tab.Unknown("h", []ast.Shape{ast.Vector(n)}, ast.Scalar, false)
	f := tab.Apply(h, ast.Value, nil, tab.Mul(W, a))
	gradient := tab.Mul(tab.Apply(h, ast.Gradient, []int{0}, tab.Mul(W, a)), tab.Transpose(a))
	roots := []ast.Node{f, gradient}
	rng := rand.New(rand.NewPCG(1, 2))
	b.ReportAllocs()
	for b.Loop() {
		for range 3 {
			in, err := numeric.Random(rng, roots, numeric.Options{})
			if err != nil {
				b.Fatal(err)
			}
			dir, _ := in.RandomDirection(rng, W)
			if _, _, err := in.FiniteDifference(f, W, dir, 0); err != nil {
				b.Fatal(err)
			}
			if _, err := in.Eval(gradient); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// One evaluation of a prepared variation.
func BenchmarkVariation(b *testing.B) {
	tab := ast.NewTable()
	X, x := variable(tab, "X", nn), variable(tab, "x", ast.Vector(n))
	f := tab.Add(call(tab, "logdet", X), tab.Inner(x, tab.Mul(tab.Inv(X), x)))
	in := random(b, 1, f)
	v, err := in.Vary(f, "X")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Eval(); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleInstance_FiniteDifference() {
	tab := ast.NewTable()
	x := tab.Symbol("x", ast.Variable, ast.Scalar, ast.Unstructured)
	in := numeric.New(nil, map[string]ast.Array{"x": ast.ScalarArray(0)}, 1)
	d, estimate, _ := in.FiniteDifference(tab.Call(catalogue.Lookup("sin"), nil, x), x, ast.ScalarArray(1), 0)
	fmt.Printf("%.9f %t\n", d.Data[0], estimate < 1e-3)
	// Output: 1.000000000 true
}
