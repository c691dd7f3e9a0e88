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
	p := product{coef: RatInt(1)}
	for _, f := range factors {
		t.split(&p, f)
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
	t.takeScalars(&p)
	p.scalars = t.collectPowers(&p.coef, p.scalars)
	if p.coef.IsZero() {
		return t.Zeros(shape)
	}
	if len(p.chain) == 0 && !shape.IsScalar() {
		p.chain = []Node{t.Eye(shape.Rows)}
	}
	return t.product(p.coef, p.scalars, p.chain, shape)
}

// product is a product in the making.
type product struct {
	coef    Rat
	scalars []Node
	chain   []Node
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
// cancels orthogonal matrices against their transposes.
func (t *Table) mergePowers(chain []Node) []Node {
	out := make([]Node, 0, len(chain))
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
		p.chain = append(slices.Clone(p.chain[:first]), p.chain[last:]...)
	}
}

// scalarChain is the product of a chain whose value is a scalar, in the direction with fewer
// transposes, then with the names that came first in front.
func (t *Table) scalarChain(chain []Node) Node {
	back := make([]Node, len(chain))
	for i, f := range chain {
		b := t.Transpose(f)
		if m, ok := b.(*Mul); ok && !m.Coef.IsOne() {
			return t.product(RatInt(1), nil, slices.Clone(chain), Scalar)
		}
		back[len(chain)-1-i] = b
	}
	if order(back, chain) < 0 {
		chain = back
	}
	return t.product(RatInt(1), nil, slices.Clone(chain), Scalar)
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

// collectPowers adds up the exponents of equal scalars and puts numbers into coef.
func (t *Table) collectPowers(coef *Rat, scalars []Node) []Node {
	if len(scalars) == 0 {
		return nil
	}
	type power struct{ base, exponent Node }
	powers := make([]power, 0, len(scalars))
	merged := false
	for _, s := range scalars {
		b, e := t.SplitPower(s)
		powers = append(powers, power{b, e})
	}
	slices.SortStableFunc(powers, func(a, b power) int { return byID(a.base, b.base) })
	out := powers[:0]
	for _, p := range powers {
		if k := len(out); k > 0 && out[k-1].base == p.base {
			out[k-1].exponent = t.Add(out[k-1].exponent, p.exponent)
			merged = true
			continue
		}
		out = append(out, p)
	}
	if !merged {
		scalars = slices.Clone(scalars)
		slices.SortFunc(scalars, byID)
		return scalars
	}
	rest := product{coef: RatInt(1)}
	for _, p := range out {
		t.split(&rest, t.Power(p.base, p.exponent))
	}
	*coef = coef.Times(rest.coef)
	slices.SortFunc(rest.scalars, byID)
	return rest.scalars
}

// product is the node of a product that is in normal form already.
func (t *Table) product(coef Rat, scalars, chain []Node, shape Shape) Node {
	if coef.IsOne() && len(scalars)+len(chain) == 1 {
		return append(slices.Clone(scalars), chain...)[0]
	}
	if len(scalars)+len(chain) == 0 {
		return t.Number(coef)
	}
	if len(chain) > 0 && shape.IsScalar() && (!coef.IsOne() || len(scalars) > 0) {
		scalars = append(slices.Clone(scalars), t.product(RatInt(1), nil, chain, shape))
		chain = nil
	}
	args := make([]Node, 0, len(scalars)+len(chain))
	args = append(append(args, scalars...), chain...)
	t.begin(tagMul)
	t.keyText(coef.String())
	t.keyInt(len(scalars))
	return t.intern(args, func() Node {
		return &Mul{head: head{shape: shape}, Coef: coef, Scalars: args[:len(scalars):len(scalars)], Chain: args[len(scalars):]}
	})
}
