package ast

import "fmt"

// Inv is the inverse of a square matrix, or 1/s of a scalar.
func (t *Table) Inv(a Node) Node { return t.Power(a, t.Int(-1)) }

// Power is a scalar to a scalar exponent or a square matrix to an integer exponent. Powers of
// numbers are folded where the result is rational; (s^a)^k is s^(a·k) and (r·s)^k is r^k·s^k for
// an integer k; inv(X') is inv(X)', inv(A'*B') is inv(B*A)' and inv(Q) is Q' for an orthogonal Q. It panics when the base
// is neither a scalar nor square, or the exponent is no scalar.
func (t *Table) Power(base, exponent Node) Node {
	shape := base.Shape()
	if !shape.IsSquare() || !exponent.Shape().IsScalar() {
		panic(fmt.Sprintf("ast: %s to the power %s", shape, exponent.Shape()))
	}
	e, numeric := exponent.(*Number)
	if numeric {
		switch {
		case e.Value.IsZero():
			return t.Eye(shape.Rows)
		case e.Value.IsOne():
			return base
		}
		if folded, ok := t.foldPower(base, e.Value); ok {
			return folded
		}
	}
	switch b := base.(type) {
	case *Transpose:
		return t.Transpose(t.Power(b.Arg(), exponent))
	case *Mul:
		if 2*transposes(b.Chain) > len(b.Chain) && !shape.IsScalar() {
			if back, ok := t.Transpose(b).(*Mul); ok && transposes(back.Chain) < transposes(b.Chain) {
				return t.Transpose(t.Power(back, exponent))
			}
		}
	case *Constant:
		if b.Kind == Eye {
			return b
		}
	case *Number:
		if b.Value.IsOne() {
			return b
		}
	}
	args := []Node{base, exponent}
	t.begin(tagPower)
	return t.intern(args, func([]Node) Node { return &Power{newHead(shape)} })
}

// foldPower simplifies a power with the number e, which is neither 0 nor 1.
func (t *Table) foldPower(base Node, e Rat) (Node, bool) {
	k, integer := e.Int()
	switch b := base.(type) {
	case *Number:
		if integer {
			r, ok := b.Value.Pow(k)
			return t.numberIf(r, ok)
		}
		if e.Den() == "2" {
			root, ok := b.Value.Sqrt()
			if !ok {
				return nil, false
			}
			twice, _ := e.Times(RatInt(2)).Int()
			r, ok := root.Pow(twice)
			return t.numberIf(r, ok)
		}
	case *Power:
		if integer {
			return t.Power(b.Base(), t.Scale(e, b.Exponent())), true
		}
	case *Mul:
		if !integer {
			return nil, false
		}
		if b.shape.IsScalar() && len(b.Chain) == 0 {
			coef, ok := b.Coef.Pow(k)
			if !ok {
				return nil, false
			}
			factors := []Node{t.Number(coef)}
			for _, s := range b.Scalars {
				factors = append(factors, t.Power(s, t.Number(e)))
			}
			return t.Mul(factors...), true
		}
		if !b.shape.IsScalar() && (!b.Coef.IsOne() || len(b.Scalars) > 0) {
			outer := t.Power(t.product(b.Coef, b.Scalars, nil, Scalar), t.Number(e))
			return t.Mul(outer, t.Power(t.product(RatInt(1), nil, b.Chain, b.shape), t.Number(e))), true
		}
	}
	if integer && k == -1 && base.Has(IsOrthogonal) {
		return t.Transpose(base), true
	}
	return nil, false
}

func (t *Table) numberIf(r Rat, ok bool) (Node, bool) {
	if !ok {
		return nil, false
	}
	return t.Number(r), true
}
