package notation

import (
	"math"
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/simplify"
)

// rational lays out a number.
func (l *layouter) rational(r ast.Rat) *item {
	it := l.number(r.Abs().Num())
	if !r.IsInt() {
		it = l.quotient(it, l.number(r.Den()))
	}
	if r.Sign() < 0 {
		it = l.newItem(negativeItem, it)
	}
	return it
}

func (l *layouter) quotient(num, den *item) *item {
	it := l.newItem(quotientItem, num, den)
	it.tall = true
	return it
}

// product lays out a product without its sign.
func (l *layouter) product(n *ast.Mul) *item {
	coef := n.Coef.Abs()
	if n.Shape().IsScalar() && len(n.Chain) > 0 {
		it := l.newItem(productItem, l.chain(n)...)
		it.node = n
		return it
	}
	if len(n.Chain) == 1 && !l.shared(n.Chain[0]) {
		switch f := n.Chain[0].(type) {
		case *ast.EntryPower:
			if _, _, divides := l.entryDivisor(f); divides {
				return l.overEntries(n, f)
			}
		case *ast.Constant:
			if f.Kind == ast.Eye {
				return l.productOf(coef, n.Scalars, []*item{l.identity(f, l.alone)})
			}
		}
	}
	return l.productOf(coef, n.Scalars, l.chain(n))
}

// overEntries lays out scalars times 1./x as scalars./x, and as 1./x/s where all of them divide.
func (l *layouter) overEntries(n *ast.Mul, f *ast.EntryPower) *item {
	divides := func(s ast.Node) bool { _, _, ok := l.divisor(s); return ok }
	some := slices.ContainsFunc(n.Scalars, divides)
	others := !n.Coef.Abs().IsOne() || slices.ContainsFunc(n.Scalars, func(s ast.Node) bool { return !divides(s) })
	if !n.Coef.IsInt() || some && !others {
		return l.productOf(n.Coef.Abs(), n.Scalars, []*item{l.ref(f)})
	}
	return l.hadamard(l.productOf(n.Coef.Abs(), n.Scalars, nil), []ast.Node{f})
}

// chain lays out the factors of the chain of a product, as the transpose of a product where that has fewer
// signs of transposition. The derivative of a scalar function that
// starts a scalar is its gradient transposed, as in ∇h'x.
func (l *layouter) chain(n *ast.Mul) []*item {
	chain, scalar := n.Chain, n.Shape().IsScalar()
	if simplify.Turned(n) && !slices.ContainsFunc(chain, l.shared) {
		return []*item{l.newItem(transposeItem, l.join(nil, l.turned(chain)))}
	}
	items := l.refs(chain)
	if t, ok := chain0(chain).(*ast.Transpose); ok && scalar && !l.shared(t) && l.isGradient(t.Arg()) {
		items[0] = l.newItem(transposeItem, l.ref(t.Arg()))
	}
	return items
}

// turned lays out the transposes of the factors of a chain from the last to the first.
func (l *layouter) turned(chain []ast.Node) []*item {
	var items []*item
	for _, f := range slices.Backward(chain) {
		tr, transposed := f.(*ast.Transpose)
		switch {
		case transposed:
			items = append(items, l.ref(tr.Arg()))
		case f.Has(ast.IsSymmetric):
			items = append(items, l.ref(f))
		default:
			items = append(items, l.newItem(transposeItem, l.ref(f)))
		}
	}
	return items
}

func chain0(chain []ast.Node) ast.Node {
	if len(chain) == 0 {
		return nil
	}
	return chain[0]
}

