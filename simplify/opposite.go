package simplify

import (
	"slices"

	"matcalc/ast"
)

// opposite writes a product with a number below 0 in front, among whose factors is a difference, with the difference
// turned: -A*(x - y) is A*(y - x). One that occurs twice, as in -(x - y)*(x - y)', stays, and so does one with a number or
// an identity, since 1 - s reads better than s - 1.
func (s *Simplifier) opposite(n *ast.Mul) ast.Node {
	return s.withTurned(n, differenceIn)
}

// odd are the functions of which that of -x is minus that of x.
var odd = []string{"sign", "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "erf"}

// oddFunction is opposite for an odd function of a difference: -A*sin(x - y) is A*sin(y - x).
func (s *Simplifier) oddFunction(n *ast.Mul) ast.Node {
	return s.withTurned(n, func(f ast.Node) *ast.Add {
		if c, ok := f.(*ast.Call); ok && len(c.Args()) == 1 && slices.Contains(odd, c.Fn.Name) {
			return differenceIn(c.Args()[0])
		}
		return nil
	})
}

// withTurned is n with the first difference turned that differences finds in one of its factors.
func (s *Simplifier) withTurned(n *ast.Mul, difference func(ast.Node) *ast.Add) ast.Node {
	if n.Coef.Sign() >= 0 {
		return n
	}
	for i, f := range n.Args() {
		if d := difference(f); d == nil || holdsUnit(d) || s.twice(n.Args(), i) {
			continue
		}
		turned := slices.Clone(n.Args())
		turned[i] = s.negated(f)
		return s.shorter(n, s.t.Mul(append(turned, s.t.Number(n.Coef.Neg()))...))
	}
	return n
}

// differenceIn is the sum that a factor is, or of which it is the transpose, where some of its terms have a number below
// 0 in front and some have not; nil where there is none.
func differenceIn(f ast.Node) *ast.Add {
	if tr, ok := f.(*ast.Transpose); ok {
		f = tr.Arg()
	}
	sum, ok := f.(*ast.Add)
	if !ok || len(sum.Args()) > maxTerms {
		return nil
	}
	negative := isNegative(sum.Args()[0])
	for _, a := range sum.Args()[1:] {
		if isNegative(a) != negative {
			return sum
		}
	}
	return nil
}

// twice reports whether a factor, or its transpose, occurs once more.
func (s *Simplifier) twice(args []ast.Node, i int) bool {
	back := s.t.Transpose(args[i])
	for k, f := range args {
		if k != i && (f == args[i] || f == back) {
			return true
		}
	}
	return false
}

// holdsUnit reports whether a term of a sum is a number, an identity or an array of ones, or a multiple of one.
func holdsUnit(sum *ast.Add) bool {
	return slices.ContainsFunc(sum.Args(), func(a ast.Node) bool {
		if m, ok := a.(*ast.Mul); ok && len(m.Args()) == 1 {
			a = m.Args()[0]
		}
		switch a := a.(type) {
		case *ast.Number:
			return true
		case *ast.Constant:
			return a.Kind == ast.Eye || a.Kind == ast.Ones
		}
		return false
	})
}

// negated is a difference, the transpose or an odd function of one, with the signs of its terms turned.
func (s *Simplifier) negated(f ast.Node) ast.Node {
	switch f := f.(type) {
	case *ast.Transpose:
		return s.t.Transpose(s.negated(f.Arg()))
	case *ast.Call:
		return s.t.Call(f.Fn, nil, s.negated(f.Args()[0]))
	}
	return s.t.Add(s.t.Neg(f))
}

// oneWay are the terms of a sum with the same sign for all differences that are equal but for it: A*(x - y) - B*(x - y)
// for A*(x - y) + B*(y - x); the terms as they are where there are none such.
func (s *Simplifier) oneWay(terms []ast.Node) []ast.Node {
	var first map[ast.Node]bool // differences as they occur first
	var out []ast.Node
	for i, term := range terms {
		m, ok := term.(*ast.Mul)
		if !ok {
			continue
		}
		args := m.Args()
		coef := m.Coef
		for k, f := range args {
			if differenceIn(f) == nil {
				continue
			}
			other := s.negated(f)
			if !first[other] && !first[s.t.Transpose(other)] {
				if first == nil {
					first = map[ast.Node]bool{}
				}
				first[f] = true
				continue
			}
			if out == nil {
				out = slices.Clone(terms)
			}
			args = slices.Clone(args)
			args[k], coef = other, coef.Neg()
			out[i] = s.t.Mul(append(slices.Clone(args), s.t.Number(coef))...)
		}
	}
	if out == nil {
		return terms
	}
	return out
}
