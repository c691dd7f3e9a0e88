package operation

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// The derivatives of unknown functions are multilinear forms: D^p F(x)[d1, …, dp], in the shape of
// the value, and the adjoint in the last direction, with a cotangent C of the shape of the value,
// C : D^p F(x)[d1, …, dp] = D^p F(x)'[d1, …, C] : dp. All other forms of ast.ApplyForm are
// adjoints or sums of them, so their derivatives follow from these two.

// applyTangent gives the differential of an unknown function, or of a derivative of it.
func applyTangent(t *ast.Table, n *ast.Apply, d []ast.Node) (ast.Node, error) {
	var terms []ast.Node
	for k := range d {
		if d[k] == nil {
			continue
		}
		term, err := applyDifferential(t, n, k, d[k])
		if err != nil {
			return nil, err
		}
		terms = append(terms, term)
	}
	return t.Add(terms...), nil
}

// form is n as a multilinear form: slots and the directions for them.
type form struct {
	slots []int
	dirs  []ast.Node
}

func (f form) with(slot int, dir ast.Node) form {
	return form{append(slices.Clone(f.slots), slot), append(slices.Clone(f.dirs), dir)}
}

// without takes direction i away.
func (f form) without(i int) form {
	return form{slices.Delete(slices.Clone(f.slots), i, i+1), slices.Delete(slices.Clone(f.dirs), i, i+1)}
}

// value is D^p F[dirs], in the shape of the value of F.
func (f form) value(t *ast.Table, n *ast.Apply) ast.Node {
	return t.Apply(n.Fn, ast.Directional, f.slots, append(slices.Clone(n.Point()), f.dirs...)...)
}

// adjoint is the map by slot applied to the cotangent c.
func (f form) adjoint(t *ast.Table, n *ast.Apply, slot int, c ast.Node) ast.Node {
	g := f.with(slot, c)
	return t.Apply(n.Fn, ast.Adjoint, g.slots, append(slices.Clone(n.Point()), g.dirs...)...)
}

// applyDifferential is the part of dn that comes from argument k, which varies by d.
func applyDifferential(t *ast.Table, n *ast.Apply, k int, d ast.Node) (ast.Node, error) {
	one := t.Int(1)
	inPoint := k < len(n.Fn.Params)
	given := form{n.Slots, n.Directions()}
	switch n.Form {
	case ast.Value:
		if n.Fn.Elementwise {
			return t.Hadamard(t.Apply(n.Fn, ast.Value, append(slices.Clone(n.Slots), 0), n.Args()...), d), nil
		}
		return form{}.with(k, d).value(t, n), nil
	case ast.Gradient:
		return form{}.with(k, d).adjoint(t, n, n.Slots[0], one), nil
	case ast.Jacobian:
		return byColumns(t, n, d, n.Slots[0], func(e ast.Node) ast.Node {
			return form{}.with(k, d).with(n.Slots[0], e).value(t, n)
		}), nil
	case ast.Hessian:
		return byColumns(t, n, d, n.Slots[1], func(e ast.Node) ast.Node {
			return form{}.with(k, d).with(n.Slots[1], e).adjoint(t, n, n.Slots[0], one)
		}), nil
	case ast.Directional:
		if inPoint {
			return given.with(k, d).value(t, n), nil
		}
		i := k - len(n.Fn.Params)
		return given.without(i).with(n.Slots[i], d).value(t, n), nil
	case ast.Adjoint:
		last := len(n.Slots) - 1
		c, slot := given.dirs[last], n.Slots[last]
		rest := given.without(last)
		switch i := k - len(n.Fn.Params); {
		case inPoint:
			return rest.with(k, d).adjoint(t, n, slot, c), nil
		case i == last:
			return rest.adjoint(t, n, slot, d), nil
		default:
			return rest.without(i).with(n.Slots[i], d).adjoint(t, n, slot, c), nil
		}
	case ast.Component:
		value, dirs := componentUnits(t, n)
		return t.Inner(value, form{n.Slots, dirs}.with(k, d).value(t, n)), nil
	}
	return nil, unsupported("the derivative of %s in the form %d", n.Fn.Name, n.Form)
}

