package parser

import (
	"slices"

	"matcalc/ast"
)

// cancelled finds the operations below root that are no part of its node, since they cancelled as it was made.
func (e *elaborator) cancelled(root *term) []ast.Cancelled {
	if !slices.ContainsFunc(e.list, isPartial) {
		return nil
	}
	var there ast.Set // what is in the node of the root, and then what is known to be lost
	for _, n := range ast.Topo(root.node) {
		there.Add(n)
	}
	isLost := func(t *term) bool { return isPartial(t) && t.node != nil && !there.Has(t.node) }
	if !slices.ContainsFunc(e.list, isLost) {
		return nil
	}
	s := summands{of: map[*term]int{}}
	for _, t := range addends(root) {
		s.add(t)
	}
	out := make([]ast.Cancelled, len(s.symbols))
	for i, symbols := range s.symbols {
		at := s.joint(i)
		out[at].Beside = append(out[at].Beside, symbols...)
	}
	for _, t := range e.list {
		if i, below := s.of[t]; below && isLost(t) {
			at := s.joint(i)
			out[at].Parts = lost(out[at].Parts, t.node, &there)
		}
	}
	return slices.DeleteFunc(out, func(c ast.Cancelled) bool { return len(c.Parts) == 0 })
}

// isPartial reports whether a term may have no value: it is a power that is no natural one, or a function that is not
// defined everywhere.
func isPartial(t *term) bool {
	switch t.op {
	case opPower, opEntryPower:
		x := t.args[1]
		return x.op != opNumber || !x.num.IsInt() || x.num.Sign() < 0
	case opCall:
		return t.fn.Defined != ""
	}
	return false
}

// lost appends the parts of n that are not there, and takes note of them.
func lost(parts []ast.Node, n ast.Node, there *ast.Set) []ast.Node {
	stack := []ast.Node{n}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if there.Add(n) {
			parts = append(parts, n)
			stack = append(stack, n.Args()...)
		}
	}
	return parts
}

// addends lists the terms of a sum, of sums in it too, and of their multiples by numbers.
func addends(root *term) []*term {
	var out []*term
	seen := map[*term]bool{}
	stack := []*term{root}
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[t] {
			continue
		}
		seen[t] = true
		switch {
		case t.op == opSum:
			stack = append(stack, t.args...)
		case t.op == opProduct && len(t.args) == 2 && t.args[0].op == opNumber:
			stack = append(stack, t.args[1])
		default:
			out = append(out, t)
		}
	}
	return out
}

// summands tell to which term of a sum its parts belong. Terms that share a part are joined.
type summands struct {
	of      map[*term]int
	parent  []int
	symbols [][]ast.Node // that stand in each
}

// add adds a term of the sum with all parts that no other one has.
func (s *summands) add(root *term) {
	number := len(s.parent)
	s.parent, s.symbols = append(s.parent, number), append(s.symbols, nil)
	symbols := map[*term]bool{}
	stack := []*term{root}
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if t.op == opSymbol {
			if !symbols[t] && t.node != nil {
				symbols[t] = true
				s.symbols[number] = append(s.symbols[number], t.node)
			}
			continue
		}
		if other, taken := s.of[t]; taken {
			if len(t.args) > 0 {
				s.parent[s.joint(other)] = s.joint(number)
			}
			continue
		}
		s.of[t] = number
		stack = append(stack, t.args...)
	}
}

// joint is the number that stands for all terms that are joined with one.
func (s *summands) joint(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}
