package ast

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// A store has the nodes of a table by their keys. The keys stand one after another in one array, and the nodes in another, so
// that a node costs little besides itself.
type store struct {
	keys  []byte
	nodes []stored // in the order in which they were put
	// slots holds places in nodes, counted from 1, at the hash of the key or soon after; a quarter of them at least is free.
	slots []int32
}

type stored struct {
	node Node
	end  int // of its key in keys, which starts where that of the node before ends
	hash uint32
}

// keyBytes is about the length of a key.
const keyBytes = 12

// seed is that of the hashes, on which nothing that is printed depends.
var seed = maphash.MakeSeed()

// reserve makes room for so many more nodes.
func (s *store) reserve(count int) {
	s.keys = slices.Grow(s.keys, keyBytes*count)
	s.nodes = slices.Grow(s.nodes, count)
	if need := len(s.nodes) + count; 4*need > 3*len(s.slots) {
		s.index(need)
	}
}

// index makes slots for so many nodes.
func (s *store) index(count int) {
	size := 8
	for 4*count > 3*size {
		size *= 2
	}
	s.slots = make([]int32, size)
	mask := uint32(size - 1)
	for i := range s.nodes {
		at := s.nodes[i].hash & mask
		for s.slots[at] != 0 {
			at = (at + 1) & mask
		}
		s.slots[at] = int32(i + 1)
	}
}

// hashOf is the hash of a key.
func hashOf(key []byte) uint32 { return uint32(maphash.Bytes(seed, key)) }

// get gives the node with that key and its hash, or nil.
func (s *store) get(key []byte, hash uint32) Node {
	if len(s.slots) == 0 {
		return nil
	}
	mask := uint32(len(s.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		place := s.slots[at]
		if place == 0 {
			return nil
		}
		if n := &s.nodes[place-1]; n.hash == hash && bytes.Equal(s.keyOf(int(place-1)), key) {
			return n.node
		}
	}
}

// keyOf is the key of the node at that place.
func (s *store) keyOf(place int) []byte {
	start := 0
	if place > 0 {
		start = s.nodes[place-1].end
	}
	return s.keys[start:s.nodes[place].end]
}

// put adds a node with a key that none has yet, and its hash.
func (s *store) put(key []byte, hash uint32, n Node) {
	s.keys = append(s.keys, key...)
	s.nodes = append(s.nodes, stored{n, len(s.keys), hash})
	if 4*len(s.nodes) > 3*len(s.slots) {
		s.index(2 * len(s.nodes))
		return
	}
	mask := uint32(len(s.slots) - 1)
	at := hash & mask
	for s.slots[at] != 0 {
		at = (at + 1) & mask
	}
	s.slots[at] = int32(len(s.nodes))
}
