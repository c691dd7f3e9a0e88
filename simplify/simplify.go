package simplify

import (
	"matcalc/ast"
)

// Simplify gives an expression that is equal to n, and not longer.
func Simplify(t *ast.Table, n ast.Node) ast.Node { return New(t).Simplify(n) }

// A Simplifier simplifies expressions of one table and keeps what it has found for each node, so
// that what they share is simplified once.
type Simplifier struct {
	t      *ast.Table
	length Measure
	done   ast.Map[ast.Node] // the result for a node whose arguments are simple
	passed ast.Map[ast.Node] // the result for a node and all that it is made of
	// becomes is what a node becomes whose result waits for that of what it becomes.
	becomes ast.Map[change]
	// longer are the nodes in which a rule has been applied that is applied even where that is longer.
	longer ast.Set
	// expanded are the products that have been multiplied out, if only to see.
	expanded ast.Set
	// collected are the sums, readAnew the products, for which a shorter form has been looked for.
	collected, readAnew ast.Set
	marked              ast.Map[[]mark]
	markRoom            []mark // for lists of one mark
	// wholes has one number for a node as one monomial, in which sums are factors.
	wholes  ast.Map[mark]
	factors ast.Map[int]
	// changed tells for each node that was changed what it became by which rule.
	changed ast.Map[Change]
	// mentioned tells for each node what rules are about that occurs in it.
	mentioned ast.Map[mentions]
	prints    ast.Map[print]
	contents  ast.Map[ast.Rat] // the number of which each is a multiple
	nesting   int              // of entries within entries that are being taken
	found     []holding        // room for the search for common factors
	listed    []ast.Node
	stops     stops
}

// New makes a simplifier for expressions of the table.
func New(t *ast.Table) *Simplifier { return &Simplifier{t: t, stops: stops{}} }

// changesPerNode bounds how often something changes in an expression, on average for each node.
const changesPerNode = 64

// Simplify gives an expression that is equal to n, and not longer. Each node is simplified after its
// arguments; what it becomes is simplified in turn, until nothing changes any more.
func (s *Simplifier) Simplify(root ast.Node) ast.Node {
	changes, visited := 0, 0
	if out, ok := s.resultOf(root); ok {
		return out
	}
	stack := append(make([]ast.Node, 0, 16), root)
	args := make([]ast.Node, 0, 8)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		ast.Look(n)
		if _, ok := s.resultOf(n); ok {
			stack = stack[:len(stack)-1]
			continue
		}
		if b := s.becomes.Of(n); b.next != nil {
			stack = stack[:len(stack)-1]
			if again := s.settle(n, b); again != nil {
				stack = append(stack, n, again)
			}
			continue
		}
		waiting := len(stack)
		args = args[:0]
		for _, a := range n.Args() {
			simple, ok := s.resultOf(a)
			if !ok {
				stack = append(stack, a)
			}
			args = append(args, simple)
		}
		if len(stack) > waiting {
			continue
		}
		visited++
		rebuilt := s.t.Rebuild(n, args)
		next := rebuilt
		if changes > changesPerNode*visited {
			s.stops.add(manyChanges, n)
		} else {
			next = s.node(rebuilt)
		}
		s.inherit(n, next)
		if next == n {
			s.passed.Set(n, n)
			stack = stack[:len(stack)-1]
			continue
		}
		changes++
		s.becomes.Set(n, change{next, rebuilt})
		stack = append(stack, next)
	}
	return s.passed.Of(root)
}

// resultOf is the result for a node, where it is known: a node without arguments stays as it is.
func (s *Simplifier) resultOf(n ast.Node) (ast.Node, bool) {
	if len(n.Args()) == 0 {
		return n, true
	}
	return s.passed.Get(n)
}

// A change is what a node becomes, and the node made of the results for its arguments, nil where that
// is the same.
type change struct{ next, rebuilt ast.Node }

// settle finds the result for a node that becomes something else: the result for that, where it is
// not longer than the node; else the node with simple arguments, whose result again is waited for,
// or the node itself.
func (s *Simplifier) settle(n ast.Node, c change) (again ast.Node) {
	s.becomes.Set(n, change{})
	out, ok := s.resultOf(c.next)
	if !ok { // it comes back to n
		out = c.next
		s.stops.add(circle, n)
	}
	if s.longer.Has(c.next) || s.longer.Has(out) {
		s.longer.Add(n)
	}
	if s.longer.Has(n) || s.length.Length(out) <= s.length.Length(n) {
		s.passed.Set(n, out)
		return nil
	}
	if c.rebuilt != nil && c.rebuilt != n && c.rebuilt != c.next {
		s.becomes.Set(n, change{next: c.rebuilt})
		return c.rebuilt
	}
	s.passed.Set(n, n)
	return nil
}

// inherit notes that n may become longer where that holds for what it is made of.
func (s *Simplifier) inherit(n, next ast.Node) {
	for _, a := range n.Args() {
		if s.longer.Has(a) {
			s.longer.Add(n)
		}
	}
	if s.longer.Has(next) {
		s.longer.Add(n)
	}
}

// maxSteps bounds the rewrites of one node.
const maxSteps = 32

// node makes changes to n as a whole, not to its arguments, until there is none to make.
func (s *Simplifier) node(n ast.Node) ast.Node {
	if out, ok := s.done.Get(n); ok {
		return out
	}
	out, simple := n, false
	for range maxSteps {
		next, by := s.step(out)
		if next == out {
			simple = true
			break
		}
		if next.Shape() != n.Shape() {
			panic("simplify: a step changes the shape " + n.Shape().String() + " to " + next.Shape().String())
		}
		s.changed.Set(out, Change{To: next, By: by})
		out = next
	}
	s.done.Set(n, out)
	if simple {
		s.done.Set(out, out)
	} else {
		s.stops.add(manySteps, n)
	}
	return out
}
