package ast

import "testing"

// TestSubstituteBoundIndex replaces an index where it is free, not where a sum inside binds it.
func TestSubstituteBoundIndex(t *testing.T) {
	tb := NewTable()
	n := DimName("n")
	x := tb.Symbol("x", Variable, Vector(n), Unstructured)
	k := tb.Symbol("k", Index, Scalar, Unstructured)
	l := tb.Symbol("l", Index, Scalar, Unstructured)
	free := tb.Entry(x, k, nil)
	bound := tb.IndexSum(k, tb.Int(1), tb.DimNode(n), tb.Mul(free, free))
	got := tb.Substitute(tb.Mul(free, bound), map[Node]Node{k: l})
	if want := tb.Mul(tb.Entry(x, l, nil), bound); got != want {
		t.Error("an index that a sum binds is replaced")
	}
}
