package differential

import (
	"slices"

	"matcalc/ast"
)

// A definiteness tells what is known of a symmetric matrix, or of a scalar.
type definiteness uint8

const (
	indefinite   definiteness = iota // nothing
	semidefinite                     // x'Ax ≥ 0
	isDefinite                       // x'Ax > 0 for x ≠ 0
)

// definitenessOf is that of the diagonal matrix with entries in an interval.
func definitenessOf(i interval) definiteness {
	switch {
	case i.in(positive):
		return isDefinite
	case i.in(nonnegative):
		return semidefinite
	}
	return indefinite
}

// diagonal is where the entries on the diagonal are, the trace and the determinant.
func (d definiteness) diagonal() interval {
	return [...]interval{anywhere, nonnegative, positive}[d]
}

// definite tells whether a square matrix is symmetric and positive definite or semidefinite, from what it is made of, so
// many operations deep.
func definite(n ast.Node, depth int) definiteness {
	switch {
	case n.Shape().IsScalar():
		return definitenessOf(entries(n, depth))
	case n.Has(ast.IsPositiveDefinite):
		return isDefinite
	case depth == 0:
		return indefinite
	}
	depth--
	switch n := n.(type) {
	case *ast.Add:
		return ofSum(n.Args(), depth)
	case *ast.Mul:
		scale := definitenessOf(exactly(n.Coef).times(ofFactors(n.Scalars, depth)))
		if len(n.Chain) == 1 {
			return min(scale, definite(n.Chain[0], depth))
		}
		if inPairs(n.Chain, depth) {
			return min(scale, semidefinite)
		}
	case *ast.Power:
		if definite(n.Base(), depth) == isDefinite {
			return isDefinite
		}
	case *ast.Transpose:
		return definite(n.Arg(), depth)
	case *ast.Call:
		switch n.Fn.Name {
		case "Diag":
			return definitenessOf(entries(n.Args()[0], depth))
		case "expm":
			if n.Args()[0].Has(ast.IsSymmetric) {
				return isDefinite
			}
		case "kron":
			return min(definite(n.Args()[0], depth), definite(n.Args()[1], depth))
		case "blkdiag":
			least := isDefinite
			for _, a := range n.Args() {
				least = min(least, definite(a, depth))
			}
			return least
		}
	}
	return indefinite
}

// ofSum tells of a sum: one definite term is enough where all others are semidefinite.
func ofSum(terms []ast.Node, depth int) definiteness {
	sum := semidefinite
	for _, a := range terms {
		d := definite(a, depth)
		if d == indefinite {
			return indefinite
		}
		sum = max(sum, d)
	}
	return sum
}

// inPairs reports whether a chain is A'⋯A, with nothing or a semidefinite matrix in the middle.
func inPairs(chain []ast.Node, depth int) bool {
	i, j := 0, len(chain)-1
	for ; i < j; i, j = i+1, j-1 {
		if !transposes(chain[i], chain[j]) {
			return false
		}
	}
	return i > j || definite(chain[i], depth) != indefinite
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

// hasInverse reports whether a square matrix has an inverse for all values of its names, or wherever it has a value.
func hasInverse(n ast.Node, depth int) bool {
	switch {
	case n.Has(ast.IsOrthogonal) || definite(n, depth) == isDefinite:
		return true
	case depth == 0:
		return false
	}
	depth--
	switch n := n.(type) {
	case *ast.Power:
		return hasInverse(n.Base(), depth)
	case *ast.Transpose:
		return hasInverse(n.Arg(), depth)
	case *ast.Mul:
		return len(n.Chain) > 0 && !n.Coef.IsZero() && ofFactors(n.Scalars, depth).nonzero() &&
			!slices.ContainsFunc(n.Chain, func(a ast.Node) bool { return !a.Shape().IsSquare() || !hasInverse(a, depth) })
	case *ast.Call:
		return n.Fn.Name == "expm"
	}
	return false
}
