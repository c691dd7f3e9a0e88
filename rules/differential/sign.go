package differential

import "matcalc/ast"

// A bound tells what is known of the entries of an expression.
type bound uint8

const (
	unbounded bound = iota
	nonnegative
	positive
)

// signDepth bounds how deep sign looks.
const signDepth = 8

// sign bounds the entries of n from what it is made of, so many operations deep.
func sign(n ast.Node, depth int) bound {
	if depth == 0 {
		return unbounded
	}
	depth--
	switch n := n.(type) {
	case *ast.Number:
		switch n.Value.Sign() {
		case 1:
			return positive
		case 0:
			return nonnegative
		}
	case *ast.Constant:
		if n.Kind == ast.Ones || n.Kind == ast.Pi {
			return positive
		}
		return nonnegative
	case *ast.Symbol:
		if n.Kind == ast.Dimension {
			return positive
		}
	case *ast.Add:
		return ofSum(n.Args(), depth, sign)
	case *ast.Mul:
		if n.Coef.Sign() < 0 {
			return unbounded
		}
		if len(n.Chain) > 1 && n.Shape().IsScalar() && inPairs(n.Chain, depth) {
			return max(min(nonnegative, signOfAll(n.Scalars, depth)), signOfAll(n.Args(), depth))
		}
		return signOfAll(n.Args(), depth)
	case *ast.Inner:
		if args := n.Args(); args[0] == args[1] {
			return nonnegative
		}
		return signOfAll(n.Args(), depth)
	case *ast.Hadamard:
		return signOfAll(n.Args(), depth)
	case *ast.Power:
		if evenPower(n) && n.Shape().IsScalar() {
			return max(nonnegative, sign(n.Base(), depth))
		}
		if n.Shape().IsScalar() {
			return sign(n.Base(), depth)
		}
	case *ast.EntryPower:
		e, ok := n.Exponent().(*ast.Number)
		if ok && e.Value.Times(ast.RatFrac(1, 2)).IsInt() && e.Value.Sign() > 0 {
			return max(nonnegative, sign(n.Base(), depth))
		}
		return sign(n.Base(), depth)
	case *ast.Transpose:
		return sign(n.Arg(), depth)
	case *ast.Call:
		switch n.Fn.Name {
		case "exp", "sigmoid", "softmax", "softplus", "cosh":
			return positive
		case "norm", "norm1", "abs", "square", "relu":
			return nonnegative
		case "det":
			if definite(n.Args()[0], depth) == positive {
				return positive
			}
		case "tr":
			return definite(n.Args()[0], depth)
		case "sqrt":
			return sign(n.Args()[0], depth)
		case "sum":
			return sign(n.Args()[0], depth)
		}
	}
	return unbounded
}

func signOfAll(factors []ast.Node, depth int) bound {
	least := positive
	for _, a := range factors {
		least = min(least, sign(a, depth))
	}
	return least
}

// ofSum bounds a sum by the bounds of its terms: none may be unbounded, and one that is positive is enough.
func ofSum(terms []ast.Node, depth int, of func(ast.Node, int) bound) bound {
	sum := nonnegative
	for _, a := range terms {
		b := of(a, depth)
		if b == unbounded {
			return unbounded
		}
		sum = max(sum, b)
	}
	return sum
}
