package numpy

import (
	"strconv"
	"strings"

	"matcalc/ast"
)

// rowless are the functions whose value does not depend on the form of a row.
var rowless = map[string]bool{"sum": true, "norm": true, "norm1": true, "prod": true, "mean": true}

// call lowers a function of the catalogue.
func (l *lowerer) call(n *ast.Call) *value {
	args := n.Args()
	if n.Fn.Name == "tr" {
		if v := l.trace(args[0]); v != nil {
			return v
		}
	}
	values := l.lowerAll(args)
	if !n.Fn.Elementwise && !rowless[n.Fn.Name] {
		for i, a := range args {
			values[i] = l.array(values[i], a.Shape())
		}
	}
	for _, d := range n.Sizes {
		values = append(values, l.dim(d))
	}
	template, ok := n.Fn.Notation["numpy"]
	if !ok {
		template = "np." + n.Fn.Name + "($*)"
	}
	axes := axesOf(n.Shape())
	if !n.Fn.Elementwise && n.Shape().IsRow() {
		axes = 2
	}
	list := make([]string, len(values))
	for i := range list {
		list[i] = "${" + strconv.Itoa(i+1) + "}"
	}
	template = strings.ReplaceAll(template, "$*", strings.Join(list, ", "))
	level, parts := primaryLevel, []level(nil)
	if strings.Contains(template, "$1*") {
		parts = primary
	}
	return l.row(l.graph.op(template, level, parts, axes, values...), n.Shape())
}

// trace lowers the trace of a product as a sum of products of entries, without the product.
func (l *lowerer) trace(n ast.Node) *value {
	m, ok := n.(*ast.Mul)
	if !ok || len(m.Chain) < 2 {
		return nil
	}
	factors := l.operands(m.Chain)
	if len(factors) < 2 {
		return nil
	}
	a, b := l.multiplyAll(factors[:1]), l.multiplyAll(factors[1:])
	if a.kind == inverse || b.kind == inverse {
		return nil
	}
	var v *value
	g := l.graph
	switch {
	case a.kind == diagonal || b.kind == diagonal:
		return nil
	case a.value.axes == 1:
		v = g.op("$1 @ $2", productLevel, tight, 0, b.value, a.value)
	default:
		v = g.call("np.vdot($1, $2)", 0, a.value, g.transpose(b.value))
	}
	v = l.scaled(m.Coef.Abs(), m.Scalars, v)
	if m.Coef.Sign() < 0 {
		return g.negative(v)
	}
	return v
}
