package simplify

import (
	"slices"

	"matcalc/ast"
)

// pushedTranspose is the transpose of a sum, or of a sum over an index, term by term, where that is shorter.
func (s *Simplifier) pushedTranspose(n *ast.Transpose) ast.Node {
	var pushed ast.Node
	switch sum := n.Arg().(type) {
	case *ast.Add:
		pushed = s.pushed(sum)
	case *ast.IndexSum:
		pushed = s.t.IndexSum(sum.Index, sum.Lo(), sum.Hi(), s.simple(s.t.Transpose(sum.Body())))
	default:
		return n
	}
	return s.shorter(n, pushed)
}

// shorter is other where that is shorter than n, else n.
func (s *Simplifier) shorter(n, other ast.Node) ast.Node {
	if s.length.Length(other) < s.length.Length(n) {
		return other
	}
	return n
}

func isIndexSum(n ast.Node) bool {
	_, ok := n.(*ast.IndexSum)
	return ok
}

// pulledTranspose is the transpose of the product entry by entry of the transposed factors, where that is shorter.
func (s *Simplifier) pulledTranspose(n *ast.Hadamard) ast.Node {
	if !slices.ContainsFunc(n.Args(), hasTranspose) {
		return n
	}
	return s.shorter(n, s.t.Transpose(s.t.Hadamard(s.transposes(n.Args())...)))
}

// pushedFactors is the transpose of a product entry by entry, factor by factor, where that is shorter.
func (s *Simplifier) pushedFactors(n *ast.Transpose) ast.Node {
	product, ok := n.Arg().(*ast.Hadamard)
	if !ok || !slices.ContainsFunc(product.Args(), hasTranspose) {
		return n
	}
	return s.shorter(n, s.t.Hadamard(s.transposes(product.Args())...))
}

// transposes are the transposes of all.
func (s *Simplifier) transposes(all []ast.Node) []ast.Node {
	out := make([]ast.Node, len(all))
	for i, a := range all {
		out[i] = s.t.Transpose(a)
	}
	return out
}

// pushed is the transpose of a sum, term by term.
func (s *Simplifier) pushed(sum *ast.Add) ast.Node {
	parts := s.transposes(sum.Args())
	for i, part := range parts {
		coef, core := s.t.SplitCoef(part)
		if turned, ok := core.(*ast.Transpose); ok && isIndexSum(turned.Arg()) {
			parts[i] = s.t.Scale(coef, s.pushedTranspose(turned))
		}
	}
	return s.t.Add(parts...)
}
