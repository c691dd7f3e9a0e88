package ast

import "testing"

func TestDimArithmetic(t *testing.T) {
	n, m, p := DimName("n"), DimName("m"), DimName("p")
	tests := []struct {
		got  Dim
		want string
	}{
		{n.Plus(m), "m + n"}, {m.Plus(n), "m + n"}, {n.Times(m), "m*n"}, {n.Minus(n), "0"},
		{n.Plus(One).Times(n), "n*n + n"}, {n.Times(n.Plus(One)).Over(2), "n*n/2 + n/2"},
		{DimInt(2).Times(n).Minus(m), "-m + 2*n"}, {HalfSize(DimInt(3)), "6"},
		{n.Times(m).Plus(p).Subst(func(s string) (Dim, bool) { return DimInt(3), s == "n" }), "3*m + p"},
		{n.Times(n.Plus(One)).Over(2).Subst(func(string) (Dim, bool) { return DimInt(4), true }), "10"},
	}
	for _, test := range tests {
		if test.got.String() != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
		if back := collect(test.got.monomials()); back != test.got {
			t.Errorf("%s is read back as %s", test.got, back)
		}
	}
}

func TestDimQuotientAndLinear(t *testing.T) {
	n, m := DimName("n"), DimName("m")
	if q, ok := n.Times(m).Plus(n).Quotient(n); !ok || q.String() != "m + 1" {
		t.Errorf("(n*m + n)/n = %s, %v", q, ok)
	}
	if q, ok := n.Plus(One).Quotient(n); ok {
		t.Errorf("(n + 1)/n = %s", q)
	}
	if a, rest, ok := DimInt(2).Times(n).Plus(m).Linear("n"); !ok || a != 2 || rest != m {
		t.Errorf("2*n + m is %d*n + %s, %v", a, rest, ok)
	}
	if _, _, ok := n.Times(n).Linear("n"); ok {
		t.Error("n*n is linear in n")
	}
}

func TestDimEval(t *testing.T) {
	size := func(name string) (int, bool) { return map[string]int{"n": 3, "m": 4}[name], name != "p" }
	if v, err := HalfSize(DimName("n")).Eval(size); err != nil || v != 6 {
		t.Errorf("n(n+1)/2 at 3 is %d, %v", v, err)
	}
	if _, err := DimName("p").Eval(size); err == nil {
		t.Error("a dimension without a size has a value")
	}
}
