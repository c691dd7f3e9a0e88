package vec_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric/grow"
	"matcalc/render/notation"
	"matcalc/rules"
)

var (
	randomCount = flag.Int("random.count", 300, "how many random expressions TestRandom derives")
	randomSeed  = flag.Uint64("random.seed", 1, "the seed of the first of them")
)

// TestRandom derives random expressions over the whole catalogue, every fifth to the second order, and
// compares with finite differences.
func TestRandom(t *testing.T) {
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		if err := random(seed, 1+i%5/4); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func random(seed uint64, order int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	f, x, tb := randomExpression(seed, order)
	if err := differs(tb, f, slices.Repeat([]rules.Variable{{Symbol: x}}, order), seed); err != nil {
		return fmt.Errorf("%s by %s: %w", notation.Plain(f), x.Name, err)
	}
	return nil
}

// randomExpression makes an expression and a variable that occurs in it.
func randomExpression(seed uint64, order int) (ast.Node, *ast.Symbol, *ast.Table) {
	rng := rand.New(rand.NewPCG(seed, 3))
	for {
		g := grow.New(rng)
		f := g.Expression(g.Shape(), 1+rng.IntN(7-2*order))
		var symbols []*ast.Symbol
		for _, n := range ast.Topo(f) {
			if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Variable && s.Structure != ast.Orthogonal {
				symbols = append(symbols, s)
			}
		}
		if len(symbols) > 0 {
			return f, symbols[rng.IntN(len(symbols))], g.Table
		}
	}
}

// TestCatalogue derives every function of the catalogue by each of its arguments.
func TestCatalogue(t *testing.T) {
	for _, f := range catalogue.All() {
		if f.Definition != "" || f.Differential == "" || f.Variadic {
			continue
		}
		for i, name := range f.Params {
			if !f.Varies(i) {
				continue
			}
			t.Run(f.Key()+" by "+name, func(t *testing.T) {
				text := f.Name + "(" + strings.Join(append(append([]string{}, f.Params...), f.Sizes...), ",")
				if f.Axis > 0 {
					text += fmt.Sprint(",", f.Axis)
				}
				in, by := request(t, text+")", f.Declarations(), name)
				compare(t, in.Table, in.Expr, []rules.Variable{by})
				if in.Expr.Shape().IsScalar() {
					compare(t, in.Table, in.Expr, []rules.Variable{by, by})
				}
			})
		}
	}
}
