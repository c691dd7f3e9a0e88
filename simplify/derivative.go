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
		case column > 0:
			v := applied(t, d, place, t.Mul(after[:column]...), transposed)
			return t.Mul(slices.Concat(scalars, before, []ast.Node{v}, after[column:])...)
		case row >= 0:
			v := applied(t, d, place, t.Transpose(t.Mul(before[row:]...)), !transposed)
			return t.Mul(slices.Concat(scalars, before[:row], []ast.Node{t.Transpose(v)}, after)...)
		}
	}
	return n
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
	if !ok || !ok2 || d.Form != ast.Directional || !unitOf(row.Arg(), sum) {
		return nil, 0, false
	}
	place = slices.Index(d.Directions(), row.Arg())
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
		return t.Apply(d.Fn, ast.Directional, slots, append(slices.Clone(d.Point()), dirs...)...)
	}
	slot := slots[place]
	dirs = append(slices.Delete(dirs, place, place+1), v)
	slots = append(slices.Delete(slots, place, place+1), slot)
	return t.Apply(d.Fn, ast.Adjoint, slots, append(slices.Clone(d.Point()), dirs...)...)
}
