package parser

import "slices"

// walkFree visits the terms below t in which the index k stands free, arguments first.
func (e *elaborator) walkFree(t, k *term, visit func(*term)) {
	seen := map[*term]bool{}
	type frame struct {
		t    *term
		next int
	}
	stack := []frame{{t, 0}}
	for len(stack) > 0 {
		f := &stack[len(stack)-1]
		if f.next == 0 && (seen[f.t] || !slices.Contains(f.t.free, k.entity)) {
			stack = stack[:len(stack)-1]
			continue
		}
		if f.next < len(f.t.args) {
			f.next++
			stack = append(stack, frame{f.t.args[f.next-1], 0})
			continue
		}
		seen[f.t] = true
		visit(f.t)
		stack = stack[:len(stack)-1]
	}
}

// rename replaces a free index below t; the shapes stay.
func (e *elaborator) rename(t *term, from, to *entity) *term {
	k := e.symbol(from)
	by := map[*term]*term{k: e.symbol(to)}
	e.walkFree(t, k, func(n *term) {
		changed := false
		args := make([]*term, len(n.args))
		for i, a := range n.args {
			args[i] = a
			if b := by[a]; b != nil {
				args[i], changed = b, true
			}
		}
		if !changed || by[n] != nil {
			return
		}
		copied := *n
		copied.args = args
		by[n] = e.internShaped(copied)
	})
	if b := by[t]; b != nil {
		return b
	}
	return t
}

// internShaped gives the term equal to t, whose shape is known to be that of another one.
func (e *elaborator) internShaped(t term) *term {
	key := string(e.key(&t))
	if old := e.terms[key]; old != nil && !t.unique() {
		return old
	}
	n := e.add(t)
	if !t.unique() {
		e.terms[key] = n
	}
	return n
}

// usesOf lists the axes on which the index k stands below t, as k or k plus a number.
func (e *elaborator) usesOf(t, k *term) []indexUse {
	var uses []indexUse
	add := func(index *term, axis dim) {
		if offset, ok := offsetFrom(index, k); ok {
			uses = append(uses, indexUse{index: k.entity, axis: axis, offset: offset})
		}
	}
	e.walkFree(t, k, func(n *term) {
		switch {
		case n.op == opEntry:
			e.entryAxes(n, add)
		case n.op == opCall && n.fn.Name == "e" && len(n.sizes) == 1:
			add(n.args[0], n.sizes[0])
		}
	})
	return uses
}

// entryAxes gives each index of an entry with the size of its axis.
func (e *elaborator) entryAxes(n *term, see func(index *term, axis dim)) {
	base := n.args[0]
	switch n.axes {
	case oneIndex:
		if e.isOne(base.rows) && !e.isOne(base.cols) {
			see(n.args[1], base.cols)
		} else {
			see(n.args[1], base.rows)
		}
	case rowIndex:
		see(n.args[1], base.rows)
	case colIndex:
		see(n.args[1], base.cols)
	default:
		see(n.args[1], base.rows)
		see(n.args[2], base.cols)
	}
}

// offsetFrom writes an index as k plus a number.
func offsetFrom(index, k *term) (int64, bool) {
	if index == k {
		return 0, true
	}
	if index.op != opSum || len(index.args) != 2 {
		return 0, false
	}
	for i, a := range index.args {
		if other := index.args[1-i]; a == k && other.op == opNumber {
			return other.num.Int()
		}
	}
	return 0, false
}
