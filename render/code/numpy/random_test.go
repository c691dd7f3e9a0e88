package numpy_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/ast/numeric/grow"
	"matcalc/parser/families"
	"matcalc/render/code/numpy"
)

// TestRandom runs random expressions against the oracle.
func TestRandom(t *testing.T) {
	var jobs []job
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 7))
		g := grow.New(rng)
		n := g.Expression(g.Shape(), 4)
		in, err := numeric.Random(rng, []ast.Node{n}, numeric.Options{})
		if err != nil || callsUnknown(n) {
			continue
		}
		e := &env{Table: g.Table}
		source, err := numpy.Module{Value: n, Symbols: e.Symbols()}.Source()
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		j := job{Name: fmt.Sprintf("seed %d", seed), Source: source, Function: "value", Args: map[string]array{}}
		for _, s := range e.Symbols() {
			if v, ok := in.Value(s.Name); ok {
				j.Args[s.Name] = external(v, s.Shape())
			}
		}
		for d, size := range in.Sizes() {
			j.Args[d] = array{Data: []float64{float64(size)}, Integer: true, Shape: []int{}}
		}
		v, err := in.Eval(n)
		if err != nil {
			t.Fatal(err)
		}
		j.Want = []array{external(v, n.Shape())}
		jobs = append(jobs, j)
	}
	if len(jobs) < 200 {
		t.Errorf("only %d expressions have a value", len(jobs))
	}
	check(t, jobs)
}

func callsUnknown(n ast.Node) bool {
	for _, n := range ast.Topo(n) {
		if _, ok := n.(*ast.Apply); ok {
			return true
		}
	}
	return false
}

// TestEveryType fails when ast has a type of node that has no code.
func TestEveryType(t *testing.T) {
	source, err := os.ReadFile("../../../ast/node.go")
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile("lower.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`type (\w+) struct ?{\s*head\b`).FindAllSubmatch(source, -1) {
		if !strings.Contains(string(code), "case *ast."+string(m[1])+":") {
			t.Errorf("lowerNode has no case for %s", m[1])
		}
	}
}

func TestUnsupported(t *testing.T) {
	e := newEnv()
	X := e.matrix("X", e.n, e.n)
	_, err := numpy.Module{Value: e.Differential(X), Symbols: e.Symbols()}.Source()
	if a, ok := err.(*ast.Error); !ok || a.Kind != ast.UnsupportedError {
		t.Errorf("a differential: %v", err)
	}
}

// TestLinear writes a network of many layers, with its sharing, in time.
func TestLinear(t *testing.T) {
	e := newEnv()
	W, b, x := e.matrix("W", e.n, e.n), e.vector("b", e.n), ast.Node(e.vector("x", e.n))
	for range 10000 {
		x = e.Hadamard(e.call("tanh", e.Add(e.Mul(W, x), b)), x)
	}
	var source string
	var err error
	took := families.Spent(func() { source, err = numpy.Module{Value: x, Symbols: e.Symbols()}.Source() })
	if err != nil || len(source) > 2e6 || took > 5*time.Second {
		t.Errorf("%v, %d bytes, %v", err, len(source), took)
	}
}

// TestLinearMap writes the derivative of such a network by a matrix in time.
func TestLinearMap(t *testing.T) {
	e := newEnv()
	X, dX := e.matrix("X", e.n, e.n), e.matrix("d_X", e.n, e.n)
	x, d := ast.Node(X), ast.Node(dX)
	for range 10000 {
		x = e.call("tanh", e.Mul(X, x))
		d = e.Hadamard(e.Sub(e.Ones(x.Shape()), e.EntryPower(x, e.Int(2))), e.Add(e.Mul(dX, x), e.Mul(X, d)))
	}
	var source string
	var err error
	took := families.Spent(func() { source, err = e.derivative(x, d, dX).Source() })
	if err != nil || len(source) > 4e6 || took > 5*time.Second {
		t.Errorf("%v, %d bytes, %v", err, len(source), took)
	}
}

// TestSeveralVariables: a tuple for several variables, a tuple of tuples for the second order.
func TestSeveralVariables(t *testing.T) {
	e := newEnv()
	x, s, bar, dx := e.vector("x", e.n), e.scalar("s"), e.vector("bar", e.n), e.vector("d_x", e.n)
	one := func(n ast.Node, ds ...*ast.Symbol) numpy.Result { return numpy.Result{Node: n, Directions: ds} }
	value := e.Mul(s, s, e.Transpose(x), x)
	m := numpy.Module{
		Doc: `s² x'x, "twice"`, Value: value, Symbols: e.Symbols(),
		Functions: []numpy.Function{
			{Name: "derivative", Results: [][]numpy.Result{{one(e.Mul(e.Int(2), s, s, x)), one(e.Mul(e.Int(2), s, e.Transpose(x), x))}}},
			{Name: "second", Results: [][]numpy.Result{
				{one(e.Mul(e.Int(2), s, s, e.Eye(e.n))), one(e.Mul(e.Int(4), s, x))},
				{one(e.Mul(e.Int(4), s, x)), one(e.Mul(e.Int(2), e.Transpose(x), x))},
			}},
			{Name: "vjp", Extra: []*ast.Symbol{bar}, Results: [][]numpy.Result{{one(e.Hadamard(bar, x))}}},
			{Name: "alone", Tuple: true, Results: [][]numpy.Result{{one(e.Mul(s, dx), dx)}}},
			{Name: "nothing", Results: [][]numpy.Result{{one(e.Zeros(x.Shape()))}}},
		},
	}
	got, err := m.Source()
	want := `"""s² x'x, "twice" """
import numpy as np


def value(x, s):
    """The expression."""
    return (x @ x)*s**2


def derivative(x, s):
    return (2*s**2*x, 2*s*(x @ x))


def second(x, s):
    n = x.shape[0]
    t1 = 4*s*x
    return ((2*s**2*np.eye(n), t1), (t1, 2*(x @ x)))


def vjp(x, s, bar):
    return x*bar


def alone(x, s):
    n = x.shape[0]
    return (s*np.eye(n),)


def nothing(x, s):
    n = x.shape[0]
    return np.zeros(n)
`
	if err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}
