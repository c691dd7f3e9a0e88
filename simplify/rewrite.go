package simplify

import (
	"reflect"
	"sync"

	"matcalc/ast"
	"matcalc/rules"
)

// A head is what the outermost operation of a left side and of an expression have in common.
type head struct {
	kind reflect.Type
	fn   *ast.Function
}

func headOf(n ast.Node) head {
	h := head{kind: reflect.TypeOf(n)}
	if c, ok := n.(*ast.Call); ok {
		h.fn = c.Fn
	}
	return h
}

// byHead are the Simplify rules by the outermost operation of their left sides.
var byHead = sync.OnceValue(func() map[head][]*rules.Rule {
	m := map[head][]*rules.Rule{}
	for _, r := range rules.All() {
		if r.Kind == rules.Simplify {
			h := headOf(r.MustForm().Left)
			m[h] = append(m[h], r)
		}
	}
	return m
})

// rewrite applies the first Simplify rule that matches n; a product is tried as its transpose too.
func (s *Simplifier) rewrite(n ast.Node) (ast.Node, bool) {
	for _, r := range byHead()[headOf(n)] {
		if next, ok := r.Rewrite(s.t, n); ok && (r.Always || s.length.Length(next) <= s.length.Length(n)) {
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
	for _, r := range byHead()[headOf(n)] {
		if next, ok := r.Rewrite(s.t, back); ok {
			if next = s.t.Transpose(next); s.length.Length(next) <= s.length.Length(n) && next != n {
				return next, true
			}
		}
	}
	return nil, false
}
