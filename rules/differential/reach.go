package differential

import "matcalc/ast"

// A marking tells for each of up to 64 names which parts of an expression contain it, and on which parts the derivative by
// it depends: not on those in terms of a sum that do not contain it.
type marking struct{ contains, matters ast.Map[uint64] }

// block is how many names a marking has.
const block = 64

// mark marks the nodes, arguments before what is made of them, for the expression f and names.
func mark(nodes []ast.Node, f ast.Node, names []ast.Node) *marking {
	m := &marking{}
	m.contains.Reserve(len(nodes))
	for i, x := range names {
		m.contains.Set(x, 1<<i)
	}
	for _, n := range nodes {
		bits := m.contains.Of(n)
		for _, a := range n.Args() {
			bits |= m.contains.Of(a)
		}
		m.contains.Set(n, bits)
	}
	m.spread(nodes, f)
	return m
}

// spread finds what matters, from f downwards. Where f is linear in a part, the terms of that part matter that contain
// the name; where it is not, all of the part does.
func (m *marking) spread(nodes []ast.Node, f ast.Node) {
	var linear ast.Map[uint64]
	linear.Set(f, m.contains.Of(f))
	for i := len(nodes) - 1; i >= 0; i-- {
		n := nodes[i]
		some, all := linear.Of(n), m.matters.Of(n)
		if some|all == 0 {
			continue
		}
		one := m.once(n)
		for j, a := range n.Args() {
			along, whole := some&m.contains.Of(a), all
			if _, sum := n.(*ast.Add); !sum {
				if along &= one; !linearIn(n, j) {
					along = 0
				}
				whole |= some &^ along
			}
			if along != 0 {
				*linear.At(a) |= along
			}
			if whole != 0 {
				*m.matters.At(a) |= whole
			}
		}
	}
}

// once gives the names that exactly one argument of n contains.
func (m *marking) once(n ast.Node) uint64 {
	var one, more uint64
	for _, a := range n.Args() {
		bits := m.contains.Of(a)
		more |= one & bits
		one |= bits
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
