package notation

import "matcalc/ast"

// hadamard lays out a product entry by entry, in the order of the names, with what divides at the
// end; scalars, where there are any, stand in front.
func (l *layouter) hadamard(scalars *item, factors []ast.Node) *item {
	items := make([]sorted, len(factors))
	multiplied := scalars != nil
	for i, f := range factors {
		it, divides := l.entryFactor(f)
		multiplied = multiplied || !divides
		k := l.keyOf(it)
		r := rank(k, false)
		if l.forPeople && it.pending {
			r = lastRank
		}
		items[i] = sorted{it, divides, r, k, f.ID(), f}
	}
	sortItems(items)
	out := l.newItem(entrywiseItem)
	if !multiplied {
		scalars = l.number("1")
	}
	if scalars != nil {
		out.args, out.flags, out.scalars = []*item{scalars}, []bool{false}, 1
	}
	for _, s := range items {
		out.args = append(out.args, s.item)
		out.flags = append(out.flags, s.flag)
		out.grow(s.item)
	}
	if len(out.args) == 1 {
		return out.args[0]
	}
	return out
}

// entryFactor lays out a factor of a product entry by entry, which may divide.
func (l *layouter) entryFactor(f ast.Node) (it *item, divides bool) {
	p, ok := f.(*ast.EntryPower)
	if !ok || l.shared(f) {
		if ast.IsConstant(f, ast.Eye) {
			return l.identity(f, true), false
		}
		return l.ref(f), false
	}
	if base, e, ok := l.entryDivisor(p); ok {
		return l.entryPower(base, e), true
	}
	return l.entryPower(l.entryBase(p), l.exponent(p.Exponent())), false
}

// entryDivisor gives a power entry by entry with a negative exponent as its base and the opposite
// exponent.
func (l *layouter) entryDivisor(p *ast.EntryPower) (base, exponent *item, ok bool) {
	if l.shared(p) {
		return nil, nil, false
	}
	e, ok := l.opposite(p.Exponent())
	return l.entryBase(p), e, ok && p.Exponent().Shape().IsScalar()
}

// entryBase lays out the base: a scalar where it is one in every entry and the exponent tells the
// shape.
func (l *layouter) entryBase(p *ast.EntryPower) *item {
	if m, ok := p.Base().(*ast.Mul); ok && !p.Exponent().Shape().IsScalar() && !l.shared(m) &&
		len(m.Chain) == 1 && isOnes(m.Chain[0]) && m.Coef.Sign() > 0 {
		return l.productOf(m.Coef, m.Scalars, nil)
	}
	return l.ref(p.Base())
}

func (l *layouter) entryPower(base, e *item) *item {
	switch {
	case e.isNumber("1"):
		return base
	case isHalf(e):
		return l.newItem(sqrtItem, base)
	}
	return l.newItem(entryPowerItem, base, e)
}
