package numeric

import (
	"slices"

	"matcalc/ast"
)

// A settled set holds nodes with values that stay while the local names change.
type settled struct {
	local map[string]bool
	nodes ast.Set
}

// settledAtOnce is how many nodes are evaluated at once while an instance is settled.
const settledAtOnce = 1 << 12

// Settle evaluates what the roots are made of, as far as none of the local names occurs in it. After
// that an evaluation of a root on an instance that With makes by giving a local name another value
// costs no more than the rest of that root, however much the roots share.
func (in *Instance) Settle(roots []ast.Node, local []string) error {
	s := &settled{local: map[string]bool{}}
	for _, name := range local {
		s.local[name] = true
	}
	p := &plan{in: in, nodes: ast.Topo(roots...)}
	p.freeIndices()
	moves := p.dependents(func(name string) bool { return s.local[name] })
	loose := func(n ast.Node) bool { return moves.Has(n) || p.free != nil && p.free.Has(n) }
	var needed []ast.Node
	var seen ast.Set
	need := func(n ast.Node) {
		if _, ok := n.(*ast.Differential); !ok && !loose(n) && seen.Add(n) {
			needed = append(needed, n)
		}
	}
	for _, r := range roots {
		need(r)
	}
	for _, n := range p.nodes {
		if loose(n) {
			for _, a := range n.Args() {
				need(a)
			}
		}
	}
	slices.SortFunc(needed, byID)
	in.settled = s
	for part := range slices.Chunk(needed, settledAtOnce) {
		if _, err := in.EvalAll(part...); err != nil {
			in.settled = nil
			return err
		}
		for _, n := range part {
			s.nodes.Add(n)
		}
	}
	return nil
}

// topo lists the nodes that have to be evaluated for the roots, arguments first. It ends at nodes
// that are settled, unless symbols move.
func (in *Instance) topo(moving []string, roots []ast.Node) []ast.Node {
	if len(moving) > 0 || in.settled == nil {
		return ast.Topo(roots...)
	}
	var nodes []ast.Node
	var seen ast.Set
	stack := slices.Clone(roots)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !seen.Add(n) {
			continue
		}
		nodes = append(nodes, n)
		if !in.settled.nodes.Has(n) {
			stack = append(stack, n.Args()...)
		}
	}
	slices.SortFunc(nodes, byID)
	return nodes
}

func byID(a, b ast.Node) int { return a.ID() - b.ID() }
