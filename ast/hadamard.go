package ast

import (
	"fmt"
	"slices"
)

// Hadamard is the product entry by entry of arrays of equal shape; a scalar stands for the array
// with that value in every entry. Nested products are flat, numbers and scalars stand in front,
// powers of one base are one power, arrays of ones are gone, and a product of transposes is the
// transpose of a product. It panics when there is no factor or the shapes differ.
func (t *Table) Hadamard(factors ...Node) Node {
	shape := Scalar
	for _, f := range factors {
		if !f.Shape().IsScalar() {
			shape = f.Shape()
		}
	}
	if shape.IsScalar() {
		return t.Mul(factors...)
	}
	outer := []Node{t.one}
	var entries []Node
	for _, f := range factors {
		if !f.Shape().IsScalar() && f.Shape() != shape {
			panic(fmt.Sprintf("ast: product entry by entry of %s and %s", shape, f.Shape()))
		}
		outer, entries = t.splitEntries(outer, entries, f)
	}
	if slices.ContainsFunc(entries, IsZero) {
		return t.Zeros(shape)
	}
	outer, entries = t.collectEntryPowers(outer, entries)
	switch len(entries) {
	case 0:
		return t.Mul(append(outer, t.Ones(shape))...)
	case 1:
		return t.Mul(append(outer, entries[0])...)
	}
	return t.Mul(append(outer, t.entrywise(entries, shape))...)
}

// entrywise is the node of a Hadamard product in normal form, but for the transposes.
func (t *Table) entrywise(entries []Node, shape Shape) Node {
	if transposes(entries) == len(entries) {
		for i, e := range entries {
			entries[i] = withoutTranspose(e)
		}
		return t.Transpose(t.Hadamard(entries...))
	}
	slices.SortFunc(entries, byID)
	t.begin(tagHadamard)
	return t.intern(entries, func([]Node) Node { return &Hadamard{newHead(shape)} })
}

// splitEntries adds the factor f to the scalars in outer and the arrays in entries.
func (t *Table) splitEntries(outer, entries []Node, f Node) (newOuter, newEntries []Node) {
	if f.Shape().IsScalar() {
		return append(outer, f), entries
	}
	switch g := f.(type) {
	case *Mul:
		if !g.Coef.IsOne() || len(g.Scalars) > 0 {
			outer = append(outer, t.product(g.Coef, g.Scalars, nil, Scalar))
			return t.splitEntries(outer, entries, t.product(RatInt(1), nil, g.Chain, g.shape))
		}
	case *Hadamard:
		if len(g.args) <= maxFlat {
			return outer, append(entries, g.args...)
		}
	case *Transpose:
		if IsConstant(g.Arg(), Ones) {
			return outer, entries
		}
		if h, ok := g.Arg().(*Hadamard); ok && len(h.args) <= maxFlat {
			for _, a := range h.args {
				entries = append(entries, t.Transpose(a))
			}
			return outer, entries
		}
	case *Constant:
		if g.Kind == Ones {
			return outer, entries
		}
	}
	return outer, append(entries, f)
}

// splitEntryPower writes n as base to the power exponent, entry by entry.
func (t *Table) splitEntryPower(n Node) (base, exponent Node) {
	switch n := n.(type) {
	case *EntryPower:
		if n.Exponent().Shape().IsScalar() {
			return n.Base(), n.Exponent()
		}
	case *Transpose:
		if p, ok := n.Arg().(*EntryPower); ok && p.Exponent().Shape().IsScalar() {
			return t.Transpose(p.Base()), p.Exponent()
		}
	}
	return n, t.one
}

// collectEntryPowers adds up the exponents of equal arrays.
func (t *Table) collectEntryPowers(outer, entries []Node) (newOuter, newEntries []Node) {
	exponents := map[Node]Node{}
	var bases []Node
	for _, f := range entries {
		b, e := t.splitEntryPower(f)
		if old, ok := exponents[b]; ok {
			exponents[b] = t.Add(old, e)
			continue
		}
		exponents[b] = e
		bases = append(bases, b)
	}
	if len(bases) == len(entries) {
		return outer, entries
	}
	entries = entries[:0:0]
	for _, b := range bases {
		outer, entries = t.splitEntries(outer, entries, t.EntryPower(b, exponents[b]))
	}
	return outer, entries
}

// EntryPower raises each entry of base to exponent, which is a scalar or an array of the shape of
// base. (x.^a).^k is x.^(a·k) and (s·x).^k is s^k·x.^k for an integer k; x.^(s·1) is x.^s. It panics when the shapes
// do not conform.
func (t *Table) EntryPower(base, exponent Node) Node {
	shape := base.Shape()
	if shape.IsScalar() && exponent.Shape().IsScalar() {
		return t.Power(base, exponent)
	}
	if shape.IsScalar() {
		shape = exponent.Shape()
		base = t.Mul(base, t.Ones(shape))
	}
	if !exponent.Shape().IsScalar() && exponent.Shape() != shape {
		panic(fmt.Sprintf("ast: %s to the power %s entry by entry", shape, exponent.Shape()))
	}
	if m, ok := exponent.(*Mul); ok && len(m.Chain) == 1 && IsConstant(m.Chain[0], Ones) || IsConstant(exponent, Ones) {
		exponent, _ = t.SplitScalars(exponent)
	}
	if e, ok := exponent.(*Number); ok {
		switch {
		case e.Value.IsZero():
			return t.Ones(shape)
		case e.Value.IsOne():
			return base
		}
		if e.Value.IsInt() {
			switch b := base.(type) {
			case *EntryPower:
				return t.EntryPower(b.Base(), t.Mul(exponent, b.Exponent()))
			case *Hadamard:
				if slices.ContainsFunc(b.args, func(a Node) bool { p, ok := a.(*EntryPower); return ok && !IsNumber(p.Exponent(), 2) }) {
					factors := make([]Node, len(b.args))
					for i, a := range b.args {
						factors[i] = t.EntryPower(a, exponent)
					}
					return t.Hadamard(factors...)
				}
			case *Mul:
				if !b.Coef.IsOne() || len(b.Scalars) > 0 {
					outer := t.Power(t.product(b.Coef, b.Scalars, nil, Scalar), exponent)
					return t.Mul(outer, t.EntryPower(t.product(RatInt(1), nil, b.Chain, b.shape), exponent))
				}
			}
		}
	}
	if tr, ok := base.(*Transpose); ok && exponent.Shape().IsScalar() {
		return t.Transpose(t.EntryPower(tr.Arg(), exponent))
	}
	if IsConstant(base, Ones) {
		return base
	}
	t.begin(tagEntryPower)
	return t.intern([]Node{base, exponent}, func([]Node) Node { return &EntryPower{newHead(shape)} })
}
