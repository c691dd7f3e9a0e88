package simplify

import (
	"matcalc/ast"
	"matcalc/rules"
)

// rewrite applies the first Simplify rule that matches n, nil where none does; a product is tried as its
// transpose too.
func (s *Simplifier) rewrite(n ast.Node) (ast.Node, *rules.Rule) {
	known := simplifications()
	in := s.mentionsOf(n) // and in its transpose
	for r := range known.about(in) {
		if next, ok := r.Rewrite(s.t, n); ok && (r.Always || s.length.Length(next) <= s.length.Length(n)) {
			if r.Always {
				s.longer.Add(n)
				s.longer.Add(next)
			}
			return next, r.Rule
		}
	}
	m, ok := n.(*ast.Mul)
	if !ok || len(m.Chain) < 2 {
		return nil, nil
	}
	back, ok := s.t.Transpose(n).(*ast.Mul)
	if !ok || back == m {
		return nil, nil
	}
	for r := range known.about(in) {
		if next, ok := r.Rewrite(s.t, back); ok {
			if next = s.t.Transpose(next); s.length.Length(next) <= s.length.Length(n) && next != n {
				return next, r.Rule
			}
		}
	}
	return nil, nil
}
