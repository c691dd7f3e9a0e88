package parser

import (
	"encoding/binary"
	"slices"

	"matcalc/ast"
)

// A term is an expression whose names are resolved and whose definitions are instantiated. Equal
// terms are one, but for those whose size follows from where they stand. The arguments of a term
// have smaller places in the list of terms.
type term struct {
	op         op
	id         int
	rows, cols dim
	args       []*term
	num        ast.Rat       // of opNumber
	entity     *entity       // of opSymbol, opApply
	fn         *ast.Function // of opCall
	sizes      []dim         // of opCall, opSize
	axes       axes          // of opEntry
	slots      []int         // of opDerivative and what is made of it, from 0
	head       string        // of opDerivative; the suffix of opNorm
	node       ast.Node      // of opNode; of any other once it is lowered
	place      place
	parts      []*syntax // where the arguments stand in the text of place, if there
	free       []*entity // the indices that stand free in it
	bound      []*entity // the indices with names of the input over which sums in it run
}

type op uint8

const (
	opNumber       op = iota
	opSymbol          // a variable, dimension, integer or index
	opPi              // π
	opNode            // a node that exists already
	opSize            // sizes[0] as a scalar
	opSum             // of args; scalars are broadcast
	opProduct         // of args from left to right
	opHadamard        // of args; scalars are broadcast
	opPower           // base, exponent
	opEntryPower      // base, exponent; scalars are broadcast
	opTranspose       // of the arg
	opInner           // of two args
	opCall            // fn of args and sizes
	opEye             // I, whose size follows from where it stands
	opApply           // entity of args
	opDerivative      // a derivative of entity at args
	opDirection       // the derivative args[0] applied to the other args
	opAdjoint         // its adjoint, applied to the last arg
	opComponent       // the component of args[0] with the other args as indices
	opEntry           // an entry, row or column of args[0]
	opIndexSum        // args: index, body, and lo and hi where they are given; sizes[0] is the range else
	opDelta           // of two args
	opBar             // |arg|
	opDifferential    // of the arg
)

// axes tells which indices of an entry are given.
type axes uint8

const (
	oneIndex    axes = iota // x[i]
	bothIndices             // X[i,j]
	rowIndex                // X[i,:]
	colIndex                // X[:,j]
)

// A place is where in which text something was written.
type place struct {
	source  *string
	span    ast.Span
	implied bool // it is the call of a function whose definition the term is part of
}

// argPlace is where the argument i of t was written.
func (t *term) argPlace(i int) place {
	if t.place.implied || i >= len(t.parts) || len(t.parts) != len(t.args) {
		return t.args[i].place
	}
	return place{source: t.place.source, span: t.parts[i].span}
}

// unique reports whether each occurrence of such a term is a term of its own.
func (t *term) unique() bool {
	return t.op == opEye || t.op == opCall && len(t.sizes) > 0
}

// intern gives the term that is equal to t, which is t itself when it is new: then its shape is
// set and its constraints are posted.
func (e *elaborator) intern(t term) *term {
	if !t.unique() {
		key := e.key(&t)
		if old, ok := e.terms[string(key)]; ok {
			return old
		}
		n := e.add(t)
		e.terms[string(key)] = n
		e.shape(n)
		return n
	}
	n := e.add(t)
	e.shape(n)
	return n
}

func (e *elaborator) add(t term) *term {
	e.in.budget.Look()
	if len(e.list) >= e.limits.Terms {
		e.exceed(ast.TermLimit, t.place, "name parts of it, or call functions less deeply",
			"the expression has more than %d parts after its definitions are put in", e.limits.Terms)
	}
	if len(e.chunk) == cap(e.chunk) {
		e.chunk = make([]term, 0, min(256, 4+len(e.list)))
	}
	e.chunk = append(e.chunk, t)
	n := &e.chunk[len(e.chunk)-1]
	n.id = len(e.list)
	n.setIndices()
	e.list = append(e.list, n)
	return n
}

// setIndices finds the free and the bound indices of t from those of its arguments.
func (t *term) setIndices() {
	t.free, t.bound = nil, nil
	if t.op == opSymbol && t.entity.kind == anIndex {
		t.free = []*entity{t.entity}
		return
	}
	for _, a := range t.args {
		t.free = union(t.free, a.free)
		t.bound = union(t.bound, a.bound)
	}
	if t.op != opIndexSum {
		return
	}
	k := t.args[0].entity
	if i := slices.Index(t.free, k); i >= 0 {
		t.free = append(slices.Clone(t.free[:i]), t.free[i+1:]...)
	}
	if k.named {
		t.bound = union(t.bound, []*entity{k})
	}
}

// union joins two lists without repetition; it shares the list that holds the other.
func union(a, b []*entity) []*entity {
	if len(a) == 0 {
		return b
	}
	out := a
	for _, x := range b {
		if !slices.Contains(a, x) {
			out = append(out[:len(out):len(out)], x)
		}
	}
	return out
}

// key is a text that only equal terms share.
func (e *elaborator) key(t *term) []byte {
	k := append(e.scratch[:0], byte(t.op), byte(t.axes), byte(len(t.head)))
	k = append(k, t.head...)
	switch {
	case t.op == opNumber:
		k = append(k, t.num.String()...)
	case t.op == opNode:
		k = binary.AppendUvarint(k, uint64(t.node.ID()))
	case t.fn != nil:
		k = append(append(k, t.fn.Key()...), 0)
	case t.entity != nil:
		k = binary.AppendUvarint(k, uint64(t.entity.id))
	}
	k = append(k, byte(len(t.slots)))
	for _, s := range t.slots {
		k = binary.AppendUvarint(k, uint64(s))
	}
	for _, d := range t.sizes {
		k = binary.AppendUvarint(k, uint64(e.root(d)))
	}
	for _, a := range t.args {
		k = binary.AppendUvarint(k, uint64(a.id))
	}
	e.scratch = k
	return k
}

// isScalar reports whether t is known to be a scalar, isArray whether it is taken to be none.
func (e *elaborator) isScalar(t *term) bool { return e.isOne(t.rows) && e.isOne(t.cols) }

func (e *elaborator) isArray(t *term) bool { return e.isWide(t.rows) || e.isWide(t.cols) }

func (e *elaborator) known(t *term) bool { return e.isScalar(t) || e.isArray(t) }

// makeScalar makes both sizes of t 1.
func (e *elaborator) makeScalar(t *term) bool { return e.unify(t.rows, 0) && e.unify(t.cols, 0) }

// same makes the shapes of a and b equal.
func (e *elaborator) same(a, b *term) bool { return e.unify(a.rows, b.rows) && e.unify(a.cols, b.cols) }
