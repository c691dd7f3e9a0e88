package differential

import (
	"slices"

	"matcalc/ast"
)

// definite tells whether a square matrix is symmetric and positive definite (positive) or semidefinite (nonnegative),
// from what it is made of, so many operations deep.
func definite(n ast.Node, depth int) bound {
	switch {
	case n.Shape().IsScalar():
		return sign(n, depth)
	case n.Has(ast.IsPositiveDefinite):
		return positive
	case depth == 0:
		return unbounded
	}
	depth--
	switch n := n.(type) {
	case *ast.Add:
		return ofSum(n.Args(), depth, definite)
	case *ast.Mul:
		if n.Coef.Sign() < 0 {
			return unbounded
		}
		scale := signOfAll(n.Scalars, depth)
		if len(n.Chain) == 1 {
			return min(scale, definite(n.Chain[0], depth))
		}
		if inPairs(n.Chain, depth) {
			return min(scale, nonnegative)
		}
	case *ast.Power:
		if definite(n.Base(), depth) == positive {
			return positive
		}
	case *ast.Transpose:
		return definite(n.Arg(), depth)
	case *ast.Call:
		switch n.Fn.Name {
		case "Diag":
			return sign(n.Args()[0], depth)
		case "expm":
			if n.Args()[0].Has(ast.IsSymmetric) {
				return positive
			}
		case "kron":
			return min(definite(n.Args()[0], depth), definite(n.Args()[1], depth))
		}
	}
	return unbounded
}

// inPairs reports whether a chain is A'⋯A, with nothing or a semidefinite matrix in the middle.
func inPairs(chain []ast.Node, depth int) bool {
	i, j := 0, len(chain)-1
	for ; i < j; i, j = i+1, j-1 {
		if !transposes(chain[i], chain[j]) {
			return false
		}
	}
	return i > j || definite(chain[i], depth) != unbounded
}

// transposes reports whether it is seen that b is the transpose of a.
func transposes(a, b ast.Node) bool {
	if a == b {
		return a.Shape().IsScalar() || a.Has(ast.IsSymmetric)
	}
	if t, ok := a.(*ast.Transpose); ok && t.Arg() == b {
		return true
	}
	t, ok := b.(*ast.Transpose)
	return ok && t.Arg() == a
}

// invertible reports whether a square matrix has an inverse for all values of its names, or wherever it has a value.
func invertible(n ast.Node, depth int) bool {
	switch {
	case n.Has(ast.IsOrthogonal) || definite(n, depth) == positive:
		return true
	case depth == 0:
		return false
	}
	depth--
	switch n := n.(type) {
	case *ast.Power:
		return invertible(n.Base(), depth)
	case *ast.Transpose:
		return invertible(n.Arg(), depth)
	case *ast.Mul:
		return len(n.Chain) > 0 && !n.Coef.IsZero() && signOfAll(n.Scalars, depth) == positive &&
			!slices.ContainsFunc(n.Chain, func(a ast.Node) bool { return !a.Shape().IsSquare() || !invertible(a, depth) })
	case *ast.Call:
		return n.Fn.Name == "expm"
	}
	return false
}
