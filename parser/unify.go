package parser

import (
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
)

// A dim is a size that may be unknown: the index of a cell. Cell 0 is the size 1.
type dim int32

// A cell is what is known of a size. Cells that are found equal form a class with one root, which
// carries what is known.
type cell struct {
	parent dim
	era    int32 // of the solver, in which the cell was kept
	rank   uint8 // of the class, for union by rank
	wide   bool  // taken to be other than 1
	open   bool  // value contains unknown sizes, as names "?12"
	value  ast.Dim
	// the constraints to look at again when it becomes known whether the size is 1, and those to
	// look at again when the size changes at all
	rankWatches, sizeWatches list
}

// A list is a list of constraints in solver.watches; first is -1 when it is empty.
type list struct{ first, last int32 }

var none = list{-1, -1}

// A watch is an element of the list of constraints of a class.
type watch struct {
	c    *constraint
	next int32
}

// A solver finds sizes by unification, and ranks by constraints that wait until enough is known.
// Inside a trial each change is kept, so that it can be taken back.
type solver struct {
	cells       []cell
	watches     []watch
	rigid       map[ast.Dim]dim
	constraints []*constraint
	queue       []*constraint
	late        []*constraint // those of many arguments, which wait until the queue is empty
	current     *term         // whose shape is being determined, for errors
	forced      int           // how often a wide size became 1
	trials      int
	era         int32 // a number for the time since a trial began or ended
	trail       []change
	// lenient counts contradictions between sizes other than 1 and goes on
	lenient        bool
	contradictions int
}

// A change is what stood in a cell, or a constraint that was open.
type change struct {
	at  dim
	old cell
	c   *constraint
}

func newSolver() solver {
	s := solver{rigid: make(map[ast.Dim]dim, 4), cells: make([]cell, 1, 16), watches: make([]watch, 0, 8)}
	s.cells[0] = cell{value: ast.One, rankWatches: none, sizeWatches: none}
	s.rigid[ast.One] = 0
	return s
}

// fresh is a new unknown size.
func (s *solver) fresh() dim {
	d := dim(len(s.cells))
	s.cells = append(s.cells, cell{parent: d, rankWatches: none, sizeWatches: none})
	return d
}

// size is the cell of a known size, or of a polynomial in unknown ones.
func (s *solver) size(v ast.Dim) dim {
	if d, ok := s.rigid[v]; ok {
		return d
	}
	if name, ok := v.Name(); ok && name[0] == '?' {
		return privateDim(name)
	}
	d := s.fresh()
	c := &s.cells[d]
	c.value, c.open = v, strings.Contains(v.String(), "?")
	if !c.open {
		s.rigid[v] = d
		return d
	}
	p := &constraint{kind: polynomial, left: d}
	for _, name := range v.Names() {
		if name[0] == '?' {
			s.watchSize(privateDim(name), p)
		}
	}
	return d
}

func privateName(d dim) string { return "?" + strconv.Itoa(int(d)) }

func privateDim(name string) dim {
	n, _ := strconv.Atoi(name[1:])
	return dim(n)
}

// root gives the root of the class of d.
func (s *solver) root(d dim) dim {
	for s.cells[d].parent != d {
		d = s.cells[d].parent
	}
	return d
}

// resolve gives what is known of d, with unknown sizes as names "?12" of roots.
func (s *solver) resolve(d dim) ast.Dim {
	d = s.root(d)
	c := &s.cells[d]
	switch {
	case c.value.IsZero():
		return ast.DimName(privateName(d))
	case !c.open:
		return c.value
	}
	return c.value.Subst(func(name string) (ast.Dim, bool) {
		if name[0] != '?' {
			return ast.Dim{}, false
		}
		return s.resolve(privateDim(name)), true
	})
}

func (s *solver) shapeOf(rows, cols dim) ast.Shape {
	return ast.Shape{Rows: s.resolve(rows), Cols: s.resolve(cols)}
}

// isOne reports whether d is known to be 1.
func (s *solver) isOne(d dim) bool {
	c := &s.cells[s.root(d)]
	return c.value == ast.One || c.open && s.resolve(d) == ast.One
}

// isWide reports whether d is taken to be other than 1.
func (s *solver) isWide(d dim) bool {
	c := &s.cells[s.root(d)]
	switch {
	case c.wide:
		return c.value != ast.One
	case c.value.IsZero():
		return false
	case !c.open:
		return c.value != ast.One
	}
	v := s.resolve(d)
	if strings.Contains(v.String(), " ") {
		return true // a sum of sizes
	}
	for _, name := range v.Names() {
		if name[0] != '?' || s.isWide(privateDim(name)) {
			return true
		}
	}
	return false
}

// isOpen reports whether nothing is known of d.
func (s *solver) isOpen(d dim) bool {
	c := &s.cells[s.root(d)]
	return c.value.IsZero() && !c.wide
}

// save keeps what stands in cell d before its first change in a trial.
func (s *solver) save(d dim) {
	if c := &s.cells[d]; s.trials > 0 && c.era != s.era {
		c.era = s.era
		s.trail = append(s.trail, change{at: d, old: s.cells[d]})
	}
}

// expectChanges makes room for so many changes in a trial, and some more.
func (s *solver) expectChanges(count int) {
	if cap(s.trail)-len(s.trail) < count {
		s.trail = slices.Grow(s.trail, count+8)
	}
}

