package verify

import (
	"fmt"
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// Components claim to be the entries of a derivative.
type Components struct {
	Form string
	// Node is a scalar in which the indices of Value and of the Variables are free.
	Node      ast.Node
	Value     Place
	Variables []Place
}

// A Place is the index of a row and of a column, nil where there is one alone.
type Place struct{ Row, Col *ast.Symbol }

// Nodes are the indices as expressions.
func (p Place) Nodes() (row, col ast.Node) {
	if p.Row != nil {
		row = p.Row
	}
	if p.Col != nil {
		col = p.Col
	}
	return row, col
}

// samples is how many entries are compared at each point; they are drawn at random.
const samples = 2

// compare gives the greatest relative error of entries that are drawn at random: the first form of the
// agreement, applied to the unit arrays of the entries of the variables, has the component as its entry.
func (c *Components) compare(in *numeric.Instance, rng *rand.Rand, a *Agreement, value ast.Array) (float64, error) {
	worst := 0.0
	for range samples {
		at, row, col := draw(in, rng, c.Value, value)
		for k, d := range a.Directions {
			x, ok := in.Value(d.Symbol.Name)
			if !ok {
				return 0, fmt.Errorf("%s has no value", d.Symbol.Name)
			}
			unit := ast.ScalarArray(1)
			if d.Entry == nil {
				var i, j int
				at, i, j = draw(at, rng, c.Variables[k], x)
				unit = ast.NewArray(x.Rows, x.Cols)
				unit.Set(i, j, 1)
				unit = Project(d.Symbol.Structure, unit)
			}
			at = at.With(d.Along.Name, unit)
		}
		got, err := at.Eval(c.Node)
		if err != nil {
			return 0, err
		}
		want, err := at.Eval(a.Forms[0].Node)
		if err != nil {
			return 0, err
		}
		if !numeric.IsFinite(got) || !numeric.IsFinite(want) {
			return 0, fmt.Errorf("an entry is not finite")
		}
		with := scaled(want, 1)
		with.Set(row, col, got.Data[0])
		worst = max(worst, relative(with, want, value))
	}
	return worst, nil
}

// draw gives the indices of a place values within an array; row and col are counted from 0.
func draw(in *numeric.Instance, rng *rand.Rand, p Place, array ast.Array) (out *numeric.Instance, row, col int) {
	if p.Row != nil {
		row = rng.IntN(array.Rows)
		in = in.With(p.Row.Name, ast.ScalarArray(float64(row+1)))
	}
	if p.Col != nil {
		col = rng.IntN(array.Cols)
		in = in.With(p.Col.Name, ast.ScalarArray(float64(col+1)))
	}
	return in, row, col
}
