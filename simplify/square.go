package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// A squared is a term that is a positive number times a square: c*s^2, c*norm(x)^2 or c*x'*x, c*X.^2.
type squared struct {
	coef ast.Rat
	root ast.Node // nil where the term is no square
	// norm tells that the square is that of the norm of the root.
	norm bool
}

// square writes the terms that are the square of a sum of two as that: s^2 + 2*s*t + t^2 is (s + t)^2, and so
// for norms and entry by entry; nil where there are none.
func (s *Simplifier) square(terms []ast.Node) ast.Node {
	if len(terms) < 3 {
		return nil
	}
	squares := make([]squared, len(terms))
	for i, term := range terms {
		squares[i] = s.squareOf(term)
	}
	for i, a := range squares {
		if a.root == nil {
			continue
		}
		for j, b := range squares[:i] {
			if b.root == nil || a.norm != b.norm || a.root.Shape() != b.root.Shape() {
				continue
			}
			ratio, ok := a.coef.Times(b.coef.Inv()).Sqrt()
			if !ok {
				continue
			}
			k, sign := s.crossTerm(terms, b, a.root, ratio)
			if k < 0 {
				continue
			}
			joined := s.squareOfSum(b, s.t.Scale(ratio.Times(sign), a.root))
			rest := slices.DeleteFunc(slices.Clone(terms), func(n ast.Node) bool { return n == terms[i] || n == terms[j] || n == terms[k] })
			return s.t.Add(append(rest, joined)...)
		}
	}
	return nil
}

// squareOf takes a term apart as a square.
func (s *Simplifier) squareOf(term ast.Node) squared {
	coef, core := s.t.SplitCoef(term)
	if coef.Sign() <= 0 {
		return squared{}
	}
	switch n := core.(type) {
	case *ast.Number:
		return squared{coef, core, false}
	case *ast.Constant:
		if n.Kind == ast.Ones {
			return squared{coef, core, false}
		}
	case *ast.EntryPower:
		if ast.IsNumber(n.Exponent(), 2) {
			return squared{coef, n.Base(), false}
		}
	case *ast.Power:
		if !n.Shape().IsScalar() || !ast.IsNumber(n.Exponent(), 2) {
			break
		}
		if c, ok := n.Base().(*ast.Call); ok && c.Fn.Name == "norm" {
			return squared{coef, c.Args()[0], true}
		}
		return squared{coef, n.Base(), false}
	case *ast.Mul:
		if n.Shape().IsScalar() && len(n.Scalars) == 0 && len(n.Chain) == 2 && s.t.Transpose(n.Chain[0]) == n.Chain[1] {
			return squared{coef, n.Chain[1], true}
		}
	}
	return squared{}
}

// crossTerm is the place and the sign of the term 2*c*p*q of the square c*(p + q)^2, where q is a multiple of
// another root; the place is below 0 where there is none.
func (s *Simplifier) crossTerm(terms []ast.Node, p squared, root ast.Node, ratio ast.Rat) (place int, sign ast.Rat) {
	t := s.t
	var cross []ast.Node
	switch {
	case !p.norm:
		cross = append(cross, t.Hadamard(p.root, root))
	case root.Shape().IsVector():
		cross = append(cross, t.Mul(t.Transpose(p.root), root))
	default:
		cross = append(cross, t.Inner(p.root, root), s.trace(t.Mul(t.Transpose(p.root), root)))
	}
	for _, c := range cross {
		own, core := t.SplitCoef(c)
		want := own.Times(ast.RatInt(2)).Times(p.coef).Times(ratio)
		for i, term := range terms {
			if coef, other := t.SplitCoef(term); other == core && coef.Abs().Equal(want.Abs()) {
				return i, ast.RatInt(int64(coef.Sign() * want.Sign()))
			}
		}
	}
	return -1, ast.Rat{}
}

// squareOfSum is the square of the sum of a root and another one, of the norm where that is meant.
func (s *Simplifier) squareOfSum(p squared, other ast.Node) ast.Node {
	t := s.t
	sum := t.Add(p.root, other)
	switch {
	case p.norm:
		return t.Mul(t.Number(p.coef), t.Power(t.Call(catalogue.Lookup("norm"), nil, sum), t.Int(2)))
	case sum.Shape().IsScalar():
		return t.Mul(t.Number(p.coef), t.Power(sum, t.Int(2)))
	}
	return t.Mul(t.Number(p.coef), t.EntryPower(sum, t.Int(2)))
}
