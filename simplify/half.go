package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// half writes half the sum of matrices and their transposes in a product by sym, half the difference by skew.
func (s *Simplifier) half(n *ast.Mul, function string, sign int64) ast.Node {
	t := s.t
	if n.Coef.IsInt() || !n.Coef.Times(ast.RatInt(2)).IsInt() {
		return n
	}
	for i, f := range n.Chain {
		sum, ok := f.(*ast.Add)
		if !ok || sum.Shape().Rows != sum.Shape().Cols || len(sum.Args())%2 != 0 || len(sum.Args()) > maxTerms {
			continue
		}
		one := s.untransposed(sum.Args(), sign)
		if one == nil {
			continue
		}
		chain := slices.Clone(n.Chain)
		chain[i] = t.Call(catalogue.Lookup(function), nil, t.Add(one...))
		factors := append([]ast.Node{t.Number(n.Coef.Times(ast.RatInt(2)))}, n.Scalars...)
		if out := t.Mul(append(factors, chain...)...); s.length.Length(out) < s.length.Length(n) {
			return out
		}
	}
	return n
}

// isOuter reports whether a term is a multiple of the product of a column and a row.
func isOuter(term ast.Node) bool {
	m, ok := term.(*ast.Mul)
	return ok && slices.ContainsFunc(m.Chain, func(f ast.Node) bool { return f.Shape().IsVector() })
}

// untransposed is one of each pair of terms that are transposes of each other but for the sign; nil where some have
// no other one.
func (s *Simplifier) untransposed(terms []ast.Node, sign int64) []ast.Node {
	var out []ast.Node
	rest := slices.Clone(terms)
	for len(rest) > 0 {
		term := rest[0]
		if isOuter(term) { // textbooks write (a*b' + b*a')/2
			return nil
		}
		rest = rest[1:]
		other := s.t.Scale(ast.RatInt(sign), s.t.Transpose(term))
		k := slices.Index(rest, other)
		if k < 0 {
			return nil
		}
		rest = slices.Delete(rest, k, k+1)
		d := s.length.Length(other) - s.length.Length(term)
		if d < 0 || d == 0 && s.compare(other, term) < 0 {
			term = other
		}
		out = append(out, term)
	}
	return out
}
