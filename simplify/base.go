package simplify

import (
	"slices"

	"matcalc/ast"
)

// productBase joins a power of a product of scalars with the factors of the product that stand beside it:
// c*det(S)*(c*det(S))^(-3/2) is (c*det(S))^(-1/2).
func (s *Simplifier) productBase(n *ast.Mul) ast.Node {
	t := s.t
	for i, f := range n.Scalars {
		p, ok := f.(*ast.Power)
		if !ok {
			continue
		}
		base, ok := p.Base().(*ast.Mul)
		e, number := p.Exponent().(*ast.Number)
		if !ok || !number || len(base.Chain) > 0 {
			continue
		}
		rest := slices.Delete(slices.Clone(n.Scalars), i, i+1)
		found := true
		for _, b := range base.Scalars {
			k := slices.Index(rest, b)
			if found = k >= 0; !found {
				break
			}
			rest = slices.Delete(rest, k, k+1)
		}
		if !found {
			continue
		}
		factors := append([]ast.Node{t.Number(n.Coef.Times(base.Coef.Inv())), t.Power(base, t.Number(e.Value.Plus(ast.RatInt(1))))}, rest...)
		if joined := t.Mul(append(factors, n.Chain...)...); s.length.Length(joined) < s.length.Length(n) {
			return joined
		}
	}
	return n
}