// productOf lays out a number that is not negative, scalars and a chain. All that divides is
// collected in one denominator.
func (l *layouter) productOf(coef ast.Rat, scalars []ast.Node, chain []*item) *item {
	var over, under []sorted
	deltas := holdsDeltas(scalars)
	if means, rest := simplify.Means(scalars); len(means) > 0 && !slices.ContainsFunc(scalars, l.shared) {
		scalars = rest
		for _, sum := range means {
			over = append(over, l.place(sum, l.call(sum, catalogue.Lookup("mean")), deltas))
		}
	}
	for _, s := range scalars {
		if base, e, ok := l.divisor(s); ok {
			it := l.power(base, e)
			under = append(under, l.place(s, it, false))
			continue
		}
		over = append(over, l.place(s, l.ref(s), deltas))
	}
	sortItems(over)
	sortItems(under)
	if l.forPeople {
		chainEntries(over)
	}
	var last []*item // what the derivative of is pending stands behind all else
	for len(over) > 0 && over[len(over)-1].rank == lastRank {
		last = append([]*item{over[len(over)-1].item}, last...)
		over = over[:len(over)-1]
	}
	var num, den []*item
	switch {
	case coef.IsInt():
		if !coef.IsOne() {
			num = append(num, l.number(coef.Num()))
		}
	case l.fractions && len(under) == 0 && len(over)+len(chain)+len(last) > 0:
		num = append(num, l.rational(coef))
	default:
		if coef.Num() != "1" {
			num = append(num, l.number(coef.Num()))
		}
		den = append(den, l.number(coef.Den()))
	}
	for _, s := range over {
		num = append(num, s.item)
	}
	for _, s := range under {
		den = append(den, s.item)
	}
	top := l.join(num, append(chain, last...))
	if len(den) == 0 {
		return top
	}
	return l.quotient(top, l.join(den, nil))
}

// place is where the scalar factor s, laid out as it, stands among the others, which deltas are some of
// and functions.
func (l *layouter) place(s ast.Node, it *item, deltas bool) sorted {
	k := l.keyOf(it)
	if _, ok := s.(*ast.Delta); ok && l.forPeople {
		k = key{math.MaxInt}
	}
	r := 0
	switch {
	case l.forPeople && deltas:
		r = simplicityBesideDeltas(s)
	case l.forPeople:
		r = simplify.Simplicity(s)
	case len(k) > 0:
		r = 1
	}
	if l.forPeople && it.pending && r < lastRank {
		r = lastRank
	}
	return sorted{it, false, r, k, s.ID(), s}
}

// join is the product of scalars and a chain; 1 where there is neither.
func (l *layouter) join(scalars, chain []*item) *item {
	switch len(scalars) + len(chain) {
	case 0:
		return l.number("1")
	case 1:
		if len(chain) > 0 {
			return chain[0]
		}
		return scalars[0]
	}
	args := l.list(len(scalars) + len(chain))
	copy(args[copy(args, scalars):], chain)
	it := l.newItem(productItem, args...)
	it.scalars = len(scalars)
	return it
}

// divisor gives a scalar power with a negative exponent as its base and the opposite exponent.
func (l *layouter) divisor(n ast.Node) (base ast.Node, exponent *item, ok bool) {
	p, isPower := n.(*ast.Power)
	if !isPower || l.shared(n) || !p.Shape().IsScalar() {
		return nil, nil, false
	}
	e, ok := l.opposite(p.Exponent())
	return p.Base(), e, ok
}

// opposite lays out -e where e has a minus in front.
func (l *layouter) opposite(e ast.Node) (*item, bool) {
	switch e := e.(type) {
	case *ast.Number:
		if e.Value.Sign() < 0 {
			return l.rational(e.Value.Abs()), true
		}
	case *ast.Mul:
		if e.Coef.Sign() < 0 && !l.shared(e) {
			return l.product(e), true
		}
	}
	return nil, false
}

func (l *layouter) exponent(e ast.Node) *item {
	if n, ok := e.(*ast.Number); ok {
		return l.rational(n.Value)
	}
	return l.ref(e)
}

// power lays out a power, with the names for the exponents -1, 1/2 and 1.
func (l *layouter) power(base ast.Node, e *item) *item {
	b := l.ref(base)
	switch {
	case e.isNumber("1"):
		return b
	case isMinusOne(e):
		return l.newItem(inverseItem, b)
	case isHalf(e):
		return l.newItem(sqrtItem, b)
	}
	return l.newItem(powerItem, b, e)
}

func isMinusOne(e *item) bool { return e.op == negativeItem && e.args[0].isNumber("1") }

func isHalf(e *item) bool {
	return e.op == quotientItem && e.args[0].isNumber("1") && e.args[1].isNumber("2")
}
