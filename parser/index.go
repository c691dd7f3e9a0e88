package parser

import (
	"fmt"
	"slices"

	"matcalc/ast"
)

// An indexUse is a place where an index with known bounds, or a free one, stands for an axis: the
// size of the axis is the last value of the index, plus the offset, where nothing else says it.
type indexUse struct {
	index  *entity
	axis   dim
	offset int64
	last   dim // 0 for free indices
}

// index elaborates an index of an array: an integer from 1 on, an expression in integers, a free name.
func (e *elaborator) index(s *syntax, v *env) *term {
	t := e.anyIndex(s, v)
	if n, _ := t.num.Int(); t.op == opNumber && n < 1 {
		e.fail(ast.ShapeError, e.at(s.span), "entries are counted from 1", "an index is a whole number from 1 on, not %s", e.text(s))
	}
	return t
}

// anyIndex elaborates an index of a Kronecker delta, which may be 0 or negative.
func (e *elaborator) anyIndex(s *syntax, v *env) *term {
	t := e.term(s, v)
	if !e.makeScalar(t) {
		e.fail(ast.ShapeError, e.at(s.span), "write an integer, a name such as i, or a sum of those", "an index is a scalar: %s", e.describe(t))
	}
	if t.op == opNumber && !t.num.IsInt() {
		e.fail(ast.ShapeError, e.at(s.span), "entries are counted from 1", "an index is a whole number from 1 on, not %s", e.text(s))
	}
	return t
}

// bracket elaborates X[i,j], x[i], X[i,:], T[i,j], and brackets after a derivative.
func (e *elaborator) bracket(s *syntax, v *env) *term {
	at := e.at(s.span)
	base, list := s.args[0], s.args[1:]
	if base.kind == aName && v.find(base.text) == nil && !v.sealed() {
		if x := e.entityNamed(base.text); x != nil && x.kind == aComponent {
			args := make([]*term, len(list))
			for i, a := range list {
				if a.kind == anAll {
					e.fail(ast.SyntaxError, e.at(a.span), "write an index in the place of \":\"", "%s is defined by components, each of which has all indices", base.text)
				}
				args[i] = e.index(a, v)
			}
			return e.expand(x, s, args)
		}
	}
	if of := derivativeBelow(base); of != nil {
		if t := e.derivedBracket(s, of, v); t != nil {
			return t
		}
	}
	t := e.term(base, v)
	e.checkVariable(t, at)
	var indices []*term
	var ax axes
	switch {
	case len(list) > 2:
		e.fail(ast.SyntaxError, at, "write X[i,j] for an entry of a matrix, x[i] for one of a vector", "%s has at most two indices, not %d", e.text(base), len(list))
	case len(list) == 1 && list[0].kind == anAll:
		return t
	case len(list) == 1:
		ax = oneIndex
		if t.op == opSymbol && e.isOpen(t.rows) && e.isOpen(t.cols) {
			e.unify(t.cols, 0)
		}
		indices = []*term{e.index(list[0], v)}
	case list[0].kind == anAll && list[1].kind == anAll:
		return t
	case list[1].kind == anAll:
		ax = rowIndex
		indices = []*term{e.index(list[0], v)}
	case list[0].kind == anAll:
		ax = colIndex
		indices = []*term{e.index(list[1], v)}
	default:
		ax = bothIndices
		indices = []*term{e.index(list[0], v), e.index(list[1], v)}
	}
	if ax != oneIndex && t.op == opSymbol {
		e.matrices = append(e.matrices, t.entity)
	}
	entry := e.intern(term{op: opEntry, axes: ax, args: append([]*term{t}, indices...), place: at})
	e.entryAxes(entry, func(index *term, axis dim) {
		if index.op == opSymbol && index.entity.kind == anIndex && !slices.Contains(e.openSums, index.entity) {
			e.uses = append(e.uses, indexUse{index: index.entity, axis: axis})
		}
	})
	return entry
}

// derivedBracket elaborates brackets after D(F)(X) or D(F)(X)': directions, or the indices of a
// component. It gives nil where the derivative is an array that has such an entry.
func (e *elaborator) derivedBracket(s *syntax, of *derivative, v *env) *term {
	base, list := s.args[0], s.args[1:]
	adjoint := base.kind == aTranspose
	if slices.ContainsFunc(list, func(a *syntax) bool { return a.kind == anAll }) {
		return nil
	}
	indices := len(list) > of.directions() || !slices.ContainsFunc(list, func(a *syntax) bool { return !e.isIndex(a, v) })
	inner := base
	if adjoint {
		inner = base.args[0]
	}
	if inner.kind == aBracket {
		// D2(F)(X)[U]'[G]: all directions but the last stand in the brackets inside.
		if len(inner.args) > of.order {
			return nil
		}
		all := append(slices.Clone(inner.args[1:]), list...)
		return e.directed(s, e.term(inner.args[0], v), e.each(all, v), true)
	}
	if indices {
		if adjoint {
			return nil
		}
		t := e.term(inner, v)
		args := []*term{t}
		for _, a := range list {
			args = append(args, e.index(a, v))
		}
		return e.intern(term{op: opComponent, entity: t.entity, head: t.head, slots: t.slots, args: args, place: e.at(s.span)})
	}
	return e.directed(s, e.term(inner, v), e.each(list, v), adjoint)
}

