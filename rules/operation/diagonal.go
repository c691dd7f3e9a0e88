package operation

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// Diagonal is Diag(x), or x itself where x is a scalar.
func Diagonal(t *ast.Table, x ast.Node) ast.Node {
	if x.Shape().IsScalar() {
		return x
	}
	s, x := t.SplitScalars(x)
	if ast.IsConstant(x, ast.Ones) {
		return t.Mul(s, t.Eye(x.Shape().Rows))
	}
	return t.Mul(s, t.Call(catalogue.Lookup("Diag"), nil, x))
}
