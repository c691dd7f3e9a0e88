package claim

import (
	"math"
	"slices"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/rules/verify"
)

const (
	counterTries = 40
	// rounded is how often a point is sought whose numbers have one decimal.
	rounded = 30
	// plainly is the least relative difference that a counter-example shows.
	plainly = 1e-2
	// agreed is the greatest relative difference between the derivative and its finite difference at a
	// counter-example.
	agreed = 1e-4
)

// counterexample looks for a point with small sizes and short numbers at which a reading of the claim differs from the
// derivative, and finite differences agree with the derivative; nil where none is found.
func (j *judge) counterexample(r reading) *Counterexample {
	roots := append([]ast.Node{j.answer.Value, j.truth.applied}, j.symbols()...)
	for try := range counterTries {
		opts := numeric.Options{Also: []ast.Node{r.node()}, Side: try}
		if try < rounded {
			opts.Sizes = j.smallSizes(roots, try)
		}
		in, err := numeric.Random(j.rng, roots, opts)
		if err != nil {
			continue
		}
		if try < rounded {
			in = j.shorten(in)
		}
		p, err := j.at(in, j.rng)
		if err != nil {
			continue
		}
		if c := j.compareAt(p, r); c != nil {
			return c
		}
	}
	return nil
}

// compareAt makes the counter-example of a point, if it is one.
func (j *judge) compareAt(p *point, r reading) *Counterexample {
	want, got := p.eval(j.truth), p.eval(r)
	if top(want) > 1e4 {
		return nil
	}
	worst, at := 0.0, 0
	for i, w := range want {
		off := math.Abs(w - got[i])
		if math.IsNaN(off) {
			off = math.Inf(1)
		}
		if off > worst {
			worst, at = off, i
		}
	}
	if worst <= plainly*max(top(want), 1e-2) {
		return nil
	}
	size := len(p.value.Data)
	s := p.steps[at/size]
	steps := make([]numeric.Step, len(s.units))
	for i, v := range j.result.Variables {
		x := symbolOf(v)
		unit := s.units[i]
		if e, ok := v.(*ast.Entry); ok {
			if unit, ok = j.entryUnit(p.in, x, e); !ok {
				return nil
			}
		}
		steps[i] = numeric.Step{x.Name: unit}
	}
	d, _, err := p.in.Difference(j.answer.Value, 0, steps...)
	if err != nil || math.Abs(d.Data[at%size]-want[at]) > agreed*max(math.Abs(want[at]), top(want), 1e-2) {
		return nil
	}
	c := &Counterexample{Claimed: got[at], Derivative: want[at], Difference: d.Data[at%size]}
	c.Entry = j.position(p, at)
	j.describe(c, p.in)
	return c
}

// entryUnit is the direction of an entry of a symbol.
func (j *judge) entryUnit(in *numeric.Instance, x *ast.Symbol, e *ast.Entry) (ast.Array, bool) {
	at, ok := in.Value(x.Name)
	if !ok {
		return ast.Array{}, false
	}
	unit := ast.NewArray(at.Rows, at.Cols)
	place := [2]int{}
	for k, index := range []ast.Node{e.Row, e.Col} {
		if index == nil {
			continue
		}
		v, err := in.Eval(index)
		if err != nil {
			return unit, false
		}
		place[k] = int(v.Data[0]) - 1
	}
	if place[0] >= at.Rows || place[1] >= at.Cols {
		return unit, false
	}
	unit.Set(place[0], place[1], 1)
	return verify.Project(x.Structure, unit), true
}

// position is the entry at a place in the values of a point: axes of size 1 are left out.
func (j *judge) position(p *point, at int) []int {
	var out []int
	take := func(s ast.Shape, row, col int) {
		if s.Rows != ast.One {
			out = append(out, row+1)
		}
		if s.Cols != ast.One {
			out = append(out, col+1)
		}
	}
	size := len(p.value.Data)
	entry, s := at%size, p.steps[at/size]
	take(j.answer.Value.Shape(), entry/p.value.Cols, entry%p.value.Cols)
	for i, v := range j.result.Variables {
		if _, whole := v.(*ast.Symbol); whole {
			take(v.Shape(), s.places[i][0], s.places[i][1])
		}
	}
	return out
}

// describe adds the sizes, the values of the symbols of the expression and of the claim, and the unknown functions.
func (j *judge) describe(c *Counterexample, in *numeric.Instance) {
	used := map[string]bool{}
	var functions []string
	roots := append([]ast.Node{j.answer.Value, j.claim}, j.result.Variables...)
	for _, n := range ast.Topo(roots...) {
		switch n := n.(type) {
		case *ast.Symbol:
			used[n.Name] = !j.isDirection(n) && (n.Kind != ast.Index || j.given[n])
		case *ast.Apply:
			if !slices.Contains(functions, n.Fn.Name) {
				functions = append(functions, n.Fn.Name)
			}
		}
	}
	c.Functions = functions
	sizes := in.Sizes()
	for _, name := range sortedNames(sizes) {
		c.Sizes = append(c.Sizes, Size{name, sizes[name]})
	}
	for _, s := range j.t.Symbols() {
		if v, ok := in.Value(s.Name); ok && used[s.Name] {
			c.Values = append(c.Values, Value{s.Name, v})
		}
	}
}

// smallSizes gives the dimensions in the nodes the sizes 2 and 3 in turn, in another order at each try.
func (j *judge) smallSizes(nodes []ast.Node, try int) map[string]int {
	sizes := map[string]int{}
	for _, n := range ast.Topo(nodes...) {
		for _, d := range []ast.Dim{n.Shape().Rows, n.Shape().Cols} {
			for _, name := range d.Names() {
				sizes[name] = 0
			}
		}
	}
	for i, name := range sortedNames(sizes) {
		sizes[name] = 2 + (i+try)%2
	}
	return sizes
}

func sortedNames(sizes map[string]int) []string {
	var names []string
	for name := range sizes {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// shorten rounds the values of symbols to one decimal, where their structure allows that.
func (j *judge) shorten(in *numeric.Instance) *numeric.Instance {
	for _, s := range j.t.Symbols() {
		v, ok := in.Value(s.Name)
		if !ok || s.Kind != ast.Variable || s.Structure == ast.Orthogonal || j.isDirection(s) {
			continue
		}
		in = in.With(s.Name, mapped(v, func(x float64) float64 { return math.Round(10*x) / 10 }))
	}
	return in
}
