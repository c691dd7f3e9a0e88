package simplify

import (
	"matcalc/ast"
)

// A scalarPower is a scalar among the factors of a term: a base to an exponent that is a number, or any scalar
// as it is.
type scalarPower struct {
	base     ast.Node
	exponent ast.Rat
	factor   ast.Node
}

// scalarPowers lists the scalars in front of a term.
func scalarPowers(t *ast.Table, term ast.Node) []scalarPower {
	scalars := []ast.Node{term}
	if m, ok := term.(*ast.Mul); ok {
		scalars = m.Scalars
	} else if !term.Shape().IsScalar() || isNumber(term) {
		return nil
	}
	out := make([]scalarPower, len(scalars))
	for i, f := range scalars {
		out[i] = scalarPower{f, ast.RatInt(1), f}
		base, exponent := t.SplitPower(f)
		if e, ok := exponent.(*ast.Number); ok {
			out[i] = scalarPower{base, e.Value, f}
		}
	}
	return out
}

// scalarGroups lists the scalars that at least two terms have, in the order of their first appearance: a term has
// s^e when it has a power of s with that exponent, or one further from 0.
func scalarGroups(t *ast.Table, terms []ast.Node) []group {
	powers := make([][]scalarPower, len(terms))
	var byBase ast.Map[[]int] // the terms that have a power of a base
	for i, term := range terms {
		powers[i] = scalarPowers(t, term)
		for _, p := range powers[i] {
			byBase.Set(p.base, append(byBase.Of(p.base), i))
		}
	}
	var out []group
	var known ast.Set
	for _, of := range powers {
		for _, p := range of {
			places := byBase.Of(p.base)
			if len(places) < 2 || known.Has(p.factor) {
				continue
			}
			known.Add(p.factor)
			g := group{factor: p.factor}
			for _, i := range places {
				for _, q := range powers[i] {
					if q.base == p.base && q.exponent.Sign() == p.exponent.Sign() && q.exponent.Abs().Cmp(p.exponent.Abs()) >= 0 {
						g.places = append(g.places, i)
					}
				}
			}
			if len(g.places) > 1 {
				out = append(out, g)
			}
		}
	}
	return out
}
