package simplify

import (
	"cmp"
	"slices"

	"matcalc/ast"
)

// indexSet is a set of indices, sorted by ID.
type indexSet = []*ast.Symbol

// facts is what is known of a node.
type facts struct {
	free indexSet // the indices that are free in it
	// all are those that occur in it at all, but for those that are bound inside of arrays.
	all indexSet
	// opens tells that a delta or a differential occurs in it, for which products of sums are multiplied out.
	opens bool
	// varies tells that a differential occurs in it.
	varies bool
}

// maxShown is the number of bound indices in an expression above which others may have their names.
const maxShown = 24

// none are the facts of a node without indices.
var none = &facts{}

// of finds the facts of n; only what has not been looked at yet is visited.
func (c *Components) of(n ast.Node) *facts {
	if f, ok := c.facts[n]; ok {
		return f
	}
	stack := []ast.Node{n}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		waiting := len(stack)
		for _, a := range top.Args() {
			if _, ok := c.facts[a]; !ok {
				stack = append(stack, a)
			}
		}
		if len(stack) == waiting {
			c.facts[top] = c.find(top)
			stack = stack[:len(stack)-1]
		}
	}
	return c.facts[n]
}

// find is of for a node whose arguments are known.
func (c *Components) find(n ast.Node) *facts {
	if s, ok := n.(*ast.Symbol); ok && s.Kind.IsInteger() {
		return &facts{free: indexSet{s}, all: indexSet{s}}
	}
	f := &facts{}
	for _, a := range n.Args() {
		g := c.facts[a]
		f.free, f.all, f.opens = union(f.free, g.free), union(f.all, g.all), f.opens || g.opens
		f.varies = f.varies || g.varies
	}
	switch n := n.(type) {
	case *ast.Delta:
		f.opens = true
	case *ast.Differential:
		f.opens, f.varies = true, true
	case *ast.IndexSum:
		body := c.facts[n.Body()].free
		f.free = union(union(without(body, n.Index), c.facts[n.Lo()].free), c.facts[n.Hi()].free)
		if f.all = union(f.all, indexSet{n.Index}); !n.Shape().IsScalar() || len(f.all) > maxShown {
			f.all = f.free
		}
	}
	if len(f.all) == 0 && !f.opens {
		return none
	}
	return f
}

func union(a, b indexSet) indexSet {
	if len(b) == 0 {
		return a
	}
	if len(a) == 0 {
		return b
	}
	out := a
	for _, s := range b {
		if i, ok := slices.BinarySearchFunc(out, s, compareIDs); !ok {
			if len(out) == len(a) {
				out = slices.Clone(a)
			}
			out = slices.Insert(out, i, s)
		}
	}
	return out
}

func compareIDs(a, b *ast.Symbol) int { return cmp.Compare(a.ID(), b.ID()) }

func without(a indexSet, s *ast.Symbol) indexSet {
	i := slices.Index(a, s)
	if i < 0 {
		return a
	}
	return slices.Delete(slices.Clone(a), i, i+1)
}

// Replace puts nodes in the place of free indices. Sums that would bind an index of these nodes get
// another index.
func (c *Components) Replace(n ast.Node, by map[*ast.Symbol]ast.Node) ast.Node {
	touched := func(n ast.Node) bool {
		return slices.ContainsFunc(c.of(n).free, func(s *ast.Symbol) bool { _, ok := by[s]; return ok })
	}
	if !touched(n) {
		return n
	}
	done := map[ast.Node]ast.Node{}
	stack := []ast.Node{n}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		if _, ok := done[top]; ok {
			stack = stack[:len(stack)-1]
			continue
		}
		if s, ok := top.(*ast.Symbol); ok && by[s] != nil {
			done[top] = by[s]
			continue
		}
		if !touched(top) {
			done[top] = top
			continue
		}
		if sum, ok := top.(*ast.IndexSum); ok {
			if out, ok := c.replaceBound(sum, by); ok {
				done[top] = out
				continue
			}
		}
		waiting := len(stack)
		args := make([]ast.Node, len(top.Args()))
		for i, a := range top.Args() {
			to, ok := done[a]
			if !ok {
				stack = append(stack, a)
			}
			args[i] = to
		}
		if len(stack) == waiting {
			done[top] = c.orient(c.t.Rebuild(top, args))
		}
	}
	return done[n]
}

// replaceBound is Replace for a sum whose index is replaced outside of it, or occurs in what replaces.
func (c *Components) replaceBound(sum *ast.IndexSum, by map[*ast.Symbol]ast.Node) (ast.Node, bool) {
	clash := by[sum.Index] != nil
	var use indexSet
	for _, s := range c.of(sum.Body()).free {
		if to := by[s]; to != nil && s != sum.Index {
			use = union(use, c.of(to).free)
			clash = clash || slices.Contains(use, sum.Index)
		}
	}
	if !clash {
		return nil, false
	}
	inner := map[*ast.Symbol]ast.Node{}
	for s, to := range by {
		if s != sum.Index {
			inner[s] = to
		}
	}
	index := sum.Index
	if slices.Contains(use, index) {
		index = c.Fresh(1, union(use, c.of(sum).all))[0]
		inner[sum.Index] = index
	}
	return c.t.IndexSum(index, c.Replace(sum.Lo(), by), c.Replace(sum.Hi(), by), c.Replace(sum.Body(), inner)), true
}

// orient writes an entry of a symmetric matrix with the index that came first in front.
func (c *Components) orient(n ast.Node) ast.Node {
	e, ok := n.(*ast.Entry)
	if !ok || e.Row == nil || e.Col == nil || e.Row.ID() <= e.Col.ID() || !e.Arg().Has(ast.IsSymmetric) {
		return n
	}
	return c.t.Entry(e.Arg(), e.Col, e.Row)
}
