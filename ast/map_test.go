package ast

import "testing"

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
	if m.Len() != len(want) {
		t.Errorf("there are %d nodes, want %d", m.Len(), len(want))
	}
}

// TestMapOfTables has nodes of several tables, whose numbers are the same.
func TestMapOfTables(t *testing.T) {
	var tables [3]*Table
	for i := range tables {
		tables[i] = NewTable()
	}
	for _, count := range []int{3, 400} {
		var m Map[int]
		for i, tb := range tables {
			for k := range count {
				m.Set(tb.Int(int64(k)), 1000*i+k)
			}
		}
		for i, tb := range tables {
			for k := range count {
				if v, ok := m.Get(tb.Int(int64(k))); !ok || v != 1000*i+k {
					t.Fatalf("%d of table %d: got %d, %v", k, i, v, ok)
				}
			}
			if m.Has(tb.Int(int64(count))) {
				t.Errorf("table %d: a value of a node that has none", i)
			}
		}
		if m.Len() != len(tables)*count {
			t.Errorf("there are %d nodes, want %d", m.Len(), len(tables)*count)
		}
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
	if s.Len() != 50 {
		t.Errorf("there are %d nodes, want 50", s.Len())
	}
}
