package notation

import (
	"slices"

	"matcalc/ast"
)

// transparent gives the argument of a node that adds little to it, as a sign, a transpose or an
// exponent do: what is used through it is used itself. It is nil for all others.
func transparent(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Transpose:
		return n.Arg()
	case *ast.Power:
		if _, ok := n.Exponent().(*ast.Number); ok {
			return n.Base()
		}
	case *ast.EntryPower:
		if _, ok := n.Exponent().(*ast.Number); ok {
			return n.Base()
		}
	case *ast.Mul:
		if len(n.Args()) == 1 {
			return n.Args()[0]
		}
		if len(n.Args()) == 2 && isOnes(n.Args()[1]) {
			return n.Args()[0]
		}
	}
	return nil
}

// countUses counts for each node how often it is printed when shared nodes are printed once.
func countUses(nodes, roots []ast.Node) *ast.Map[int] {
	const many = 1 << 20
	uses := &ast.Map[int]{}
	uses.Reserve(len(nodes))
	for _, r := range roots {
		*uses.At(r)++
	}
	for _, n := range slices.Backward(nodes) {
		times := 1
		if transparent(n) != nil {
			times = min(uses.Of(n), many)
		}
		for _, a := range n.Args() {
			count := uses.At(a)
			*count = min(*count+times, many)
		}
	}
	return uses
}

// groupLimit bounds the number of nodes of groups that are counted one by one, a node once for each
// group that it is in.
const groupLimit = 1 << 20

// mostUses counts for each node how often it is printed in the group that prints it most often; of
// groups that are too large together, in all of them.
func mostUses(groups [][]ast.Node) *ast.Map[int] {
	if len(groups) == 1 {
		return countUses(ast.Topo(groups[0]...), groups[0])
	}
	uses := &ast.Map[int]{}
	counted := 0
	for _, g := range groups {
		in := ast.Topo(g...)
		if counted += len(in); counted > groupLimit {
			all := slices.Concat(groups...)
			return countUses(ast.Topo(all...), all)
		}
		counts := countUses(in, g)
		for _, n := range in {
			most := uses.At(n)
			*most = max(*most, counts.Of(n))
		}
	}
	return uses
}

// freeIndices gives for each node the indices on which its value depends.
func freeIndices(nodes []ast.Node) *ast.Map[[]*ast.Symbol] {
	free := &ast.Map[[]*ast.Symbol]{}
	for _, n := range nodes {
		var indices []*ast.Symbol
		if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Index {
			indices = append(indices, s)
		}
		for _, a := range n.Args() {
			for _, index := range free.Of(a) {
				if sum, ok := n.(*ast.IndexSum); ok && a == sum.Body() && index == sum.Index {
					continue
				}
				if !slices.Contains(indices, index) {
					indices = append(indices, index)
				}
			}
		}
		if len(indices) > 0 {
			slices.SortFunc(indices, func(a, b *ast.Symbol) int { return a.ID() - b.ID() })
			free.Set(n, indices)
		}
	}
	return free
}
