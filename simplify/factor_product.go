package simplify

import (
	"slices"

	"matcalc/ast"
)

// A sum that is a factor of a product gives up what its terms have in common to the product, even where
// that alone is not shorter: in (2 - 2*s)*A and A*(x - s*x) the common factor then joins others.

// numberOut takes the number that the terms of a sum have in common to the front of a product.
func (s *Simplifier) numberOut(n *ast.Mul) ast.Node {
	return s.givenUp(n, func(sum *ast.Add) ast.Node {
		m, _ := s.content(sum.Args()).whole.(*ast.Mul)
		if m == nil || !m.Coef.IsInt() { // 1/2 + x stays
			return nil
		}
		return m
	})
}

// arrayOut takes the scalars before an array, of which all terms of a sum are multiples, to the front of a
// product.
func (s *Simplifier) arrayOut(n *ast.Mul) ast.Node {
	return s.givenUp(n, func(sum *ast.Add) ast.Node {
		if sum.Shape().IsScalar() {
			return nil
		}
		scalars := make([]ast.Node, len(sum.Args()))
		var common ast.Node
		for i, term := range sum.Args() {
			scalar, array := s.t.SplitScalars(term)
			if common != nil && array != common || ast.IsConstant(array, ast.Ones) {
				return nil
			}
			scalars[i], common = scalar, array
		}
		return s.t.Mul(s.t.Add(scalars...), common)
	})
}

// scalarOut takes a scalar that all terms of a sum have to the front of a product.
func (s *Simplifier) scalarOut(n *ast.Mul) ast.Node {
	return s.givenUp(n, func(sum *ast.Add) ast.Node {
		for _, g := range scalarGroups(sum.Args()) {
			if len(g.places) == len(sum.Args()) {
				return s.takeOut(sum.Args(), g, scalarSide).whole
			}
		}
		return nil
	})
}

// givenUp is a product with its first factor that is a sum as a product, where there is one and that is not
// longer.
func (s *Simplifier) givenUp(n *ast.Mul, product func(*ast.Add) ast.Node) ast.Node {
	for i, f := range n.Args() {
		sum, ok := f.(*ast.Add)
		if !ok || len(sum.Args()) > maxTerms {
			continue
		}
		next := product(sum)
		if next == nil {
			continue
		}
		args := slices.Clone(n.Args())
		args[i] = next
		if out := s.t.Rebuild(n, args); s.length.Length(out) <= s.length.Length(n) {
			return out
		}
	}
	return n
}
