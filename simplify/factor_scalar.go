package simplify

import (
	"matcalc/ast"
)

// A scalarPower is a scalar in front of a term: a base to an exponent that is a number, or any scalar as it is.
type scalarPower struct {
	place    int // of the term
	base     ast.Node
	exponent ast.Rat
	factor   ast.Node
}

// powerOf takes a scalar in front of the term in a place apart.
func powerOf(place int, f ast.Node) scalarPower {
	if p, ok := f.(*ast.Power); ok {
		if e, ok := p.Exponent().(*ast.Number); ok {
			return scalarPower{place, p.Base(), e.Value, f}
		}
	}
	return scalarPower{place, f, ast.RatInt(1), f}
}

// has reports whether a term with the scalar p has the scalar q too: the same power of one base, or one that is
// nearer to 0.
func (p scalarPower) has(q scalarPower) bool {
	return p.base == q.base && (p.factor == q.factor ||
		p.exponent.Sign() == q.exponent.Sign() && p.exponent.Abs().Cmp(q.exponent.Abs()) >= 0)
}

// isValue reports whether n is the value of a function.
func isValue(n ast.Node) bool {
	switch n.(type) {
	case *ast.Call, *ast.Apply:
		return true
	}
	return false
}

// scalarGroups lists the scalars that at least two terms have, in the order of their first appearance.
func scalarGroups(terms []ast.Node) []group {
	var room [2 * maxAligned]scalarPower
	powers := room[:0]
	for i, term := range terms {
		switch m, ok := term.(*ast.Mul); {
		case ok:
			for _, f := range m.Scalars {
				powers = append(powers, powerOf(i, f))
			}
		case term.Shape().IsScalar() && (isValue(term) || divides(term)):
			powers = append(powers, powerOf(i, term))
		}
	}
	var out []group
	for i, p := range powers {
		count, first := 0, true
		for k, q := range powers {
			if q.has(p) {
				count++
			}
			first = first && (k >= i || q.factor != p.factor)
		}
		if count < 2 || !first {
			continue
		}
		g := group{factor: p.factor, places: make([]int, 0, count)}
		for _, q := range powers {
			if q.has(p) {
				g.places = append(g.places, q.place)
			}
		}
		out = append(out, g)
	}
	return out
}
