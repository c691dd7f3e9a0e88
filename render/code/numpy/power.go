package numpy

import "matcalc/ast"

// power lowers a power of a scalar or of a square matrix.
func (l *lowerer) power(n *ast.Power) *value {
	g := l.graph
	e, numeric := n.Exponent().(*ast.Number)
	if n.Shape().IsScalar() {
		base := l.lower(n.Base())
		if numeric {
			return l.signedPower(base, e.Value)
		}
		return g.op("$1**$2", powerLevel, primary, 0, base, l.lower(n.Exponent()))
	}
	base := l.lower(n.Base())
	if ast.IsNumber(n.Exponent(), -1) {
		return g.call("np.linalg.inv($1)", 2, base)
	}
	return g.call("np.linalg.matrix_power($1, $2)", 2, base, l.lower(n.Exponent()))
}

// signedPower divides by powers with a negative exponent, which integers do not take.
func (l *lowerer) signedPower(base *value, e ast.Rat) *value {
	if e.Sign() < 0 {
		return l.graph.over(l.graph.leaf("1", 0), l.scalarPower(base, e.Neg()))
	}
	return l.scalarPower(base, e)
}

// scalarPower raises each entry to a positive number.
func (l *lowerer) scalarPower(base *value, e ast.Rat) *value {
	g := l.graph
	switch {
	case e.IsOne():
		return base
	case e.Equal(ast.RatFrac(1, 2)):
		return g.call("np.sqrt($1)", base.axes, base)
	}
	return g.op("$1**$2", powerLevel, primary, base.axes, base, g.number(e))
}

// entryPower lowers a power entry by entry.
func (l *lowerer) entryPower(n *ast.EntryPower) *value {
	if e, ok := n.Exponent().(*ast.Number); ok {
		return l.signedPower(l.lower(n.Base()), e.Value)
	}
	base := l.lower(n.Base())
	if m, ok := n.Base().(*ast.Mul); ok && onesFactor(m) != nil && !n.Exponent().Shape().IsScalar() {
		base = l.scaled(m.Coef.Abs(), m.Scalars, nil)
		if m.Coef.Sign() < 0 {
			base = l.graph.negative(base)
		}
	}
	return l.graph.op("$1**$2", powerLevel, primary, axesOf(n.Shape()), base, l.lower(n.Exponent()))
}

// hadamard lowers a product entry by entry; negative powers divide.
func (l *lowerer) hadamard(n *ast.Hadamard) *value {
	g := l.graph
	var over, under *value
	times := func(a **value, b *value) {
		if *a == nil {
			*a = b
		} else {
			*a = g.times(*a, b)
		}
	}
	for _, a := range n.Args() {
		if p, ok := a.(*ast.EntryPower); ok {
			if e, ok := p.Exponent().(*ast.Number); ok && e.Value.Sign() < 0 {
				times(&under, l.scalarPower(l.lower(p.Base()), e.Value.Neg()))
				continue
			}
		}
		times(&over, l.lower(a))
	}
	switch {
	case under == nil:
		return over
	case over == nil:
		over = g.leaf("1", 0)
	}
	return g.over(over, under)
}
