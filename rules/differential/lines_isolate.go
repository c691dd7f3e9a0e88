package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// isolate moves what stands around each d(u) across the inner product, and adds up the terms of
// each u other than x. A d(u) inside a sum over an index that u depends on stays where it is.
// It reports whether that wrote a line. Where more than the rules is needed for that line, one with
// what the rules give stands before it.
func (w *writer) isolate() bool {
	var used []*rules.Rule
	changed := false
	raw, out := w.terms[:0:0], make([]term, 0, len(w.terms))
	place := map[ast.Node]int{}
	for _, old := range w.terms {
		d := w.t.Differential(old.pending)
		if w.bound(old) {
			raw, out = append(raw, old), append(out, old)
			continue
		}
		if old.right != d {
			c, err := operation.Adjoints(w.t, old.right, old.left, d)
			if err != nil {
				raw, out = append(raw, old), append(out, old)
				continue
			}
			used = append(used, operation.IsolationRules(old.right, d)...)
			changed = true
			raw = append(raw, term{c[0], d, old.pending})
			old.left, old.right = w.s.Simplify(c[0]), d
		} else {
			raw = append(raw, old)
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
	if changed {
		w.replace(raw, out, used)
	}
	return changed
}

// maxRaw bounds the length of lines that show what the rules alone give.
const maxRaw = 150

// replace makes out the terms, which are raw simplified, and raw what the rules used give.
func (w *writer) replace(raw, out []term, used []*rules.Rule) {
	w.terms = raw
	before := w.node()
	w.terms = out
	if w.rewritten(before, w.node()) && !w.columned(before) {
		w.terms = raw
		w.emit(false, used...)
		w.terms, used = out, nil
	}
	w.emit(false, used...)
}

// rewritten reports whether more than the rules is needed from what they give, which is not long, to
// what is written.
func (w *writer) rewritten(before, after ast.Node) bool {
	return w.length.Length(before) <= maxRaw && operation.Rewritten(before, after)
}

// columned reports whether n holds sums over the columns of derivatives, which the line before does
// not.
func (w *writer) columned(n ast.Node) bool {
	return sums(n) > 0 && (len(w.lines) == 0 || sums(w.lines[len(w.lines)-1].Node) == 0)
}

// sums counts the sums over indices in n.
func sums(n ast.Node) int {
	count := 0
	for _, n := range ast.Topo(n) {
		if _, ok := n.(*ast.IndexSum); ok {
			count++
		}
	}
	return count
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
	raw, out := slices.Clone(w.terms), slices.Clone(w.terms)
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
		raw[i].right = w.t.Mul(m, d)
		out[i].right = w.t.Mul(w.s.Simplify(m), d)
	}
	if used != nil {
		w.replace(raw, out, used)
	}
}

// matrix is the M with right = M*d; ok is false where it is no product of what stands around d.
func (w *writer) matrix(right, d ast.Node) (m ast.Node, ok bool) {
	p := newPusher(w.t, right, d)
	m = p.push(right)
	return m, !p.columned
}
