package index

import (
	"slices"

	"matcalc/ast"
	"matcalc/simplify"
)

// A slot is a place of differentiation of an unknown function: its argument, and the entry of it.
type slot struct {
	arg      int
	row, col ast.Node
}

// A multilinear is an entry of a derivative of an unknown function as components: a component of the
// function's value, differentiated by entries of its arguments, times the entries of given directions,
// summed over indices.
type multilinear struct {
	value      [2]ast.Node
	slots      []slot
	directions []direction
	sums       []simplify.Range
}

// A direction is a given array with its entry, and its place among the arguments of the node.
type direction struct {
	node     ast.Node
	row, col ast.Node
}

// chainRule names the rule for unknown functions.
const chainRule = "chain rule/component"

// apply is the chain rule for an unknown function: Σ_k (∂_k h)(u) d(u_k).
func (s *sweep) apply(p pusher, n *ast.Apply, row, col ast.Node) ([]simplify.Term, error) {
	t := s.e.t
	s.e.use(chainRule)
	if n.Form == ast.Value && n.Fn.Elementwise {
		term := s.leaf(n.Args()[0], row, col)
		term.Factors = append(term.Factors, t.Apply(n.Fn, n.Form, append(slices.Clone(n.Slots), 0), p.constant(n.Args()[0], row, col)))
		return []simplify.Term{term}, nil
	}
	m := p.components(n, row, col)
	var out []simplify.Term
	for k, a := range n.Point() {
		if !s.depends(a) {
			continue
		}
		use := []ast.Node{n, row, col}
		for _, r := range m.sums {
			use = append(use, r.Index)
		}
		kr, kc, sums := p.fresh(a.Shape().Rows, a.Shape().Cols, use...)
		term := s.leaf(a, kr, kc)
		term.Factors = append(term.Factors, p.component(n, m.value, append(slices.Clone(m.slots), slot{k, kr, kc})))
		for _, d := range m.directions {
			term.Factors = append(term.Factors, p.constant(d.node, d.row, d.col))
		}
		term.Sums = slices.Concat(m.sums, sums)
		out = append(out, term)
	}
	for i, d := range m.directions {
		if !s.depends(d.node) {
			continue
		}
		term := s.leaf(d.node, d.row, d.col)
		term.Factors = append(term.Factors, p.component(n, m.value, m.slots))
		for k, other := range m.directions {
			if k != i {
				term.Factors = append(term.Factors, p.constant(other.node, other.row, other.col))
			}
		}
		term.Sums = m.sums
		out = append(out, term)
	}
	return out, nil
}

// components writes the entry of an unknown function, or of a derivative of it, as components.
func (p pusher) components(n *ast.Apply, row, col ast.Node) multilinear {
	m := multilinear{}
	dirs := n.Directions()
	given := func(d ast.Node) (r, c ast.Node) {
		use := []ast.Node{n, row, col}
		for _, s := range m.sums {
			use = append(use, s.Index)
		}
		r, c, sums := p.fresh(d.Shape().Rows, d.Shape().Cols, use...)
		m.directions = append(m.directions, direction{d, r, c})
		m.sums = append(m.sums, sums...)
		return r, c
	}
	switch n.Form {
	case ast.Value:
		m.value = [2]ast.Node{row, col}
	case ast.Gradient:
		m.slots = []slot{{n.Slots[0], row, col}}
	case ast.Jacobian:
		m.value[0] = row
		m.slots = []slot{{n.Slots[0], col, nil}}
	case ast.Hessian:
		m.slots = []slot{{n.Slots[0], row, nil}, {n.Slots[1], col, nil}}
	case ast.Directional:
		m.value = [2]ast.Node{row, col}
		for i, d := range dirs {
			r, c := given(d)
			m.slots = append(m.slots, slot{n.Slots[i], r, c})
		}
	case ast.Adjoint:
		last := len(dirs) - 1
		for i, d := range dirs[:last] {
			r, c := given(d)
			m.slots = append(m.slots, slot{n.Slots[i], r, c})
		}
		m.value[0], m.value[1] = given(dirs[last])
		m.slots = append(m.slots, slot{n.Slots[last], row, col})
	case ast.Component:
		take := func(s ast.Shape) (at [2]ast.Node) {
			for i, d := range []ast.Dim{s.Rows, s.Cols} {
				if d != ast.One {
					at[i], dirs = dirs[0], dirs[1:]
				}
			}
			return at
		}
		m.value = take(n.Fn.Result)
		for _, s := range n.Slots {
			at := take(n.Fn.Params[s])
			m.slots = append(m.slots, slot{s, at[0], at[1]})
		}
	}
	return m
}

// component is one component of a derivative of an unknown function, in the form that is read best:
// an entry of the gradient, the Jacobian or the Hessian where there is one.
func (p pusher) component(n *ast.Apply, value [2]ast.Node, slots []slot) ast.Node {
	t, f := p.s.e.t, n.Fn
	slots = slices.Clone(slots)
	slices.SortStableFunc(slots, func(a, b slot) int { return a.arg - b.arg })
	places := make([]int, len(slots))
	flat, scalars := f.Result.Cols == ast.One, true
	for i, s := range slots {
		places[i] = s.arg
		flat = flat && f.Params[s.arg].Cols == ast.One
		scalars = scalars && f.Params[s.arg].IsScalar()
	}
	point := n.Point()
	apply := func(form ast.ApplyForm) ast.Node { return t.Apply(f, form, places, point...) }
	switch {
	case len(slots) == 0:
		return t.Entry(apply(ast.Value), value[0], value[1])
	case scalars:
		args := slices.Clone(point)
		for range slots {
			args = append(args, t.Int(1))
		}
		return t.Entry(t.Apply(f, ast.Directional, places, args...), value[0], value[1])
	case len(slots) == 1 && f.Result.IsScalar():
		return t.Entry(apply(ast.Gradient), slots[0].row, slots[0].col)
	case len(slots) == 1 && flat:
		return t.Entry(apply(ast.Jacobian), value[0], slots[0].row)
	case len(slots) == 2 && flat && f.Result.IsScalar():
		return t.Entry(apply(ast.Hessian), slots[0].row, slots[1].row)
	}
	args := append(slices.Clone(point), present(value[0], value[1])...)
	for _, s := range slots {
		args = append(args, present(s.row, s.col)...)
	}
	return t.Apply(f, ast.Component, places, args...)
}
