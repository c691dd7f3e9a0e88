package simplify

import (
	"slices"

	"matcalc/ast"
)

// content takes out the greatest number of which all terms are multiples, with the sign that more of them have; whole is
// nil where that is 1.
func (s *Simplifier) content(terms []ast.Node) candidate {
	coef := ast.RatInt(0)
	negative := 0
	for _, term := range terms {
		if isNegative(term) {
			negative++
		}
		if !coef.IsOne() {
			coef = coef.GCD(s.multipleOf(term))
		}
	}
	if negative == len(terms) {
		coef = coef.Neg()
	}
	if coef.IsOne() {
		return candidate{}
	}
	parts := make([]ast.Node, len(terms))
	for i, term := range terms {
		parts[i] = s.divided(term, coef)
	}
	c := candidate{rule: "sum/common number", inner: s.t.Add(parts...)}
	c.around = func(inner ast.Node) ast.Node { return s.t.Scale(coef, inner) }
	c.whole = c.around(c.inner)
	return c
}

// isNegative reports whether the number in front of a term is below 0.
func isNegative(term ast.Node) bool {
	switch n := term.(type) {
	case *ast.Number:
		return n.Value.Sign() < 0
	case *ast.Mul:
		return n.Coef.Sign() < 0
	}
	return false
}

// multipleOf is a number of which n is a multiple, above 0: that in front of it, times those that the terms of
// sums among its factors have in common.
func (s *Simplifier) multipleOf(n ast.Node) ast.Rat {
	switch n := n.(type) {
	case *ast.Mul:
		if !slices.ContainsFunc(n.Args(), isSum) {
			return n.Coef.Abs()
		}
	case *ast.Number, *ast.Add:
	default:
		return ast.RatInt(1)
	}
	if c, ok := s.contents.Get(n); ok {
		return c
	}
	c := ast.RatInt(1)
	switch n := n.(type) {
	case *ast.Number:
		return n.Value.Abs()
	case *ast.Add:
		if len(n.Args()) > maxTerms {
			break
		}
		c = ast.RatInt(0)
		for _, a := range n.Args() {
			if c = c.GCD(s.multipleOf(a)); c.IsOne() {
				break
			}
		}
	case *ast.Mul:
		c = n.Coef.Abs()
		for _, a := range n.Args() {
			if isSum(a) {
				c = c.Times(s.multipleOf(a))
			}
		}
	}
	s.contents.Set(n, c)
	return c
}

// divided is n divided by a number, in the sums among its factors where they are multiples of one.
func (s *Simplifier) divided(n ast.Node, by ast.Rat) ast.Node {
	switch n := n.(type) {
	case *ast.Add:
		terms := make([]ast.Node, len(n.Args()))
		for i, a := range n.Args() {
			terms[i] = s.divided(a, by)
		}
		return s.t.Add(terms...)
	case *ast.Mul:
		coef := n.Coef.Times(by.Inv())
		if coef.IsInt() || !n.Coef.IsInt() || !slices.ContainsFunc(n.Args(), isSum) {
			break
		}
		args := slices.Clone(n.Args())
		for i, a := range args {
			if !isSum(a) {
				continue
			}
			if c := s.multipleOf(a); !c.IsOne() {
				args[i], coef = s.divided(a, c), coef.Times(c)
			}
		}
		return s.t.Mul(append(args, s.t.Number(coef))...)
	}
	return s.t.Scale(by.Inv(), n)
}
