package parser

import (
	"slices"

	"matcalc/ast"
)

// infer finds all shapes: what is certain first, then by the default rules, each followed by
// propagation.
func (e *elaborator) infer() {
	e.settle()
	for _, x := range e.matrices {
		if x.kind == aVariable {
			e.widen(x.shape.rows)
			e.widen(x.shape.cols)
		}
	}
	e.settle()
	e.ruleUpper()
	for _, d := range e.divisors {
		if e.isArray(d.t) || !e.makeScalar(d.t) || e.propagate() != nil {
			e.divisionError(d.t, d.at)
		}
	}
	e.ruleFunctions()
	e.ruleLower()
	e.ruleGreek()
	e.ruleRest()
	e.noteSummed()
}

// noteSummed tells how a vector of sums is taken over the rows of a matrix, where an upper-case name whose rows or
// columns are summed is a vector or a scalar by the rest of the input: who writes X./rowsum(X) means a matrix.
func (e *elaborator) noteSummed() {
	for _, t := range e.summed {
		if t.args[0].op != opSymbol {
			continue
		}
		x := t.args[0].entity
		if x.declared || letterOf(x.name) != upperLatin || !e.isOne(x.shape.rows) && !e.isOne(x.shape.cols) {
			continue
		}
		way := "Diag(1./rowsum(%[1]s))*%[1]s divides each row of a matrix %[1]s by its sum"
		if t.fn.Name == "colsum" {
			way = "%[1]s - ones(n)*colsum(%[1]s)' takes the sums of the columns from each row of a matrix %[1]s"
		}
		e.note("a vector is not broadcast over a matrix: "+way, x.name)
	}
}

// settle propagates, and reports a conflict.
func (e *elaborator) settle() {
	if f := e.propagate(); f != nil {
		e.report(f)
	}
}

// try makes a change and propagates; the change is kept if nothing conflicts and no size that is
// taken to be other than 1 becomes 1.
func (e *elaborator) try(change func() bool) bool {
	m := e.begin()
	if change() && e.propagate() == nil && e.forced == m.forced {
		e.commit(m)
		return true
	}
	e.rollback(m)
	return false
}

// tryAll makes the same change for as many of the entities as is possible, in their order, and
// gives those for which it is not. Since a change that is possible together with others is
// possible alone, they are tried together first, then in halves.
func (e *elaborator) tryAll(list []*entity, change func(*entity) bool) (failed []*entity) {
	e.expectChanges(6 * len(list)) // of both sizes, and of what follows
	if len(list) == 0 || e.try(func() bool {
		for _, x := range list {
			if !change(x) {
				return false
			}
		}
		return true
	}) {
		return nil
	}
	if len(list) == 1 {
		return list
	}
	half := len(list) / 2
	failed = e.tryAll(list[:half], change)
	return append(failed, e.tryAll(list[half:], change)...)
}

// openVariables lists the variables of that kind of letter that were not declared and whose rank
// is open, in the order of their appearance.
func (e *elaborator) openVariables(of letter) []*entity {
	var list []*entity
	for _, x := range e.entities {
		if x.kind == aVariable && !x.declared && letterOf(x.name) == of && e.isOpenShape(x.shape) {
			list = append(list, x)
		}
	}
	return list
}

// isOpenShape reports whether the rank of a shape is open.
func (e *elaborator) isOpenShape(s shape) bool { return e.isOpen(s.rows) || e.isOpen(s.cols) }

// ruleUpper: an upper-case name is a matrix.
func (e *elaborator) ruleUpper() {
	for _, x := range e.openVariables(upperLatin) {
		e.widen(x.shape.rows)
		e.widen(x.shape.cols)
	}
	e.settle()
	e.upperDone = true
	for _, c := range e.vectorCalls {
		e.enqueue(c)
	}
	e.settle()
}

// ruleFunctions: an unknown function is scalar-valued.
func (e *elaborator) ruleFunctions() {
	var list []*entity
	for _, x := range e.entities {
		if x.kind == aFunction && !x.declared && !x.elementwise && x.applied && e.isOpenShape(x.result) {
			list = append(list, x)
		}
	}
	e.tryAll(list, func(x *entity) bool { return e.unify(x.result.rows, 0) && e.unify(x.result.cols, 0) })
}

func (e *elaborator) asVector(x *entity) bool {
	e.widen(x.shape.rows)
	return e.unify(x.shape.cols, 0)
}

func (e *elaborator) asScalar(x *entity) bool {
	return e.unify(x.shape.rows, 0) && e.unify(x.shape.cols, 0)
}

// ruleLower: a lower-case name is a column vector, unless that would force a size to be 1 or it
// only scales or shifts scalars; then it is a scalar.
func (e *elaborator) ruleLower() {
	e.scaleScalars()
	failed := e.tryAll(e.openVariables(lowerLatin), e.asVector)
	e.insist(e.contradicted(failed))
	failed = e.tryAll(failed, e.asScalar)
	if len(failed) == 0 {
		return
	}
	// The one that stands left of a matrix is meant as a scalar.
	e.ranks(func(left, _ *term, _ rank) bool {
		if left.op == opSymbol && slices.Contains(failed, left.entity) && e.isOpenShape(left.entity.shape) {
			e.asScalar(left.entity)
			e.settle()
		}
		return true
	})
	e.insist(failed)
}

