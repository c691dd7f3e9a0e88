package rules

import "matcalc/ast"

// large stands for every integer symbol when the sign of an exponent is decided.
const large = 1000

// NegativeExponent reports whether a symbolic integer exponent is taken to be negative: whether its terms
// with symbols are for large values of these, as in -k and 1-k. The rule for powers then holds where it is
// not positive, and else where it is not negative, as for k, k-1 and k-r.
//
// The index of a sum of powers runs up to a bound that keeps the sign of the exponent it was taken from:
// k-1-r is negative where k is. Where there are only indices, that of a sum inside another one is less than
// the index of that, so r-1-r1 is not negative.
func NegativeExponent(exponent ast.Node) bool {
	at := map[ast.Node]ast.Rat{}
	indices := int64(0)
	for _, n := range ast.Topo(exponent) {
		if s, ok := n.(*ast.Symbol); ok {
			at[n] = ast.RatInt(large)
			if s.Kind == ast.Index {
				indices++
				at[n] = ast.RatInt(large / indices)
			}
		}
	}
	if onlyIndices(exponent) {
		return atLarge(exponent, at).Sign() < 0
	}
	terms := []ast.Node{exponent}
	if sum, ok := exponent.(*ast.Add); ok {
		terms = sum.Args()
	}
	total := ast.RatInt(0)
	for _, term := range terms {
		if !onlyIndices(term) {
			total = total.Plus(atLarge(term, at))
		}
	}
	return total.Sign() < 0
}

// onlyIndices reports whether a term has no symbols but indices.
func onlyIndices(term ast.Node) bool {
	for _, n := range ast.Topo(term) {
		if s, ok := n.(*ast.Symbol); ok && s.Kind != ast.Index {
			return false
		}
	}
	return true
}

// atLarge is the value of an exponent, a polynomial in its symbols, at the given values of these.
func atLarge(n ast.Node, at map[ast.Node]ast.Rat) ast.Rat {
	switch n := n.(type) {
	case *ast.Symbol:
		return at[n]
	case *ast.Number:
		return n.Value
	case *ast.Add:
		sum := ast.RatInt(0)
		for _, a := range n.Args() {
			sum = sum.Plus(atLarge(a, at))
		}
		return sum
	case *ast.Mul:
		product := n.Coef
		for _, a := range n.Args() {
			product = product.Times(atLarge(a, at))
		}
		return product
	case *ast.Power:
		if e, ok := n.Exponent().(*ast.Number); ok {
			if k, ok := e.Value.Int(); ok {
				if p, ok := atLarge(n.Base(), at).Pow(k); ok {
					return p
				}
			}
		}
	}
	return ast.RatInt(large)
}
