package differential

import "matcalc/ast"

// The bounds, for the external tests.
const (
	Unbounded   = unbounded
	Nonnegative = nonnegative
	Positive    = positive
)

// Sign is sign at its full depth.
func Sign(n ast.Node) bound { return sign(n, signDepth) }

// Definite is definite at its full depth.
func Definite(n ast.Node) bound { return definite(n, signDepth) }
