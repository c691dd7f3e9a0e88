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

// manyPairs is the number of matrices from which on their sum with that of their transposes is written by sym.
const manyPairs = 4

// twiceSym writes the sum of many matrices and their transposes, S + S', as 2*sym(S). The sum of a few is written out.
func (s *Simplifier) twiceSym(n *ast.Add) ast.Node {
	if n.Shape().Rows != n.Shape().Cols {
		return n
	}
	if len(n.Args()) >= 2*manyPairs && len(n.Args())%2 == 0 {
		if one := s.untransposed(n.Args(), 1); one != nil {
			return s.shorter(n, s.t.Scale(ast.RatInt(2), s.t.Call(catalogue.Lookup("sym"), nil, s.t.Add(one...))))
		}
	}
	if len(n.Args()) > maxTerms {
		return n
	}
	for i, term := range n.Args() {
		turned, ok := term.(*ast.Transpose)
		if !ok {
			continue
		}
		sum, ok := turned.Arg().(*ast.Add)
		if !ok {
			continue
		}
		rest := slices.Delete(slices.Clone(n.Args()), i, i+1)
		one := make([]ast.Node, 0, len(sum.Args()))
		for _, a := range sum.Args() {
			k := slices.Index(rest, a)
			if k < 0 {
				break
			}
			rest = slices.Delete(rest, k, k+1)
			if back := s.t.Transpose(a); s.length.Length(back) < s.length.Length(a) {
				a = back
			}
			one = append(one, a)
		}
		if len(one) < len(sum.Args()) {
			continue
		}
		sym := s.t.Call(catalogue.Lookup("sym"), nil, s.t.Add(one...))
		return s.shorter(n, s.t.Add(append(rest, s.t.Scale(ast.RatInt(2), sym))...))
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
	var left ast.Set
	for _, term := range terms {
		left.Add(term)
	}
	var done ast.Set
	for _, term := range terms {
		if done.Has(term) {
			continue
		}
		if isOuter(term) { // textbooks write (a*b' + b*a')/2
			return nil
		}
		other := s.t.Scale(ast.RatInt(sign), s.t.Transpose(term))
		if other == term || !left.Has(other) {
			return nil
		}
		done.Add(other)
		d := s.length.Length(other) - s.length.Length(term)
		if d < 0 || d == 0 && s.compare(other, term) < 0 {
			term = other
		}
		out = append(out, term)
	}
	return out
}
