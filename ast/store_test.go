package ast

import (
	"encoding/binary"
	"testing"
)

// TestStore puts nodes under keys of which each is the start of longer ones, and looks for those that are there and for
// others, before and after it has made more room.
func TestStore(t *testing.T) {
	var s store
	const count = 5000
	key := func(i int) []byte { return append(binary.AppendUvarint(nil, uint64(i)), make([]byte, i%7)...) }
	if s.get(key(0), hashOf(key(0))) != nil {
		t.Error("an empty store has a node")
	}
	for i := range count {
		if i == count/2 {
			s.reserve(count)
		}
		s.put(key(i), hashOf(key(i)), &Number{Value: RatInt(int64(i))})
	}
	for i := range count {
		n, ok := s.get(key(i), hashOf(key(i))).(*Number)
		if !ok || !n.Value.Equal(RatInt(int64(i))) {
			t.Fatalf("key %d gives %v", i, n)
		}
		other := append(key(i), 0xff)
		if n := s.get(other, hashOf(other)); n != nil {
			t.Fatalf("a longer key than %d gives %v", i, n)
		}
	}
	same := key(1)
	if n := s.get(same, hashOf(key(2))); n != nil {
		t.Errorf("a key under the hash of another one gives %v", n)
	}
}
