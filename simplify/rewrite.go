package simplify

import "matcalc/ast"

// rewrite applies the first Simplify rule that matches n; a product is tried as its transpose too.
func (s *Simplifier) rewrite(n ast.Node) (ast.Node, bool) {
	rules, _ := simplifications()
	in := s.mentionsOf(n)
	for _, r := range rules {
		if r.mentions&^in != 0 {
			continue
		}
		if next, ok := r.Rewrite(s.t, n); ok && (r.Always || s.length.Length(next) <= s.length.Length(n)) {
			if r.Always {
				s.longer.Add(n)
				s.longer.Add(next)
			}
			return next, true
		}
	}
	m, ok := n.(*ast.Mul)
	if !ok || len(m.Chain) < 2 {
		return nil, false
	}
	back, ok := s.t.Transpose(n).(*ast.Mul)
	if !ok || back == m {
		return nil, false
	}
	in |= s.mentionsOf(back)
	for _, r := range rules {
		if r.mentions&^in != 0 {
			continue
		}
		if next, ok := r.Rewrite(s.t, back); ok {
			if next = s.t.Transpose(next); s.length.Length(next) <= s.length.Length(n) && next != n {
				return next, true
			}
		}
	}
	return nil, false
}
