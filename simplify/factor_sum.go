package simplify

import (
	"slices"

	"matcalc/ast"
)

// apart are the terms with a factor taken out that is a sum itself, and whose terms, or equal multiples of them, stand
// among the others: A*(x - y) + x - y is (A + I)*(x - y).
func (s *Simplifier) apart(terms []ast.Node) []candidate {
	if len(terms) < 3 {
		return nil
	}
	var out []candidate
	for i, term := range terms {
		if _, product := term.(*ast.Mul); !product && !isHadamard(term) {
			continue
		}
		for _, side := range sides {
			if side.unit == nil {
				continue
			}
			s.listed = side.factors(s.t, s.listed[:0], term)
			for _, f := range slices.Clone(s.listed) {
				if !holdsSum(f) {
					continue
				}
				rest, ratio := s.withoutTerms(terms, i, f)
				if ratio.IsZero() {
					continue
				}
				inner := s.t.Add(side.without(s.t, term, f), s.t.Mul(s.t.Number(ratio), side.unit(s.t, f)))
				around := func(inner ast.Node) ast.Node { return s.t.Add(append(slices.Clip(rest), side.with(s.t, inner, f))...) }
				out = append(out, candidate{rule: side.rule, whole: around(inner), inner: inner, around: around})
			}
		}
	}
	return out
}

func isHadamard(n ast.Node) bool { _, ok := n.(*ast.Hadamard); return ok }

// withoutTerms are the terms but the one in a place and a multiple of those of a sum, and that multiple; 0 where they are
// not all among them.
func (s *Simplifier) withoutTerms(terms []ast.Node, place int, sum ast.Node) (rest []ast.Node, ratio ast.Rat) {
	parts := sum.Args()
	if tr, ok := sum.(*ast.Transpose); ok {
		parts = s.transposes(tr.Arg().Args())
	}
	if len(parts) >= len(terms) || parts[0].Shape() != terms[0].Shape() {
		return nil, ast.Rat{}
	}
	rest = slices.Delete(slices.Clone(terms), place, place+1)
	for k, part := range parts {
		coef, core := s.t.SplitCoef(part)
		at := slices.IndexFunc(rest, func(n ast.Node) bool {
			c, other := s.t.SplitCoef(n)
			return other == core && (k == 0 || c.Equal(coef.Times(ratio)))
		})
		if at < 0 {
			return nil, ast.Rat{}
		}
		if k == 0 {
			c, _ := s.t.SplitCoef(rest[at])
			ratio = c.Times(coef.Inv())
		}
		rest = slices.Delete(rest, at, at+1)
	}
	return rest, ratio
}
