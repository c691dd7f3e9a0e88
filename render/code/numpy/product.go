package numpy

import (
	"math"

	"matcalc/ast"
)

// mul lowers a product: the chain in its cheapest order, then the scalars.
func (l *lowerer) mul(n *ast.Mul) *value {
	v := l.scaled(n.Coef.Abs(), n.Scalars, l.chainOf(n))
	if n.Coef.Sign() < 0 {
		return l.graph.negative(v)
	}
	return v
}

// chainOf lowers the chain of a product; nil where there is none.
func (l *lowerer) chainOf(n *ast.Mul) *value {
	if len(n.Chain) == 0 {
		return nil
	}
	return l.chain(n.Chain)
}

// scaled is a positive number times scalars times an array, which may be nil. The scalars meet
// before the array does; an outer product takes them into one of its vectors.
func (l *lowerer) scaled(coef ast.Rat, scalars []ast.Node, array *value) *value {
	g := l.graph
	var over, under *value
	times := func(a **value, b *value) {
		if *a == nil {
			*a = b
		} else {
			*a = g.times(*a, b)
		}
	}
	num, den := numerator(coef), denominator(coef)
	if math.IsInf(num.Float(), 0) || math.IsInf(den.Float(), 0) {
		if !isNormal(coef) && (array != nil || len(scalars) > 0) {
			return l.scaledStepwise(coef, scalars, array)
		}
		num, den = coef, ast.RatInt(1)
	}
	if !num.IsOne() {
		over = g.number(num)
	}
	if !den.IsOne() {
		under = g.number(den)
	}
	for _, s := range scalars {
		if p, ok := s.(*ast.Power); ok {
			if e, ok := p.Exponent().(*ast.Number); ok && e.Value.Sign() < 0 {
				times(&under, l.scalarPower(l.lower(p.Base()), e.Value.Neg()))
				continue
			}
		}
		times(&over, l.lower(s))
	}
	if array == nil {
		switch {
		case over == nil && under == nil:
			return g.leaf("1", 0)
		case under == nil:
			return over
		case over == nil:
			over = g.leaf("1", 0)
		}
		return g.over(over, under)
	}
	if array.text == outer && (over != nil || under != nil) {
		return g.call(outer, 2, l.scaledValue(over, under, array.args[0]), array.args[1])
	}
	return l.scaledValue(over, under, array)
}

// scaledStepwise multiplies with a number beyond the range of floats in steps that are floats, so
// that 0 stays 0 and a product within the range is found.
func (l *lowerer) scaledStepwise(coef ast.Rat, scalars []ast.Node, array *value) *value {
	v := l.scaled(ast.RatInt(1), scalars, array)
	step, _ := ast.ParseRat("1e300")
	if coef.Cmp(ast.RatInt(1)) < 0 {
		step = step.Inv()
	}
	for range maxSteps {
		if isNormal(coef) {
			break
		}
		coef = coef.Times(step.Inv())
		v = l.graph.times(l.graph.number(step), v)
	}
	if coef.IsOne() {
		return v
	}
	return l.graph.times(l.graph.number(coef), v)
}

// maxSteps bounds the factors of a number: no product of two floats needs more.
const maxSteps = 4

// isNormal reports whether a float holds the positive number r with all its digits.
func isNormal(r ast.Rat) bool {
	f := r.Float()
	return f >= 0x1p-1022 && !math.IsInf(f, 0)
}

func (l *lowerer) scaledValue(over, under, array *value) *value {
	g := l.graph
	switch {
	case under == nil && over == nil:
		return array
	case under == nil:
		return g.times(over, array)
	case over == nil:
		return g.over(array, under)
	}
	return g.times(g.over(over, under), array)
}

// numerator and denominator split a positive number, unless it is short as a decimal.
func numerator(r ast.Rat) ast.Rat {
	if r.IsInt() {
		return r
	}
	n, _ := ast.ParseRat(r.Num())
	return n
}

func denominator(r ast.Rat) ast.Rat {
	d, _ := ast.ParseRat(r.Den())
	return d
}

// outer is the code of the product of a column and a row.
const outer = "np.outer($1, $2)"
