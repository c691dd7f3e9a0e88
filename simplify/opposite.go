package simplify

import (
	"slices"

	"matcalc/ast"
)

// A difference is a sum some of whose terms have a number below 0 in front, and some have not. With the signs of its terms
// turned it is as long as before, so that it can take the sign of a product: -A*(x - y) is A*(y - x). One with a number or
// an identity among its terms is not turned, since 1 - s reads better than s - 1.

// opposite writes a product with a number below 0 in front with a difference in it turned. One that occurs twice, as in
// -(x - y)*(x - y)', stays.
func (s *Simplifier) opposite(n *ast.Mul) ast.Node {
	if n.Coef.Sign() >= 0 {
		return n
	}
	for i, f := range n.Args() {
		if turned := s.negated(f, maxDepth); turned != nil && !s.twice(n.Args(), i) {
			args := slices.Clone(n.Args())
			args[i] = turned
			return s.shorter(n, s.t.Mul(append(args, s.t.Number(n.Coef.Neg()))...))
		}
	}
	return n
}

// maxDepth bounds how deep in a factor a difference is looked for.
const maxDepth = 4

// negated is -f with a difference in it turned; nil where there is none.
func (s *Simplifier) negated(f ast.Node, depth int) ast.Node {
	if depth == 0 {
		return nil
	}
	switch f := f.(type) {
	case *ast.Add:
		if isDifference(f) && !holdsUnit(f) {
			return s.t.Add(s.t.Neg(f))
		}
		return nil
	case *ast.Call:
		if len(f.Args()) != 1 || !f.Fn.Odd && !f.Fn.LinearIn(0) {
			return nil
		}
	case *ast.Transpose, *ast.Hadamard, *ast.Mul, *ast.Inner:
	default:
		return nil
	}
	for i, a := range f.Args() {
		if turned := s.negated(a, depth-1); turned != nil && !s.twice(f.Args(), i) {
			args := slices.Clone(f.Args())
			args[i] = turned
			return s.t.Rebuild(f, args)
		}
	}
	return nil
}

// complement writes 1 - sigmoid(u), where a difference in u can be turned, as sigmoid(-u): 1 - sigmoid(x - y) is
// sigmoid(y - x).
func (s *Simplifier) complement(n *ast.Add) ast.Node {
	for i, term := range n.Args() {
		coef, core := s.t.SplitCoef(term)
		c, ok := core.(*ast.Call)
		if !ok || c.Fn.Name != "sigmoid" {
			continue
		}
		one := s.t.Scale(coef.Neg(), s.t.Ones(n.Shape()))
		k := slices.Index(n.Args(), one)
		if k < 0 {
			continue
		}
		turned := s.negated(c.Args()[0], maxDepth)
		if turned == nil {
			continue
		}
		var rest []ast.Node
		for j, a := range n.Args() {
			if j != i && j != k {
				rest = append(rest, a)
			}
		}
		return s.t.Add(append(rest, s.t.Scale(coef.Neg(), s.t.Call(c.Fn, nil, turned)))...)
	}
	return n
}

// isDifference reports whether a sum is a difference.
func isDifference(sum *ast.Add) bool {
	if len(sum.Args()) > maxTerms {
		return false
	}
	negative := isNegative(sum.Args()[0])
	return slices.ContainsFunc(sum.Args()[1:], func(a ast.Node) bool { return isNegative(a) != negative })
}

// twice reports whether an argument, or its transpose, occurs once more.
func (s *Simplifier) twice(args []ast.Node, i int) bool {
	for k, f := range args {
		if k != i && (f == args[i] || s.t.Transpose(f) == args[i]) {
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
		args, coef := m.Args(), m.Coef
		for k, f := range args {
			if !holdsSum(f) {
				continue
			}
			other := s.negated(f, 2)
			if other == nil {
				continue
			}
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
			out[i] = s.t.Mul(append(slices.Clip(args), s.t.Number(coef))...)
		}
	}
	if out == nil {
		return terms
	}
	return out
}