// byColumns is the matrix whose columns are column(e_j), for the unit vectors of a slot.
func byColumns(t *ast.Table, n *ast.Apply, d ast.Node, slot int, column func(e ast.Node) ast.Node) ast.Node {
	size := n.Fn.Params[slot].Rows
	j := rules.FreeIndex(t, "j", n, d)
	e := t.Unit(j, size)
	return t.IndexSum(j, t.Int(1), t.DimNode(size), t.Mul(column(e), t.Transpose(e)))
}

// applyAdjoint gives the cotangent of argument k, given the cotangent g of n.
func applyAdjoint(t *ast.Table, n *ast.Apply, k int, g ast.Node) (ast.Node, error) {
	one := t.Int(1)
	inPoint := k < len(n.Fn.Params)
	given := form{n.Slots, n.Directions()}
	switch n.Form {
	case ast.Value:
		if n.Fn.Elementwise {
			return t.Hadamard(t.Apply(n.Fn, ast.Value, append(slices.Clone(n.Slots), 0), n.Args()...), g), nil
		}
		return form{}.adjoint(t, n, k, g), nil
	case ast.Gradient:
		return form{}.with(n.Slots[0], g).adjoint(t, n, k, one), nil
	case ast.Jacobian:
		return overColumns(t, n, n.Slots[0], g, func(e, column ast.Node) ast.Node {
			return form{}.with(n.Slots[0], e).adjoint(t, n, k, column)
		}), nil
	case ast.Hessian:
		return overColumns(t, n, n.Slots[1], g, func(e, column ast.Node) ast.Node {
			return form{}.with(n.Slots[0], column).with(n.Slots[1], e).adjoint(t, n, k, one)
		}), nil
	case ast.Directional:
		if inPoint {
			return given.adjoint(t, n, k, g), nil
		}
		i := k - len(n.Fn.Params)
		return given.without(i).adjoint(t, n, n.Slots[i], g), nil
	case ast.Adjoint:
		last := len(n.Slots) - 1
		c, slot := given.dirs[last], n.Slots[last]
		rest := given.without(last)
		switch i := k - len(n.Fn.Params); {
		case inPoint:
			return rest.with(slot, g).adjoint(t, n, k, c), nil
		case i == last:
			return rest.with(slot, g).value(t, n), nil
		default:
			return rest.without(i).with(slot, g).adjoint(t, n, n.Slots[i], c), nil
		}
	case ast.Component:
		value, dirs := componentUnits(t, n)
		return form{n.Slots, dirs}.adjoint(t, n, k, t.Mul(g, value)), nil
	}
	return nil, unsupported("the derivative of %s in the form %d", n.Fn.Name, n.Form)
}

// componentUnits gives the unit arrays that the indices of a component stand for: of the value, and
// of each direction.
func componentUnits(t *ast.Table, n *ast.Apply) (value ast.Node, dirs []ast.Node) {
	indices := n.Directions()
	unit := func(s ast.Shape) ast.Node {
		u := t.Int(1)
		if s.Rows != ast.One {
			u, indices = t.Unit(indices[0], s.Rows), indices[1:]
		}
		if s.Cols != ast.One {
			u = t.Mul(u, t.Transpose(t.Unit(indices[0], s.Cols)))
			indices = indices[1:]
		}
		return u
	}
	value = unit(n.Fn.Result)
	for _, s := range n.Slots {
		dirs = append(dirs, unit(n.Fn.Params[s]))
	}
	return value, dirs
}

// overColumns sums term(e_j, column j of g) over the unit vectors of a slot.
func overColumns(t *ast.Table, n *ast.Apply, slot int, g ast.Node, term func(e, column ast.Node) ast.Node) ast.Node {
	size := n.Fn.Params[slot].Rows
	j := rules.FreeIndex(t, "j", n, g)
	return t.IndexSum(j, t.Int(1), t.DimNode(size), term(t.Unit(j, size), t.Entry(g, nil, j)))
}
