package parser

import (
	"fmt"

	"matcalc/ast"
)

// entryNode is an entry, row or column of an array.
func (e *elaborator) entryNode(t *term, args []ast.Node) ast.Node {
	tb := e.in.Table
	base := args[0]
	s := base.Shape()
	name := t.args[0].place.text()
	check := func(i int, d ast.Dim) { e.checkRange(args[i], t.args[i].place, d, shortened(name)) }
	switch t.axes {
	case rowIndex:
		check(1, s.Rows)
		return tb.Entry(base, args[1], nil)
	case colIndex:
		check(1, s.Cols)
		return tb.Entry(base, nil, args[1])
	case bothIndices:
		check(1, s.Rows)
		check(2, s.Cols)
		return tb.Entry(base, args[1], args[2])
	}
	switch {
	case s.Cols == ast.One:
		check(1, s.Rows)
		return tb.Entry(base, args[1], nil)
	case s.Rows == ast.One:
		check(1, s.Cols)
		return tb.Entry(base, nil, args[1])
	}
	e.fail(ast.ShapeError, t.place, fmt.Sprintf("write %s[i,j] for an entry, %s[i,:] for a row", shortened(name), shortened(name)),
		"a matrix has two indices: %s", e.describe(t.args[0]))
	return nil
}

// checkRange refuses an index of what has d entries that is a number out of its range.
func (e *elaborator) checkRange(index ast.Node, at place, d ast.Dim, of string) {
	n, ok := index.(*ast.Number)
	if !ok {
		return
	}
	size, constant := d.Int()
	if k, isInt := n.Value.Int(); !isInt || k < 1 || constant && k > size {
		e.fail(ast.ShapeError, at, fmt.Sprintf("the indices of %s run from 1 to %s", of, d), "the index %s is out of range", at.text())
	}
}

// indexSumNode is a sum over an index, to the size of its axis where no bounds are given.
func (e *elaborator) indexSumNode(t *term, args []ast.Node) ast.Node {
	tb := e.in.Table
	k := args[0].(*ast.Symbol)
	if len(args) == 4 {
		for _, bound := range t.args[2:] {
			if !ast.IsIntegerValued(bound.node) {
				e.noInteger(bound.place)
			}
		}
		return tb.IndexSum(k, args[2], args[3], args[1])
	}
	return tb.IndexSum(k, tb.Int(1), e.sizeNode(e.final(t.sizes[0])), args[1])
}

// rangesOfComponents finds the ranges of sums whose index stands only in components of
// derivatives, now that all ranks are known.
func (e *elaborator) rangesOfComponents() {
	for _, s := range e.rangeless {
		found := false
		e.walkFree(s.body, s.k, func(n *term) {
			if n.op != opComponent {
				return
			}
			for i, axis := range e.componentAxes(n.args[0], len(n.args)-1) {
				if i+1 < len(n.args) && n.args[i+1] == s.k && e.unify(s.r, axis) {
					found = true
				}
			}
		})
		if !found && e.isOpen(s.r) {
			e.fail(ast.SyntaxError, s.at, fmt.Sprintf("write the bounds: sum(%s=1..n, …)", s.k.entity.name),
				"the bounds of %s do not follow from what it indexes", s.k.entity.name)
		}
		e.settle()
	}
}

// componentAxes lists the sizes of the axes of a derivative: those of the value, then those of
// each argument by which it is differentiated. Where it has an expression of its own with at most
// two axes, the axes are those of that array.
func (e *elaborator) componentAxes(d *term, indices int) []dim {
	if !e.manyAxes(d) {
		switch {
		case indices == 2:
			return []dim{d.rows, d.cols}
		case e.isOne(d.rows):
			return []dim{d.cols}
		}
		return []dim{d.rows}
	}
	var out []dim
	add := func(s shape) {
		switch e.shapeOf(s.rows, s.cols).Axes() {
		case 1:
			out = append(out, s.rows)
		case 2:
			out = append(out, s.rows, s.cols)
		}
	}
	add(d.entity.result)
	for _, s := range d.slots {
		add(d.entity.params[s])
	}
	return out
}
