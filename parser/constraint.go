package parser

import "matcalc/ast"

// A constraint relates shapes in a way that depends on ranks or sizes that may be open. It waits
// until enough is known, and is done once it can say nothing more.
type constraint struct {
	kind        constraintKind
	done        bool
	queued      bool
	t           *term
	left, right dim
}

type constraintKind uint8

const (
	polynomial constraintKind = iota // left has a value in unknown sizes
	equality                         // left = right, as polynomials
	product                          // t is the product of its args
	broadcast                        // t has the shape of its args that are no scalars
	signatures                       // t is a call of a function with several signatures
	combined                         // t is a call of a variadic function
	derived                          // t is a derivative
)

// A conflict is a constraint that cannot hold; the arguments i and j of t do not conform.
type conflict struct {
	kind constraintKind
	t    *term
	i, j int
	a, b dim // of an equality
}

// post adds a constraint on t, which is looked at once and then whenever a size in it changes.
func (e *elaborator) post(kind constraintKind, t *term) *constraint {
	c := &constraint{kind: kind, t: t}
	if f := e.step(c); f != nil {
		e.report(f)
	}
	if c.done {
		return c
	}
	e.constraints = append(e.constraints, c)
	for _, a := range t.args {
		e.watchOpen(a.rows, c)
		e.watchOpen(a.cols, c)
	}
	e.watchOpen(t.rows, c)
	e.watchOpen(t.cols, c)
	if kind == derived {
		f := t.entity
		for _, p := range append(f.params, f.result) {
			e.watchOpen(p.rows, c)
			e.watchOpen(p.cols, c)
		}
	}
	return c
}

// watchOpen watches d where something about it is unknown.
func (e *elaborator) watchOpen(d dim, c *constraint) {
	if k := &e.cells[e.root(d)]; k.value.IsZero() || k.open {
		e.watchRank(d, c)
	}
}

// propagate looks at queued constraints until nothing changes.
func (e *elaborator) propagate() *conflict {
	for len(e.queue)+len(e.late) > 0 {
		e.in.budget.Look()
		from := &e.queue
		if len(e.queue) == 0 {
			from = &e.late
		}
		c := (*from)[len(*from)-1]
		*from = (*from)[:len(*from)-1]
		c.queued = false
		if c.done {
			continue
		}
		if f := e.step(c); f != nil {
			return f
		}
	}
	return nil
}

// finish marks c as done.
func (e *elaborator) finish(c *constraint) {
	if !c.done {
		c.done = true
		if e.trials > 0 {
			e.trail = append(e.trail, change{c: c})
		}
	}
}

// step does what is certain of c.
func (e *elaborator) step(c *constraint) *conflict {
	if c.t != nil {
		e.current = c.t
	}
	switch c.kind {
	case polynomial:
		return e.stepPolynomial(c)
	case equality:
		ok, unknowns := e.equate(c.left, c.right)
		if len(unknowns) == 0 {
			e.finish(c)
		}
		if !ok {
			return &conflict{kind: equality, t: c.t, a: c.left, b: c.right}
		}
	case product:
		return e.stepProduct(c)
	case broadcast:
		return e.stepBroadcast(c)
	case signatures:
		return e.stepSignatures(c)
	case combined:
		return e.stepCombined(c)
	case derived:
		return e.stepDerivative(c)
	}
	return nil
}

// stepPolynomial passes on that an unknown size inside another one changed.
func (e *elaborator) stepPolynomial(c *constraint) *conflict {
	d := e.root(c.left)
	k := &e.cells[d]
	if !k.open {
		e.finish(c)
		return nil
	}
	v := e.resolve(d)
	if v == k.value {
		e.wake(k.rankWatches)
		return nil
	}
	unknown := private(v)
	e.save(d)
	k.value, k.open = v, len(unknown) > 0
	if k.wide && v == ast.One {
		e.forced++
	}
	if name, ok := v.Name(); ok && name[0] == '?' {
		// The other factors became 1, so the two sizes are one.
		k.value, k.open = ast.Dim{}, false
		e.finish(c)
		e.unify(d, privateDim(name))
		return nil
	}
	e.wake(k.rankWatches)
	e.wake(k.sizeWatches)
	return nil
}

// stepProduct multiplies from left to right as far as the ranks are known.
func (e *elaborator) stepProduct(c *constraint) *conflict {
	t := c.t
	unknown := 0
	arrays := 0
	var open *term
	for _, a := range t.args {
		switch {
		case e.isScalar(a):
		case e.isArray(a):
			arrays++
			open = a
		default:
			unknown++
			open = a
		}
	}
	switch {
	case unknown+arrays == 0:
		e.finish(c)
		if !e.makeScalar(t) {
			return &conflict{kind: broadcast, t: t, i: -1}
		}
		return nil
	case unknown+arrays == 1:
		e.finish(c)
		if !e.same(t, open) {
			return &conflict{kind: broadcast, t: t, i: -1}
		}
		return nil
	}
	var rows, cols dim // of what is multiplied so far
	last := -1         // the last array in it; -1 where it is a scalar
	for i, a := range t.args {
		if last >= 0 && e.isOne(rows) && e.isOne(cols) {
			last = -1
		}
		switch {
		case e.isScalar(a):
			continue
		case !e.isArray(a):
			return nil
		case last < 0:
			rows, cols = a.rows, a.cols
		case !(e.isWide(rows) || e.isWide(cols)):
			return nil
		case !e.unify(cols, a.rows):
			return &conflict{kind: product, t: t, i: last, j: i}
		default:
			cols = a.cols
		}
		last = i
	}
	if unknown > 0 {
		return nil
	}
	e.finish(c)
	if last < 0 {
		rows, cols = 0, 0
	}
	if !e.unify(t.rows, rows) || !e.unify(t.cols, cols) {
		return &conflict{kind: broadcast, t: t, i: -1}
	}
	return nil
}

// stepBroadcast: arrays have one shape, which is that of the result, and scalars stand for such
// arrays.
func (e *elaborator) stepBroadcast(c *constraint) *conflict {
	t := c.t
	scalar := e.isScalar(t)
	unknown := 0
	var open, array *term
	for i, a := range t.args {
		switch {
		case scalar:
			if !e.makeScalar(a) {
				return &conflict{kind: broadcast, t: t, i: i, j: -1}
			}
		case e.isScalar(a):
		case e.isArray(a):
			if !e.same(a, t) {
				return &conflict{kind: broadcast, t: t, i: i, j: e.otherArray(t, i)}
			}
			array = a
		default:
			unknown++
			open = a
		}
	}
	switch {
	case scalar || unknown == 0 && array != nil:
		e.finish(c)
	case unknown == 0:
		e.finish(c)
		if !e.makeScalar(t) {
			return &conflict{kind: broadcast, t: t, i: -1}
		}
	case unknown == 1 && array == nil:
		e.finish(c)
		if !e.same(t, open) {
			return &conflict{kind: broadcast, t: t, i: -1}
		}
	}
	return nil
}

// otherArray finds an argument of t, before or else after i, that is an array of another shape.
func (e *elaborator) otherArray(t *term, i int) int {
	shape := e.shapeOf(t.args[i].rows, t.args[i].cols)
	for j, a := range t.args {
		if j != i && e.isArray(a) && e.shapeOf(a.rows, a.cols) != shape {
			return j
		}
	}
	return -1
}
