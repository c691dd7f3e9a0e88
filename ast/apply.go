package ast

import (
	"fmt"
	"slices"
)

// Apply is an unknown function, or a derivative of it, applied to the arguments in args and then
// the directions. The slots count from 0. Derivatives stand in the simplest form that says the
// same: the transpose of a gradient for the Jacobian of a scalar function, a Jacobian times a
// direction for vectors, and so on, as [ApplyForm] lists them. It panics when the number of
// arguments is wrong or a shape does not conform.
func (t *Table) Apply(f *Unknown, form ApplyForm, slots []int, args ...Node) Node {
	if len(args) < len(f.Params) {
		panic(fmt.Sprintf("ast: %s takes %d arguments", f.Name, len(f.Params)))
	}
	point, dirs := args[:len(f.Params)], args[len(f.Params):]
	for i, a := range point {
		if !f.Elementwise && a.Shape() != f.Params[i] {
			panic(fmt.Sprintf("ast: argument %d of %s is %s and should be %s", i+1, f.Name, a.Shape(), f.Params[i]))
		}
	}
	slot := func(k int) Shape { return f.Params[slots[k]] }
	scalar := f.Result.IsScalar()
	shape := f.Result
	switch form {
	case Value:
		if f.Elementwise {
			shape = point[0].Shape()
			if tr, ok := point[0].(*Transpose); ok {
				return t.Transpose(t.Apply(f, Value, slots, tr.Arg()))
			}
		}
	case Gradient:
		shape = slot(0)
		if shape.IsScalar() {
			return t.Apply(f, Directional, slots, append(slices.Clone(point), t.one)...)
		}
	case Jacobian:
		if slot(0).IsScalar() {
			return t.Apply(f, Directional, slots, append(slices.Clone(point), t.one)...)
		}
		if scalar {
			return t.Transpose(t.Apply(f, Gradient, slots, point...))
		}
		shape = Matrix(f.Result.Rows, slot(0).Rows)
	case Hessian:
		if slots[0] > slots[1] {
			return t.Transpose(t.Apply(f, Hessian, []int{slots[1], slots[0]}, point...))
		}
		shape = Matrix(slot(0).Rows, slot(1).Rows)
		if shape.IsScalar() {
			return t.Apply(f, Directional, slots, append(slices.Clone(point), t.one, t.one)...)
		}
	case Directional:
		return t.directional(f, slots, point, dirs)
	case Adjoint:
		return t.adjoint(f, slots, point, dirs)
	case Component:
		shape = Scalar
	}
	return t.apply(f, form, slots, shape, args)
}

func (t *Table) apply(f *Unknown, form ApplyForm, slots []int, shape Shape, args []Node) Node {
	t.begin(tagApply)
	t.keyText(f.Name)
	t.keyInt(int(form))
	t.keyInt(len(slots))
	for _, s := range slots {
		t.keyInt(s)
	}
	return t.intern(args, func([]Node) Node {
		return &Apply{head: newHead(shape), Fn: f, Form: form, Slots: slices.Clone(slots)}
	})
}

// directional is D^k(F)(point)[dirs], linear in each direction. The slots are sorted, since the
// order of differentiation does not matter (Schwarz).
func (t *Table) directional(f *Unknown, slots []int, point, dirs []Node) Node {
	if slices.ContainsFunc(dirs, IsZero) {
		return t.Zeros(f.Result)
	}
	outer := []Node{t.one}
	type direction struct {
		slot int
		node Node
	}
	ds := make([]direction, len(slots))
	for i, d := range dirs {
		var s Node
		if d.Shape().IsScalar() {
			s, d = d, t.one
		} else {
			s, d = t.SplitScalars(d)
		}
		outer = append(outer, s)
		ds[i] = direction{slots[i], d}
	}
	slices.SortStableFunc(ds, func(a, b direction) int {
		if a.slot != b.slot {
			return a.slot - b.slot
		}
		return byID(a.node, b.node)
	})
	sorted := make([]int, len(ds))
	args := slices.Clone(point)
	flat := f.Result.Cols == One
	for i, d := range ds {
		sorted[i] = d.slot
		args = append(args, d.node)
		flat = flat && f.Params[d.slot].Cols == One
	}
	dirs = args[len(point):]
	scalarSlots := !slices.ContainsFunc(sorted, func(s int) bool { return !f.Params[s].IsScalar() })
	switch {
	case scalarSlots:
	case len(sorted) == 1 && f.Result.IsScalar():
		return t.Mul(append(outer, t.Inner(t.Apply(f, Gradient, sorted, point...), dirs[0]))...)
	case len(sorted) == 1 && flat:
		return t.Mul(append(outer, t.Apply(f, Jacobian, sorted, point...), dirs[0])...)
	case len(sorted) == 2 && flat && f.Result.IsScalar():
		return t.Mul(append(outer, t.Transpose(dirs[0]), t.Apply(f, Hessian, sorted, point...), dirs[1])...)
	}
	return t.Mul(append(outer, t.apply(f, Directional, sorted, f.Result, args))...)
}

// adjoint is the map from the cotangent, the last of dirs, to the shape of the last slot.
func (t *Table) adjoint(f *Unknown, slots []int, point, dirs []Node) Node {
	last := len(slots) - 1
	shape := f.Params[slots[last]]
	if slices.ContainsFunc(dirs, IsZero) {
		return t.Zeros(shape)
	}
	if shape.IsScalar() {
		args := append(slices.Clone(point), dirs[:last]...)
		return t.Inner(t.Apply(f, Directional, slots, append(args, t.one)...), dirs[last])
	}
	outer := []Node{t.one}
	args := slices.Clone(point)
	for _, d := range dirs {
		var s Node
		if d.Shape().IsScalar() {
			s, d = d, t.one
		} else {
			s, d = t.SplitScalars(d)
		}
		outer = append(outer, s)
		args = append(args, d)
	}
	dirs = args[len(point):]
	flat := f.Result.Cols == One && shape.Cols == One
	for _, s := range slots {
		flat = flat && f.Params[s].Cols == One
	}
	switch {
	case last == 0 && f.Result.IsScalar():
		return t.Mul(append(outer, t.Apply(f, Gradient, slots, point...))...)
	case last == 0 && flat:
		return t.Mul(append(outer, t.Transpose(t.Apply(f, Jacobian, slots, point...)), dirs[0])...)
	case last == 1 && flat && f.Result.IsScalar():
		return t.Mul(append(outer, t.Apply(f, Hessian, []int{slots[1], slots[0]}, point...), dirs[0])...)
	}
	return t.Mul(append(outer, t.apply(f, Adjoint, slots, shape, args))...)
}
