package rules

import "matcalc/ast"

// large stands for every integer symbol when the sign of an exponent is decided.
const large = 1000

// NegativeExponent reports whether a symbolic integer exponent is taken to be negative: whether it is
// for large values of its symbols, as -k and 1-k are. The rule for powers then holds where it is not
// positive, and else where it is not negative.
func NegativeExponent(exponent ast.Node) bool { return atLarge(exponent).Sign() < 0 }

// atLarge is the value of an exponent, a polynomial in its symbols, where these are large.
func atLarge(n ast.Node) ast.Rat {
	switch n := n.(type) {
	case *ast.Number:
		return n.Value
	case *ast.Add:
		sum := ast.RatInt(0)
		for _, a := range n.Args() {
			sum = sum.Plus(atLarge(a))
		}
		return sum
	case *ast.Mul:
		product := n.Coef
		for _, a := range n.Args() {
			product = product.Times(atLarge(a))
		}
		return product
	case *ast.Power:
		if e, ok := n.Exponent().(*ast.Number); ok {
			if k, ok := e.Value.Int(); ok {
				if p, ok := atLarge(n.Base()).Pow(k); ok {
					return p
				}
			}
		}
	}
	return ast.RatInt(large)
}
