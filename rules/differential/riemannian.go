package differential

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// Riemannian is the gradient on the manifold of orthogonal matrices, in the Frobenius metric, that
// belongs to the Euclidean gradient g at q: Q*skew(Q'*G) (Edelman, Arias and Smith 1998, section
// 2.4, for square Q).
func Riemannian(t *ast.Table, q, g ast.Node) ast.Node {
	return t.Mul(q, t.Call(catalogue.Lookup("skew"), nil, t.Mul(t.Transpose(q), g)))
}
