package definition_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric/grow"
	"matcalc/rules"
	"matcalc/rules/definition"
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
		off, order, err, lines := random(seed)
		switch {
		case err != nil:
			undecided++
		case off > tolerance[order]*10:
			t.Errorf("seed %d, order %d: it differs from finite differences by %.2g", seed, order, off)
		}
		if lines != nil {
			t.Errorf("seed %d, order %d: %v", seed, order, lines)
		}
	}
	if undecided*10 > *randomCount {
		t.Errorf("%d of %d could not be compared", undecided, *randomCount)
	}
	t.Logf("%d expressions, %d could not be compared", *randomCount, undecided)
}

// random derives the expression of a seed. It gives the distance from finite differences, or why
// there is none, and what is wrong with the lines.
func random(seed uint64) (off float64, order int, undecided, lines error) {
	defer func() {
		if p := recover(); p != nil {
			lines = fmt.Errorf("panic: %v", p)
		}
	}()
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
		if len(symbols) == 0 {
			continue
		}
		order = 1
		if rng.IntN(4) == 0 {
			order = 2
		}
		by := repeat(rules.Variable{Symbol: symbols[rng.IntN(len(symbols))]}, order)
		d, err := definition.New(g.Table, f, definition.Options{Steps: true}).Derive(by)
		if err != nil {
			return 0, order, nil, err
		}
		if lines := checkLines(f, by, d); lines != nil {
			return 0, order, nil, lines
		}
		off, undecided = distance(f, by, d)
		return off, order, undecided, nil
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
