package ast

import (
	"slices"
	"testing"
)

// TestMap compares a Map with a map of the language.
func TestMap(t *testing.T) {
	tb := NewTable()
	var m Map[int]
	want := map[Node]int{}
	var nodes []Node
	for i := range 3000 {
		nodes = append(nodes, tb.Int(int64(i)))
	}
	for i, n := range nodes {
		if i%3 == 0 {
			continue
		}
		m.Set(n, i)
		want[n] = i
		*m.At(n)++
		want[n]++
	}
	for _, n := range nodes {
		v, ok := m.Get(n)
		w, has := want[n]
		if v != w || ok != has || m.Has(n) != has || m.Of(n) != w {
			t.Fatalf("%v: got %d, %v, want %d, %v", n, v, ok, w, has)
		}
	}
	if m.Len() != len(want) || len(m.Nodes()) != len(want) {
		t.Errorf("there are %d nodes, want %d", m.Len(), len(want))
	}
}

func TestMapReserve(t *testing.T) {
	tb := NewTable()
	var m Map[string]
	m.Reserve(100)
	if m.Has(tb.Int(7)) || m.Len() != 0 {
		t.Error("an empty map has a value")
	}
	m.Set(tb.Int(7), "seven")
	if m.Of(tb.Int(7)) != "seven" || m.Of(tb.Int(8)) != "" {
		t.Error("values differ from what was set")
	}
}

func TestSet(t *testing.T) {
	tb := NewTable()
	var s Set
	for i := range 100 {
		n := tb.Int(int64(i % 50))
		if s.Add(n) != (i < 50) || !s.Has(n) {
			t.Fatalf("%d is new %v", i, i >= 50)
		}
	}
	if s.Len() != 50 || !slices.Equal(s.Nodes()[:2], []Node{tb.Int(0), tb.Int(1)}) {
		t.Error("the nodes are not those that were added")
	}
}
