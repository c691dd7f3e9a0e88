package index_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
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
		if seed%8 == 0 {
			if err := linesFollow(t, rng, g.Table, f, by, d.Result); err != nil {
				return 0, what, err
			}
		}
		return distance(t, rng, f, by, d), what, nil
	}
}

// linesFollow compares each line of the derivation with the line before it, and the last one with the
// result that comes without them.
func linesFollow(t *testing.T, rng *rand.Rand, tb *ast.Table, f ast.Node, by []rules.Variable, result ast.Node) error {
	t.Helper()
	d, err := index.New(tb, f, index.Options{Steps: true}).Derive(by)
	if err != nil {
		return err
	}
	if len(d.Lines) == 0 || d.Lines[len(d.Lines)-1].Node != d.Result {
		return fmt.Errorf("the lines do not end in the result %s", notation.Plain(d.Result))
	}
	roots := []ast.Node{f}
	for _, v := range by {
		roots = append(roots, v.Node())
	}
	in, err := numeric.Random(rng, roots, numeric.Options{})
	if err != nil {
		return nil
	}
	k := 0
	draw := func(s ast.Shape) (row, col int) {
		for i, dim := range []ast.Dim{s.Rows, s.Cols} {
			if dim == ast.One {
				continue
			}
			n, _ := in.Size(dim)
			at := rng.IntN(n)
			in = in.With(d.Indices[k].Name, ast.ScalarArray(float64(at+1)))
			k++
			if i == 0 {
				row = at
			} else {
				col = at
			}
		}
		return row, col
	}
	draw(f.Shape())
	along := make([]ast.Array, len(by))
	for i, v := range by {
		row, col := draw(v.Symbol.Shape())
		x, _ := in.Value(v.Symbol.Name)
		along[i] = within(v.Symbol.Structure, x, row, col)
	}
	for i, l := range d.Lines[1:] {
		if l.Left != rules.Same {
			continue
		}
		before := d.Lines[i]
		at := in.Along(map[string]ast.Array{by[l.Order-1].Symbol.Name: along[l.Order-1]})
		both, err := at.EvalAll(before.Node, l.Node)
		if err != nil {
			if !strings.Contains(err.Error(), "too large") {
				return fmt.Errorf("%s: %w", notation.Plain(l.Node), err)
			}
			continue
		}
		a, b := both[0].Data[0], both[1].Data[0]
		if off := math.Abs(a - b); off > 1e-5*(1+math.Abs(a)) {
			return fmt.Errorf("line %d, %s, is %v; before it %s is %v", i+1, notation.Plain(l.Node), b, notation.Plain(before.Node), a)
		}
	}
	return nil
}

// within is the unit array of an entry in the space of a structure.
func within(s ast.Structure, like ast.Array, row, col int) ast.Array {
	e := ast.NewArray(like.Rows, like.Cols)
	e.Set(row, col, 1)
	switch {
	case s == ast.Symmetric || s == ast.PositiveDefinite || s == ast.SkewSymmetric:
		sign := 1.0
		if s == ast.SkewSymmetric {
			sign = -1
		}
		out := ast.NewArray(like.Rows, like.Cols)
		for i := range like.Rows {
			for j := range like.Cols {
				out.Set(i, j, (e.At(i, j)+sign*e.At(j, i))/2)
			}
		}
		return out
	case s == ast.Diagonal && row != col, s == ast.LowerTriangular && row < col, s == ast.UpperTriangular && row > col:
		return ast.NewArray(like.Rows, like.Cols)
	}
	return e
}
