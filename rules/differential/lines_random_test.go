package differential_test

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
				if err := derived(tb, of, rules.Variable{Symbol: x}, 1, 1); err != nil {
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

// derived checks the lines of the derivatives of f up to an order; a panic is an error too.
func derived(tb *ast.Table, f ast.Node, v rules.Variable, order int, seed uint64) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	s := simplify.New(tb)
	for k := 1; k <= order; k++ {
		tk, err := task(tb, s, f, v, k)
		if err != nil {
			return err
		}
		lines, err := differential.Lines(tb, s, tk)
		if err != nil {
			return err
		}
		for i, line := range lines {
			if line.Minor && len(line.Rules) == 0 {
				return fmt.Errorf("line %d has no rule\n%s", i+1, text(lines, true))
			}
		}
		for try := range uint64(3) { // finite differences of large values, or at a kink, can be off
			if err = check(tb, tk, lines, seed+try<<32); err == nil {
				break
			}
		}
		if err != nil {
			return fmt.Errorf("%w\n%s", err, text(lines, true))
		}
		f = tk.Result
	}
	return nil
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
		v := rules.Variable{Symbol: symbols[rng.IntN(len(symbols))]}
		if rng.IntN(5) == 0 {
			one := g.Table.Int(1)
			v.Entry, _ = g.Table.Entry(v.Symbol, one, one).(*ast.Entry)
		}
		if err := derived(g.Table, f, v, 1+rng.IntN(2), seed); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

// TestLargeLines writes the lines for a network of many layers: few of them, and quickly.
func TestLargeLines(t *testing.T) {
	tb := ast.NewTable()
	n := ast.DimName("n")
	w := tb.Symbol("W", ast.Variable, ast.Matrix(n, n), ast.Unstructured)
	x := tb.Symbol("x", ast.Variable, ast.Vector(n), ast.Unstructured)
	z := ast.Node(x)
	for range 1000 {
		z = tb.Call(catalogue.Lookup("tanh"), nil, tb.Mul(w, z))
	}
	f := tb.Call(catalogue.Lookup("sum"), nil, tb.EntryPower(z, tb.Int(2)))
	for _, v := range []*ast.Symbol{x, w} {
		s := simplify.New(tb)
		tk, err := task(tb, s, f, rules.Variable{Symbol: v}, 1)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		lines, err := differential.Lines(tb, s, tk)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("the lines by %s took %v", v.Name, took)
		}
		if len(lines) > 12 || lines[len(lines)-1].Node != tk.Result {
			t.Errorf("%d lines by %s", len(lines), v.Name)
		}
	}
}
