package ast

import (
	"maps"
	"math"
	"slices"
)

// Topo lists the nodes that the roots are made of, roots included, each once, arguments before
// what is made of them. It is iterative, so depth is no limit.
func Topo(roots ...Node) []Node { return TopoSince(0, roots...) }

// TopoSince is Topo without the nodes whose ID is less than oldest.
func TopoSince(oldest int, roots ...Node) []Node {
	newest := 0
	for _, r := range roots {
		newest = max(newest, r.ID())
	}
	if newest-oldest < sparse {
		if nodes := dense(oldest, newest, roots); nodes != nil {
			return nodes
		}
	}
	var seen Set
	var nodes, stack []Node
	for _, r := range roots {
		if r.ID() >= oldest && seen.Add(r) {
			nodes, stack = append(nodes, r), append(stack, r)
		}
	}
	for len(stack) > 0 {
		if seen.Len() > sparse && (newest-oldest)/rare < seen.Len() {
			if nodes := dense(oldest, newest, roots); nodes != nil {
				return nodes
			}
			newest = math.MaxInt // of several tables
		}
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		Look(n)
		for _, a := range n.Args() {
			if a.ID() >= oldest && seen.Add(a) {
				nodes, stack = append(nodes, a), append(stack, a)
			}
		}
	}
	return sortedByID(nodes)
}

// sparse is the number of nodes up to which a walk keeps them in a Set, unless few others lie between them; rare is the
// number of others for each of them up to which they count as few, since a place costs much less than an element of a Set.
const (
	sparse = 256
	rare   = 32
)

// dense is TopoSince with an array of all places up to the newest. It gives nil where two nodes have one place.
func dense(oldest, newest int, roots []Node) []Node {
	var room [64]Node
	places := room[:]
	if newest-oldest >= len(room) {
		places = make([]Node, newest-oldest+1)
	}
	count, ok := place(places, oldest, roots)
	if !ok {
		return nil
	}
	nodes := make([]Node, 0, count)
	for _, n := range places {
		if n != nil {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// place puts what the roots are made of in its places by number, counted from the oldest, and counts it; it is false where
// two nodes have one place.
func place(places []Node, oldest int, roots []Node) (count int, ok bool) {
	stack := append(make([]Node, 0, 16), roots...)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n.ID() < oldest {
			continue
		}
		switch at := &places[n.ID()-oldest]; *at {
		case n:
		case nil:
			*at = n
			count++
			Look(n)
			stack = append(stack, n.Args()...)
		default:
			return 0, false
		}
	}
	return count, true
}

// sortedByID sorts different nodes: by their places where most of the places in between are taken.
func sortedByID(nodes []Node) []Node {
	if len(nodes) < 2 {
		return nodes
	}
	lowest, highest := nodes[0].ID(), nodes[0].ID()
	for _, n := range nodes {
		lowest, highest = min(lowest, n.ID()), max(highest, n.ID())
	}
	if highest-lowest >= 4*len(nodes) {
		slices.SortFunc(nodes, byID)
		return nodes
	}
	places := make([]Node, highest-lowest+1)
	for _, n := range nodes {
		if at := &places[n.ID()-lowest]; *at == nil {
			*at = n
		} else { // of several tables
			slices.SortStableFunc(nodes, byID)
			return nodes
		}
	}
	return slices.DeleteFunc(places, func(n Node) bool { return n == nil })
}

// DependsOn tells for each node below the roots whether it contains one of the targets.
func DependsOn(nodes []Node, targets ...Node) *Set {
	on, target := &Set{}, Set{}
	for _, x := range targets {
		target.Add(x)
	}
	for _, n := range nodes {
		if target.Has(n) || slices.ContainsFunc(n.Args(), on.Has) {
			on.Add(n)
		}
	}
	return on
}

// Contains reports whether target occurs in root.
func Contains(root, target Node) bool {
	if root.ID() < target.ID() {
		return false
	}
	var seen Set
	stack := []Node{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n == target {
			return true
		}
		for _, a := range n.Args() {
			if a.ID() >= target.ID() && len(a.Args()) > 0 && seen.Add(a) || a == target {
				stack = append(stack, a)
			}
		}
	}
	return false
}

// Rebuild makes the node n anew from other arguments, which must conform as its own did.
func (t *Table) Rebuild(n Node, args []Node) Node {
	if slices.Equal(args, n.Args()) {
		return n
	}
	switch n := n.(type) {
	case *Number, *Symbol:
		return n
	case *Constant:
		if n.Kind == Unit {
			return t.Unit(args[0], n.Dims[0])
		}
		return n
	case *Add:
		return t.Add(args...)
	case *Mul:
		return t.Mul(append([]Node{t.Number(n.Coef)}, args...)...)
	case *Power:
		return t.Power(args[0], args[1])
	case *Hadamard:
		return t.Hadamard(args...)
	case *EntryPower:
		return t.EntryPower(args[0], args[1])
	case *Transpose:
		return t.Transpose(args[0])
	case *Inner:
		return t.Inner(args[0], args[1])
	case *Call:
		return t.Call(n.Fn, n.Sizes, args...)
	case *Apply:
		return t.Apply(n.Fn, n.Form, n.Slots, args...)
	case *Entry:
		row, col := n.Row, n.Col
		if row != nil {
			row = args[1]
		}
		if col != nil {
			col = args[len(args)-1]
		}
		return t.Entry(args[0], row, col)
	case *IndexSum:
		return t.IndexSum(n.Index, args[0], args[1], args[2])
	case *Delta:
		return t.Delta(args[0], args[1])
	case *Differential:
		return t.Differential(args[0])
	}
	panic("ast: Rebuild of a node of unknown type")
}

// Map rebuilds root from its leaves up: each node is made anew from its changed arguments and then
// given to change, which returns what stands in its place. Each node of the graph is visited once.
func (t *Table) Map(root Node, change func(Node) Node) Node {
	var to Map[Node]
	for _, n := range Topo(root) {
		to.Set(n, change(t.Rebuild(n, mapped(n.Args(), &to))))
	}
	return to.Of(root)
}

// Substitute replaces each node that is a key of by with its value. An index that a sum binds is left
// as it is in the body of the sum.
func (t *Table) Substitute(root Node, by map[Node]Node) Node {
	var to Map[Node]
	for _, n := range Topo(root) {
		if r, ok := by[n]; ok {
			to.Set(n, r)
			continue
		}
		args := mapped(n.Args(), &to)
		if sum, ok := n.(*IndexSum); ok {
			if _, bound := by[sum.Index]; bound {
				args[len(args)-1] = t.substituteFree(sum, by)
			}
		}
		to.Set(n, t.Rebuild(n, args))
	}
	return to.Of(root)
}

// substituteFree is the body of a sum with all but its index replaced.
func (t *Table) substituteFree(sum *IndexSum, by map[Node]Node) Node {
	rest := maps.Clone(by)
	delete(rest, sum.Index)
	if len(rest) == 0 {
		return sum.Body()
	}
	return t.Substitute(sum.Body(), rest)
}

func mapped(args []Node, to *Map[Node]) []Node {
	if len(args) == 0 {
		return nil
	}
	out := make([]Node, len(args))
	for i, a := range args {
		out[i] = to.Of(a)
	}
	return out
}

// MaxCount is where counts of the nodes of an expression, taken as a tree, stop.
const MaxCount = 1 << 53
