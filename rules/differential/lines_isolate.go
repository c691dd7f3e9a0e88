package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// isolate moves what stands around each d(u) across the inner product, and adds up the terms of
// each u other than x. A d(u) inside a sum over an index that u depends on stays where it is.
// It reports whether that wrote a line.
func (w *writer) isolate() bool {
	var used []*rules.Rule
	changed := false
	out := make([]term, 0, len(w.terms))
	place := map[ast.Node]int{}
	for _, old := range w.terms {
		d := w.t.Differential(old.pending)
		if w.bound(old) {
			out = append(out, old)
			continue
		}
		if old.right != d {
			c, err := operation.Adjoints(w.t, old.right, old.left, d)
			if err != nil {
				out = append(out, old)
				continue
			}
			used = append(used, isolationRules(old.right, d)...)
			changed = true
			old.left, old.right = w.s.Simplify(c[0]), d
		}
		if ast.IsZero(old.left) {
			continue
		}
		if i, ok := place[old.pending]; ok && old.pending != w.x {
			out[i].left = w.s.Simplify(w.t.Add(out[i].left, old.left))
			changed = true
			continue
		}
		if i := w.multiple(out, old); i >= 0 {
			out[i].left = w.t.Add(out[i].left, old.left)
			changed = true
			continue
		}
		place[old.pending] = len(out)
		out = append(out, old)
	}
	w.terms = out
	if changed {
		w.emit(false, used...)
	}
	return changed
}

// multiple is the place of a term that is a number times another one; -1 where there is none.
func (w *writer) multiple(terms []term, of term) int {
	_, array := w.t.SplitCoef(of.left)
	return slices.IndexFunc(terms, func(term term) bool {
		_, other := w.t.SplitCoef(term.left)
		return term.right == of.right && term.pending == of.pending && other == array
	})
}

// bound reports whether d(u) of a term depends on the index of a sum around it.
func (w *writer) bound(in term) bool {
	if in.pending == w.x {
		return false
	}
	for _, n := range ast.Topo(in.right) {
		if sum, ok := n.(*ast.IndexSum); ok && ast.Contains(in.pending, sum.Index) {
			return true
		}
	}
	return false
}

// push writes a sum that is linear in d(u), for a vector or scalar u other than x, as a matrix times
// d(u), so that the following steps do not repeat what stands for d(u).
func (w *writer) push() {
	var used []*rules.Rule
	for i, old := range w.terms {
		if _, sum := old.right.(*ast.Add); !sum || old.pending == w.x || old.pending.Shape().Cols != ast.One || w.bound(old) {
			continue
		}
		d := w.t.Differential(old.pending)
		m, ok := w.matrix(old.right, d)
		if !ok {
			continue
		}
		used = append(used, pushRules(old.right, d)...)
		w.terms[i].right = w.t.Mul(w.s.Simplify(m), d)
	}
	if used != nil {
		w.emit(false, used...)
	}
}

// matrix is the M with right = M*d; ok is false where it is no product of what stands around d.
func (w *writer) matrix(right, d ast.Node) (m ast.Node, ok bool) {
	p := newPusher(w.t, right, d)
	m = p.push(right)
	return m, !p.columned
}
