package definition

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules/operation"
)

// exactly is the increment of n with all terms of higher order, where n is a polynomial in what has
// such an increment itself.
func (s *sweep) exactly(n ast.Node) (out increment, ok bool, err error) {
	if u, ok := operation.Square(n); ok {
		return s.square(u), s.of.Of(u).exact, nil
	}
	if !s.exactArgs(n) {
		return out, false, nil
	}
	t := s.t
	switch n := n.(type) {
	case *ast.Add:
		for _, a := range n.Args() {
			out.linear = append(out.linear, s.of.Of(a).linear...)
			out.higher = append(out.higher, s.of.Of(a).higher...)
		}
		return out, true, nil
	case *ast.Mul:
		return s.product(append([]ast.Node{t.Number(n.Coef)}, n.Args()...), t.Mul), true, nil
	case *ast.Hadamard:
		return s.product(n.Args(), t.Hadamard), true, nil
	case *ast.Inner:
		return s.product(n.Args(), func(ab ...ast.Node) ast.Node { return t.Inner(ab[0], ab[1]) }), true, nil
	}
	if s.curved(n) {
		return out, false, nil
	}
	switch n := n.(type) {
	case *ast.Power:
		return s.product(repeated(n.Base(), exponent(n.Exponent())), t.Mul), true, nil
	case *ast.EntryPower:
		return s.product(repeated(n.Base(), exponent(n.Exponent())), t.Hadamard), true, nil
	}
	return s.image(n)
}

func (s *sweep) exactArgs(n ast.Node) bool {
	return !slices.ContainsFunc(n.Args(), func(a ast.Node) bool { return s.active.Has(a) && !s.of.Of(a).exact })
}

// maxExponent bounds the powers that are multiplied out.
const maxExponent = 3

// exponent is the exponent of a power that is multiplied out, or 0.
func exponent(n ast.Node) int64 {
	if num, ok := n.(*ast.Number); ok {
		if k, ok := num.Value.Int(); ok && 1 < k && k <= maxExponent {
			return k
		}
	}
	return 0
}

func repeated(n ast.Node, k int64) []ast.Node {
	out := make([]ast.Node, k)
	for i := range out {
		out[i] = n
	}
	return out
}

// product multiplies out the product of factors that move, up to where there are too many terms.
func (s *sweep) product(factors []ast.Node, join func(...ast.Node) ast.Node) (out increment) {
	value, out := factors[0], s.of.Of(factors[0])
	for _, f := range factors[1:] {
		of := s.of.Of(f)
		var next increment
		put := func(to *[]ast.Node, left []ast.Node, right []ast.Node) {
			for _, a := range left {
				for _, b := range right {
					if ab := join(a, b); !ast.IsZero(ab) {
						*to = append(*to, ab)
					}
				}
			}
		}
		one, here := []ast.Node{value}, []ast.Node{f}
		put(&next.linear, out.linear, here)
		put(&next.linear, one, of.linear)
		put(&next.higher, out.higher, here)
		put(&next.higher, out.all(), of.linear)
		put(&next.higher, out.all(), of.higher)
		put(&next.higher, one, of.higher)
		value, out = join(value, f), s.joined(next)
		if len(out.higher) > 2*maxTerms {
			break
		}
	}
	return out
}

// square is the increment of norm(u)^2: 2*(u : v) + norm(v)^2 where u grows by v.
func (s *sweep) square(u ast.Node) increment {
	t, of, two := s.t, s.of.Of(u), ast.RatInt(2)
	var out increment
	for _, v := range of.linear {
		out.linear = append(out.linear, t.Scale(two, t.Inner(u, v)))
	}
	for _, v := range of.higher {
		out.higher = append(out.higher, t.Scale(two, t.Inner(u, v)))
	}
	out.higher = append(out.higher, t.Power(t.Call(catalogue.Lookup("norm"), nil, s.unsigned(t.Add(of.all()...))), t.Int(2)))
	return out
}

// unsigned is -v where all terms of v are negative, else v; the norm is the same.
func (s *sweep) unsigned(v ast.Node) ast.Node {
	terms := []ast.Node{v}
	if sum, ok := v.(*ast.Add); ok {
		terms = sum.Args()
	}
	for _, term := range terms {
		if coef, _ := s.t.SplitCoef(term); coef.Sign() >= 0 {
			return v
		}
	}
	return s.t.Neg(v)
}
