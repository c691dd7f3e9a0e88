package ast

import (
	"cmp"
	"fmt"
	"slices"
)

// maxFlat is the greatest number of terms or factors of a sum or product that is always taken apart when
// it becomes part of another one, so that building a large expression step by step stays linear.
const maxFlat = 64

// Add is the sum of terms of equal shape: nested sums are flat, equal terms are counted, zeros
// are gone. It panics when there is no term or the shapes differ.
func (t *Table) Add(terms ...Node) Node {
	shape := terms[0].Shape()
	var room [fewFactors]scaled
	sum := slices.Grow(room[:0], len(terms))
	for _, term := range terms {
		if term.Shape() != shape {
			panic(fmt.Sprintf("ast: sum of %s and %s", shape, term.Shape()))
		}
		sum = t.flatten(sum, term, RatInt(1))
	}
	sum = likeTerms(sum)
	switch len(sum) {
	case 0:
		return t.Zeros(shape)
	case 1:
		return t.Scale(sum[0].coef, sum[0].node)
	}
	var few [fewFactors]Node
	args := slices.Grow(few[:0], len(sum))
	for _, s := range sum {
		if s.term == nil {
			s.term = t.Scale(s.coef, s.node)
		}
		args = append(args, s.term)
	}
	slices.SortFunc(args, byID)
	t.begin(tagAdd)
	return t.intern(args, func([]Node) Node { return &Add{head{shape: shape}} })
}

// Sub is a - b.
func (t *Table) Sub(a, b Node) Node { return t.Add(a, t.Neg(b)) }

// Neg is -a.
func (t *Table) Neg(a Node) Node { return t.Scale(RatInt(-1), a) }

// scaled is a number times an expression without a number in front, and the node of this where it is known.
type scaled struct {
	coef Rat
	node Node
	term Node
}

// flatten appends coef·term to a sum, taken apart where term is a sum itself.
func (t *Table) flatten(sum []scaled, term Node, coef Rat) []scaled {
	c, core := t.SplitCoef(term)
	if !coef.IsOne() {
		term = nil
	}
	coef = coef.Times(c)
	if coef.IsZero() {
		return sum
	}
	if add, ok := core.(*Add); ok && t.mayFlatten(add) {
		sum = slices.Grow(sum, len(add.args))
		for _, a := range add.args {
			sum = t.flatten(sum, a, coef)
		}
		return sum
	}
	return append(sum, scaled{coef, core, term})
}

// mayFlatten reports whether a sum is taken apart when it becomes part of another one: one of many terms is where as many
// nodes have been made since the last time.
func (t *Table) mayFlatten(sum *Add) bool {
	terms := len(sum.args)
	if terms <= maxFlat {
		return true
	}
	if t.count-t.flattened < terms {
		return false
	}
	t.flattened += terms
	return true
}

// likeTerms adds up the numbers in front of equal expressions.
func likeTerms(sum []scaled) []scaled {
	slices.SortStableFunc(sum, func(a, b scaled) int { return cmp.Compare(a.node.ID(), b.node.ID()) })
	out := sum[:0]
	for _, s := range sum {
		if k := len(out); k > 0 && out[k-1].node == s.node {
			out[k-1].coef, out[k-1].term = out[k-1].coef.Plus(s.coef), nil
			continue
		}
		out = append(out, s)
	}
	return slices.DeleteFunc(out, func(s scaled) bool { return s.coef.IsZero() })
}

// SplitCoef writes n as a number times an expression without a number in front. Numbers and zeros
// are a number times 1 or times an array of ones.
func (t *Table) SplitCoef(n Node) (Rat, Node) {
	switch n := n.(type) {
	case *Number:
		return n.Value, t.one
	case *Constant:
		if n.Kind == Zeros {
			return RatInt(0), n
		}
	case *Mul:
		if !n.Coef.IsOne() {
			return n.Coef, t.product(RatInt(1), n.Scalars, n.Chain, n.shape)
		}
	}
	return RatInt(1), n
}

// Scale is r·n.
func (t *Table) Scale(r Rat, n Node) Node {
	if r.IsOne() {
		return n
	}
	return t.Mul(t.Number(r), n)
}

func byID(a, b Node) int { return cmp.Compare(a.ID(), b.ID()) }
