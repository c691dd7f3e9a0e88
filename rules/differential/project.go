package differential

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// Project is the orthogonal projection of g to the space of matrices with a structure, in the
// Frobenius inner product: (G + G')/2 for symmetric matrices (Srinivasan and Panda 2023), and so on.
// For orthogonal matrices, which are no linear space, it is g itself.
func Project(t *ast.Table, s ast.Structure, g ast.Node) ast.Node {
	half := ast.RatFrac(1, 2)
	switch s {
	case ast.Symmetric, ast.PositiveDefinite:
		return t.Scale(half, t.Add(g, t.Transpose(g)))
	case ast.SkewSymmetric:
		return t.Scale(half, t.Sub(g, t.Transpose(g)))
	case ast.Diagonal:
		if g.Has(ast.IsDiagonal) {
			return g
		}
		return diagonal(t, t.Call(catalogue.Lookup("diag"), nil, g))
	case ast.LowerTriangular:
		if g.Has(ast.IsLower) {
			return g
		}
		return t.Call(catalogue.Lookup("tril"), nil, g)
	case ast.UpperTriangular:
		if g.Has(ast.IsUpper) {
			return g
		}
		return t.Call(catalogue.Lookup("triu"), nil, g)
	}
	return g
}

// Riemannian is the gradient on the manifold of orthogonal matrices, in the Frobenius metric, that
// belongs to the Euclidean gradient g at q: Q*skew(Q'*G) (Edelman, Arias and Smith 1998, section
// 2.4, for square Q).
func Riemannian(t *ast.Table, q, g ast.Node) ast.Node {
	return t.Mul(q, t.Call(catalogue.Lookup("skew"), nil, t.Mul(t.Transpose(q), g)))
}
