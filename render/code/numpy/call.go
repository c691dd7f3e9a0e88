package numpy

import (
	"strconv"
	"strings"

	"matcalc/ast"
)

// anyForm are the functions that take arrays in any form: of a row, only the entries count, or the
// code tells columns from matrices itself.
var anyForm = map[string]bool{"sum": true, "norm": true, "norm1": true, "prod": true, "mean": true, "kron": true}

// call lowers a function of the catalogue. Its arguments get the axes that its signature has, and
// its value the axes of the node: a matrix of one column is a vector everywhere else.
func (l *lowerer) call(n *ast.Call) *value {
	args := n.Args()
	if n.Fn.Name == "tr" {
		if v := l.trace(args[0]); v != nil {
			return v
		}
	}
	values := l.lowerAll(args)
	axes := axesOf(n.Shape())
	switch s := signatureOf(n); {
	case n.Fn.Elementwise:
	case s == nil || anyForm[n.Fn.Name]:
		for i, a := range args {
			values[i] = l.array(values[i], a.Shape())
		}
		if n.Shape().IsRow() {
			axes = 2
		}
	default:
		for i, a := range args {
			values[i] = l.widen(values[i], a.Shape(), s.Args[i].Axes())
		}
		axes = s.Result.Axes()
	}
	for _, d := range n.Sizes {
		values = append(values, l.dim(d))
	}
	template, ok := n.Fn.Notation["numpy"]
	if !ok {
		template = "np." + n.Fn.Name + "($*)"
	}
	list := make([]string, len(values))
	for i := range list {
		list[i] = "${" + strconv.Itoa(i+1) + "}"
	}
	template = strings.ReplaceAll(template, "$*", strings.Join(list, ", "))
	var parts []level
	if strings.Contains(template, "$1*") {
		parts = primary
	}
	return l.narrow(l.graph.op(template, primaryLevel, parts, axes, values...), n.Shape())
}

// signatureOf gives the signature that a call follows; nil for functions of any number of arguments.
func signatureOf(n *ast.Call) *ast.Signature {
	fits := func(pattern, s ast.Shape) bool {
		return (pattern.Rows != ast.One || s.Rows == ast.One) && (pattern.Cols != ast.One || s.Cols == ast.One) &&
			(pattern.Rows != pattern.Cols || s.IsSquare())
	}
	for _, s := range n.Fn.Signatures {
		ok := len(s.Args) == len(n.Args()) && fits(s.Result, n.Shape())
		for i, a := range n.Args() {
			ok = ok && fits(s.Args[i], a.Shape())
		}
		if ok {
			return &s
		}
	}
	return nil
}

// widen gives a value of that shape the number of axes.
func (l *lowerer) widen(v *value, s ast.Shape, axes int) *value {
	g := l.graph
	switch {
	case v.axes == axes || v.axes > axes:
		return v
	case v.axes == 0 && axes == 1:
		return g.call("np.reshape($1, 1)", 1, v)
	case v.axes == 0:
		return g.call("np.reshape($1, (1, 1))", 2, v)
	case s.IsRow():
		return l.array(v, s)
	}
	return g.op("$1[:, None]", primaryLevel, primary, 2, v)
}

// narrow gives a value the number of axes that its shape has inside a function.
func (l *lowerer) narrow(v *value, s ast.Shape) *value {
	g := l.graph
	switch axes := axesOf(s); {
	case v.axes <= axes:
		return v
	case v.axes == 1:
		return g.op("$1[0]", primaryLevel, primary, 0, v)
	case axes == 0:
		return g.op("$1[0, 0]", primaryLevel, primary, 0, v)
	case s.IsRow():
		return l.row(v, s)
	}
	return g.op("$1[:, 0]", primaryLevel, primary, 1, v)
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
