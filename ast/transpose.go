package ast

import "fmt"

// Transpose is the transpose of a: a itself where it is a scalar or symmetric, -a where it is
// skew. Products are transposed factor by factor, in reverse.
func (t *Table) Transpose(a Node) Node {
	if a.Shape().IsScalar() || a.Has(IsSymmetric) {
		return a
	}
	if a.Has(IsSkew) {
		return t.Neg(a)
	}
	switch n := a.(type) {
	case *Transpose:
		return n.Arg()
	case *Mul:
		var room [fewFactors]Node
		factors := append(append(room[:0], t.Number(n.Coef)), n.Scalars...)
		for i := len(n.Chain) - 1; i >= 0; i-- {
			factors = append(factors, t.Transpose(n.Chain[i]))
		}
		return t.Mul(factors...)
	case *Constant:
		switch n.Kind {
		case Zeros:
			return t.Zeros(n.shape.T())
		case Ones:
			if !n.shape.IsVector() {
				return t.Ones(n.shape.T())
			}
		case Commutation:
			return t.Commutation(n.Dims[1], n.Dims[0])
		}
	case *Entry:
		// A row of X is a row; a column of X is a vector, and so is a column of X'.
		if x, ok := n.Arg().(*Transpose); ok {
			return t.Entry(x.Arg(), n.Col, n.Row)
		}
	}
	t.begin(tagTranspose)
	return t.intern([]Node{a}, func([]Node) Node { return &Transpose{newHead(a.Shape().T())} })
}

// Inner is the Frobenius inner product a : b = tr(a'b), for vectors a'b. Numbers and scalars stand in front.
// It panics when the shapes differ.
func (t *Table) Inner(a, b Node) Node {
	if a.Shape() != b.Shape() {
		panic(fmt.Sprintf("ast: inner product of %s and %s", a.Shape(), b.Shape()))
	}
	switch s := a.Shape(); {
	case s.IsScalar():
		return t.Mul(a, b)
	case s.IsVector():
		return t.Mul(t.Transpose(a), b)
	case s.IsRow():
		return t.Mul(a, t.Transpose(b))
	}
	sa, a := t.SplitScalars(a)
	sb, b := t.SplitScalars(b)
	if IsZero(a) || IsZero(b) {
		return t.zero
	}
	if transposes([]Node{a, b}) == 2 {
		a, b = withoutTranspose(a), withoutTranspose(b)
	}
	if byID(a, b) > 0 {
		a, b = b, a
	}
	t.begin(tagInner)
	inner := t.intern([]Node{a, b}, func([]Node) Node { return &Inner{newHead(Scalar)} })
	return t.Mul(sa, sb, inner)
}

// SplitScalars writes n, which is no scalar, as a scalar times an array without scalars in front.
func (t *Table) SplitScalars(n Node) (scalar, array Node) {
	m, ok := n.(*Mul)
	if !ok || m.Coef.IsOne() && len(m.Scalars) == 0 || m.shape.IsScalar() {
		return t.one, n
	}
	return t.product(m.Coef, m.Scalars, nil, Scalar), t.product(RatInt(1), nil, m.Chain, m.shape)
}
