package notation

import "matcalc/ast"

// Nodes counts the expression n as a tree, as Plain prints it without shared parts: each name,
// number, operator and application is 1, so grad(h)(W*a)*a' has 9. It stops at [ast.MaxCount].
func Nodes(n ast.Node) int64 {
	l := unshared()
	sizes := map[ast.Node]int64{}
	var size int64
	for _, node := range ast.Topo(n) {
		size = l.count(l.add(node), sizes)
		sizes[node] = size
	}
	return l.count(l.whole(n), sizes)
}

// DagNodes counts as Nodes does, but each shared expression once.
func DagNodes(roots ...ast.Node) int64 {
	l := unshared()
	for _, node := range ast.Topo(roots...) {
		l.add(node)
	}
	var total int64
	seen := map[ast.Node]bool{}
	stack := append([]ast.Node(nil), roots...)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		it := l.items[n]
		total += l.count(it, nil)
		stack = references(stack, it)
	}
	return total
}

func unshared() *layouter {
	return newLayouter(&Sheet{parts: map[ast.Node]*part{}})
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
func (l *layouter) count(it *item, sizes map[ast.Node]int64) int64 {
	if it.op == refItem {
		return sizes[it.node]
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
		if c.Fn.Axis != 0 {
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
