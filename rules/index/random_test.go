package index_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric/grow"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/index"
)

var (
	randomCount = flag.Int("index.count", 500, "how many random expressions TestRandom derives")
	randomSeed  = flag.Uint64("index.seed", 1, "the seed of the first of them")
)

// TestRandom derives components of random expressions over the whole catalogue and compares their
// contraction with random directions with finite differences.
func TestRandom(t *testing.T) {
	undecided := 0
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		off, what, err := random(t, seed)
		switch {
		case err != nil:
			t.Errorf("seed %d, %s: %v", seed, what, err)
		case off < 0:
			undecided++
		case off > 1e-5:
			t.Errorf("seed %d, %s: off by %.2g", seed, what, off)
		}
	}
	if undecided*10 > *randomCount {
		t.Errorf("%d of %d could not be compared", undecided, *randomCount)
	}
	t.Logf("%d expressions, %d could not be compared", *randomCount, undecided)
}

// random derives the expression of a seed, to the second order for one in four; a panic is an error.
func random(t *testing.T, seed uint64) (off float64, what string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	rng := rand.New(rand.NewPCG(seed, 7))
	for {
		g := grow.New(rng)
		f := g.Expression(g.Shape(), 1+rng.IntN(4))
		var symbols []*ast.Symbol
		for _, n := range ast.Topo(f) {
			if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Variable && s.Structure != ast.Orthogonal {
				symbols = append(symbols, s)
			}
		}
		if len(symbols) == 0 {
			continue
		}
		by := []rules.Variable{{Symbol: symbols[rng.IntN(len(symbols))]}}
		if rng.IntN(4) == 0 && f.Shape().Axes() < 2 {
			by = append(by, rules.Variable{Symbol: symbols[rng.IntN(len(symbols))]})
		}
		what = fmt.Sprintf("%s by %v", notation.Plain(f), by[0].Symbol.Name)
		d, err := index.New(g.Table, f, index.Options{}).Derive(by)
		if err != nil {
			return 0, what, err
		}
		if *randomCount == 1 {
			t.Log(names(d.Indices), notation.Text(d.Result, notation.Options{}))
		}
		return distance(t, rng, f, by, d), what, nil
	}
}
