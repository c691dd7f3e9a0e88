package simplify

import (
	"matcalc/ast"
	"matcalc/simplify/network"
)

// maxReread bounds the products that are read anew, by their factors.
const maxReread = 24

// reread writes a product with Hadamard products, diagonals, traces or sums of entries in it anew, from
// the graph of its factors, where that is shorter: diag(A*Diag(x)*B) is (A.*B')*x.
func (s *Simplifier) reread(n ast.Node) ast.Node {
	if !composed(n) || s.readAnew.Has(n) || !mixed(n) || s.hasMany(n) {
		return n
	}
	s.readAnew.Add(n)
	net, ok := network.Of(s.t, n)
	if !ok || len(net.Factors) > maxReread {
		return n
	}
	short := network.Read(s.t, net, s.length.Length)
	if short == nil || s.length.Length(short) > s.length.Length(n) {
		return n
	}
	if short = s.simple(short); s.length.Length(short) < s.length.Length(n) {
		return short
	}
	return n
}

// hasMany tells quickly of a product that is deep, as those of neural networks are, that it has more
// factors than a network can have.
func (s *Simplifier) hasMany(n ast.Node) bool { return s.factorsOf(n) > network.MaxFactors }

// factorsOf is the number of factors of n at least, or some number above network.MaxFactors; it is kept by
// node.
func (s *Simplifier) factorsOf(n ast.Node) int {
	return s.factors.Fill(n, func(n ast.Node) int {
		switch n.(type) {
		case *ast.Number, *ast.Constant:
			return 0
		case *ast.Mul, *ast.Hadamard, *ast.Transpose, *ast.Inner:
			count := 0
			for _, a := range n.Args() {
				count = min(count+s.factors.Of(a), network.MaxFactors+1)
			}
			return count
		}
		return 1
	})
}

// composed reports whether n is an operation on products that may be part of a network.
func composed(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Mul, *ast.Hadamard, *ast.Inner, *ast.Transpose:
		return true
	case *ast.Call:
		return additive(n)
	}
	return false
}

// mixed reports whether there are two operations in a product that are no products of matrices.
func mixed(n ast.Node) bool {
	count := 0
	stack := append(make([]ast.Node, 0, 8), n)
	for len(stack) > 0 && len(stack) < maxReread {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch top := top.(type) {
		case *ast.Mul, *ast.Transpose: // products of matrices
		case *ast.Hadamard, *ast.Inner, *ast.EntryPower:
			count++
		case *ast.Constant:
			if top.Kind != ast.Ones {
				continue
			}
			count++
		case *ast.Call:
			if !additive(top) {
				continue
			}
			count++
		default:
			continue
		}
		stack = append(stack, top.Args()...)
	}
	return count > 1
}
