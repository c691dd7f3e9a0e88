package simplify

import "matcalc/ast"

// ofLarge are the sum of many terms written in other ways, with one factor taken out that most terms have. Each takes
// a time in proportion to the number of terms.
func (s *Simplifier) ofLarge(terms []ast.Node) []candidate {
	var out []candidate
	for _, c := range []candidate{
		{rule: "sum/common number", whole: s.content(terms)},
		{rule: "sum/of transposes", whole: s.transposed(terms)},
	} {
		if c.whole != nil {
			out = append(out, c)
		}
	}
	for _, side := range append(sides[:len(sides):len(sides)], wholeScalarSide) {
		for _, g := range s.groups(terms, side.factors) {
			if 2*len(g.places) > len(terms) {
				out = append(out, s.takeOut(terms, g, side))
			}
		}
	}
	return out
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
