package numpy

import (
	"slices"

	"matcalc/ast"
)

// before is an index that counts from 1, as one that counts from 0.
func (l *lowerer) before(index ast.Node) *value {
	if n, ok := index.(*ast.Number); ok {
		return l.graph.number(n.Value.Minus(ast.RatInt(1)))
	}
	v := l.graph.op("$1 - 1", sumLevel, nil, 0, l.lower(index))
	v.cheap = v.args[0].cheap
	return v
}

// entry lowers an entry, a row or a column. Of a product only the row and the column that are
// needed are computed.
func (l *lowerer) entry(n *ast.Entry) *value {
	array, row, col := n.Arg(), n.Row, n.Col
	if t, ok := array.(*ast.Transpose); ok {
		array, row, col = t.Arg(), col, row
	}
	if m, ok := array.(*ast.Mul); ok {
		return l.entryOfProduct(m, row, col)
	}
	return l.at(l.lower(array), row, col)
}

// at takes the row and column, where they are not nil, of a value.
func (l *lowerer) at(v *value, row, col ast.Node) *value {
	g := l.graph
	parts := []level{primaryLevel, sumLevel}
	switch {
	case row == nil && col == nil:
		return v
	case v.axes == 1 && row != nil:
		return g.op("$1[$2]", primaryLevel, parts, 0, v, l.before(row))
	case v.axes == 1:
		return g.op("$1[$2]", primaryLevel, parts, 0, v, l.before(col))
	case row == nil:
		return g.op("$1[:, $2]", primaryLevel, parts, 1, v, l.before(col))
	case col == nil:
		return g.op("$1[$2]", primaryLevel, parts, 1, v, l.before(row))
	}
	return g.op("$1[$2, $3]", primaryLevel, parts, 0, v, l.before(row), l.before(col))
}

func (l *lowerer) entryOfProduct(m *ast.Mul, row, col ast.Node) *value {
	factors := l.operands(m.Chain)
	last := len(factors) - 1
	if len(factors) > 1 {
		if row != nil && factors[0].rows != ast.One {
			factors[0] = l.part(factors[0], row, nil)
		}
		if col != nil && factors[last].cols != ast.One {
			factors[last] = l.part(factors[last], nil, col)
		}
		row, col = nil, nil
	}
	v := l.scaled(m.Coef.Abs(), m.Scalars, l.at(l.product(factors), row, col))
	if m.Coef.Sign() < 0 {
		return l.graph.negative(v)
	}
	return v
}

// product multiplies factors of which some may have become scalars.
func (l *lowerer) product(factors []operand) *value {
	var scalar *value
	var arrays []operand
	for _, f := range factors {
		if f.kind == dense && f.value.axes == 0 {
			if scalar != nil {
				scalar = l.graph.times(scalar, f.value)
			} else {
				scalar = f.value
			}
			continue
		}
		arrays = append(arrays, f)
	}
	if len(arrays) == 0 {
		return scalar
	}
	v := l.densify(l.multiplyAll(arrays)).value
	if scalar != nil {
		return l.graph.times(scalar, v)
	}
	return v
}

// part is a row or a column of a factor.
func (l *lowerer) part(o operand, row, col ast.Node) operand {
	o = l.densify(o)
	o.value = l.at(o.value, row, col)
	o.node, o.symmetric = nil, false
	if row != nil {
		o.rows = ast.One
	}
	if col != nil {
		o.cols = ast.One
	}
	return o
}

// indexSum lowers a sum over an index to a loop.
func (l *lowerer) indexSum(n *ast.IndexSum) *value {
	v := l.loop(n.Index, l.lower(n.Lo()), l.lower(n.Hi()), func() *value { return l.lower(n.Body()) }, false)
	if !hasTerms(n) {
		v.loop.start = l.zeros(n.Shape())
	}
	return v
}

// hasTerms reports whether a sum is known to have terms: through a dimension, or between numbers. The sum in X^k has none
// for k = 0, and one to n-1 has none for n = 1.
func hasTerms(n *ast.IndexSum) bool {
	lo, ok := n.Lo().(*ast.Number)
	if !ok {
		return false
	}
	switch hi := n.Hi().(type) {
	case *ast.Number:
		return hi.Value.Cmp(lo.Value) >= 0
	case *ast.Symbol:
		return hi.Kind == ast.Dimension && ast.IsNumber(lo, 1)
	}
	return false
}

// zeros is an array of zeros of that shape.
func (l *lowerer) zeros(s ast.Shape) *value {
	switch {
	case s.IsScalar():
		return l.graph.leaf("0.0", 0)
	case s.IsVector():
		return l.graph.call("np.zeros($1)", 1, l.dim(s.Rows))
	case s.IsRow():
		return l.graph.call("np.zeros($1)", 1, l.dim(s.Cols))
	}
	return l.graph.call("np.zeros(($1, $2))", 2, l.dim(s.Rows), l.dim(s.Cols))
}

// loop lowers a loop over an index.
func (l *lowerer) loop(index *ast.Symbol, lo, hi *value, body func() *value, stack bool) *value {
	name := l.names.identifier(index.Name)
	if slices.Contains(l.free, index) {
		// The name is that of a parameter: the loop has another, and what stands in it is another value.
		name = l.names.loop(index)
		outside := l.memo
		l.memo = map[ast.Node]*value{}
		if l.symbols[index] == nil {
			defer delete(l.symbols, index)
		}
		defer func() { l.memo = outside }()
	}
	if l.symbols[index] == nil {
		l.symbols[index] = l.graph.variable(name, 0)
	}
	lp := &loop{index: name, lo: lo, hi: hi, body: body(), stack: stack}
	word, axes := "sum", lp.body.axes
	if stack {
		word, axes = "stack", axes+1
	}
	v := l.graph.op(word+" over "+name+" from $1 to $2 of $3", primaryLevel, nil, axes, lp.lo, lp.hi, lp.body)
	if v.loop != nil {
		return v
	}
	v.loop, v.args = lp, nil
	v.deps = union(union(lp.lo.deps, lp.hi.deps), slices.DeleteFunc(slices.Clone(lp.body.deps), func(d string) bool { return d == name }))
	return v
}
