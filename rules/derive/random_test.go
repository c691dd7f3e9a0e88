package derive

import (
	"flag"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric/grow"
	"matcalc/rules/verify"
	"matcalc/simplify"
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
		f, v, order, tb := randomRequest(seed)
		d := &deriver{Request: Request{Order: order, Verify: &verify.Options{Seed: seed, Points: 2, Tolerance: 1e-5}}, t: tb, f: simplify.Simplify(tb, f)}
		wrt := make([]variable, order)
		for k := range wrt {
			wrt[k] = v
		}
		r, err := d.derive(wrt)
		if err != nil {
			t.Errorf("seed %d: no answer: %v", seed, err)
			continue
		}
		switch r.Verdict.State {
		case verify.Wrong:
			t.Errorf("seed %d, order %d by %s: %s", seed, order, v.text, r.Verdict.Reason)
		case verify.Undecided:
			undecided++
		}
	}
	if undecided*20 > *randomCount {
		t.Errorf("%d of %d could not be compared", undecided, *randomCount)
	}
	t.Logf("%d expressions, %d could not be compared", *randomCount, undecided)
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
