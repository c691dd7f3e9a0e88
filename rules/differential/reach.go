package differential

import "matcalc/ast"

// A graph is an expression with places in a list for its nodes, arguments before what is made of them.
type graph struct {
	nodes []ast.Node
	at    ast.Map[int] // the places
	args  [][]int      // those of the arguments
}

func graphOf(nodes []ast.Node) *graph {
	g := &graph{nodes: nodes, args: make([][]int, len(nodes))}
	g.at.Reserve(len(nodes))
	for i, n := range nodes {
		g.at.Set(n, i)
		places := make([]int, len(n.Args()))
		for j, a := range n.Args() {
			places[j] = g.at.Of(a)
		}
		g.args[i] = places
	}
	return g
}

// A marking tells for each of up to 64 names which parts of an expression contain it, and on which parts the derivative by
// it depends: not on those in terms of a sum that do not contain it. All are by place.
type marking struct{ contains, matters []uint64 }

// block is how many names a marking has.
const block = 64

// mark marks the parts of an expression, whose place is given, for names.
func (g *graph) mark(f int, names []ast.Node) *marking {
	m := &marking{contains: make([]uint64, len(g.nodes)), matters: make([]uint64, len(g.nodes))}
	for i, x := range names {
		if at, ok := g.at.Get(x); ok {
			m.contains[at] = 1 << i
		}
	}
	for i, args := range g.args {
		for _, a := range args {
			m.contains[i] |= m.contains[a]
		}
	}
	g.spread(m, f)
	return m
}

// spread finds what matters, from f downwards. Where f is linear in a part, the terms of that part matter that contain
// the name; where it is not, all of the part does.
func (g *graph) spread(m *marking, f int) {
	linear := make([]uint64, len(g.nodes))
	linear[f] = m.contains[f]
	for i := f; i >= 0; i-- {
		some, all := linear[i], m.matters[i]
		if some|all == 0 {
			continue
		}
		_, sum := g.nodes[i].(*ast.Add)
		one := m.once(g.args[i])
		for j, a := range g.args[i] {
			along, whole := some&m.contains[a], all
			if !sum {
				if along &= one; along != 0 && !linearIn(g.nodes[i], j) {
					along = 0
				}
				whole |= some &^ along
			}
			linear[a] |= along
			m.matters[a] |= whole
		}
	}
}

// once gives the names that exactly one of the parts contains.
func (m *marking) once(parts []int) uint64 {
	var one, more uint64
	for _, a := range parts {
		more |= one & m.contains[a]
		one |= m.contains[a]
	}
	return one &^ more
}

// linearIn reports whether the value of n is linear in its argument i.
func linearIn(n ast.Node, i int) bool {
	switch n := n.(type) {
	case *ast.Mul, *ast.Hadamard, *ast.Transpose, *ast.Inner:
		return true
	case *ast.Entry:
		return i == 0
	case *ast.IndexSum:
		return n.Args()[i] == n.Body()
	case *ast.Call:
		return n.Fn.LinearIn(i)
	}
	return false
}
