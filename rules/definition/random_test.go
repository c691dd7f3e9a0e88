package definition_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric/grow"
	"matcalc/rules"
	"matcalc/rules/definition"
	"matcalc/rules/verify"
)

var (
	randomCount = flag.Int("random.count", 400, "how many random expressions TestRandom derives")
	randomSeed  = flag.Uint64("random.seed", 1, "the seed of the first of them")
)

// TestRandom derives random expressions over the whole catalogue, to the first or second order, and
// compares results with finite differences and lines with one another.
func TestRandom(t *testing.T) {
	undecided := 0
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		verdict, err := random(seed)
		switch {
		case err != nil:
			t.Errorf("seed %d: %v", seed, err)
		case verdict.State == verify.Wrong:
			t.Errorf("seed %d: %s", seed, verdict.Reason)
		case verdict.State == verify.Undecided:
			undecided++
		}
	}
	if undecided*10 > *randomCount {
		t.Errorf("%d of %d could not be compared", undecided, *randomCount)
	}
	t.Logf("%d expressions, %d could not be compared", *randomCount, undecided)
}

// random derives the expression of a seed. It gives the verdict on the result, and what is wrong with
// the lines; a panic is an error too.
func random(seed uint64) (verdict *verify.Verdict, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	t, f, by := randomRequest(seed)
	e := definition.New(t, f, definition.Options{Steps: true})
	var checks []verify.Check
	current := f
	for i, v := range by {
		d, err := e.Derive(by[:i+1])
		if err != nil {
			return nil, err
		}
		if err := checkLines(f, by, d); err != nil {
			return nil, err
		}
		checks = append(checks, verify.Check{Value: current, Derivative: d.Result, Symbol: v.Symbol, Direction: d.Directions[i]})
		current = d.Result
	}
	return verify.Run(checks, nil, verify.Options{Seed: seed, Points: 2, Tolerance: 1e-5}), nil
}

// randomRequest makes an expression and a variable that occurs in it, once or twice.
func randomRequest(seed uint64) (*ast.Table, ast.Node, []rules.Variable) {
	rng := rand.New(rand.NewPCG(seed, 3))
	for {
		g := grow.New(rng)
		f := g.Expression(g.Shape(), 1+rng.IntN(5))
		var symbols []*ast.Symbol
		for _, n := range ast.Topo(f) {
			if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Variable && s.Structure != ast.Orthogonal {
				symbols = append(symbols, s)
			}
		}
		if len(symbols) > 0 {
			order := 1 + rng.IntN(4)/3
			return g.Table, f, repeat(rules.Variable{Symbol: symbols[rng.IntN(len(symbols))]}, order)
		}
	}
}

// TestEveryFunction derives each function of the catalogue by each argument that varies.
func TestEveryFunction(t *testing.T) {
	for _, f := range catalogue.All() {
		if f.Definition != "" || f.Differential == "" || f.Variadic {
			continue
		}
		for k := range f.Params {
			if !f.Varies(k) {
				continue
			}
			tb := ast.NewTable()
			args := make([]ast.Node, len(f.Params))
			for i, shape := range f.Signatures[0].Args {
				args[i] = tb.Int(1)
				if f.Varies(i) {
					args[i] = tb.Symbol(f.Params[i]+"_", ast.Variable, shape, ast.Unstructured)
				}
			}
			sizes := make([]ast.Dim, len(f.Sizes))
			for i, name := range f.Sizes {
				sizes[i] = ast.DimName(name)
			}
			value := tb.Call(f, sizes, args...)
			x, ok := args[k].(*ast.Symbol)
			if !ok || !ast.Contains(value, x) {
				continue
			}
			t.Run(f.Key()+" by "+f.Params[k], func(t *testing.T) {
				by := repeat(rules.Variable{Symbol: x}, 1)
				d, err := definition.New(tb, value, definition.Options{Steps: true}).Derive(by)
				if err != nil {
					t.Fatal(err)
				}
				check(t, value, by, d)
				if err := checkLines(value, by, d); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// TestNetwork derives the loss of a network of many layers by all its weights, with lines: that takes
// time linear in the layers, and the second order by one of them too.
func TestNetwork(t *testing.T) {
	const layers = 1000
	tb := ast.NewTable()
	n := ast.DimName("n")
	x := ast.Node(tb.Symbol("x", ast.Variable, ast.Vector(n), ast.Unstructured))
	tanh := catalogue.Lookup("tanh")
	weights := make([]*ast.Symbol, layers)
	for k := range weights {
		weights[k] = tb.Symbol(fmt.Sprintf("W%d", k), ast.Variable, ast.Matrix(n, n), ast.Unstructured)
		x = tb.Call(tanh, nil, tb.Mul(weights[k], x))
	}
	f := tb.Mul(tb.Transpose(x), x)
	e := definition.New(tb, f, definition.Options{Steps: true, Targets: weights})
	start := time.Now()
	for _, w := range weights {
		d, err := e.Derive(repeat(rules.Variable{Symbol: w}, 1))
		if err != nil {
			t.Fatal(err)
		}
		if h := d.Directions[0]; h.Name != "H" || h.Shape() != w.Shape() {
			t.Fatalf("the direction is %s", h.Name)
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("%d layers took %v", layers, took)
	}
	if _, err := e.Derive(repeat(rules.Variable{Symbol: weights[layers/2]}, 2)); err != nil {
		t.Fatal(err)
	}
}

// TestShared derives an expression that is small as a graph and huge as a tree.
func TestShared(t *testing.T) {
	tb := ast.NewTable()
	x := tb.Symbol("x", ast.Variable, ast.Vector(ast.DimName("n")), ast.Unstructured)
	z := ast.Node(x)
	for range 40 {
		z = tb.Hadamard(z, tb.Add(z, x))
	}
	if _, err := definition.New(tb, z, definition.Options{Steps: true}).Derive(repeat(rules.Variable{Symbol: x}, 1)); err != nil {
		t.Fatal(err)
	}
}
