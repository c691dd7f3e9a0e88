package verify

import (
	"fmt"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/rules"
)

// A Chain claims that each line of a derivation follows from the one before.
type Chain struct {
	Form  string
	Lines []rules.Line
	// Moves tells for each order how the variable moves in what stands as d(X) in the lines.
	Moves []Move
}

// A Move is how a symbol moves: along a direction, or along the unit array of an entry, within its
// structure, times a scalar where there is one.
type Move struct {
	Symbol *ast.Symbol
	// Along is the direction, or the scalar; nil for the number 1.
	Along *ast.Symbol
	// Row and Col are the indices of the entry, nil where the array has one row or column; Entry tells
	// that the symbol moves along an entry.
	Row, Col ast.Node
	Entry    bool
}

// small scales a direction so that what is of second order in it is small, but not lost in rounding; where
// functions turn fast it has to be smaller.
var small = []float64{1e-3, 1e-4, 1e-5}

// roots are the nodes whose names need values.
func (c *Chain) roots() []ast.Node {
	var out []ast.Node
	for _, l := range c.Lines {
		out = append(out, l.Node)
	}
	for _, m := range c.Moves {
		if m.Along != nil {
			out = append(out, m.Along)
		}
	}
	return out
}

const (
	// lineTolerance is the greatest relative error between two lines, which may hold finite
	// differences of their own.
	lineTolerance = 1e-5
	// quadratic bounds by how much an error of second order falls when the direction is halved.
	quadratic = 0.4
	// noise is the error of a finite difference in a line, relative to the numbers on the way to it.
	noise = 1e-9
	// rounding is the error of a difference of numbers near 1.
	rounding = 1e-11
)

// maxSpent bounds the steps of the evaluations at one point; further lines are not compared there.
const maxSpent = 1 << 22

// compare gives the first line that does not follow at one point, counted from 1, or 0, and how many were
// compared.
func (c *Chain) compare(in *numeric.Instance) (suspect, compared int) {
	for i := 1; i < len(c.Lines) && in.Spent() < maxSpent; i++ {
		before, line := c.Lines[i-1], c.Lines[i]
		if line.Left != rules.Same {
			continue
		}
		follows := c.equal
		if line.Remainder {
			follows = c.toFirstOrder
		}
		compared++
		if !follows(in, before, line) {
			return i + 1, compared
		}
	}
	return 0, compared
}

// equal reports whether two lines have the same value, or cannot be compared.
func (c *Chain) equal(in *numeric.Instance, before, line rules.Line) bool {
	a, b, at, err := c.values(in, before, line, 1)
	return err != nil || relative(a, b, a) <= lineTolerance || tooLarge(at, a, b, before, line) ||
		distance(a, b) <= noise*(1+greatest(at, before.Node, line.Node))
}

// toFirstOrder reports whether the difference of two lines is of second order in the direction, when that
// is small enough; a difference of first order is seen however small it is.
func (c *Chain) toFirstOrder(in *numeric.Instance, before, line rules.Line) bool {
	for _, scale := range small {
		a, b, at, err := c.values(in, before, line, scale)
		if err != nil {
			return true
		}
		a2, b2, _, err := c.values(in, before, line, scale/2)
		if err != nil {
			return true
		}
		e, e2 := distance(a, b), distance(a2, b2)
		if e2 <= quadratic*e || e2 <= rounding*(1+greatest(at, before.Node, line.Node)) || tooLarge(at, a, b, before, line) {
			return true
		}
	}
	return false
}

// tooLarge reports whether numbers occur on the way to two lines that leave too few digits to compare
// a and b, their values.
func tooLarge(in *numeric.Instance, a, b ast.Array, before, line rules.Line) bool {
	return !numeric.IsFinite(a) || !numeric.IsFinite(b) || greatest(in, before.Node, line.Node) > comparable
}

// values evaluates two lines with the direction of their order scaled, and gives the instance at which.
func (c *Chain) values(in *numeric.Instance, before, line rules.Line, scale float64) (a, b ast.Array, at *numeric.Instance, err error) {
	m := c.Moves[max(line.Order, 1)-1]
	along := ast.ScalarArray(scale)
	if m.Along != nil {
		v, ok := in.Value(m.Along.Name)
		if !ok {
			return a, b, in, fmt.Errorf("%s has no value", m.Along.Name)
		}
		along = scaled(v, scale)
		in = in.With(m.Along.Name, along)
	}
	if m.Entry {
		x, _ := in.Value(m.Symbol.Name)
		unit := ast.NewArray(x.Rows, x.Cols)
		i, err := index(in, m.Row)
		if err != nil {
			return a, b, in, err
		}
		j, err := index(in, m.Col)
		if err != nil {
			return a, b, in, err
		}
		if i >= x.Rows || j >= x.Cols {
			return a, b, in, fmt.Errorf("the entry is outside of %s", m.Symbol.Name)
		}
		unit.Set(i, j, along.Data[0])
		along = Project(m.Symbol.Structure, unit)
	}
	in = in.Along(map[string]ast.Array{m.Symbol.Name: along})
	if a, err = in.Eval(before.Node); err != nil {
		return a, b, in, err
	}
	b, err = in.Eval(line.Node)
	return a, b, in, err
}

func scaled(a ast.Array, by float64) ast.Array {
	out := ast.NewArray(a.Rows, a.Cols)
	for i, x := range a.Data {
		out.Data[i] = by * x
	}
	return out
}

// distance is the greatest difference of entries.
func distance(a, b ast.Array) float64 { return top(minus(a, b)) }

func minus(a, b ast.Array) ast.Array {
	out := ast.NewArray(a.Rows, a.Cols)
	for i := range out.Data {
		out.Data[i] = a.Data[i] - b.Data[i]
	}
	return out
}