// ruleGreek: a Greek name is a scalar, unless it is transposed, stands to the right of a matrix or
// is added to a vector; then it is a vector.
func (e *elaborator) ruleGreek() {
	open := e.openVariables(lowerGreek)
	if len(open) == 0 {
		return
	}
	evidence := e.vectorEvidence(open)
	var vectors, scalars []*entity
	for _, x := range open {
		if evidence[x] {
			vectors = append(vectors, x)
		} else {
			scalars = append(scalars, x)
		}
	}
	failed := e.tryAll(scalars, e.asScalar)
	evident := len(vectors)
	vectors = append(vectors, failed...)
	e.insist(e.contradicted(e.tryAll(vectors[:evident:evident], e.asVector)))
	failed = e.tryAll(vectors, e.asVector)
	failed = e.tryAll(failed, e.asScalar)
	e.insist(failed)
}

// contradicted lists those of the names that are no vectors only because two sizes other than 1
// contradict each other, as 3 and 4 do in x'*A*x with a 3 × 4 matrix: as scalars they would hide
// that.
func (e *elaborator) contradicted(list []*entity) []*entity {
	var out []*entity
	for _, x := range list {
		m := e.begin()
		e.lenient, e.contradictions = true, 0
		if e.asVector(x) && e.propagate() == nil && e.forced == m.forced && e.contradictions > 0 {
			out = append(out, x)
		}
		e.lenient = false
		e.rollback(m)
	}
	return out
}

// insist makes vectors of names that can be neither vectors nor scalars, so that the conflict is
// reported.
func (e *elaborator) insist(list []*entity) {
	for _, x := range list {
		if e.isOpenShape(x.shape) {
			e.asVector(x)
			e.settle()
		}
	}
}

// ruleRest takes what is still open to be other than 1, and decides what is left to decide.
func (e *elaborator) ruleRest() {
	e.softUses()
	for _, d := range e.columns {
		if e.isOpen(d) {
			e.try(func() bool { return e.unify(d, 0) })
			e.widen(d)
			e.settle()
		}
	}
	for i := 0; i < len(e.constraints); i++ {
		c := e.constraints[i]
		if c.done || c.t == nil || c.kind == equality {
			continue
		}
		e.widenTerm(c.t)
		e.settle()
		if c.done {
			continue
		}
		if c.kind == signatures {
			e.firstSignature(c)
			e.settle()
		}
	}
	e.guessAll()
	e.rangesOfComponents()
}

// guessAll solves the equalities between polynomials that have several solutions. It propagates
// after each round only, since one unknown size may stand in all of them.
func (e *elaborator) guessAll() {
	for again := true; again; {
		again = false
		for i := 0; i < len(e.constraints); i++ {
			c := e.constraints[i]
			if c.kind != equality || c.done {
				continue
			}
			again = true
			for e.resolve(c.left) != e.resolve(c.right) {
				if !e.guess(c) {
					e.report(&conflict{kind: equality, t: c.t, a: c.left, b: c.right})
				}
			}
			e.finish(c)
		}
		e.settle()
	}
}

// widenTerm takes open sizes of a term, its arguments and its function to be other than 1.
func (e *elaborator) widenTerm(t *term) {
	for _, a := range t.args {
		e.widen(a.rows)
		e.widen(a.cols)
	}
	if t.entity != nil && t.entity.kind == aFunction {
		for _, p := range t.entity.params {
			e.widen(p.rows)
			e.widen(p.cols)
		}
		e.widen(t.entity.result.rows)
		e.widen(t.entity.result.cols)
	}
	if f := e.propagate(); f != nil {
		e.report(f)
	}
	e.widen(t.rows)
	e.widen(t.cols)
}

// firstSignature takes the first signature that the shapes allow.
func (e *elaborator) firstSignature(c *constraint) {
	for i := range c.t.fn.Signatures {
		sig := &c.t.fn.Signatures[i]
		if e.possible(c.t, sig) && e.try(func() bool { return e.conform(c.t, c.t.args, sig, instance{}) < 0 }) {
			e.finish(c)
			return
		}
	}
	e.report(&conflict{kind: signatures, t: c.t})
}

// softUses lets indices say how long an axis is that nothing else says.
func (e *elaborator) softUses() {
	free := map[*entity]dim{}
	for _, u := range e.uses {
		last := u.last
		if last == 0 && u.index != nil && free[u.index] != 0 {
			last = free[u.index]
		}
		if last == 0 {
			free[u.index] = u.axis
			continue
		}
		if v := e.resolve(u.axis); len(private(v)) == 0 {
			continue
		}
		size := e.resolve(last)
		if u.offset != 0 {
			size = size.Plus(ast.DimInt(u.offset))
		}
		e.try(func() bool { return e.unify(u.axis, e.size(size)) })
	}
}
