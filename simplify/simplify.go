package simplify

import (
	"matcalc/ast"
)

// maxRounds bounds how often the rules go over an expression from its leaves up.
const maxRounds = 4

// Simplify gives an expression that is equal to n, and not longer.
func Simplify(t *ast.Table, n ast.Node) ast.Node { return New(t).Simplify(n) }

// A Simplifier simplifies expressions of one table and keeps what it has found for each node, so
// that what they share is simplified once.
type Simplifier struct {
	t      *ast.Table
	length Measure
	done   map[ast.Node]ast.Node // the result for a node whose arguments are simple
	passed map[ast.Node]ast.Node // the result of a pass over all that a node is made of
	// expanded are the products that have been multiplied out, if only to see.
	expanded map[ast.Node]bool
	// mentioned tells for each node what rules are about that occurs in it.
	mentioned map[ast.Node]mentions
}

// New makes a simplifier for expressions of the table.
func New(t *ast.Table) *Simplifier {
	return &Simplifier{t: t, length: Measure{}, done: map[ast.Node]ast.Node{}, passed: map[ast.Node]ast.Node{}, expanded: map[ast.Node]bool{}, mentioned: map[ast.Node]mentions{}}
}

// Simplify gives an expression that is equal to n, and not longer.
func (s *Simplifier) Simplify(n ast.Node) ast.Node {
	for range maxRounds {
		next := s.pass(n)
		if next == n {
			break
		}
		n = next
	}
	return n
}

// pass simplifies each node of n, arguments first.
func (s *Simplifier) pass(root ast.Node) ast.Node {
	stack := []ast.Node{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		if _, ok := s.passed[n]; ok {
			stack = stack[:len(stack)-1]
			continue
		}
		waiting := len(stack)
		args := make([]ast.Node, len(n.Args()))
		for i, a := range n.Args() {
			simple, ok := s.passed[a]
			if !ok {
				stack = append(stack, a)
			}
			args[i] = simple
		}
		if len(stack) == waiting {
			s.passed[n] = s.node(s.t.Rebuild(n, args))
			stack = stack[:len(stack)-1]
		}
	}
	return s.passed[root]
}

// maxSteps bounds the rewrites of one node.
const maxSteps = 32

// node simplifies an expression whose arguments are simple.
func (s *Simplifier) node(n ast.Node) ast.Node {
	if out, ok := s.done[n]; ok {
		return out
	}
	out := n
	for range maxSteps {
		next := s.step(out)
		if next == out {
			break
		}
		if next.Shape() != n.Shape() {
			panic("simplify: a step changes the shape " + n.Shape().String() + " to " + next.Shape().String())
		}
		out = next
	}
	s.done[n], s.done[out] = out, out
	return out
}

// step makes one change, or none.
func (s *Simplifier) step(n ast.Node) ast.Node {
	if next, ok := s.rewrite(n); ok {
		return next
	}
	switch n := n.(type) {
	case *ast.Add:
		return s.factor(n)
	case *ast.Hadamard:
		return s.expand(n)
	case *ast.Mul:
		if next := s.applyColumns(n); next != ast.Node(n) {
			return next
		}
		if len(n.Chain) == 0 {
			return s.expand(n)
		}
		return s.applyRow(n)
	case *ast.Call:
		if n.Fn.Name == "tr" {
			return s.trace(n.Args()[0])
		}
		if len(n.Args()) == 1 && n.Fn.LinearIn(0) {
			return s.multiple(n)
		}
	case *ast.Inner:
		return s.inner(n)
	case *ast.Entry:
		return s.entry(n)
	case *ast.IndexSum:
		return s.indexSum(n)
	case *ast.Transpose:
		if sum, ok := n.Arg().(*ast.Add); ok && len(sum.Args()) <= maxTerms {
			if pushed := s.pushed(sum); s.length.Length(pushed) < s.length.Length(n) {
				return pushed
			}
		}
	}
	return n
}

// pushed is the transpose of a sum, term by term.
func (s *Simplifier) pushed(sum *ast.Add) ast.Node {
	parts := make([]ast.Node, len(sum.Args()))
	for i, a := range sum.Args() {
		parts[i] = s.t.Transpose(a)
	}
	return s.t.Add(parts...)
}
