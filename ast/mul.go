package ast

import (
	"cmp"
	"fmt"
	"slices"
)

// Mul is the product of factors, in order; scalars may stand anywhere. It panics when there is no
// factor or neighbours do not conform. In the result
//
//   - nested products are flat, there is one number in front, and scalars commute;
//   - powers of one base that meet are one power, so an array cancels against its inverse;
//   - identities are gone, and a product with zeros is an array of zeros;
//   - the value of a row times … times a column is a scalar of its own, which reads in the
//     direction that has fewer transposes.
func (t *Table) Mul(factors ...Node) Node {
	p := t.begun()
	for _, f := range factors {
		t.split(p, f)
	}
	shape := Scalar
	for i, f := range p.chain {
		if i == 0 {
			shape = f.Shape()
			continue
		}
		if shape.Cols != f.Shape().Rows {
			panic(fmt.Sprintf("ast: product of %s and %s", shape, f.Shape()))
		}
		shape.Cols = f.Shape().Cols
	}
	if slices.ContainsFunc(p.chain, IsZero) {
		return t.Zeros(shape)
	}
	p.chain = t.mergePowers(p.chain)
	t.takeScalars(p)
	t.collectPowers(p)
	if p.coef.IsZero() {
		return t.Zeros(shape)
	}
	if len(p.chain) == 0 && !shape.IsScalar() {
		p.chain = append(p.chain, t.Eye(shape.Rows))
	}
	out := t.product(p.coef, p.scalars, p.chain, shape)
	t.finished = append(t.finished, p)
	return out
}

// fewFactors is the number of factors for which a product has room at once; most have fewer.
const fewFactors = 8

// product is a product in the making.
type product struct {
	coef    Rat
	scalars []Node
	chain   []Node
}

// begun is an empty product, with the room of one that is finished where there is any.
func (t *Table) begun() *product {
	last := len(t.finished) - 1
	if last < 0 {
		return &product{RatInt(1), make([]Node, 0, fewFactors), make([]Node, 0, fewFactors)}
	}
	p := t.finished[last]
	t.finished = t.finished[:last]
	p.coef, p.scalars, p.chain = RatInt(1), p.scalars[:0], p.chain[:0]
	return p
}

// split adds the factor f to p, taken apart where it is a product itself.
func (t *Table) split(p *product, f Node) {
	switch f := f.(type) {
	case *Number:
		p.coef = p.coef.Times(f.Value)
		return
	case *Mul:
		p.coef = p.coef.Times(f.Coef)
		if f.shape.IsScalar() {
			switch {
			case len(f.Chain) > 0:
				p.scalars = append(p.scalars, f)
			case len(f.Scalars) <= maxFlat:
				p.scalars = append(p.scalars, f.Scalars...)
			default:
				p.scalars = append(p.scalars, t.product(RatInt(1), f.Scalars, nil, Scalar))
			}
			return
		}
		p.scalars = append(p.scalars, f.Scalars...)
		if len(f.Chain) <= maxFlat {
			p.chain = append(p.chain, f.Chain...)
		} else {
			p.chain = append(p.chain, t.product(RatInt(1), nil, f.Chain, f.shape))
		}
		return
	}
	if f.Shape().IsScalar() {
		p.scalars = append(p.scalars, f)
	} else {
		p.chain = append(p.chain, f)
	}
}

// SplitPower writes n as base to the power exponent; the exponent is 1 where n is no power. The
// transpose of a power is a power of the transpose.
func (t *Table) SplitPower(n Node) (base, exponent Node) {
	switch n := n.(type) {
	case *Power:
		return n.Base(), n.Exponent()
	case *Transpose:
		if p, ok := n.Arg().(*Power); ok {
			return t.Transpose(p.Base()), p.Exponent()
		}
	}
	return n, t.one
}

// mergePowers joins neighbours in a chain that are powers of one base, drops identities, and
// cancels orthogonal matrices against their transposes, in place.
func (t *Table) mergePowers(chain []Node) []Node {
	out := chain[:0]
	for _, f := range chain {
		if IsConstant(f, Eye) {
			continue
		}
		for f != nil && len(out) > 0 && f.Shape().IsSquare() {
			last := out[len(out)-1]
			if !last.Shape().IsSquare() {
				break
			}
			if f.Has(IsOrthogonal) && last == t.Transpose(f) {
				out, f = out[:len(out)-1], nil
				break
			}
			b1, e1 := t.SplitPower(last)
			b2, e2 := t.SplitPower(f)
			if b1 != b2 {
				break
			}
			out = out[:len(out)-1]
			f = t.Power(b1, t.Add(e1, e2))
			if IsConstant(f, Eye) {
				f = nil
			}
		}
		if f != nil {
			out = append(out, f)
		}
	}
	return out
}

