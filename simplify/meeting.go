package simplify

import (
	"slices"

	"matcalc/ast"
)

// meeting multiplies a sum in a chain by a factor beside it where that cancels against a factor in one of its terms, or
// meets a vector of ones, and the whole becomes shorter, or no longer with a number in it, which may join others:
// inv(A)*(A*B + C) is B + inv(A)*C.
func (s *Simplifier) meeting(n *ast.Mul) ast.Node {
	if len(n.Chain) < 2 || s.expanded.Has(n) || !slices.ContainsFunc(n.Chain, holdsSum) {
		return n
	}
	s.expanded.Add(n) // what comes of it may be factored to this again
	for i, f := range n.Chain {
		if !holdsSum(f) {
			continue
		}
		for _, k := range []int{i - 1, i + 1} {
			if k < 0 || k == len(n.Chain) {
				continue
			}
			if next := s.meetingAt(n, i, k); next != nil {
				return next
			}
		}
	}
	return n
}

// meetingAt is n with the sum at a place of its chain multiplied by the factor at the place beside it; nil where nothing
// cancels or n does not become shorter.
func (s *Simplifier) meetingAt(n *ast.Mul, place, beside int) ast.Node {
	terms := n.Chain[place].Args()
	if tr, ok := n.Chain[place].(*ast.Transpose); ok {
		terms = s.transposes(tr.Arg().Args())
	}
	if len(terms) > maxExpanded {
		s.stops.add(longSum, n.Chain[place])
		return nil
	}
	products := make([]ast.Node, len(terms))
	meets := false
	for i, term := range terms {
		if beside < place {
			products[i] = s.t.Mul(n.Chain[beside], term)
		} else {
			products[i] = s.t.Mul(term, n.Chain[beside])
		}
		// The constructors may have cancelled it already.
		meets = meets || s.length.Length(products[i]) < s.length.Length(term) || cancels(products[i]) || sumsEntries(products[i])
	}
	if !meets {
		return nil
	}
	for i, p := range products {
		products[i] = s.simple(p)
	}
	at := min(place, beside)
	chain := slices.Concat(n.Chain[:at], []ast.Node{s.t.Add(products...)}, n.Chain[at+2:])
	out := s.simple(s.t.Mul(append(append([]ast.Node{s.t.Number(n.Coef)}, n.Scalars...), chain...)...))
	saved := s.length.Length(n) - s.length.Length(out)
	if saved > 0 && !s.loses(n, out) || saved == 0 && slices.ContainsFunc(products, isNumber) {
		return out
	}
	return nil
}

// sumsEntries reports whether a product is an inner product with a vector of ones, or has one among its scalars.
func sumsEntries(n ast.Node) bool {
	m, ok := n.(*ast.Mul)
	if !ok {
		return false
	}
	return n.Shape().IsScalar() && slices.ContainsFunc(m.Chain, isOnes) || slices.ContainsFunc(m.Scalars, func(f ast.Node) bool {
		inner, ok := f.(*ast.Mul)
		return ok && slices.ContainsFunc(inner.Chain, isOnes)
	})
}

// isOnes reports whether a factor is a vector of ones, or the transpose of one.
func isOnes(n ast.Node) bool {
	if tr, ok := n.(*ast.Transpose); ok {
		n = tr.Arg()
	}
	return ast.IsConstant(n, ast.Ones)
}
