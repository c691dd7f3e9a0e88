package network

import (
	"slices"

	"matcalc/ast"
)

func symmetric(f Factor) bool { return f.Base.Has(ast.IsSymmetric) }

// maxMatches bounds the pairs of factors that are tried.
const maxMatches = 4096

// Same reports whether two networks of one table are equal but for their numbers in front: whether
// there is an isomorphism, which the colours alone cannot always tell. It is false where none was found
// within a bound.
func Same(a, b *Network) bool {
	if len(a.Factors) != len(b.Factors) || len(a.Dims) != len(b.Dims) {
		return false
	}
	m := matching{a: a, b: b, ca: a.colour(), cb: b.colour(), to: make([]int, len(a.Dims)), from: make([]int, len(b.Dims)), taken: make([]bool, len(b.Factors))}
	if !slices.Equal(sortedCopy(m.ca.factors), sortedCopy(m.cb.factors)) || !slices.Equal(sortedCopy(m.ca.indices), sortedCopy(m.cb.indices)) {
		return false
	}
	for i := range m.to {
		m.to[i], m.from[i] = None, None
	}
	m.order = a.connectedOrder()
	return m.bind(a.Row, b.Row, &[]int{}) && m.bind(a.Col, b.Col, &[]int{}) && m.next(0)
}

func sortedCopy(words []uint64) []uint64 {
	words = slices.Clone(words)
	slices.Sort(words)
	return words
}

// connectedOrder lists the factors so that each, where it can, shares an index with one before it.
func (n *Network) connectedOrder() []int {
	order := make([]int, 0, len(n.Factors))
	placed := make([]bool, len(n.Factors))
	known := make([]bool, len(n.Dims))
	for len(order) < len(n.Factors) {
		best := None
		for k, f := range n.Factors {
			if placed[k] {
				continue
			}
			if best == None {
				best = k
			}
			if f.Row != None && known[f.Row] || f.Col != None && known[f.Col] {
				best = k
				break
			}
		}
		placed[best] = true
		order = append(order, best)
		for _, i := range []int{n.Factors[best].Row, n.Factors[best].Col} {
			if i != None {
				known[i] = true
			}
		}
	}
	return order
}

// A matching maps the factors and indices of a to those of b, one after the other.
type matching struct {
	a, b     *Network
	ca, cb   colours
	order    []int
	to, from []int // indices
	taken    []bool
	tried    int
}

// bind maps the index i to j, or reports that it is mapped elsewhere; what was mapped is noted.
func (m *matching) bind(i, j int, bound *[]int) bool {
	if i == None || j == None {
		return i == j
	}
	if m.to[i] != None || m.from[j] != None {
		return m.to[i] == j
	}
	if m.ca.indices[i] != m.cb.indices[j] {
		return false
	}
	m.to[i], m.from[j] = j, i
	*bound = append(*bound, i)
	return true
}

// next maps the factors from the k-th on. The depth is bounded by the number of factors.
func (m *matching) next(k int) bool {
	if k == len(m.order) {
		return true
	}
	f := m.a.Factors[m.order[k]]
	for j, g := range m.b.Factors {
		if m.taken[j] || m.ca.factors[m.order[k]] != m.cb.factors[j] || f.Base != g.Base {
			continue
		}
		for turn := range 2 {
			row, col := g.Row, g.Col
			if turn == 1 {
				if row == col || !symmetric(f) {
					break
				}
				row, col = col, row
			}
			if m.tried++; m.tried > maxMatches {
				return false
			}
			var bound []int
			m.taken[j] = true
			if m.bind(f.Row, row, &bound) && m.bind(f.Col, col, &bound) && m.next(k+1) {
				return true
			}
			m.taken[j] = false
			for _, i := range bound {
				m.from[m.to[i]] = None
				m.to[i] = None
			}
		}
	}
	return false
}
