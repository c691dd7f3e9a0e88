package numeric

import (
	"fmt"

	"matcalc/ast"
)

// apply is an unknown function or one of its derivatives, in any form.
func (p *plan) apply(n *ast.Apply, out *ast.Array, args []*ast.Array) (func() error, error) {
	s, err := p.in.function(n.Fn)
	if err != nil {
		return nil, err
	}
	count := len(n.Fn.Params)
	point, dirs := args[:count], args[count:]
	if n.Fn.Elementwise {
		return func() error { s.entries(out, point[0], dirs, len(n.Slots)); return nil }, nil
	}
	d := &derivative{smooth: s, t: make([]float64, s.values*ridges), slots: n.Slots, dirs: dirs}
	var fill func(*ast.Array) error
	switch n.Form {
	case ast.Value, ast.Directional:
		fill = d.directional
	case ast.Gradient, ast.Adjoint:
		fill = d.adjoint
	case ast.Jacobian:
		fill = d.jacobian
	case ast.Hessian:
		fill = d.hessian
	case ast.Component:
		if d.shapes, err = p.in.componentShapes(n); err != nil {
			return nil, err
		}
		fill = d.component
	default:
		return nil, fmt.Errorf("no numerical value for form %d of %s", n.Form, n.Fn.Name)
	}
	return func() error {
		s.inputs(d.t, point)
		return fill(out)
	}, nil
}

// entries is the derivative of order k of an elementwise function, times the directions if any.
func (s *smooth) entries(out, a *ast.Array, dirs []*ast.Array, k int) {
	for i, x := range a.Data {
		v := 0.0
		for r := range ridges {
			c := s.c[r]
			g := s.profile(0, r, k, c*x)
			for range k {
				g *= c
			}
			v += g
		}
		for _, d := range dirs {
			v *= d.Data[i%len(d.Data)]
		}
		out.Data[i] = v
	}
}

// A derivative is a derivative of a smooth function at a point, of which t holds the inputs.
type derivative struct {
	*smooth
	t      []float64
	slots  []int
	dirs   []*ast.Array
	shapes []axes
}

// factor is g_r⁽ᵏ⁾ for entry o times the products with the first directions, one a slot, as many
// as there are up to given.
func (d *derivative) factor(o, r, given int) float64 {
	v := d.profile(o, r, len(d.slots), d.t[o*ridges+r])
	for i, slot := range d.slots[:given] {
		v *= dot(d.weights(o, r, slot), d.dirs[i].Data)
	}
	return v
}

func (d *derivative) directional(out *ast.Array) error {
	for o := range out.Data {
		out.Data[o] = 0
		for r := range ridges {
			out.Data[o] += d.factor(o, r, len(d.slots))
		}
	}
	return nil
}

// adjoint leaves the last slot open; the cotangent is 1 where none is given, as for a gradient.
func (d *derivative) adjoint(out *ast.Array) error {
	last := len(d.slots) - 1
	clear(out.Data)
	for o := range d.values {
		g := 1.0
		if len(d.dirs) > last {
			g = d.dirs[last].Data[o]
		}
		for r := range ridges {
			v := g * d.factor(o, r, last)
			for i, c := range d.weights(o, r, d.slots[last]) {
				out.Data[i] += v * c
			}
		}
	}
	return nil
}

func (d *derivative) jacobian(out *ast.Array) error {
	clear(out.Data)
	for o := range d.values {
		row := out.Data[o*out.Cols : (o+1)*out.Cols]
		for r := range ridges {
			v := d.factor(o, r, 0)
			for j, c := range d.weights(o, r, d.slots[0]) {
				row[j] += v * c
			}
		}
	}
	return nil
}

func (d *derivative) hessian(out *ast.Array) error {
	clear(out.Data)
	for r := range ridges {
		v := d.factor(0, r, 0)
		for i, ci := range d.weights(0, r, d.slots[0]) {
			for j, cj := range d.weights(0, r, d.slots[1]) {
				out.Data[i*out.Cols+j] += v * ci * cj
			}
		}
	}
	return nil
}

// axes tells how many indices an array has, and its sizes.
type axes struct{ count, rows, cols int }

// size is the number of values of index k, counted from 0.
func (a axes) size(k int) int {
	if k == 1 || a.count == 1 && a.rows == 1 {
		return a.cols
	}
	return a.rows
}

// componentShapes gives the axes of the value and of the argument of each slot. A row has two
// indices, or one where only that agrees with the number that is given.
func (in *Instance) componentShapes(n *ast.Apply) ([]axes, error) {
	shapes := []ast.Shape{n.Fn.Result}
	for _, slot := range n.Slots {
		shapes = append(shapes, n.Fn.Params[slot])
	}
	out := make([]axes, len(shapes))
	total := 0
	for i, s := range shapes {
		rows, cols, err := in.shape(s)
		if err != nil {
			return nil, err
		}
		out[i] = axes{s.Axes(), rows, cols}
		total += s.Axes()
	}
	for i := 0; i < len(out) && total > len(n.Directions()); i++ {
		if shapes[i].IsRow() {
			out[i].count--
			total--
		}
	}
	if total != len(n.Directions()) {
		return nil, fmt.Errorf("a component of %s has %d indices and should have %d", n.Fn.Name, len(n.Directions()), total)
	}
	return out, nil
}

func (d *derivative) component(out *ast.Array) error {
	at := make([]int, len(d.shapes))
	next := 0
	for i, s := range d.shapes {
		for k := range s.count {
			j, err := position(d.dirs[next], s.size(k))
			if err != nil {
				return err
			}
			next++
			at[i] = at[i]*s.cols + j
		}
	}
	out.Data[0] = 0
	for r := range ridges {
		v := d.factor(at[0], r, 0)
		for i, slot := range d.slots {
			v *= d.weights(at[0], r, slot)[at[i+1]]
		}
		out.Data[0] += v
	}
	return nil
}
