package ast

import "slices"

// A Map has a value for some of the nodes of one table. The zero Map is empty. It is smaller and faster
// than a map of the language, since it knows that nodes are numbered.
type Map[V any] struct {
	pairs []pair[V]
	// slots holds places in pairs, counted from 1, at the hash of the node or soon after; it is nil
	// while there are few nodes.
	slots []int32
	shift uint8 // of the hash, so that it is a place in slots
}

type pair[V any] struct {
	value V // first, since what is empty takes room only behind something else
	head  *head
}

// few is the number of nodes up to which a Map looks at all of them.
const few = 8

// Len is the number of nodes that have a value.
func (m *Map[V]) Len() int { return len(m.pairs) }

// Nodes lists the nodes that have a value, in the order in which they got their first one.
func (m *Map[V]) Nodes() []Node {
	nodes := make([]Node, len(m.pairs))
	for i := range m.pairs {
		nodes[i] = m.pairs[i].head.self
	}
	return nodes
}

// Get gives the value of n, and whether it has one.
func (m *Map[V]) Get(n Node) (v V, ok bool) {
	if i := m.place(n); i >= 0 {
		return m.pairs[i].value, true
	}
	return v, false
}

// Of gives the value of n, zero where it has none.
func (m *Map[V]) Of(n Node) (v V) {
	if i := m.place(n); i >= 0 {
		return m.pairs[i].value
	}
	return v
}

// Has reports whether n has a value.
func (m *Map[V]) Has(n Node) bool { return m.place(n) >= 0 }

// Set gives n a value.
func (m *Map[V]) Set(n Node, v V) { *m.At(n) = v }

// At is where the value of n stands, which is zero at first, until the next node gets one.
func (m *Map[V]) At(n Node) *V {
	i := m.place(n)
	if i < 0 {
		i = len(m.pairs)
		m.append(n)
	}
	return &m.pairs[i].value
}

// Reserve makes room for so many nodes.
func (m *Map[V]) Reserve(count int) {
	if m.pairs == nil && count > 0 {
		m.pairs = make([]pair[V], 0, count)
		if count > few {
			m.index(count)
		}
	}
}

// place is where n stands in pairs, or -1.
func (m *Map[V]) place(n Node) int {
	if len(m.pairs) == 0 {
		return -1
	}
	head := n.node()
	if m.slots == nil {
		for i := range m.pairs {
			if m.pairs[i].head == head {
				return i
			}
		}
		return -1
	}
	mask := uint32(len(m.slots) - 1)
	for s := m.hash(head); ; s = (s + 1) & mask {
		switch i := m.slots[s]; {
		case i == 0:
			return -1
		case m.pairs[i-1].head == head:
			return int(i - 1)
		}
	}
}

// near is the binary logarithm of how many nodes with consecutive numbers stand side by side in the slots, as
// many as a line of the cache of the processor has.
const near = 4

// hash spreads runs of consecutive numbers evenly over the slots.
func (m *Map[V]) hash(n *head) uint32 {
	id := uint32(n.id)
	return id>>near*0x9E3779B1>>(m.shift+near)<<near | id&(1<<near-1)
}

// append adds a node that is not there yet.
func (m *Map[V]) append(n Node) {
	if m.pairs == nil {
		m.pairs = make([]pair[V], 0, few)
	}
	if len(m.pairs) == cap(m.pairs) {
		m.pairs = slices.Grow(m.pairs, len(m.pairs)) // which copies less than append does
	}
	m.pairs = append(m.pairs, pair[V]{head: n.node()})
	switch count := len(m.pairs); {
	case m.slots != nil && 2*count <= len(m.slots):
		m.enter(count)
	case count > few:
		m.index(2 * count)
	}
}

// index makes slots for so many nodes.
func (m *Map[V]) index(count int) {
	m.shift = 32
	size := 1
	for size < 2*count {
		size *= 2
		m.shift--
	}
	m.slots = make([]int32, size)
	for i := range m.pairs {
		m.enter(i + 1)
	}
}

// enter puts the i-th node, counted from 1, into the first free slot after its hash.
func (m *Map[V]) enter(i int) {
	mask := uint32(len(m.slots) - 1)
	s := m.hash(m.pairs[i-1].head)
	for m.slots[s] != 0 {
		s = (s + 1) & mask
	}
	m.slots[s] = int32(i)
}

// Fill gives a value to root and to all that it is made of, arguments first, where they have none: of finds
// that of a node whose arguments have theirs. It gives the value of root. It is iterative, so depth is no limit.
func (m *Map[V]) Fill(root Node, of func(Node) V) V {
	if v, ok := m.Get(root); ok {
		return v
	}
	stack := append(make([]Node, 0, 8), root)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		if m.Has(n) {
			stack = stack[:len(stack)-1]
			continue
		}
		waiting := len(stack)
		for _, a := range n.Args() {
			if !m.Has(a) {
				stack = append(stack, a)
			}
		}
		if len(stack) == waiting {
			m.Set(n, of(n))
			stack = stack[:len(stack)-1]
		}
	}
	return m.Of(root)
}

// A Set holds some of the nodes of one table. The zero Set is empty.
type Set struct{ m Map[struct{}] }

// Add puts n into the set and reports whether it is new there.
func (s *Set) Add(n Node) bool {
	if s.m.Has(n) {
		return false
	}
	s.m.append(n)
	return true
}

// Has reports whether n is in the set; a nil set is empty.
func (s *Set) Has(n Node) bool { return s != nil && s.m.Has(n) }

// Len is the number of nodes.
func (s *Set) Len() int { return s.m.Len() }

// Nodes lists the nodes in the order in which they were added.
func (s *Set) Nodes() []Node { return s.m.Nodes() }
