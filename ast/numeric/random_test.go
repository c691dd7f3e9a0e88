package numeric_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// Expressions whose domains must be found.
func TestRandomFindsDomain(t *testing.T) {
	tab := ast.NewTable()
	x, y, z := variable(tab, "x", ast.Vector(n)), variable(tab, "y", ast.Vector(n)), variable(tab, "z", ast.Vector(m))
	X, A := variable(tab, "X", nm), variable(tab, "A", nn)
	h := tab.Unknown("h", []ast.Shape{ast.Vector(n)}, ast.Scalar, false)
	hx := tab.Apply(h, ast.Value, nil, x)
	root := func(a ast.Node) ast.Node { return tab.EntryPower(a, tab.Number(ast.RatFrac(1, 2))) }
	for name, node := range map[string]ast.Node{
		"log":        call(tab, "log", x),
		"three":      tab.Add(tab.Inner(call(tab, "log", x), call(tab, "acosh", y)), call(tab, "sum", call(tab, "atanh", z))),
		"log inner":  call(tab, "log", tab.Inner(x, y)),
		"ball":       root(tab.Sub(tab.Int(1), tab.Inner(x, x))),
		"negative":   call(tab, "log", tab.Neg(x)),
		"root form":  root(tab.Inner(x, tab.Mul(A, x))),
		"log det":    call(tab, "log", call(tab, "det", A)),
		"gram":       tab.Inv(tab.Mul(tab.Transpose(X), X)),
		"log h":      call(tab, "log", hx),
		"log 1-h":    call(tab, "log", tab.Sub(tab.Int(1), hx)),
		"asin":       call(tab, "asin", tab.Mul(A, x)),
		"difference": call(tab, "log", tab.Sub(x, y)),
	} {
		// X'X is invertible for some sizes only.
		fixed := map[string]int{"n": 4, "m": 2}
		for seed := range uint64(20) {
			in, err := numeric.Random(rand.New(rand.NewPCG(seed, 1)), []ast.Node{node}, numeric.Options{Sizes: fixed})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
			if v, err := in.Eval(node); err != nil || !numeric.IsFinite(v) {
				t.Errorf("%s: %v %v", name, v, err)
				break
			}
		}
	}
}

func TestRandomGivesReason(t *testing.T) {
	tab := ast.NewTable()
	x := variable(tab, "x", ast.Scalar)
	A := variable(tab, "A", nn)
	for want, node := range map[string]ast.Node{
		"log is not defined, or overflows, at any of 80 points":   tab.Add(x, call(tab, "log", tab.Neg(call(tab, "exp", x)))),
		"no value at any of 80 points: a matrix to the power 0.5": tab.Power(A, tab.Number(ast.RatFrac(1, 2))),
	} {
		_, err := numeric.Random(rand.New(rand.NewPCG(1, 1)), []ast.Node{node}, numeric.Options{})
		var undefined *numeric.UndefinedError
		if !errors.As(err, &undefined) || err.Error() != want {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// At sizes at which a matrix is singular whatever its entries, few points are tried.
func TestRandomSingular(t *testing.T) {
	tab := ast.NewTable()
	X := variable(tab, "X", nm)
	gram := tab.Inv(tab.Mul(tab.Transpose(X), X))
	for seed := range uint64(20) {
		_, err := numeric.Random(rand.New(rand.NewPCG(seed, 1)), []ast.Node{gram}, numeric.Options{Sizes: map[string]int{"n": 2, "m": 4}})
		var undefined *numeric.UndefinedError
		if !errors.As(err, &undefined) || undefined.Tries > 16 {
			t.Errorf("%v, want at most 16 points", err)
		}
	}
}

// Every symbol has its structure, and directions stay within it.
func TestRandomStructures(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for s := ast.Unstructured; s <= ast.UpperTriangular; s++ {
		tab := ast.NewTable()
		x := tab.Symbol("X", ast.Variable, nn, s)
		in, err := numeric.Random(rng, []ast.Node{x}, numeric.Options{Sizes: map[string]int{"n": 3}})
		if err != nil {
			t.Fatal(err)
		}
		value, _ := in.Value("X")
		d, err := in.RandomDirection(rng, x)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range []ast.Array{value, d} {
			for i := range 3 {
				for j := range 3 {
					v, vt := a.At(i, j), a.At(j, i)
					bad := false
					switch s {
					case ast.Symmetric, ast.PositiveDefinite:
						bad = v != vt
					case ast.SkewSymmetric:
						bad = v != -vt
					case ast.Diagonal:
						bad = i != j && v != 0
					case ast.LowerTriangular:
						bad = i < j && v != 0
					case ast.UpperTriangular:
						bad = i > j && v != 0
					}
					if bad {
						t.Errorf("%s: %v", s, a.Data)
					}
				}
			}
		}
		if s == ast.Orthogonal {
			dot := 0.0
			for k := range 3 {
				dot += value.At(0, k) * value.At(1, k)
			}
			if math.Abs(dot) > 1e-12 {
				t.Errorf("rows of Q: %v", dot)
			}
		}
	}
}

// Sizes are small and differ, and polynomial dimensions are at least 1.
func TestRandomSizes(t *testing.T) {
	tab := ast.NewTable()
	X := variable(tab, "X", nm)
	y := variable(tab, "y", ast.Vector(n.Minus(ast.DimInt(3))))
	for seed := range uint64(20) {
		in, err := numeric.Random(rand.New(rand.NewPCG(seed, 9)), []ast.Node{X, y}, numeric.Options{})
		if err != nil {
			t.Fatal(err)
		}
		sizes := in.Sizes()
		if sizes["n"] == sizes["m"] || sizes["n"] < 4 || sizes["m"] > 6 {
			t.Errorf("sizes %v", sizes)
		}
	}
	tower := ast.Node(variable(tab, "A", ast.Matrix(p, m)))
	for range 3 {
		tower = call(tab, "kron", tower, tower)
	}
	if _, err := numeric.Random(rand.New(rand.NewPCG(1, 9)), []ast.Node{tower}, numeric.Options{}); err != nil {
		t.Error(err)
	}
}

// The same seed gives the same numbers.
func TestRandomIsDeterministic(t *testing.T) {
	var first ast.Array
	for run := range 3 {
		tab := ast.NewTable()
		x := variable(tab, "x", ast.Vector(n))
		f := tab.Unknown("F", []ast.Shape{ast.Vector(n)}, nn, false)
		node := tab.Apply(f, ast.Value, nil, call(tab, "log", x))
		in, err := numeric.Random(rand.New(rand.NewPCG(5, 5)), []ast.Node{node}, numeric.Options{})
		if err != nil {
			t.Fatal(err)
		}
		v, _ := in.Eval(node)
		if run == 0 {
			first = v
		}
		near(t, "again", v, first, 0)
	}
}
