package simplify

import (
	"matcalc/ast"
)

// indexSum takes what does not depend on the index out of a sum: terms, scalars, and the factors
// at both ends of a product.
func (s *simplifier) indexSum(n *ast.IndexSum) ast.Node {
	t := s.t
	sum := func(body ast.Node) ast.Node { return t.IndexSum(n.Index, n.Lo(), n.Hi(), body) }
	body := n.Body()
	free := func(a ast.Node) bool { return !ast.Contains(a, n.Index) }
	if free(body) {
		return t.Mul(t.Add(n.Hi(), t.Neg(n.Lo()), t.Int(1)), body)
	}
	switch b := body.(type) {
	case *ast.Add:
		terms := make([]ast.Node, len(b.Args()))
		for i, a := range b.Args() {
			terms[i] = s.node(sum(a))
		}
		if parts := t.Add(terms...); s.length.Length(parts) <= s.length.Length(n) {
			return parts
		}
	case *ast.Transpose:
		return t.Transpose(sum(b.Arg()))
	case *ast.Mul:
		return s.indexSumOfProduct(n, b, sum, free)
	}
	return n
}

func (s *simplifier) indexSumOfProduct(n *ast.IndexSum, b *ast.Mul, sum func(ast.Node) ast.Node, free func(ast.Node) bool) ast.Node {
	t := s.t
	outside, inside := []ast.Node{t.Number(b.Coef)}, []ast.Node{t.Int(1)}
	for _, f := range b.Scalars {
		if free(f) {
			outside = append(outside, f)
		} else {
			inside = append(inside, f)
		}
	}
	from, to := 0, len(b.Chain)
	for from < to && free(b.Chain[from]) {
		from++
	}
	for to > from && free(b.Chain[to-1]) {
		to--
	}
	if len(outside) == 1 && b.Coef.IsOne() && from == 0 && to == len(b.Chain) {
		return n
	}
	inner := s.node(sum(t.Mul(append(inside, b.Chain[from:to]...)...)))
	factors := append(outside, b.Chain[:from]...)
	factors = append(append(factors, inner), b.Chain[to:]...)
	return t.Mul(factors...)
}