// takeScalars moves every stretch of the chain that is a row times … times a column, and so a
// scalar, to the scalars.
func (t *Table) takeScalars(p *product) {
	first, last := -1, -1 // the first and the last boundary of size 1
	for i := 0; i <= len(p.chain); i++ {
		if len(p.chain) == 0 || i == 0 && p.chain[0].Shape().Rows != One || i > 0 && p.chain[i-1].Shape().Cols != One {
			continue
		}
		if first < 0 {
			first, last = i, i
			continue
		}
		p.scalars = append(p.scalars, t.scalarChain(p.chain[last:i]))
		last = i
	}
	if last > first {
		p.chain = append(p.chain[:first], p.chain[last:]...)
	}
}

// scalarChain is the product of a chain whose value is a scalar, in the direction with fewer
// transposes, then with the names that came first in front.
func (t *Table) scalarChain(chain []Node) Node {
	var room [fewFactors]Node
	back := room[:0]
	for _, f := range slices.Backward(chain) {
		b := t.Transpose(f)
		if m, ok := b.(*Mul); ok && !m.Coef.IsOne() {
			return t.product(RatInt(1), nil, chain, Scalar)
		}
		back = append(back, b)
	}
	if order(back, chain) < 0 {
		chain = back
	}
	return t.product(RatInt(1), nil, chain, Scalar)
}

func order(a, b []Node) int {
	if c := cmp.Compare(transposes(a), transposes(b)); c != 0 {
		return c
	}
	return slices.CompareFunc(a, b, func(x, y Node) int {
		return cmp.Compare(withoutTranspose(x).ID(), withoutTranspose(y).ID())
	})
}

func transposes(chain []Node) int {
	count := 0
	for _, f := range chain {
		if _, ok := f.(*Transpose); ok {
			count++
		}
	}
	return count
}

func withoutTranspose(n Node) Node {
	if t, ok := n.(*Transpose); ok {
		return t.Arg()
	}
	return n
}

// collectPowers adds up the exponents of equal scalars, and puts those that are numbers into the number in front.
func (t *Table) collectPowers(p *product) {
	if len(p.scalars) < 2 {
		return
	}
	type power struct{ base, exponent Node }
	var room [fewFactors]power
	powers := room[:0]
	for _, s := range p.scalars {
		b, e := t.SplitPower(s)
		powers = append(powers, power{b, e})
	}
	slices.SortStableFunc(powers, func(a, b power) int { return byID(a.base, b.base) })
	out := powers[:0]
	for _, q := range powers {
		if k := len(out); k > 0 && out[k-1].base == q.base {
			out[k-1].exponent = t.Add(out[k-1].exponent, q.exponent)
			continue
		}
		out = append(out, q)
	}
	if len(out) < len(p.scalars) {
		p.scalars = p.scalars[:0]
		for _, q := range out {
			t.split(p, t.Power(q.base, q.exponent))
		}
	}
	slices.SortFunc(p.scalars, byID)
}

// product is the node of a product that is in normal form already.
func (t *Table) product(coef Rat, scalars, chain []Node, shape Shape) Node {
	switch {
	case !coef.IsOne():
	case len(scalars) == 1 && len(chain) == 0:
		return scalars[0]
	case len(scalars) == 0 && len(chain) == 1:
		return chain[0]
	}
	if len(scalars)+len(chain) == 0 {
		return t.Number(coef)
	}
	if len(chain) > 0 && shape.IsScalar() && (!coef.IsOne() || len(scalars) > 0) {
		chain = []Node{t.product(RatInt(1), nil, chain, shape)}
		return t.factors(coef, slices.Concat(scalars, chain), len(scalars)+1, shape)
	}
	var room [fewFactors]Node
	return t.factors(coef, append(append(room[:0], scalars...), chain...), len(scalars), shape)
}

// factors is the node of a product of a number and factors, the first of which are scalars.
func (t *Table) factors(coef Rat, factors []Node, scalars int, shape Shape) Node {
	t.begin(tagMul)
	t.keyText(coef.String())
	t.keyInt(scalars)
	return t.intern(factors, func(args []Node) Node {
		return &Mul{head: head{shape: shape}, Coef: coef, Scalars: args[:scalars:scalars], Chain: args[scalars:]}
	})
}
