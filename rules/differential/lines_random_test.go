package differential_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric/grow"
	"matcalc/rules"
	"matcalc/rules/differential"
	"matcalc/simplify"
)

var (
	linesCount = flag.Int("lines.count", 1500, "how many random expressions TestRandomLines derives")
	linesSeed  = flag.Uint64("lines.seed", 1, "the seed of the first of them")
)

// TestCatalogue checks the lines for every function of the catalogue by each argument, alone and
// inside a scalar.
func TestCatalogue(t *testing.T) {
	for _, f := range catalogue.All() {
		if f.Definition != "" || f.Differential == "" {
			continue
		}
		for k := range max(1, len(f.Params)) {
			if !f.Varies(k) {
				continue
			}
			tb := ast.NewTable()
			value, x := applied(tb, f, k)
			square := tb.Call(catalogue.Lookup("sum"), nil, tb.EntryPower(value, tb.Int(2)))
			for _, of := range []ast.Node{value, square} {
				if err := derived(tb, of, x, 1); err != nil {
					t.Errorf("%s by argument %d: %v", f.Key(), k+1, err)
				}
			}
		}
	}
}

// applied is f of symbols, and the symbol of argument k.
func applied(tb *ast.Table, f *ast.Function, k int) (ast.Node, *ast.Symbol) {
	if f.Variadic {
		x := tb.Symbol("X", ast.Variable, ast.Matrix(ast.DimName("n"), ast.DimName("n")), ast.Unstructured)
		y := tb.Symbol("Y", ast.Variable, x.Shape(), ast.Unstructured)
		return tb.Call(f, nil, y, x, tb.Transpose(x)), x
	}
	args := make([]ast.Node, len(f.Params))
	for i, a := range f.Signatures[0].Args {
		args[i] = tb.Int(1)
		if f.Varies(i) {
			args[i] = tb.Symbol(f.Params[i], ast.Variable, a, ast.Unstructured)
		}
	}
	sizes := make([]ast.Dim, len(f.Sizes))
	for i, name := range f.Sizes {
		sizes[i] = ast.DimName(name)
	}
	if f.Build != nil {
		return f.Build(tb, sizes, args), args[k].(*ast.Symbol)
	}
	return tb.Call(f, sizes, args...), args[k].(*ast.Symbol)
}

// derived checks the lines of the derivative of f by x; a panic is an error too.
func derived(tb *ast.Table, f ast.Node, x *ast.Symbol, seed uint64) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	s := simplify.New(tb)
	tk, err := task(tb, s, f, rules.Variable{Symbol: x}, 1)
	if err != nil {
		return err
	}
	lines, err := differential.Lines(tb, s, tk)
	if err != nil {
		return err
	}
	for i, line := range lines {
		for _, r := range line.Rules {
			if r == nil {
				return fmt.Errorf("line %d has no rule", i+1)
			}
		}
	}
	for try := range uint64(3) { // finite differences of large values, or at a kink, can be off
		if err = check(tb, tk, lines, seed+try<<32); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%w\n%s", err, text(lines, true))
}

// TestRandomLines checks the lines of random expressions over the whole catalogue.
func TestRandomLines(t *testing.T) {
	for i := range *linesCount {
		seed := *linesSeed + uint64(i)
		rng := rand.New(rand.NewPCG(seed, 5))
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
		if err := derived(g.Table, f, symbols[rng.IntN(len(symbols))], seed); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}
