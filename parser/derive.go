package parser

import (
	"fmt"

	"matcalc/ast"
)

// derivative elaborates D(h)(x), grad(h)(x), hess(h)(x), D(h,1,2)(x,y), D2(f).(X): a derivative of
// an unknown function, with no direction yet.
func (e *elaborator) derivative(s *syntax, v *env) *term {
	at := e.at(s.span)
	of := s.of
	x := e.derivedFunction(s, v)
	if of.dot && !x.elementwise {
		e.makeEntrywise(x, e.at(of.name))
	}
	args := e.each(s.args, v)
	if len(args) == 0 {
		e.fail(ast.SyntaxError, at, fmt.Sprintf("write where it is taken, as in D(%s)(x)", of.fn), "%s has no argument", e.text(s))
	}
	e.applyTo(x, s, args)
	slots := make([]int, of.order)
	for i := range slots {
		switch {
		case len(of.slots) == of.order:
			slots[i] = of.slots[i] - 1
		case len(of.slots) == 1:
			slots[i] = of.slots[0] - 1
		case len(of.slots) > 0:
			e.fail(ast.SyntaxError, e.at(of.name), "name one argument for each order, as in D(h,1,2)(x,y)", "%d arguments are named for a derivative of order %d", len(of.slots), of.order)
		case len(args) > 1:
			e.fail(ast.SyntaxError, at, "write D("+of.fn+",1) for the first one", "%s has %d arguments, and none is named for the derivative", of.fn, len(args))
		}
		if slots[i] >= len(args) {
			e.fail(ast.SyntaxError, e.at(of.name), fmt.Sprintf("%s has %s", of.fn, count(len(args), "argument")), "%s has no argument %d", of.fn, slots[i]+1)
		}
	}
	head := of.head
	if x.elementwise {
		head = "." // in the place of D: entry by entry
	}
	if of.head != "D" {
		e.scalarValued(x, at)
	}
	return e.intern(term{op: opDerivative, entity: x, head: head, slots: slots, args: args, place: at})
}

// derivedFunction gives the function that a derivative is of; it must be an unknown one.
func (e *elaborator) derivedFunction(s *syntax, v *env) *entity {
	at := e.at(s.of.name)
	name := s.of.fn
	x := e.entityNamed(name)
	switch {
	case v.find(name) != nil:
		e.fail(ast.UnsupportedError, at, "give the function another name than the parameter", "%s is a parameter, and only functions have such a derivative", name)
	case x == nil && e.function(name, v) != nil:
		e.fail(ast.UnsupportedError, at, "the derivatives of known functions are written out, or found by diff", "%s is a known function, whose derivative is not written so", name)
	case x == nil && e.further:
		e.unknownName(name, at)
	case x == nil:
		x = e.define(name, aFunction, at)
		x.elementwise = e.entrywise[name]
	case x.kind == aDefinition:
		e.fail(ast.UnsupportedError, at, "differentiate it by name with --wrt, or leave it undefined", "%s is defined, so its derivative is not written so", name)
	case x.kind != aFunction:
		e.fail(ast.SyntaxError, at, "D, grad and hess are of unknown functions, as h in D(h)(x)", "%s is %s, and has no such derivative", name, x.kind.words())
	}
	return x
}

func (e *elaborator) scalarValued(x *entity, at place) {
	if !e.unify(x.result.rows, 0) || !e.unify(x.result.cols, 0) {
		e.fail(ast.ShapeError, at, "D("+x.name+") is the derivative of a function with other values", "only a scalar function has a gradient: %s has values in %s",
			x.name, ast.Space(e.shapeOf(x.result.rows, x.result.cols)))
	}
}

