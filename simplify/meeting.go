package simplify

import (
	"slices"

	"matcalc/ast"
)

// meeting multiplies a sum in a chain by a factor beside it where that cancels against a factor in one of its terms, and
// the whole becomes shorter: inv(A)*(A*B + C) is B + inv(A)*C.
func (s *Simplifier) meeting(n *ast.Mul) ast.Node {
	if len(n.Chain) < 2 || s.expanded.Has(n) || !slices.ContainsFunc(n.Chain, isSum) {
		return n
	}
	s.expanded.Add(n) // what comes of it may be factored to this again
	for i, f := range n.Chain {
		sum, ok := f.(*ast.Add)
		if !ok {
			continue
		}
		for _, k := range []int{i - 1, i + 1} {
			if k < 0 || k == len(n.Chain) {
				continue
			}
			if next := s.meetingAt(n, sum, min(i, k), k < i); next != nil {
				return next
			}
		}
	}
	return n
}

// meetingAt is n with the two factors at a place of its chain, one of which is a sum, multiplied out; nil where nothing
// cancels or n does not become shorter.
func (s *Simplifier) meetingAt(n *ast.Mul, sum *ast.Add, at int, left bool) ast.Node {
	terms := sum.Args()
	pair := func(term ast.Node) ast.Node {
		if left {
			return s.t.Mul(n.Chain[at], term)
		}
		return s.t.Mul(term, n.Chain[at+1])
	}
	meets := func(term ast.Node) bool { // the constructors may have cancelled it already
		p := pair(term)
		return s.length.Length(p) < s.length.Length(term) || cancels(p)
	}
	if !slices.ContainsFunc(terms, meets) {
		return nil
	}
	if len(terms) > maxExpanded {
		s.stops.add(longSum, sum)
		return nil
	}
	products := make([]ast.Node, len(terms))
	for i, term := range terms {
		products[i] = s.simple(pair(term))
	}
	chain := slices.Concat(n.Chain[:at], []ast.Node{s.t.Add(products...)}, n.Chain[at+2:])
	out := s.simple(s.t.Mul(append(append([]ast.Node{s.t.Number(n.Coef)}, n.Scalars...), chain...)...))
	if s.length.Length(out) < s.length.Length(n) && !s.loses(n, out) {
		return out
	}
	return nil
}
