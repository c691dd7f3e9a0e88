package differential

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// stackAdjoint takes the block of the cotangent g that belongs to argument k of hcat, vcat or
// blkdiag: the rules of these functions for two arguments, for any number of them.
func stackAdjoint(t *ast.Table, n *ast.Call, k int, g ast.Node) (ast.Node, error) {
	rows, cols := n.Fn.Name != "hcat", n.Fn.Name != "vcat"
	sizes := func(of func(ast.Shape) ast.Dim) []ast.Dim {
		out := make([]ast.Dim, len(n.Args()))
		for i, a := range n.Args() {
			out[i] = of(a.Shape())
		}
		return out
	}
	if rows {
		s := selection(t, sizes(func(s ast.Shape) ast.Dim { return s.Rows }), k)
		g = t.Mul(t.Transpose(s), g)
	}
	if cols {
		g = t.Mul(g, selection(t, sizes(func(s ast.Shape) ast.Dim { return s.Cols }), k))
	}
	return g, nil
}

// selection is the matrix S of zeros and an identity such that A*S takes the block k of columns of
// A, where blocks have the given sizes.
func selection(t *ast.Table, sizes []ast.Dim, k int) ast.Node {
	parts := make([]ast.Node, len(sizes))
	for i, size := range sizes {
		parts[i] = t.Zeros(ast.Matrix(size, sizes[k]))
		if i == k {
			parts[i] = t.Eye(size)
		}
	}
	return t.Call(catalogue.Lookup("vcat"), nil, parts...)
}
