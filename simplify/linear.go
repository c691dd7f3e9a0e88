package simplify

import (
	"matcalc/ast"
)

// linear joins the terms of a sum that are multiples of one function which is linear in its only
// argument: a*Diag(x) + b*Diag(y) is Diag(a*x + b*y).
func (s *Simplifier) linear(terms []ast.Node) []candidate {
	type call struct {
		fn     *ast.Function
		inside []ast.Node
		places map[int]bool
	}
	var calls []*call
	for i, term := range terms {
		scalar, c := s.splitLinear(term)
		if c == nil {
			continue
		}
		var at *call
		for _, known := range calls {
			if known.fn == c.Fn && known.inside[0].Shape() == c.Args()[0].Shape() {
				at = known
			}
		}
		if at == nil {
			at = &call{fn: c.Fn, places: map[int]bool{}}
			calls = append(calls, at)
		}
		at.inside = append(at.inside, s.t.Mul(scalar, c.Args()[0]))
		at.places[i] = true
	}
	var out []candidate
	for _, c := range calls {
		if len(c.inside) < 2 {
			continue
		}
		var rest []ast.Node
		for i, term := range terms {
			if !c.places[i] {
				rest = append(rest, term)
			}
		}
		around := func(inner ast.Node) ast.Node {
			joined := s.t.Call(c.fn, nil, inner)
			if ast.IsZero(inner) {
				joined = s.t.Zeros(terms[0].Shape())
			}
			return s.t.Add(append(rest[:len(rest):len(rest)], joined)...)
		}
		inner := s.t.Add(c.inside...)
		out = append(out, candidate{rule: "sum/of linear functions", whole: around(inner), inner: inner, around: around})
	}
	return out
}

// splitLinear writes a term as a scalar times a linear function of one argument; the call is nil
// where the term has no such form.
func (s *Simplifier) splitLinear(term ast.Node) (scalar ast.Node, c *ast.Call) {
	var core ast.Node
	if term.Shape().IsScalar() {
		var coef ast.Rat
		coef, core = s.t.SplitCoef(term)
		scalar = s.t.Number(coef)
	} else {
		scalar, core = s.t.SplitScalars(term)
	}
	c, ok := core.(*ast.Call)
	if !ok || len(c.Args()) != 1 || len(c.Sizes) > 0 || !c.Fn.LinearIn(0) {
		return nil, nil
	}
	return scalar, c
}

// multiple takes numbers and scalars out of a linear function: Diag(2*x) is 2*Diag(x).
func (s *Simplifier) multiple(n *ast.Call) ast.Node {
	if len(n.Args()) != 1 || !n.Fn.LinearIn(0) {
		return n
	}
	scalar, core := s.t.SplitScalars(n.Args()[0])
	if core == n.Args()[0] {
		return n
	}
	return s.t.Mul(scalar, s.t.Call(n.Fn, n.Sizes, core))
}