// isIndex reports whether s, after a derivative, is an index and no direction: an integer, or an
// expression in integer symbols and indices.
func (e *elaborator) isIndex(s *syntax, v *env) bool {
	switch s.kind {
	case aNumber:
		return true
	case aName:
		if b := v.find(s.text); b != nil {
			return b.t != nil && b.t.op == opSymbol && (b.t.entity.kind == anIndex || b.t.entity.kind == anInteger)
		}
		x := e.entityNamed(s.text)
		if x == nil {
			return e.isSizeName(s.text) || e.indexNames[s.text]
		}
		return x.kind == anIndex || x.kind == anInteger || x.kind == aDimension
	case aSum, aNegation, aProduct:
		return !slices.ContainsFunc(s.args, func(a *syntax) bool { return !e.isIndex(a, v) })
	}
	return false
}

// indexSum elaborates sum(k=lo..hi, body) and sum(k, body).
func (e *elaborator) indexSum(s *syntax, v *env) *term {
	at := e.at(s.span)
	var bounds []*term
	var last dim
	var noSize *syntax
	if len(s.args) == 3 { // a name in a bound that is that of the index means something outside
		lo, hi := e.sumBound(s.args[0], v), e.sumBound(s.args[1], v)
		bounds = []*term{lo, hi}
		last, noSize = e.sizeOf(s.args[1], v)
	}
	index := e.sumIndex(s.text, at)
	if slices.ContainsFunc(bounds, func(b *term) bool { return slices.Contains(b.free, index) }) {
		index = e.freshIndex(s.text, at)
	}
	e.openSums = append(e.openSums, index)
	k := e.symbol(index)
	body := e.term(s.args[len(s.args)-1], &env{name: s.text, t: k, up: v})
	e.openSums = e.openSums[:len(e.openSums)-1]
	if slices.Contains(body.bound, index) {
		fresh := e.freshIndex(s.text, at)
		body = e.rename(body, index, fresh)
		index, k = fresh, e.symbol(fresh)
	}
	t := term{op: opIndexSum, args: append([]*term{k, body}, bounds...), place: at}
	if len(bounds) > 0 {
		for _, u := range e.usesOf(body, k) {
			if noSize == nil {
				u.last = last
				e.uses = append(e.uses, u)
			}
		}
		return e.intern(t)
	}
	t.sizes = []dim{e.rangeOf(s, body, k)}
	return e.intern(t)
}

// sumBound elaborates a bound of a sum.
func (e *elaborator) sumBound(s *syntax, v *env) *term {
	t := e.term(s, v)
	if !e.makeScalar(t) {
		e.fail(ast.ShapeError, e.at(s.span), "write sum(k=1..n, e) with sizes and integers as bounds", "a bound is a scalar: %s", e.describe(t))
	}
	if e.isFraction(t) {
		e.noInteger(e.at(s.span))
	}
	return t
}

// noInteger says that a bound of a sum is no integer.
func (e *elaborator) noInteger(at place) {
	e.fail(ast.ShapeError, at, "write sum(k=1..n, e) with sizes and integers as bounds", "a bound of a sum is an integer, not %s", at.text())
}

// isFraction reports whether a scalar made of numbers alone is no integer.
func (e *elaborator) isFraction(t *term) bool {
	value, ok := e.constantOf(t)
	return ok && !value.IsInt()
}

// rangeOf infers the range of a sum without bounds from the axes on which its index stands.
func (e *elaborator) rangeOf(s *syntax, body, k *term) dim {
	at := e.at(s.span)
	var r dim
	found := false
	for _, u := range e.usesOf(body, k) {
		if u.offset != 0 {
			continue
		}
		if !found {
			r, found = u.axis, true
			continue
		}
		if !e.unify(r, u.axis) {
			e.fail(ast.ShapeError, at, fmt.Sprintf("write the bounds: sum(%s=1..n, …)", s.text), "%s runs to %s on one axis and to %s on another",
				s.text, e.sizeText(r), e.sizeText(u.axis))
		}
	}
	if !found {
		r = e.fresh()
		e.rangeless = append(e.rangeless, rangeless{r, k, body, at})
	}
	return r
}

// A rangeless sum waits for ranks that tell on which axis its index stands.
type rangeless struct {
	r       dim
	k, body *term
	at      place
}

// sumIndex gives the entity of the index of a sum: that of its name, unless a sum around uses it.
func (e *elaborator) sumIndex(name string, at place) *entity {
	x := e.indexEntities[name]
	if x == nil {
		if old := e.entityNamed(name); old != nil && old.kind != anIndex {
			// The name means something else outside; its symbol needs another one.
			x = e.freshIndex(name, at)
		} else if old != nil {
			x = old
		} else {
			x = e.define(name, anIndex, at)
		}
		if e.indexEntities == nil {
			e.indexEntities = map[string]*entity{}
		}
		x.named = true
		e.indexEntities[name] = x
	}
	if slices.Contains(e.openSums, x) {
		return e.freshIndex(name, at)
	}
	return x
}

// freshIndex makes an index with a name that nothing else has.
func (e *elaborator) freshIndex(name string, at place) *entity {
	for i := 1; ; i++ {
		if fresh := fmt.Sprintf("%s%d", name, i); e.isFree(fresh) {
			return e.define(fresh, anIndex, at)
		}
	}
}

// isFree reports whether nothing in the input has a name.
func (e *elaborator) isFree(name string) bool {
	_, appears := e.first[name]
	return !appears && e.names[name] == nil && e.in.meanings[name] == nil && e.in.Table.Lookup(name) == nil
}
