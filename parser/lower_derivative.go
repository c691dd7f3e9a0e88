package parser

import (
	"fmt"

	"matcalc/ast"
)

// unknown makes the unknown function of an entity.
func (e *elaborator) unknown(x *entity) *ast.Unknown {
	if x.fn == nil {
		params := make([]ast.Shape, len(x.params))
		for i, p := range x.params {
			params[i] = e.finalShape(p.rows, p.cols)
		}
		x.fn = e.in.Table.Unknown(x.name, params, e.finalShape(x.result.rows, x.result.cols), x.elementwise)
	}
	return x.fn
}

// derivativeNode makes a derivative of an unknown function in the form that its shapes ask for.
func (e *elaborator) derivativeNode(t *term, args []ast.Node) ast.Node {
	tb := e.in.Table
	f := e.unknown(t.entity)
	if t.op == opDerivative {
		return e.plainDerivative(t, f, args)
	}
	base := t.args[0]
	point := make([]ast.Node, len(base.args), len(base.args)+len(args))
	for i, a := range base.args {
		point[i] = a.node
	}
	rest := args[1:]
	switch t.op {
	case opDirection:
		return tb.Apply(f, ast.Directional, t.slots, append(point, rest...)...)
	case opAdjoint:
		return tb.Apply(f, ast.Adjoint, t.slots, append(point, rest...)...)
	}
	if !e.manyAxes(base) {
		return e.entryOf(t, e.plainDerivative(base, f, point), rest)
	}
	axes := e.componentAxes(base, 0)
	if len(axes) != len(rest) {
		e.fail(ast.SyntaxError, t.place, "the indices of the value stand first, then those of the argument", "%s has %s, not %d", shortened(base.place.text()), indexCount(len(axes)), len(rest))
	}
	for i, axis := range axes {
		e.checkRange(rest[i], t.args[i+1].place, e.final(axis), shortened(base.place.text()))
	}
	return tb.Apply(f, ast.Component, t.slots, append(point, withoutRows(f, t.slots, rest)...)...)
}

func indexCount(n int) string {
	if n == 1 {
		return "1 index"
	}
	return fmt.Sprintf("%d indices", n)
}

// entryOf is an entry of a derivative that has at most two axes.
func (e *elaborator) entryOf(t *term, array ast.Node, indices []ast.Node) ast.Node {
	s := array.Shape()
	name := shortened(t.args[0].place.text())
	check := func(i int, d ast.Dim) { e.checkRange(indices[i], t.args[i+1].place, d, name) }
	switch {
	case len(indices) == 2:
		check(0, s.Rows)
		check(1, s.Cols)
		return e.in.Table.Entry(array, indices[0], indices[1])
	case len(indices) == 1 && s.Cols == ast.One:
		check(0, s.Rows)
		return e.in.Table.Entry(array, indices[0], nil)
	case len(indices) == 1 && s.Rows == ast.One:
		check(0, s.Cols)
		return e.in.Table.Entry(array, nil, indices[0])
	}
	e.fail(ast.SyntaxError, t.place, "the indices of the value stand first, then those of the argument", "%s has %s, not %d", name, indexCount(max(1, s.Axes())), len(indices))
	return nil
}

// withoutRows leaves out the index 1 of each row, which has one row alone.
func withoutRows(f *ast.Unknown, slots []int, indices []ast.Node) []ast.Node {
	var out []ast.Node
	shapes := []ast.Shape{f.Result}
	for _, s := range slots {
		shapes = append(shapes, f.Params[s])
	}
	for _, s := range shapes {
		axes := indices[:s.Axes()]
		indices = indices[s.Axes():]
		if s.IsRow() {
			axes = axes[1:]
		}
		out = append(out, axes...)
	}
	return out
}

// plainDerivative is a derivative without directions.
func (e *elaborator) plainDerivative(t *term, f *ast.Unknown, point []ast.Node) ast.Node {
	tb := e.in.Table
	if f.Elementwise {
		return tb.Apply(f, ast.Value, make([]int, len(t.slots)), point...)
	}
	scalarSlots := true
	for _, s := range t.slots {
		scalarSlots = scalarSlots && f.Params[s].IsScalar()
	}
	switch {
	case scalarSlots:
		for range t.slots {
			point = append(point, tb.Int(1))
		}
		return tb.Apply(f, ast.Directional, t.slots, point...)
	case e.manyAxes(t) || e.isOpen(t.rows) || e.isOpen(t.cols):
		e.axesError(t, f)
	case len(t.slots) == 1 && t.head == "grad":
		return tb.Apply(f, ast.Gradient, t.slots, point...)
	case len(t.slots) == 1 && f.Result.IsScalar():
		return tb.Transpose(tb.Apply(f, ast.Gradient, t.slots, point...))
	case len(t.slots) == 1:
		return tb.Apply(f, ast.Jacobian, t.slots, point...)
	case len(t.slots) == 2:
		return tb.Apply(f, ast.Hessian, t.slots, point...)
	}
	e.axesError(t, f)
	return nil
}

func (e *elaborator) axesError(t *term, f *ast.Unknown) {
	axes := f.Result.Axes()
	for _, s := range t.slots {
		axes += f.Params[s].Axes()
	}
	text := t.place.text()
	e.fail(ast.UnsupportedError, t.place, fmt.Sprintf("apply it to a direction: %s[H]", shortened(text)), "%s has %d axes, and is no matrix", shortened(text), axes)
}
