package index

import (
	"slices"

	"matcalc/ast"
)

// What is longer than this is left as it is when an entry of it is taken, in large graphs and in others.
const (
	shortInLarge  = 20
	shortConstant = 200
)

// constant gives the entry of an expression without differentials, as people write it: the index moves
// into operations entry by entry, sin(X)_ij = sin(X_ij) and (1 + x ⊙ y)_i = 1 + x_i y_i, but (A x)_k and
// (A x - b)_k stay.
func (p pusher) constant(n, row, col ast.Node) ast.Node {
	t := p.s.e.t
	if n.Shape().IsScalar() {
		return n
	}
	switch n := n.(type) {
	case *ast.Constant:
		return p.fixed(n, row, col)
	case *ast.Transpose:
		return p.constant(n.Arg(), col, row)
	}
	short := int64(shortConstant)
	if p.s.big {
		short = shortInLarge
	}
	if p.s.e.c.Length(n) > short {
		return t.Entry(n, row, col)
	}
	each := func(args []ast.Node) []ast.Node {
		out := make([]ast.Node, len(args))
		for i, a := range args {
			out[i] = p.constant(a, row, col)
		}
		return out
	}
	switch n := n.(type) {
	case *ast.Add:
		if slices.ContainsFunc(n.Args(), entrywise) {
			return t.Add(each(n.Args())...)
		}
	case *ast.Mul:
		if len(n.Chain) == 1 {
			return t.Mul(slices.Concat([]ast.Node{t.Number(n.Coef), p.constant(n.Chain[0], row, col)}, n.Scalars)...)
		}
	case *ast.Hadamard:
		return t.Mul(each(n.Args())...)
	case *ast.EntryPower:
		both := each(n.Args())
		return t.Power(both[0], both[1])
	case *ast.Apply:
		if n.Form == ast.Value && n.Fn.Elementwise {
			return t.Apply(n.Fn, n.Form, n.Slots, each(n.Args())...)
		}
	case *ast.Call:
		switch {
		case n.Fn.Elementwise:
			return t.Call(n.Fn, n.Sizes, each(n.Args())...)
		case n.Fn.Name == "Diag":
			return t.Mul(t.Delta(row, col), p.constant(n.Args()[0], row, nil))
		case n.Fn.Name == "diag":
			return p.constant(n.Args()[0], row, row)
		}
	}
	return t.Entry(n, row, col)
}

// entrywise reports whether an operation entry by entry is outermost in a term of a sum.
func entrywise(term ast.Node) bool {
	switch n := term.(type) {
	case *ast.Mul:
		return len(n.Chain) == 1 && entrywise(n.Chain[0])
	case *ast.Transpose:
		return entrywise(n.Arg())
	case *ast.Hadamard, *ast.EntryPower:
		return true
	case *ast.Constant:
		return n.Kind == ast.Ones
	case *ast.Call:
		return n.Fn.Elementwise
	case *ast.Apply:
		return n.Form == ast.Value && n.Fn.Elementwise
	}
	return false
}

// fixed gives the entry of a constant array.
func (p pusher) fixed(n *ast.Constant, row, col ast.Node) ast.Node {
	t := p.s.e.t
	switch n.Kind {
	case ast.Ones:
		return t.Int(1)
	case ast.Zeros:
		return t.Int(0)
	case ast.Eye:
		return t.Delta(row, col)
	case ast.Unit:
		index := n.Args()[0]
		if s, ok := index.(*ast.Symbol); !ok || s.Kind != ast.Index {
			p.s.e.c.Within(index, n.Dims[0])
		}
		return t.Delta(index, row)
	}
	return t.Entry(n, row, col)
}
