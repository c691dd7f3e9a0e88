package simplify

import (
	"slices"

	"matcalc/ast"
)

// maxExpanded bounds the sums that are multiplied out.
const maxExpanded = 8

// expand multiplies a sum in a product of scalars, or of arrays entry by entry, out where its terms
// then cancel against other factors so that the whole becomes shorter: (y./s - z./(1 - s)).*s.*(1 - s).
func (s *Simplifier) expand(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Hadamard:
	case *ast.Mul:
		if len(n.Chain) > 0 {
			return s.scalarPart(n)
		}
	default:
		return n
	}
	args := n.Args()
	if s.expanded.Has(n) {
		return n
	}
	if flatLength(args) > maxExpanded {
		if slices.ContainsFunc(args, isSum) {
			s.stops.add(manyFactors, n)
		}
		return n
	}
	units := s.hasUnits(n)
	s.expanded.Add(n) // what comes of it may be factored to this again
	for i, a := range args {
		sum, ok := a.(*ast.Add)
		if !ok {
			continue
		}
		if len(sum.Args()) > maxExpanded {
			s.stops.add(longSum, sum)
			continue
		}
		terms := make([]ast.Node, len(sum.Args()))
		for k, term := range sum.Args() {
			factors := append([]ast.Node{}, args...)
			factors[i] = term
			terms[k] = s.t.Rebuild(n, factors)
			if units { // x.*e(i,n)/x[i] is e(i,n)
				terms[k] = s.node(terms[k])
			}
		}
		out := s.t.Add(terms...)
		if s.length.Length(out) > 2*s.length.Length(n) {
			continue
		}
		if out = s.node(out); s.length.Length(out) < s.length.Length(n) {
			return out
		}
	}
	return n
}

// flatLength counts factors, those of products of scalars among them one by one: a product of very many has some in
// products of their own.
func flatLength(factors []ast.Node) int {
	count := 0
	for _, f := range factors {
		if m, ok := f.(*ast.Mul); ok && len(m.Chain) == 0 {
			count += len(m.Scalars)
		} else {
			count++
		}
	}
	return count
}

// scalarPart makes the scalars in front of an array simple, as the product that they are.
func (s *Simplifier) scalarPart(n *ast.Mul) ast.Node {
	if len(n.Scalars) < 2 || n.Shape().IsScalar() || !slices.ContainsFunc(n.Scalars, isSum) {
		return n
	}
	scalar, array := s.t.SplitScalars(n)
	if next := s.t.Mul(s.node(scalar), array); s.length.Length(next) < s.length.Length(n) {
		return next
	}
	return n
}

// multipliedOut is the sum of terms in which sums that are factors of products of scalars, or of arrays
// entry by entry, are multiplied out, so that parts of different terms can cancel; nil where there is
// none.
func (s *Simplifier) multipliedOut(terms []ast.Node) ast.Node {
	var out []ast.Node
	found := false
	for _, term := range terms {
		parts := s.distributed(term)
		found = found || len(parts) > 1
		out = append(out, parts...)
	}
	if !found || len(out) > 2*maxExpanded {
		return nil
	}
	return s.t.Add(out...)
}

// distributed lists the terms of a product by its first factor that is a sum.
func (s *Simplifier) distributed(term ast.Node) []ast.Node {
	outer, core := s.t.SplitCoef(term)
	scalar := s.t.Number(outer)
	if !core.Shape().IsScalar() {
		scalar, core = s.t.SplitScalars(term)
	}
	if m, ok := core.(*ast.Mul); ok && len(m.Chain) > 0 {
		return []ast.Node{term}
	}
	switch core.(type) {
	case *ast.Hadamard, *ast.Mul:
	default:
		return []ast.Node{term}
	}
	args := core.Args()
	for i, a := range args {
		sum, ok := a.(*ast.Add)
		if !ok || len(sum.Args()) > maxExpanded {
			continue
		}
		var out []ast.Node
		for _, part := range sum.Args() {
			factors := append([]ast.Node{}, args...)
			factors[i] = part
			out = append(out, s.t.Mul(scalar, s.t.Rebuild(core, factors)))
		}
		return out
	}
	return []ast.Node{term}
}

func isSum(n ast.Node) bool { _, ok := n.(*ast.Add); return ok }
