package simplify

import "matcalc/ast"

// Turned reports whether a product reads shorter as the transpose of a product: B'*A' as (A*B)'. The
// constructors have transposes at the factors alone, so it is a matter of notation, on which printers and
// the measure of length agree. Where some factors would get a sign of transposition and others lose one, as
// in inv(X)'*a*b'*inv(X)', two signs have to be saved. The row Dh of a gradient has no sign.
func Turned(n *ast.Mul) bool { return turnedSigns(n) > 0 }

// turnedSigns counts the signs of transposition that a product saves as the transpose of a product; 0 where
// it is not written so.
func turnedSigns(n *ast.Mul) int {
	if n.Shape().IsScalar() || len(n.Chain) < 2 {
		return 0
	}
	lost, got := 0, 0
	for _, f := range n.Chain {
		if tr, ok := f.(*ast.Transpose); ok {
			if !gradient(tr.Arg()) {
				lost++
			}
			continue
		}
		if f.Has(ast.IsSkew) || ast.IsConstant(f, ast.Ones) && f.Shape().IsMatrix() {
			return 0
		}
		if !f.Has(ast.IsSymmetric) {
			got++
		}
	}
	saved := lost - got - 1
	if saved < 1 || saved < 2 && got > 0 {
		return 0
	}
	return saved
}

func gradient(n ast.Node) bool {
	a, ok := n.(*ast.Apply)
	return ok && a.Form == ast.Gradient
}
