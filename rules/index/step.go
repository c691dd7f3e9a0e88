package index

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/simplify"
)

// A step is one derivative: of a scalar, by a symbol or an entry of one.
type step struct {
	e     *Engine
	order int
	of    string
	v     rules.Variable
	at    place         // of the entry of the variable
	apart []*ast.Symbol // the indices of the value and of the variables
	lines []rules.Line
}

// derive gives ∂value/∂X at the place of the variable.
func (s *step) derive(value ast.Node) (ast.Node, error) {
	c := s.e.c
	terms, err := s.pending(value)
	if err != nil {
		return nil, err
	}
	simplify.ByPlace(terms)
	var varied []simplify.Term
	for _, term := range terms {
		varied = append(varied, s.varied(c.Apart(term, s.apart))...)
	}
	collected, changes := c.CollectChanged(varied)
	if s.e.o.Steps {
		s.collapsed(varied)
		s.collected(varied, collected, changes)
	}
	chained, joined := s.e.chained(collected)
	recognised, changed := c.Recognised(chained)
	short := c.Short(recognised)
	if s.e.o.Steps {
		if joined || changed || changes.Like || len(short) < len(collected) {
			s.joined(chained, recognised, short)
		}
		s.end(c.Node(short))
	}
	return c.Node(short), nil
}

// pending gives the differential of the value as terms in entries of the differential of the variable.
func (s *step) pending(value ast.Node) ([]simplify.Term, error) {
	e, x := s.e, s.v.Symbol
	if e.o.Steps {
		sw := newSweep(e, value, []*ast.Symbol{x})
		err := sw.run(func() { s.pushed(sw, value) })
		return slices.Clone(sw.pending[x]), err
	}
	sw := e.sweeps[value]
	if sw == nil || !sw.targets[x] {
		sw = newSweep(e, value, append([]*ast.Symbol{x}, e.o.Targets...))
		if err := sw.run(nil); err != nil {
			return nil, err
		}
		e.sweeps[value] = sw
	}
	return slices.Clone(sw.pending[x]), nil
}

// varied puts the derivative of an entry of the variable into a term: ∂X_rs/∂X_kl = δ_rk δ_sl, inside the
// space of the structure of X (Srinivasan and Panda 2023).
func (s *step) varied(term simplify.Term) []simplify.Term {
	t := s.e.t
	coef, l := leafOf(term)
	deltas := func(number ast.Rat, row, col ast.Node, more ...ast.Node) simplify.Term {
		out := coef
		out.Coef = coef.Coef.Times(number)
		out.Factors = slices.Concat(coef.Factors, more)
		for _, pair := range [][2]ast.Node{{l.row, row}, {l.col, col}} {
			if pair[0] != nil {
				out.Factors = append(out.Factors, t.Delta(pair[0], pair[1]))
			}
		}
		return out
	}
	one, half, k, m := ast.RatInt(1), ast.RatFrac(1, 2), s.at.row, s.at.col
	if s.v.Symbol.Shape().IsMatrix() {
		switch s.v.Symbol.Structure {
		case ast.Symmetric, ast.PositiveDefinite:
			return []simplify.Term{deltas(half, k, m), deltas(half, m, k)}
		case ast.SkewSymmetric:
			return []simplify.Term{deltas(half, k, m), deltas(half.Neg(), m, k)}
		case ast.Diagonal:
			return []simplify.Term{deltas(one, k, m, t.Delta(k, m))}
		case ast.LowerTriangular:
			return []simplify.Term{deltas(one, k, m, s.e.below(k, m))}
		case ast.UpperTriangular:
			return []simplify.Term{deltas(one, k, m, s.e.below(m, k))}
		}
	}
	return []simplify.Term{deltas(one, k, m)}
}

// variableRule names the rule for the derivative of an entry of the variable.
func (s *step) variableRule() string {
	if s.v.Symbol.Shape().IsMatrix() {
		switch s.v.Symbol.Structure {
		case ast.Symmetric, ast.PositiveDefinite:
			return "variable/symmetric"
		case ast.SkewSymmetric:
			return "variable/skew"
		case ast.Diagonal:
			return "variable/diagonal"
		case ast.LowerTriangular:
			return "variable/lower"
		case ast.UpperTriangular:
			return "variable/upper"
		}
		return "variable/matrix"
	}
	if s.v.Symbol.Shape().IsScalar() {
		return "variable/scalar"
	}
	return "variable/vector"
}
