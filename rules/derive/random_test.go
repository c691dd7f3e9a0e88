package derive

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric/grow"
	"matcalc/rules/verify"
)

var (
	randomCount = flag.Int("random.count", 2000, "how many random expressions TestRandom derives")
	randomSeed  = flag.Uint64("random.seed", 1, "the seed of the first of them")
)

// TestRandom derives random expressions over the whole catalogue, by a variable of theirs, to the
// first or second order, and compares with finite differences. None may be wrong or without an
// answer; few may have no point at which they can be compared.
func TestRandom(t *testing.T) {
	undecided := 0
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		r, what, err := deriveRandom(seed)
		switch {
		case err != nil:
			t.Errorf("seed %d, %s: no answer: %v", seed, what, err)
		case r.Verdict.State == verify.Wrong:
			t.Errorf("seed %d, %s: %s", seed, what, r.Verdict.Reason)
		case r.Verdict.State == verify.Undecided:
			undecided++
		}
	}
	if undecided*20 > *randomCount {
		t.Errorf("%d of %d could not be compared", undecided, *randomCount)
	}
	t.Logf("%d expressions, %d could not be compared", *randomCount, undecided)
}

// deriveRandom derives the expression of a seed; a panic is an error too.
func deriveRandom(seed uint64) (r *Result, what string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	f, v, order, tb := randomRequest(seed)
	what = fmt.Sprintf("order %d by %s", order, v.text)
	d := newDeriver(Request{Order: order, Verify: &verify.Options{Seed: seed, Points: 2, Tolerance: 1e-5}}, nil, tb, f)
	results, err := d.results([][]variable{slices.Repeat([]variable{v}, order)})
	if err != nil {
		return nil, what, err
	}
	return &results[0], what, nil
}

// randomRequest makes an expression, a variable that occurs in it, and an order.
func randomRequest(seed uint64) (f ast.Node, v variable, order int, tb *ast.Table) {
	rng := rand.New(rand.NewPCG(seed, 3))
	for {
		g := grow.New(rng)
		f = g.Expression(g.Shape(), 1+rng.IntN(6))
		var symbols []*ast.Symbol
		for _, n := range ast.Topo(f) {
			if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Variable && s.Structure != ast.Orthogonal {
				symbols = append(symbols, s)
			}
		}
		if len(symbols) > 0 {
			s := symbols[rng.IntN(len(symbols))]
			return f, variable{text: s.Name, symbol: s}, 1 + rng.IntN(2), g.Table
		}
	}
}
