package simplify

import (
	"slices"

	"matcalc/ast"
)

// undivided multiplies a sum of scalars in a divisor by what divides in one of its terms, where that is shorter:
// 1/(1 + q/v) is v/(v + q).
func (s *Simplifier) undivided(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Power:
		return s.shorterOf(n, n, s.t.Int(1))
	case *ast.Mul:
		for i, f := range n.Scalars {
			if _, _, ok := powerOfSum(f); !ok {
				continue
			}
			others := slices.Concat([]ast.Node{s.t.Number(n.Coef)}, slices.Delete(slices.Clone(n.Scalars), i, i+1), n.Chain)
			if out := s.shorterOf(n, f, others...); out != n {
				return out
			}
		}
	}
	return n
}

// shorterOf is n, a power of a sum times others, with the sum multiplied by what divides in one of its terms, or n where
// that is not shorter.
func (s *Simplifier) shorterOf(n, power ast.Node, others ...ast.Node) ast.Node {
	sum, e, ok := powerOfSum(power)
	if !ok {
		return n
	}
	for _, d := range divisorsIn(sum) {
		terms := make([]ast.Node, len(sum.Args()))
		for k, term := range sum.Args() {
			terms[k] = s.t.Mul(term, s.t.Inv(d))
		}
		whole := s.t.Mul(append(slices.Clip(others), s.t.Power(s.t.Add(terms...), s.t.Int(e)), s.t.Power(d, s.t.Int(e)))...)
		if s.length.Length(whole) < s.length.Length(n) {
			return whole
		}
	}
	return n
}

// powerOfSum takes a power of a sum of scalars with an integer below 0 as its exponent, or above 1, apart.
func powerOfSum(n ast.Node) (sum *ast.Add, exponent int64, ok bool) {
	p, ok := n.(*ast.Power)
	if !ok || !n.Shape().IsScalar() {
		return nil, 0, false
	}
	number, ok := p.Exponent().(*ast.Number)
	if !ok {
		return nil, 0, false
	}
	if exponent, ok = number.Value.Int(); !ok {
		return nil, 0, false
	}
	sum, ok = p.Base().(*ast.Add)
	return sum, exponent, ok && len(sum.Args()) <= maxExpanded
}

// divisorsIn lists the powers with a number below 0 as their exponent that are factors of terms of a sum of scalars.
func divisorsIn(sum *ast.Add) []ast.Node {
	var out []ast.Node
	add := func(f ast.Node) {
		p, ok := f.(*ast.Power)
		if !ok || !p.Shape().IsScalar() || slices.Contains(out, f) {
			return
		}
		if e, ok := p.Exponent().(*ast.Number); ok && e.Value.Sign() < 0 {
			out = append(out, f)
		}
	}
	for _, term := range sum.Args() {
		if m, ok := term.(*ast.Mul); ok {
			for _, f := range m.Scalars {
				add(f)
			}
			continue
		}
		add(term)
	}
	return out
}
