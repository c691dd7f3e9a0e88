package simplify

import (
	"slices"

	"matcalc/ast"
)

// applyColumns looks in a product for Σ_j D^k F(x)[…, e_j, …] e_j', the matrix of a derivative of an
// unknown vector function by its columns, and applies it to what stands on its right, or its adjoint
// to what stands on its left: (Σ_j D²F(x)[e_j, u] e_j')*v is D²F(x)[u, v].
func (s *Simplifier) applyColumns(n *ast.Mul) ast.Node {
	t := s.t
	for i, f := range n.Chain {
		sum, transposed := f, false
		if tr, ok := f.(*ast.Transpose); ok {
			sum, transposed = tr.Arg(), true
		}
		d, place, ok := byColumns(sum)
		if !ok {
			continue
		}
		before, after := n.Chain[:i], n.Chain[i+1:]
		scalars := append([]ast.Node{t.Number(n.Coef)}, n.Scalars...)
		column := slices.IndexFunc(after, func(a ast.Node) bool { return a.Shape().Cols == ast.One }) + 1
		row := lastRow(before)
		switch {
		case column > 0 && (d.Form == ast.Directional || !transposed):
			v := applied(t, d, place, t.Mul(after[:column]...), transposed)
			return t.Mul(slices.Concat(scalars, before, []ast.Node{v}, after[column:])...)
		case row >= 0 && d.Form == ast.Directional:
			v := applied(t, d, place, t.Transpose(t.Mul(before[row:]...)), !transposed)
			return t.Mul(slices.Concat(scalars, before[:row], []ast.Node{t.Transpose(v)}, after)...)
		}
	}
	return n
}

// applyRow writes u'*D^k h(x)'[…, 1], for a scalar function h, as the form D^k h(x)[…, u].
func (s *Simplifier) applyRow(n *ast.Mul) ast.Node {
	t := s.t
	if !n.Shape().IsScalar() || len(n.Chain) < 2 {
		return n
	}
	for _, chain := range [][]ast.Node{n.Chain, backwards(t, n.Chain)} {
		last := len(chain) - 1
		d, ok := chain[last].(*ast.Apply)
		if !ok || d.Form != ast.Adjoint || !d.Fn.Result.IsScalar() || len(d.Slots) < 3 {
			continue
		}
		dirs := d.Directions()
		u := t.Transpose(t.Mul(chain[:last]...))
		args := append(slices.Clone(d.Point()), dirs[:len(dirs)-1]...)
		return t.Mul(dirs[len(dirs)-1], t.Apply(d.Fn, ast.Directional, d.Slots, append(args, u)...))
	}
	return n
}

// backwards is a chain read in the other direction, transposed.
func backwards(t *ast.Table, chain []ast.Node) []ast.Node {
	back := make([]ast.Node, len(chain))
	for i, f := range chain {
		back[len(chain)-1-i] = t.Transpose(f)
	}
	return back
}

// lastRow is the place of the last factor that is, or begins with, a row; -1 where there is none.
func lastRow(chain []ast.Node) int {
	for i, f := range slices.Backward(chain) {
		if f.Shape().Rows == ast.One {
			return i
		}
	}
	return -1
}

// byColumns recognises Σ_j D[…, e_j, …] e_j' over all j; place is that of e_j among the directions.
func byColumns(n ast.Node) (d *ast.Apply, place int, ok bool) {
	sum, ok := n.(*ast.IndexSum)
	if !ok || !ast.IsNumber(sum.Lo(), 1) {
		return nil, 0, false
	}
	body, ok := sum.Body().(*ast.Mul)
	if !ok || len(body.Scalars) > 0 || !body.Coef.IsOne() || len(body.Chain) != 2 {
		return nil, 0, false
	}
	d, ok = body.Chain[0].(*ast.Apply)
	row, ok2 := body.Chain[1].(*ast.Transpose)
	if !ok || !ok2 || !unitOf(row.Arg(), sum) {
		return nil, 0, false
	}
	dirs := d.Directions()
	switch d.Form {
	case ast.Directional:
	case ast.Adjoint:
		dirs = dirs[:len(dirs)-1] // the last one is the cotangent
	default:
		return nil, 0, false
	}
	place = slices.Index(dirs, row.Arg())
	count := 0
	for _, a := range d.Args() {
		if ast.Contains(a, sum.Index) {
			count++
		}
	}
	return d, place, place >= 0 && count == 1
}

// unitOf reports whether n is the unit vector of the index of the sum, which counts through all.
func unitOf(n ast.Node, sum *ast.IndexSum) bool {
	c, ok := n.(*ast.Constant)
	if !ok || c.Kind != ast.Unit || c.Args()[0] != ast.Node(sum.Index) {
		return false
	}
	if name, ok := c.Dims[0].Name(); ok {
		hi, ok := sum.Hi().(*ast.Symbol)
		return ok && hi.Kind == ast.Dimension && hi.Name == name
	}
	size, ok := c.Dims[0].Int()
	return ok && ast.IsNumber(sum.Hi(), size)
}

// applied puts v in the place of the unit vector, or applies the adjoint in that place to v.
func applied(t *ast.Table, d *ast.Apply, place int, v ast.Node, adjoint bool) ast.Node {
	dirs := slices.Clone(d.Directions())
	slots := slices.Clone(d.Slots)
	if !adjoint {
		dirs[place] = v
		return t.Apply(d.Fn, d.Form, slots, append(slices.Clone(d.Point()), dirs...)...)
	}
	slot := slots[place]
	dirs = append(slices.Delete(dirs, place, place+1), v)
	slots = append(slices.Delete(slots, place, place+1), slot)
	return t.Apply(d.Fn, ast.Adjoint, slots, append(slices.Clone(d.Point()), dirs...)...)
}
