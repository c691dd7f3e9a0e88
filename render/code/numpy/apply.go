package numpy

import (
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
)

// derivativeName is the parameter for a derivative of an unknown function: D_h, D2_h_1_2.
func (n *names) derivativeName(f *ast.Unknown, slots []int) string {
	if len(slots) == 0 {
		return n.identifier(f.Name)
	}
	name := identifier(f.Name)
	switch len(slots) {
	case 1:
		name = "D_" + strings.TrimSuffix(name, "_")
	default:
		name = "D" + strconv.Itoa(len(slots)) + "_" + strings.TrimSuffix(name, "_")
	}
	if len(f.Params) > 1 {
		for _, s := range slots {
			name += "_" + strconv.Itoa(s+1)
		}
	}
	return name
}

// apply lowers an application of an unknown function or of a derivative. The derivative is an
// array with the axes of the value, then those of each argument; directions are contracted with
// their axes.
func (l *lowerer) apply(n *ast.Apply) *value {
	g, f := l.graph, n.Fn
	if f.Elementwise {
		return g.call(l.names.derivativeName(f, n.Slots)+"($1)", axesOf(n.Shape()), l.lower(n.Point()[0]))
	}
	array := l.tensor(n)
	switch n.Form {
	case ast.Directional:
		for i, d := range slices.Backward(n.Directions()) {
			array = l.contractLast(array, d, f.Params[n.Slots[i]])
		}
	case ast.Adjoint:
		last := len(n.Slots) - 1
		array = l.contractFirst(array, n.Directions()[last], f.Result)
		for i, d := range n.Directions()[:last] {
			array = l.contractFirst(array, d, f.Params[n.Slots[i]])
		}
	case ast.Component:
		indices := make([]string, len(n.Directions()))
		args := []*value{array}
		for i, d := range n.Directions() {
			indices[i] = "${" + strconv.Itoa(i+2) + "}"
			args = append(args, l.before(d))
		}
		return g.op("$1["+strings.Join(indices, ", ")+"]", primaryLevel, []level{primaryLevel, sumLevel}, 0, args...)
	}
	return l.row(array, n.Shape())
}

// tensor is the array of the derivative that n applies, or of the value.
func (l *lowerer) tensor(n *ast.Apply) *value {
	point := l.lowerAll(n.Point())
	list := make([]string, len(point))
	for i, p := range n.Point() {
		point[i] = l.array(point[i], p.Shape())
		list[i] = "${" + strconv.Itoa(i+1) + "}"
	}
	axes := n.Fn.Result.Axes()
	for _, s := range n.Slots {
		axes += n.Fn.Params[s].Axes()
	}
	return l.graph.call(l.names.derivativeName(n.Fn, n.Slots)+"("+strings.Join(list, ", ")+")", axes, point...)
}

// contractLast sums over the last axes of t against the direction d.
func (l *lowerer) contractLast(t *value, d ast.Node, shape ast.Shape) *value {
	g := l.graph
	if shape.IsScalar() {
		return l.timesScalar(t, d)
	}
	v := l.array(l.lower(d), d.Shape())
	axes := t.axes - shape.Axes()
	if shape.Axes() == 1 {
		return g.op("$1 @ $2", productLevel, tight, axes, t, v)
	}
	return g.call("np.tensordot($1, $2, "+strconv.Itoa(shape.Axes())+")", axes, t, v)
}

// contractFirst sums over the first axes of t against d.
func (l *lowerer) contractFirst(t *value, d ast.Node, shape ast.Shape) *value {
	g := l.graph
	if shape.IsScalar() {
		return l.timesScalar(t, d)
	}
	v := l.array(l.lower(d), d.Shape())
	return g.call("np.tensordot($1, $2, "+strconv.Itoa(shape.Axes())+")", t.axes-shape.Axes(), v, t)
}

func (l *lowerer) timesScalar(t *value, d ast.Node) *value {
	if ast.IsNumber(d, 1) {
		return t
	}
	return l.graph.times(l.lower(d), t)
}
