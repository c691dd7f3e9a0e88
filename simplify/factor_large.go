package simplify

import (
	"cmp"
	"slices"

	"matcalc/ast"
)

// largeShare and largeGroups bound what is taken out of a sum of many terms: a factor that at least one term in
// largeShare has, and of those the largeGroups that most terms have.
const (
	largeShare  = 16
	largeGroups = 8
)

// ofLarge are the sum of many terms written in other ways: with a factor taken out of each group of terms that have one in
// common in one place, or with one that many terms have, or that was taken out of some of them before. Each takes a time
// in proportion to the number of terms.
func (s *Simplifier) ofLarge(terms []ast.Node) []candidate {
	var out []candidate
	if c := s.content(terms); c.whole != nil {
		out = append(out, c)
	}
	if mostlyTransposed(terms) {
		out = append(out, candidate{rule: "sum/of transposes", whole: s.transposed(terms)})
	}
	type choice struct {
		group
		side
	}
	var choices []choice
	for _, side := range append(sides[:len(sides):len(sides)], wholeScalarSide) {
		groups := s.groups(terms, side.factors)
		if len(groups) > 1 {
			out = append(out, candidate{rule: side.rule, whole: s.takeAllOut(terms, groups, side)})
		}
		for _, g := range groups {
			if largeShare*len(g.places) >= len(terms) || slices.ContainsFunc(g.places, func(i int) bool { return hasSum(terms[i]) }) {
				choices = append(choices, choice{g, side})
			}
		}
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return cmp.Compare(len(b.places), len(a.places)) })
	for _, c := range choices[:min(len(choices), largeGroups)] {
		out = append(out, s.takeOut(terms, c.group, c.side))
	}
	return out
}

// takeAllOut writes the terms of each group as one product; a term that several groups have goes to the greatest.
func (s *Simplifier) takeAllOut(terms []ast.Node, groups []group, side side) ast.Node {
	groups = slices.Clone(groups)
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(len(b.places), len(a.places)) })
	taken := make([]bool, len(terms))
	var parts []ast.Node
	for _, g := range groups {
		free := slices.DeleteFunc(slices.Clone(g.places), func(i int) bool { return taken[i] })
		if len(free) < 2 {
			continue
		}
		var inside []ast.Node
		for _, i := range free {
			taken[i] = true
			inside = append(inside, side.without(s.t, terms[i], g.factor))
		}
		parts = append(parts, side.with(s.t, s.t.Add(inside...), g.factor))
	}
	for i, term := range terms {
		if !taken[i] {
			parts = append(parts, term)
		}
	}
	return s.t.Add(parts...)
}

// mostlyTransposed reports whether more than half of the factors of terms are transposes, so that there are fewer in the
// transposed terms.
func mostlyTransposed(terms []ast.Node) bool {
	transposes, others := 0, 0
	for _, term := range terms {
		for _, f := range chainOf(term) {
			if hasTranspose(f) {
				transposes++
			} else if !f.Has(ast.IsSymmetric) {
				others++
			}
		}
	}
	return transposes > others
}

// hasSum reports whether a term is a product with a sum among its factors.
func hasSum(term ast.Node) bool {
	m, ok := term.(*ast.Mul)
	return ok && slices.ContainsFunc(m.Args(), isSum)
}

// wholeScalarSide takes out a scalar that stands in front of terms, as it is.
var wholeScalarSide = side{rule: scalarSide.rule, factors: scalarsInFront, without: scalarSide.without, with: scalarSide.with}

// scalarsInFront are the scalar factors of a product.
func scalarsInFront(_ *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
	if m, ok := term.(*ast.Mul); ok {
		return append(list, m.Scalars...)
	}
	return list
}
