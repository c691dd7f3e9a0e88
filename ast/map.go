package ast

// A Map has a value for some of the nodes of one table. The zero Map is empty. It is smaller and faster
// than a map of the language, since it knows that nodes are numbered: the values of nodes that were made one after
// the other stand side by side.
type Map[V any] struct {
	count int
	few   *run[V] // holds the nodes while there are few, in the order in which they came
	// slots hold the runs at their hash or soon after; it is nil while there are few nodes.
	slots []slot[V]
	runs  int
	shift uint8    // of the hash, so that it is a place in slots
	room  []run[V] // for more runs
}

// A run has the values of nodes with consecutive numbers, or of the few nodes of a map.
type run[V any] struct {
	nodes  [runLength]*head // nil where there is no value
	values [runLength]V
	next   *run[V] // of nodes of another table with the same numbers
}

// runLength is the number of nodes of a run, and that up to which a Map looks at all of them.
const runLength = 8

// A slot is a run and its number, counted from 1; that of an empty slot is 0.
type slot[V any] struct {
	number uint32
	run    *run[V]
}

// Len is the number of nodes that have a value.
func (m *Map[V]) Len() int { return m.count }

// Get gives the value of n, and whether it has one.
func (m *Map[V]) Get(n Node) (v V, ok bool) {
	if at := m.find(n.node()); at != nil {
		return *at, true
	}
	return v, false
}

// Of gives the value of n, zero where it has none.
func (m *Map[V]) Of(n Node) (v V) {
	if at := m.find(n.node()); at != nil {
		return *at
	}
	return v
}

// Has reports whether n has a value.
func (m *Map[V]) Has(n Node) bool { return m.find(n.node()) != nil }

// Set gives n a value.
func (m *Map[V]) Set(n Node, v V) { *m.At(n) = v }

// At is where the value of n stands, which is zero at first, until the next node gets one.
func (m *Map[V]) At(n Node) *V {
	h := n.node()
	if at := m.find(h); at != nil {
		return at
	}
	return m.add(h)
}

// Reserve makes room for so many nodes.
func (m *Map[V]) Reserve(count int) {
	if m.count == 0 && count > runLength {
		m.resize(count / runLength)
	}
}

// find is where the value of a node stands, nil where it has none.
func (m *Map[V]) find(h *head) *V {
	if m.slots == nil {
		if m.few == nil {
			return nil
		}
		for i, other := range m.few.nodes[:m.count] {
			if other == h {
				return &m.few.values[i]
			}
		}
		return nil
	}
	k := h.id % runLength
	for r := m.slot(runOf(h)).run; r != nil; r = r.next {
		if r.nodes[k] == h {
			return &r.values[k]
		}
	}
	return nil
}

// add makes a place for the value of a node that has none yet.
func (m *Map[V]) add(h *head) *V {
	m.count++
	if m.slots == nil {
		if m.few == nil {
			m.few = &run[V]{}
		}
		if i := m.count - 1; i < runLength {
			m.few.nodes[i] = h
			return &m.few.values[i]
		}
		m.resize(runLength / 4)
		for i, old := range m.few.nodes {
			*m.enter(old) = m.few.values[i]
		}
		m.few = nil
	}
	return m.enter(h)
}

// enter makes a place for the value of a node in its run.
func (m *Map[V]) enter(h *head) *V {
	number := runOf(h)
	s := m.slot(number)
	if s.run == nil {
		if m.runs++; 2*m.runs > len(m.slots) {
			m.resize(m.runs)
			s = m.slot(number)
		}
		*s = slot[V]{number, m.newRun()}
	}
	k := h.id % runLength
	r := s.run
	for r.nodes[k] != nil {
		if r.next == nil {
			r.next = m.newRun()
		}
		r = r.next
	}
	r.nodes[k] = h
	return &r.values[k]
}

// runOf is the number of the run of a node.
func runOf(h *head) uint32 { return uint32(h.id/runLength) + 1 }

// slot is that of the run of a number, or the empty one that it may take.
func (m *Map[V]) slot(number uint32) *slot[V] {
	mask := uint32(len(m.slots) - 1)
	for i := number * 0x9E3779B1 >> m.shift; ; i = (i + 1) & mask {
		if s := &m.slots[i]; s.number == number || s.number == 0 {
			return s
		}
	}
}

// resize makes slots for so many runs, and some more.
func (m *Map[V]) resize(runs int) {
	old := m.slots
	m.shift = 32
	size := 1
	for size <= 2*runs {
		size *= 2
		m.shift--
	}
	m.slots = make([]slot[V], size)
	for _, s := range old {
		if s.number != 0 {
			*m.slot(s.number) = s
		}
	}
}

// maxRoom is the number of runs for which room is made at once in large maps.
const maxRoom = 64

// newRun is an empty run.
func (m *Map[V]) newRun() *run[V] {
	if len(m.room) == 0 {
		m.room = make([]run[V], min(max(m.runs/2, 1), maxRoom))
	}
	r := &m.room[0]
	m.room = m.room[1:]
	return r
}

// Fill gives a value to root and to all that it is made of, arguments first, where they have none: of finds
// that of a node whose arguments have theirs. It gives the value of root. It is iterative, so depth is no limit.
func (m *Map[V]) Fill(root Node, of func(Node) V) V {
	if v, ok := m.Get(root); ok {
		return v
	}
	stack := append(make([]Node, 0, 8), root)
	for {
		n := stack[len(stack)-1]
		waiting := len(stack)
		for _, a := range n.Args() {
			switch {
			case m.Has(a):
			case len(a.Args()) == 0:
				m.Set(a, of(a))
			default:
				stack = append(stack, a)
			}
		}
		if len(stack) > waiting {
			continue
		}
		v := of(n)
		*m.add(n.node()) = v
		for m.Has(stack[len(stack)-1]) { // it may wait more than once
			stack = stack[:len(stack)-1]
			if len(stack) == 0 {
				return v
			}
		}
	}
}

// A Set holds some of the nodes of one table. The zero Set is empty.
type Set struct{ m Map[struct{}] }

// Add puts n into the set and reports whether it is new there.
func (s *Set) Add(n Node) bool {
	h := n.node()
	if s.m.find(h) != nil {
		return false
	}
	s.m.add(h)
	return true
}

// Has reports whether n is in the set; a nil set is empty.
func (s *Set) Has(n Node) bool { return s != nil && s.m.Has(n) }

// Len is the number of nodes.
func (s *Set) Len() int { return s.m.Len() }
