package ast

import "testing"

// TestNormalForm lists pairs of constructions that are one expression, so one node.
func TestNormalForm(t *testing.T) {
	tb := NewTable()
	n, m := DimName("n"), DimName("m")
	matrix := func(name string, s Structure) Node { return tb.Symbol(name, Variable, Matrix(n, n), s) }
	vector := func(name string) Node { return tb.Symbol(name, Variable, Vector(n), Unstructured) }
	scalar := func(name string) Node { return tb.Symbol(name, Variable, Scalar, Unstructured) }
	A, B, S, Q, K := matrix("A", Unstructured), matrix("B", Unstructured), matrix("S", Symmetric), matrix("Q", Orthogonal), matrix("K", SkewSymmetric)
	R := tb.Symbol("R", Variable, Matrix(n, m), Unstructured)
	x, y, s, u := vector("x"), vector("y"), scalar("s"), scalar("u")
	two, half := tb.Int(2), tb.Number(RatFrac(1, 2))
	T, mul, add, had, inv := tb.Transpose, tb.Mul, tb.Add, tb.Hadamard, tb.Inv
	tests := []struct {
		name      string
		got, want Node
	}{
		{"sums are flat and sorted", add(add(A, B), S), add(S, add(B, A))},
		{"like terms are counted", add(A, A), mul(two, A)},
		{"terms cancel", add(A, mul(tb.Int(-1), A)), tb.Zeros(Matrix(n, n))},
		{"numbers fold", mul(two, half, A), A},
		{"multiples of sums are taken apart in sums", add(mul(two, add(A, B)), tb.Neg(B)), add(mul(two, A), B)},
		{"products are flat", mul(mul(A, B), S), mul(A, mul(B, S))},
		{"scalars commute", mul(A, s, u, B), mul(u, s, A, B)},
		{"scalars collect", mul(s, s, inv(u), u), tb.Power(s, two)},
		{"the identity is gone", mul(A, tb.Eye(n), B), mul(A, B)},
		{"inverses cancel", mul(A, B, inv(B)), A},
		{"powers collect", mul(A, A, tb.Power(A, two)), tb.Power(A, tb.Int(4))},
		{"a matrix times its inverse", mul(A, inv(A)), tb.Eye(n)},
		{"orthogonal matrices cancel", mul(T(Q), Q, A), A},
		{"the inverse of an orthogonal matrix", inv(Q), T(Q)},
		{"no double transpose", T(T(A)), A},
		{"a symmetric matrix is its transpose", T(S), S},
		{"so is its inverse", T(inv(S)), inv(S)},
		{"and what is built evenly", T(mul(T(R), S, R)), mul(T(R), S, R)},
		{"and a sum with the transpose", T(add(A, T(A))), add(A, T(A))},
		{"a skew matrix is minus its transpose", T(K), tb.Neg(K)},
		{"a product is transposed factor by factor", T(mul(A, B)), mul(T(B), T(A))},
		{"the inverse of a transpose", inv(T(A)), T(inv(A))},
		{"a scalar chain reads one way", mul(T(y), T(A), x), mul(T(x), A, y)},
		{"and is a scalar", mul(T(x), y, T(x), y), tb.Power(mul(T(x), y), two)},
		{"an outer product is no scalar", mul(x, T(y), x), mul(mul(T(y), x), x)},
		{"entry by entry products commute", had(A, B), had(B, A)},
		{"and collect powers", had(x, x), tb.EntryPower(x, two)},
		{"and drop ones", had(x, tb.Ones(Vector(n))), x},
		{"and cancel", had(x, tb.EntryPower(x, tb.Int(-1))), tb.Ones(Vector(n))},
		{"and pull transposes out", had(T(A), T(B)), T(had(A, B))},
		{"scalars stand in front", had(mul(s, x), y), mul(s, had(x, y))},
		{"for scalars it is the product", had(s, u), mul(s, u)},
		{"inner products of vectors", tb.Inner(x, y), mul(T(x), y)},
		{"inner products are symmetric", tb.Inner(A, B), tb.Inner(B, A)},
		{"zero times anything", mul(A, tb.Zeros(Matrix(n, n)), B), tb.Zeros(Matrix(n, n))},
		{"powers of products of scalars", tb.Power(mul(two, s, u), two), mul(tb.Int(4), tb.Power(s, two), tb.Power(u, two))},
		{"roots of squares", tb.Power(tb.Int(9), half), tb.Int(3)},
		{"a vector of size one is a scalar", tb.Eye(One), tb.Int(1)},
		{"an entry of zeros", tb.Entry(tb.Zeros(Matrix(n, n)), nil, tb.Int(1)), tb.Zeros(Vector(n))},
		{"deltas of one index", tb.Delta(s, s), tb.Int(1)},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: the nodes differ (%T of %d arguments, %T of %d)", test.name, test.got, len(test.got.Args()), test.want, len(test.want.Args()))
		}
	}
}

// TestNotEqual lists expressions that look alike and differ.
func TestNotEqual(t *testing.T) {
	tb := NewTable()
	n := DimName("n")
	A := tb.Symbol("A", Variable, Matrix(n, n), Unstructured)
	B := tb.Symbol("B", Variable, Matrix(n, n), Unstructured)
	s := tb.Symbol("s", Variable, Scalar, Unstructured)
	half := tb.Number(RatFrac(1, 2))
	tests := []struct {
		name string
		a, b Node
	}{
		{"matrices do not commute", tb.Mul(A, B), tb.Mul(B, A)},
		{"the root of a square is an absolute value", tb.Power(tb.Power(s, tb.Int(2)), half), s},
		{"a matrix is not its transpose", tb.Transpose(A), A},
		{"the inverse of a sum", tb.Inv(tb.Add(A, B)), tb.Add(tb.Inv(A), tb.Inv(B))},
	}
	for _, test := range tests {
		if test.a == test.b {
			t.Errorf("%s: one node", test.name)
		}
	}
}

// TestTopo makes sure that arguments come before what is made of them.
func TestTopo(t *testing.T) {
	tb := NewTable()
	x := Node(tb.Symbol("x", Variable, Vector(DimName("n")), Unstructured))
	deep := x
	for range 100000 {
		deep = tb.Differential(deep)
	}
	nodes := Topo(deep)
	if len(nodes) != 100001 || nodes[0] != x || nodes[len(nodes)-1] != deep {
		t.Fatalf("%d nodes", len(nodes))
	}
	for _, n := range nodes {
		for _, a := range n.Args() {
			if a.ID() >= n.ID() {
				t.Fatalf("argument %d of %d", a.ID(), n.ID())
			}
		}
	}
}