// widen takes d to be other than 1, where it is open.
func (s *solver) widen(d dim) {
	d = s.root(d)
	if c := &s.cells[d]; c.value.IsZero() && !c.wide {
		s.save(d)
		c.wide = true
		s.wake(c.rankWatches)
		s.wake(c.sizeWatches) // a polynomial in it may be known to be other than 1 now
	}
}

// unify makes a and b equal; false means that they cannot be.
func (s *solver) unify(a, b dim) bool {
	a, b = s.root(a), s.root(b)
	if a == b {
		return true
	}
	ca, cb := &s.cells[a], &s.cells[b]
	switch {
	case ca.value.IsZero() && cb.value.IsZero():
		s.merge(a, b)
		return true
	case ca.value.IsZero():
		return s.bind(a, b)
	case cb.value.IsZero():
		return s.bind(b, a)
	case !ca.open && !cb.open:
		return ca.value == cb.value || s.tolerates(ca.value, cb.value)
	}
	return s.solve(a, b)
}

// tolerates reports whether two known sizes that differ are let pass for now.
func (s *solver) tolerates(x, y ast.Dim) bool {
	if !s.lenient || x == ast.One || y == ast.One {
		return false
	}
	s.contradictions++
	return true
}

// bind makes the open root a equal to b, which has a value.
func (s *solver) bind(a, b dim) bool {
	if s.cells[b].open {
		v, name := s.resolve(b), privateName(a)
		if v.String() == name {
			return true // the other factors of b are 1
		}
		if contains(v.Names(), name) {
			return false
		}
	}
	s.merge(a, b)
	return true
}

// merge joins two classes, at most one of which has a value.
func (s *solver) merge(a, b dim) {
	if s.cells[a].rank > s.cells[b].rank {
		a, b = b, a
	}
	s.save(a)
	s.save(b)
	ca, cb := &s.cells[a], &s.cells[b]
	statusA, statusB := s.status(a), s.status(b)
	s.wake(ca.sizeWatches)
	s.wake(cb.sizeWatches)
	ca.parent = b
	if ca.rank == cb.rank {
		cb.rank++
	}
	if cb.value.IsZero() {
		cb.value, cb.open = ca.value, ca.open
	}
	cb.wide = cb.wide || ca.wide
	if cb.wide && cb.value == ast.One {
		s.forced++
	}
	// A size that joins a large class wakes only those who learn something from it.
	status := s.status(b)
	if status != statusA {
		s.wake(ca.rankWatches)
	}
	if status != statusB {
		s.wake(cb.rankWatches)
	}
	s.concatenate(&cb.rankWatches, ca.rankWatches)
	s.concatenate(&cb.sizeWatches, ca.sizeWatches)
}

// status tells whether d is known to be 1, taken to be other than 1, or neither.
func (s *solver) status(d dim) int {
	switch {
	case s.isOne(d):
		return 1
	case s.isWide(d):
		return 2
	}
	return 0
}

func (s *solver) concatenate(l *list, more list) {
	switch {
	case more.first < 0:
	case l.first < 0:
		*l = more
	default:
		s.watches[l.last].next = more.first
		l.last = more.last
	}
}

// watchRank has c looked at again when it becomes known whether d is 1, watchSize when anything
// becomes known of d.
func (s *solver) watchRank(d dim, c *constraint) {
	d = s.root(d)
	s.save(d)
	s.concatenate(&s.cells[d].rankWatches, s.newWatch(c))
}

func (s *solver) watchSize(d dim, c *constraint) {
	d = s.root(d)
	s.save(d)
	s.concatenate(&s.cells[d].sizeWatches, s.newWatch(c))
}

func (s *solver) newWatch(c *constraint) list {
	w := int32(len(s.watches))
	s.watches = append(s.watches, watch{c, -1})
	return list{w, w}
}

// wake queues the constraints of a list.
func (s *solver) wake(l list) {
	for w := l.first; w >= 0; w = s.watches[w].next {
		s.enqueue(s.watches[w].c)
		if w == l.last {
			break
		}
	}
}

// manyArguments is the number of arguments above which a constraint waits for all others: each of its
// arguments may wake it, and it looks at all of them.
const manyArguments = 32

func (s *solver) enqueue(c *constraint) {
	if !c.done && !c.queued {
		c.queued = true
		if c.t != nil && len(c.t.args) > manyArguments {
			s.late = append(s.late, c)
		} else {
			s.queue = append(s.queue, c)
		}
	}
}

// A mark is where a trial began.
type mark struct{ trail, forced, constraints int }

func (s *solver) begin() mark {
	s.trials++
	s.era++
	return mark{len(s.trail), s.forced, len(s.constraints)}
}

// commit keeps what was found since the mark.
func (s *solver) commit(m mark) {
	s.trials--
	s.era++
	s.forced = m.forced
	if s.trials == 0 {
		s.trail = s.trail[:0]
	}
}

// rollback takes back all changes since the mark.
func (s *solver) rollback(m mark) {
	s.trials--
	s.era++
	for _, list := range []*[]*constraint{&s.queue, &s.late} {
		for _, c := range *list {
			c.queued = false
		}
		*list = (*list)[:0]
	}
	for i := len(s.trail) - 1; i >= m.trail; i-- {
		ch := &s.trail[i]
		if ch.c != nil {
			ch.c.done = false
			continue
		}
		s.cells[ch.at] = ch.old
		for _, l := range [2]list{ch.old.rankWatches, ch.old.sizeWatches} {
			if l.last >= 0 {
				s.watches[l.last].next = -1
			}
		}
	}
	s.trail = s.trail[:m.trail]
	s.constraints = s.constraints[:m.constraints]
	s.forced = m.forced
}
