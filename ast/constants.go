package ast

// Number is the scalar r.
func (t *Table) Number(r Rat) Node {
	t.begin(tagNumber)
	t.keyText(r.String())
	return t.intern(nil, func([]Node) Node { return &Number{head{shape: Scalar}, r} })
}

// Int is the scalar n.
func (t *Table) Int(n int64) Node { return t.Number(RatInt(n)) }

func (t *Table) constant(kind ConstantKind, shape Shape, args []Node, dims ...Dim) Node {
	t.begin(tagConstant)
	t.keyInt(int(kind))
	t.keyDims(dims)
	return t.intern(args, func([]Node) Node {
		t.note(shape)
		return &Constant{head: head{shape: shape}, Kind: kind, Dims: dims}
	})
}

// Pi is the number π.
func (t *Table) Pi() Node { return t.constant(Pi, Scalar, nil) }

// Eye is the n×n identity.
func (t *Table) Eye(n Dim) Node {
	if n == One {
		return t.one
	}
	return t.constant(Eye, Matrix(n, n), nil, n)
}

// Ones is the array of that shape whose entries are all 1.
func (t *Table) Ones(s Shape) Node {
	if s.IsScalar() {
		return t.one
	}
	if s.IsRow() {
		return t.Transpose(t.Ones(s.T()))
	}
	return t.constant(Ones, s, nil, s.Rows, s.Cols)
}

// Zeros is the array of that shape whose entries are all 0.
func (t *Table) Zeros(s Shape) Node {
	if s.IsScalar() {
		return t.zero
	}
	return t.constant(Zeros, s, nil, s.Rows, s.Cols)
}

// Unit is the i-th unit vector with n entries; i is a scalar that counts from 1.
func (t *Table) Unit(i Node, n Dim) Node {
	if n == One {
		return t.one
	}
	return t.constant(Unit, Vector(n), []Node{i}, n)
}

// Commutation is K(n,m) of size nm×nm, with K·vec(X) = vec(X') for X of n×m
// (Magnus and Neudecker 2019, section 3.7).
func (t *Table) Commutation(n, m Dim) Node {
	if n == One || m == One {
		return t.Eye(n.Times(m))
	}
	return t.constant(Commutation, Matrix(n.Times(m), n.Times(m)), nil, n, m)
}

// Duplication is Dup(n) of size n²×n(n+1)/2, with D·vech(S) = vec(S) for symmetric S
// (Magnus and Neudecker 2019, section 3.8).
func (t *Table) Duplication(n Dim) Node {
	if n == One {
		return t.one
	}
	return t.constant(Duplication, Matrix(n.Times(n), HalfSize(n)), nil, n)
}

// Elimination is Elim(n) of size n(n+1)/2×n², with L·vec(X) = vech(X).
func (t *Table) Elimination(n Dim) Node {
	if n == One {
		return t.one
	}
	return t.constant(Elimination, Matrix(HalfSize(n), n.Times(n)), nil, n)
}

// HalfSize is n(n+1)/2, the number of entries on and below the diagonal.
func HalfSize(n Dim) Dim { return n.Times(n.Plus(One)).Over(2) }

// IsZero reports whether n is the number 0 or an array of zeros.
func IsZero(n Node) bool {
	switch n := n.(type) {
	case *Number:
		return n.Value.IsZero()
	case *Constant:
		return n.Kind == Zeros
	}
	return false
}

// IsConstant reports whether n is the constant of that kind.
func IsConstant(n Node, kind ConstantKind) bool {
	c, ok := n.(*Constant)
	return ok && c.Kind == kind
}

// IsNumber reports whether n is the number k.
func IsNumber(n Node, k int64) bool {
	c, ok := n.(*Number)
	return ok && c.Value.Equal(RatInt(k))
}

// DimNode is the dimension d as a scalar: a number, a name, or a polynomial in names.
func (t *Table) DimNode(d Dim) Node {
	if name, ok := d.Name(); ok {
		return t.Symbol(name, Dimension, Scalar, Unstructured)
	}
	sum := []Node{t.zero}
	for _, m := range d.monomials() {
		factors := []Node{t.Number(m.coef)}
		for _, f := range m.factors {
			factors = append(factors, t.DimNode(DimName(f)))
		}
		sum = append(sum, t.Mul(factors...))
	}
	return t.Add(sum...)
}
