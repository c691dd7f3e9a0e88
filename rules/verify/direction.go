package verify

import (
	"fmt"
	"math"
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// direction draws the way in which the symbol moves: within its structure, or, for an entry, along
// the projection of the unit matrix of that entry.
func (c Check) direction(in *numeric.Instance, rng *rand.Rand) (ast.Array, error) {
	if c.Entry == nil {
		return in.RandomDirection(rng, c.Symbol)
	}
	at, ok := in.Value(c.Symbol.Name)
	if !ok {
		return ast.Array{}, fmt.Errorf("%s has no value", c.Symbol.Name)
	}
	unit := ast.NewArray(at.Rows, at.Cols)
	i, err := index(in, c.Entry.Row)
	if err != nil {
		return unit, err
	}
	j, err := index(in, c.Entry.Col)
	if err != nil {
		return unit, err
	}
	if i >= at.Rows || j >= at.Cols || i < 0 || j < 0 {
		return unit, fmt.Errorf("the entry is outside of %s at random sizes", c.Symbol.Name)
	}
	unit.Set(i, j, 1)
	return Project(c.Symbol.Structure, unit), nil
}

// index is the value of an index, counted from 0; a nil index is 0.
func index(in *numeric.Instance, n ast.Node) (int, error) {
	if n == nil {
		return 0, nil
	}
	v, err := in.Eval(n)
	if err != nil {
		return 0, err
	}
	return int(v.Data[0]) - 1, nil
}

// claimed applies the claimed derivative to the direction.
func (c Check) claimed(in *numeric.Instance, dir ast.Array) (ast.Array, error) {
	if c.Direction != nil {
		to := dir
		if c.Entry != nil {
			to = ast.ScalarArray(1)
		}
		in = in.With(c.Direction.Name, to)
	}
	d, err := in.Eval(c.Derivative)
	if err != nil || c.Direction != nil || c.Entry != nil {
		return d, err
	}
	return contract(d, dir, c.Value.Shape().IsScalar() || c.Cotangent != nil), nil
}

// contract applies a derivative to a direction: by the inner product for the gradient of a scalar,
// else as a Jacobian times a vector or a derivative times a number.
func contract(d, dir ast.Array, gradient bool) ast.Array {
	switch {
	case gradient:
		return ast.ScalarArray(inner(d, dir))
	case len(dir.Data) == 1:
		out := ast.NewArray(d.Rows, d.Cols)
		for i, x := range d.Data {
			out.Data[i] = x * dir.Data[0]
		}
		return out
	}
	out := ast.NewArray(d.Rows, 1)
	for i := range d.Rows {
		for j := range d.Cols {
			out.Data[i] += d.At(i, j) * dir.Data[j]
		}
	}
	return out
}

func inner(a, b ast.Array) float64 {
	sum := 0.0
	for i, x := range a.Data {
		sum += x * b.Data[i]
	}
	return sum
}

// relative is the greatest difference of entries, relative to the greatest entry, or to a small
// part of the value where the derivative vanishes.
func relative(got, want, value ast.Array) float64 {
	if got.Rows != want.Rows || got.Cols != want.Cols {
		return math.Inf(1)
	}
	off, scale := 0.0, max(leastScale(value), top(want), top(got))
	for i, g := range got.Data {
		off = max(off, math.Abs(g-want.Data[i]))
	}
	if math.IsNaN(off) || math.IsInf(scale, 0) {
		return math.Inf(1)
	}
	return off / scale
}

// leastScale is the part of a value that errors are relative to where the derivative vanishes.
func leastScale(value ast.Array) float64 { return 1e-4 * (1e-1 + top(value)) }

func top(a ast.Array) float64 {
	m := 0.0
	for _, x := range a.Data {
		m = max(m, math.Abs(x))
	}
	return m
}

// Project is the projection to the space of a structure, in the Frobenius inner product.
func Project(s ast.Structure, a ast.Array) ast.Array {
	out := ast.NewArray(a.Rows, a.Cols)
	for i := range a.Rows {
		for j := range a.Cols {
			x := a.At(i, j)
			switch s {
			case ast.Symmetric, ast.PositiveDefinite:
				x = (x + a.At(j, i)) / 2
			case ast.SkewSymmetric:
				x = (x - a.At(j, i)) / 2
			case ast.Diagonal:
				x *= indicator(i == j)
			case ast.LowerTriangular:
				x *= indicator(i >= j)
			case ast.UpperTriangular:
				x *= indicator(i <= j)
			}
			out.Set(i, j, x)
		}
	}
	return out
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
