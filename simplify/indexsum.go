package simplify

import (
	"slices"

	"matcalc/ast"
)

// indexSum takes what does not depend on the index out of a sum: terms, scalars, and the factors
// at both ends of a product.
func (s *Simplifier) indexSum(n *ast.IndexSum) ast.Node {
	t := s.t
	sum := func(body ast.Node) ast.Node { return t.IndexSum(n.Index, n.Lo(), n.Hi(), body) }
	body := n.Body()
	free := func(a ast.Node) bool { return !ast.Contains(a, n.Index) }
	if free(body) {
		return t.Mul(termCount(t, n.Lo(), n.Hi()), body)
	}
	if size, ok := s.wholeRange(n); ok {
		if out, ok := s.vectorise(n, size); ok {
			if s.length.Length(out) > s.length.Length(n) {
				out = s.simple(out)
			}
			if s.length.Length(out) <= s.length.Length(n) {
				return out
			}
		}
	}
	if out := s.spread(n); out != n {
		return out
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
	case *ast.Call:
		if out := s.intoKronecker(n, b, nil, free); out != nil {
			return out
		}
	}
	return n
}

// spread multiplies the terms of a sum over an index out and sums the monomials one by one, where the whole is shorter.
func (s *Simplifier) spread(n *ast.IndexSum) ast.Node {
	if s.expanded.Has(n) {
		return n
	}
	s.expanded.Add(n)
	marks, ok := s.marks(n.Body())
	if !ok || len(marks) < 2 || len(marks) > maxExpanded {
		return n
	}
	parts := s.multiplied(n.Body())
	for i, part := range parts {
		parts[i] = s.simple(s.t.IndexSum(n.Index, n.Lo(), n.Hi(), part))
	}
	return s.shorter(n, s.simple(s.t.Add(parts...)))
}

func (s *Simplifier) indexSumOfProduct(n *ast.IndexSum, b *ast.Mul, sum func(ast.Node) ast.Node, free func(ast.Node) bool) ast.Node {
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
		if len(b.Chain) == 1 {
			if out := s.intoKronecker(n, b.Chain[0], b.Scalars, free); out != nil {
				return out
			}
		}
		return s.alongUnits(n, b)
	}
	inner := s.node(sum(t.Mul(append(inside, b.Chain[from:to]...)...)))
	factors := append(outside, b.Chain[:from]...)
	factors = append(append(factors, inner), b.Chain[to:]...)
	return t.Mul(factors...)
}

// intoKronecker takes a sum into the side of a Kronecker product that depends on the index alone:
// Σ_k s_k*kron(A, B_k) is kron(A, Σ_k s_k*B_k); nil where there is no such side.
func (s *Simplifier) intoKronecker(n *ast.IndexSum, of ast.Node, scalars []ast.Node, free func(ast.Node) bool) ast.Node {
	c, ok := of.(*ast.Call)
	if !ok || c.Fn.Name != "kron" {
		return nil
	}
	args := slices.Clone(c.Args())
	k := slices.IndexFunc(args, func(a ast.Node) bool { return !free(a) })
	if k < 0 || !free(args[1-k]) {
		return nil
	}
	inner := s.t.Mul(append([]ast.Node{args[k]}, scalars...)...)
	args[k] = s.node(s.t.IndexSum(n.Index, n.Lo(), n.Hi(), inner))
	return s.t.Call(c.Fn, nil, args...)
}

// alongUnits uses that a derivative is linear in its directions: Σ_k s_k D[…, e_k, …] is
// D[…, v, …] with v = Σ_k s_k e_k, where that has a form without the sum.
func (s *Simplifier) alongUnits(n *ast.IndexSum, b *ast.Mul) ast.Node {
	t := s.t
	if len(b.Scalars) == 0 || len(b.Chain) != 1 {
		return n
	}
	d, ok := b.Chain[0].(*ast.Apply)
	if !ok || d.Form != ast.Directional && d.Form != ast.Adjoint {
		return n
	}
	place, count := -1, 0
	for i, a := range d.Args() {
		if ast.Contains(a, n.Index) {
			place, count = i, count+1
		}
	}
	if count != 1 || place < len(d.Fn.Params) || !unitOf(d.Args()[place], n) {
		return n
	}
	scaled := t.Mul(append([]ast.Node{t.Number(b.Coef), d.Args()[place]}, b.Scalars...)...)
	v := s.node(t.IndexSum(n.Index, n.Lo(), n.Hi(), scaled))
	if ast.Contains(v, n.Index) {
		return n
	}
	args := slices.Clone(d.Args())
	args[place] = v
	return t.Apply(d.Fn, d.Form, d.Slots, args...)
}

// wholeRange gives the dimension whose entries the index of a sum counts, from 1 to the last.
func (s *Simplifier) wholeRange(n *ast.IndexSum) (ast.Dim, bool) {
	if !ast.IsNumber(n.Lo(), 1) {
		return ast.Dim{}, false
	}
	switch hi := n.Hi().(type) {
	case *ast.Symbol:
		return ast.DimName(hi.Name), hi.Kind == ast.Dimension
	case *ast.Number:
		k, ok := hi.Value.Int()
		return ast.DimInt(k), ok
	}
	return ast.Dim{}, false
}
