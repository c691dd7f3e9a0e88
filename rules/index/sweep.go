package index

import (
	"container/heap"
	"slices"

	"matcalc/ast"
	"matcalc/simplify"
)

// A sweep pushes the differential of a scalar inwards, the outermost nodes first, until it is a sum
// of terms coefficient · d(X[r,s]) in entries of the targets.
type sweep struct {
	e       *Engine
	targets map[ast.Node]bool
	active  map[ast.Node]bool // whether a node depends on a target
	big     bool
	made    int // the number of terms so far
	// pending are the terms with a differential of an entry of each node.
	pending map[ast.Node][]simplify.Term
	waiting nodes
}

// bigGraph is the number of nodes that depend on the targets above which coefficients are kept as arrays at
// every node.
const bigGraph = 80

// newSweep prepares the differential of the scalar f. A derivative that no rule gives is an *ast.Error.
func newSweep(e *Engine, f ast.Node, targets []*ast.Symbol) *sweep {
	s := &sweep{e: e, targets: map[ast.Node]bool{}, active: map[ast.Node]bool{}, pending: map[ast.Node][]simplify.Term{}}
	for _, x := range targets {
		s.targets[x] = true
	}
	count := 0
	for _, n := range ast.Topo(f) {
		if s.depends(n) {
			count++
		}
	}
	s.big = count > bigGraph
	if s.depends(f) {
		s.add(s.leaf(f, nil, nil))
	}
	return s
}

// depends reports whether n depends on a target.
func (s *sweep) depends(n ast.Node) bool {
	if on, ok := s.active[n]; ok {
		return on
	}
	stack := []ast.Node{n}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		waiting := len(stack)
		on := s.targets[top]
		for _, a := range top.Args() {
			if _, ok := s.active[a]; !ok {
				stack = append(stack, a)
			}
			on = on || s.active[a]
		}
		if len(stack) == waiting {
			s.active[top] = on
			stack = stack[:len(stack)-1]
		}
	}
	return s.active[n]
}

// leaf is the differential of an entry of u.
func (s *sweep) leaf(u, row, col ast.Node) simplify.Term {
	return simplify.Term{Coef: ast.RatInt(1), Factors: []ast.Node{s.e.t.Differential(s.e.t.Entry(u, row, col))}}
}

// A leaf is the pending factor d(node[row,col]) of a term.
type leaf struct {
	node, row, col ast.Node
}

// leafOf splits the term into its coefficient and its leaf.
func leafOf(term simplify.Term) (simplify.Term, leaf) {
	i := slices.IndexFunc(term.Factors, func(f ast.Node) bool { _, ok := f.(*ast.Differential); return ok })
	if i < 0 {
		panic("index: a term without a differential")
	}
	u := term.Factors[i].(*ast.Differential).Arg()
	term.Factors = slices.Delete(slices.Clone(term.Factors), i, i+1)
	if e, ok := u.(*ast.Entry); ok {
		return term, leaf{e.Arg(), e.Row, e.Col}
	}
	return term, leaf{node: u}
}

// add makes terms wait for the node of their leaf.
func (s *sweep) add(terms ...simplify.Term) {
	for _, term := range terms {
		_, l := leafOf(term)
		if len(s.pending[l.node]) == 0 && !s.targets[l.node] {
			heap.Push(&s.waiting, l.node)
		}
		s.pending[l.node] = append(s.pending[l.node], term)
	}
}

// run pushes the differentials until only those of targets are left. after is called when a node is done.
func (s *sweep) run(after func()) error {
	for len(s.waiting) > 0 {
		n := heap.Pop(&s.waiting).(ast.Node)
		terms, changes := s.e.c.CollectChanged(s.pending[n])
		delete(s.pending, n)
		s.e.useChanges(changes)
		if s.big {
			terms = s.e.c.Named(terms)
		}
		if s.heavy(terms) {
			terms = s.wrap(n, terms)
		}
		for _, term := range terms {
			coef, l := leafOf(term)
			if l.node != n && changes.Deltas { // a delta has put another index into the node, which waits for its turn
				s.add(term)
				continue
			}
			parts, err := s.expand(l.node, l.row, l.col)
			if err != nil {
				return err
			}
			s.made += len(parts)
			for i, p := range parts {
				next := s.e.c.Inside(coef, p)
				if !s.big && len(parts) > 1 {
					next.Place = append(slices.Clip(coef.Place), i)
				}
				s.add(next)
			}
		}
		if after != nil {
			after()
		}
	}
	return nil
}

// all lists the pending terms, those that are made of one term side by side.
func (s *sweep) all() []simplify.Term {
	var order nodes
	for n := range s.pending {
		order = append(order, n)
	}
	slices.SortFunc(order, func(a, b ast.Node) int { return b.ID() - a.ID() })
	var out []simplify.Term
	for _, n := range order {
		out = append(out, s.pending[n]...)
	}
	simplify.ByPlace(out)
	return out
}

// nodes is a heap of nodes with the greatest ID, the outermost, on top.
type nodes []ast.Node

func (h nodes) Len() int           { return len(h) }
func (h nodes) Less(i, j int) bool { return h[i].ID() > h[j].ID() }
func (h nodes) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *nodes) Push(x any)        { *h = append(*h, x.(ast.Node)) }
func (h *nodes) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
