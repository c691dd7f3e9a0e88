package notation

import (
	"slices"

	"matcalc/ast"
)

// Nodes counts the expression n as a tree, as Plain prints it without shared parts: each name,
// number, operator and application is 1, so grad(h)(W*a)*a' has 9. It stops at [ast.MaxCount].
func Nodes(n ast.Node) int64 { return NewCounter().Nodes(n) }

// DagNodes counts as Nodes does, but each shared expression once.
func DagNodes(n ast.Node) int64 { return NewCounter().DagNodes(n)[0] }

// A Counter counts expressions of one table that share their parts, each of which it lays out once.
type Counter struct {
	l     *layouter
	sizes ast.Map[int64] // as trees
	place ast.Map[int]   // in what follows, after what it refers to
	own   []int64        // what a node has besides what it refers to
	refs  []int          // the places to which nodes refer, node by node
	end   []int          // where the places of a node end in refs
}

// NewCounter makes a counter that knows no expression yet.
func NewCounter() *Counter { return &Counter{l: unshared()} }

// Nodes counts as the function of that name does.
func (c *Counter) Nodes(n ast.Node) int64 {
	c.add(n)
	return c.l.count(c.l.whole(n), &c.sizes)
}

// DagNodes counts as the function of that name does, for each of the roots.
func (c *Counter) DagNodes(roots ...ast.Node) []int64 {
	for _, r := range roots {
		c.add(r)
	}
	counts := make([]int64, 0, len(roots))
	for some := range slices.Chunk(roots, 64) {
		counts = append(counts, c.dagNodes(some)...)
	}
	return counts
}

// dagNodes counts for at most 64 roots in one pass: a bit of a word stands for a root, and the counts of
// all are added up at once, bit by bit, place k of sums having the bits of 2^k.
func (c *Counter) dagNodes(roots []ast.Node) []int64 {
	in := make([]uint64, len(c.own)) // the roots that have the node of that place
	last := -1
	for i, r := range roots {
		p := c.place.Of(r)
		in[p] |= 1 << i
		last = max(last, p)
	}
	var sums [64]uint64
	for p := last; p >= 0; p-- {
		if in[p] == 0 {
			continue
		}
		for k, own := 0, c.own[p]; own != 0; k, own = k+1, own>>1 {
			if own&1 == 0 {
				continue
			}
			for at, carry := k, in[p]; carry != 0; at++ {
				sums[at], carry = sums[at]^carry, sums[at]&carry
			}
		}
		start := 0
		if p > 0 {
			start = c.end[p-1]
		}
		for _, r := range c.refs[start:c.end[p]] {
			in[r] |= in[p]
		}
	}
	counts := make([]int64, len(roots))
	for i, r := range roots {
		counts[i] = c.l.count(c.l.whole(r), &ast.Map[int64]{}) - c.own[c.place.Of(r)] // a whole expression has I for eye(n)
		for k, bits := range sums {
			counts[i] += int64(bits>>i&1) << k
		}
	}
	return counts
}

// add lays out what is new in root, arguments first.
func (c *Counter) add(root ast.Node) {
	stack := []ast.Node{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		if _, known := c.place.Get(n); known {
			stack = stack[:len(stack)-1]
			continue
		}
		depth := len(stack)
		for _, a := range n.Args() {
			if _, known := c.place.Get(a); !known {
				stack = append(stack, a)
			}
		}
		if len(stack) > depth {
			continue
		}
		stack = stack[:depth-1]
		it := c.l.add(n)
		c.sizes.Set(n, c.l.count(it, &c.sizes))
		c.place.Set(n, len(c.own))
		c.own = append(c.own, c.l.count(it, &ast.Map[int64]{}))
		for _, r := range references(nil, it) {
			c.refs = append(c.refs, c.place.Of(r))
		}
		c.end = append(c.end, len(c.refs))
	}
}

func unshared() *layouter {
	return &layouter{}
}

// references appends the nodes to which an item refers.
func references(nodes []ast.Node, it *item) []ast.Node {
	if it.op == refItem {
		return append(nodes, it.node)
	}
	for _, a := range it.args {
		nodes = references(nodes, a)
	}
	return nodes
}

// own is the number of names and operators that an item has besides its parts.
var own = [opCount]int64{
	partItem: 1, numberItem: 1, nameItem: 1, identityItem: 1, negativeItem: 1, quotientItem: 1, innerItem: 1,
	powerItem: 1, entryPowerItem: 1, inverseItem: 2, sqrtItem: 2, transposeItem: 1, callItem: 2, entryItem: 1,
	indexSumItem: 2, deltaItem: 2, differentialItem: 2,
}

// count counts an item; sizes has the counts of what it refers to.
func (l *layouter) count(it *item, sizes *ast.Map[int64]) int64 {
	if it.op == refItem {
		return sizes.Of(it.node)
	}
	total := own[it.op]
	switch it.op {
	case sumItem:
		total = int64(len(it.args) - 1)
		if it.flags[0] {
			total++
		}
	case productItem, entrywiseItem:
		total = int64(len(it.args) - 1)
	case constantItem:
		c := it.node.(*ast.Constant)
		total = 1
		if len(c.Dims) > 0 {
			total = 2 + dimNodes(shownDims(c))
		}
	case callItem:
		c := it.node.(*ast.Call)
		total += dimNodes(c.Sizes)
		if it.fn.Axis != 0 {
			total++
		}
	case applyItem, rowItem:
		total = applicationNodes(it)
	case indexSumItem:
		if len(it.args) > 2 {
			total += 2
		}
	}
	for _, a := range it.args {
		if total += l.count(a, sizes); total > ast.MaxCount {
			return ast.MaxCount
		}
	}
	return total
}

// dimNodes counts the names, numbers and operators in sizes.
func dimNodes(dims []ast.Dim) int64 {
	var total int64
	for _, d := range dims {
		word := false
		for i, c := range d.String() {
			switch {
			case c == ' ':
				word = false
			case c == '*' || c == '/' || c == '+' || c == '-':
				total++
				word = false
			case !word:
				total++
				word = true
			}
			_ = i
		}
	}
	return total
}

// applicationNodes counts the name, the operator of differentiation, the slots and the brackets
// of an application.
func applicationNodes(it *item) int64 {
	a := it.node.(*ast.Apply)
	total := int64(2)
	if len(a.Slots) > 0 {
		total++
	}
	if len(a.Fn.Params) > 1 {
		total += int64(len(a.Slots))
	}
	if hasDirections(a) {
		total++
	}
	if a.Form == ast.Adjoint {
		total++
	}
	return total
}