// stepDerivative gives a derivative without direction its shape, once the ranks are known: the
// transposed shape of the argument for a scalar function, the Jacobian of a vector function.
func (e *elaborator) stepDerivative(c *constraint) *conflict {
	t := c.t
	x := t.entity
	scalar := e.isOne(x.result.rows) && e.isOne(x.result.cols)
	ps := make([]shape, len(t.slots))
	allScalar := true
	for i, s := range t.slots {
		ps[i] = x.params[s]
		one := e.isOne(ps[i].rows) && e.isOne(ps[i].cols)
		allScalar = allScalar && one
	}
	set := func(rows, cols dim) *conflict {
		e.finish(c)
		if !e.unify(t.rows, rows) || !e.unify(t.cols, cols) {
			return &conflict{kind: derived, t: t}
		}
		return nil
	}
	vector := func(p shape) bool { return e.isOne(p.cols) }
	switch {
	case allScalar:
		return set(x.result.rows, x.result.cols)
	case len(ps) == 1 && t.head == "grad":
		return set(ps[0].rows, ps[0].cols)
	case len(ps) == 1 && scalar:
		return set(ps[0].cols, ps[0].rows)
	case len(ps) == 1 && vector(ps[0]) && vector(x.result):
		return set(x.result.rows, ps[0].rows)
	case len(ps) == 2 && scalar && vector(ps[0]) && vector(ps[1]):
		return set(ps[0].rows, ps[1].rows)
	}
	return nil
}

// manyAxes reports whether a derivative without direction has more than two axes, so that it is
// no expression of its own.
func (e *elaborator) manyAxes(t *term) bool {
	if t.head == "." {
		return false
	}
	axes := e.shapeOf(t.entity.result.rows, t.entity.result.cols).Axes()
	flat := axes < 2
	for _, s := range t.slots {
		a := e.shapeOf(t.entity.params[s].rows, t.entity.params[s].cols).Axes()
		axes += a
		flat = flat && a < 2
	}
	return axes > 2 || axes == 2 && !flat && len(t.slots) > 1
}

// directionHint says which shapes directions have.
const directionHint = "a direction has the shape of the argument, the cotangent of an adjoint that of the value"

// directed elaborates brackets after a derivative that hold directions: D(F)(X)[H], hess(g)(X)[H],
// and D(F)(X)'[G], D2(F)(X)[U]'[G] for the adjoint.
func (e *elaborator) directed(s *syntax, base *term, dirs []*term, adjoint bool) *term {
	at := e.at(s.span)
	x := base.entity
	want := len(base.slots)
	if base.head == "hess" && len(dirs) == 1 && !adjoint {
		return e.hessianOf(base, dirs[0], at)
	}
	if len(dirs) != want {
		e.fail(ast.SyntaxError, at, "write a direction for each order, as in D2(F)(x)[u,v]", "a derivative of order %d takes %s, not %d", want, count(want, "direction"), len(dirs))
	}
	for i, d := range dirs {
		p := x.result
		if !adjoint || i < want-1 {
			p = x.params[base.slots[i]]
		}
		if !e.unify(d.rows, p.rows) || !e.unify(d.cols, p.cols) {
			e.fail(ast.ShapeError, d.place, directionHint, "the direction %s must be %s, but %s", d.place.text(), e.describeShape(p), e.describe(d))
		}
	}
	o := opDirection
	if adjoint {
		o = opAdjoint
	}
	return e.intern(term{op: o, entity: x, head: base.head, slots: base.slots, args: append([]*term{base}, dirs...), place: at})
}

// hessianOf is hess(g)(X)[H]: the adjoint of the second derivative, with direction H and
// cotangent 1.
func (e *elaborator) hessianOf(base, h *term, at place) *term {
	p := base.entity.params[base.slots[0]]
	if !e.unify(h.rows, p.rows) || !e.unify(h.cols, p.cols) {
		e.fail(ast.ShapeError, h.place, directionHint, "the direction %s must be %s, but %s", h.place.text(), e.describeShape(p), e.describe(h))
	}
	return e.intern(term{op: opAdjoint, entity: base.entity, head: base.head, slots: base.slots, args: []*term{base, h, e.integer(1, at)}, place: at})
}
