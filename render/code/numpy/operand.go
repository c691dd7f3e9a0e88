package numpy

import (
	"slices"

	"matcalc/ast"
)

// An operand is a factor of a chain, or the product of several.
type operand struct {
	kind       operandKind
	value      *value // the array; the diagonal; the matrix that is inverted
	rows, cols ast.Dim
	symmetric  bool
	node       ast.Node // of a factor
}

type operandKind uint8

const (
	dense    operandKind = iota
	diagonal             // Diag(value)
	inverse              // inv(value)
)

// maxExpanded is the greatest power of a matrix that becomes factors of their own in a chain.
const maxExpanded = 3

// operands lists the factors of a chain. Small powers become several factors, so that a vector
// meets one at a time.
func (l *lowerer) operands(chain []ast.Node) []operand {
	var out []operand
	for _, n := range chain {
		base, transposed := n, false
		if t, ok := n.(*ast.Transpose); ok {
			base, transposed = t.Arg(), true
		}
		o := operand{rows: n.Shape().Rows, cols: n.Shape().Cols, symmetric: n.Has(ast.IsSymmetric), node: n}
		switch b := base.(type) {
		case *ast.Power:
			e, ok := b.Exponent().(*ast.Number)
			k, integer := int64(0), false
			if ok {
				k, integer = e.Value.Int()
			}
			if integer && k < 0 && k >= -maxExpanded || integer && k > 0 && k <= maxExpanded && len(chain) > 1 {
				o.kind, o.value = dense, l.lower(b.Base())
				o.node = nil
				o.symmetric = b.Base().Has(ast.IsSymmetric)
				switch {
				case k < 0 && l.inverts:
					o.value, k = l.graph.call("np.linalg.inv($1)", 2, o.value), -k
				case k < 0:
					o.kind, k = inverse, -k
				}
				if transposed && !o.symmetric {
					o.value = l.graph.transpose(o.value)
				}
				out = append(out, slices.Repeat([]operand{o}, int(k))...)
				continue
			}
		case *ast.Call:
			if b.Fn.Name == "Diag" {
				o.kind, o.value = diagonal, l.lower(b.Args()[0])
				out = append(out, o)
				continue
			}
		}
		o.value = l.lower(n)
		out = append(out, o)
	}
	return out
}

// densify makes an operand an array.
func (l *lowerer) densify(o operand) operand {
	switch o.kind {
	case diagonal:
		o.value = l.graph.call("np.diag($1)", 2, o.value)
	case inverse:
		o.value = l.graph.call("np.linalg.inv($1)", 2, o.value)
	}
	o.kind = dense
	return o
}

// multiply is the product of two operands.
func (l *lowerer) multiply(a, b operand) operand {
	g := l.graph
	out := operand{rows: a.rows, cols: b.cols}
	shape := ast.Shape{Rows: a.rows, Cols: b.cols}
	switch {
	case a.kind == dense && a.value.axes == 0, b.kind == dense && b.value.axes == 0:
		// A row of the chain has met a column.
		out.value = g.times(l.densify(a).value, l.densify(b).value)
	case a.kind == diagonal && b.kind == diagonal:
		out.kind, out.value, out.symmetric = diagonal, g.times(a.value, b.value), true
		return out
	case a.kind == inverse:
		out.value = g.call("np.linalg.solve($1, $2)", axesOf(shape), a.value, l.densify(b).value)
	case b.kind == inverse:
		m := b.value
		if !b.symmetric {
			m = g.transpose(m)
		}
		out.value = g.transpose(g.call("np.linalg.solve($1, $2)", axesOf(shape), m, g.transpose(l.densify(a).value)))
	case a.kind == diagonal && b.cols == ast.One:
		out.value = g.times(a.value, b.value)
	case a.kind == diagonal:
		column := g.op("$1[:, None]", primaryLevel, primary, 2, a.value)
		out.value = g.times(column, b.value)
	case b.kind == diagonal:
		out.value = g.times(a.value, b.value)
	default:
		out.value = l.dot(a, b, axesOf(shape))
	}
	return out
}

// dot is the product of two arrays. A product with ones is a sum, one with a unit vector a row or
// a column, and that of a column and a row the outer product.
func (l *lowerer) dot(a, b operand, axes int) *value {
	g := l.graph
	switch {
	case a.value.axes == 1 && b.value.axes == 1 && a.cols == ast.One:
		return g.call(outer, 2, a.value, b.value)
	case isOnes(b.node) && b.cols == ast.One && a.value.axes == 2:
		return g.call("np.sum($1, axis=1)", 1, a.value)
	case isOnes(b.node) && b.cols == ast.One:
		return g.call("np.sum($1)", 0, a.value)
	case isOnes(a.node) && a.rows == ast.One && b.value.axes == 2:
		return g.call("np.sum($1, axis=0)", 1, b.value)
	case isOnes(a.node) && a.rows == ast.One:
		return g.call("np.sum($1)", 0, b.value)
	}
	if i := unitIndex(b.node); i != nil && b.cols == ast.One {
		if a.value.axes == 2 {
			return g.op("$1[:, $2]", primaryLevel, []level{primaryLevel, sumLevel}, 1, a.value, l.before(i))
		}
		return g.op("$1[$2]", primaryLevel, []level{primaryLevel, sumLevel}, 0, a.value, l.before(i))
	}
	if i := unitIndex(a.node); i != nil && a.rows == ast.One {
		return g.op("$1[$2]", primaryLevel, []level{primaryLevel, sumLevel}, b.value.axes-1, b.value, l.before(i))
	}
	return g.op("$1 @ $2", productLevel, tight, axes, a.value, b.value)
}

func isOnes(n ast.Node) bool {
	if t, ok := n.(*ast.Transpose); ok {
		n = t.Arg()
	}
	return n != nil && ast.IsConstant(n, ast.Ones)
}

// unitIndex gives the index of a unit vector or its transpose, or nil.
func unitIndex(n ast.Node) ast.Node {
	if t, ok := n.(*ast.Transpose); ok {
		n = t.Arg()
	}
	if c, ok := n.(*ast.Constant); ok && c.Kind == ast.Unit {
		return c.Args()[0]
	}
	return nil
}
