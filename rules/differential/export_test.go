package differential

import "matcalc/ast"

// Entries is entries at its full depth: the ends of the interval, and whether they are open.
func Entries(n ast.Node) (lo, hi float64, openLo, openHi bool) {
	i := entries(n, signDepth)
	return i.lo.float(), i.hi.float(), i.lo.open, i.hi.open
}

func (e end) float() float64 {
	if e.infinite != 0 {
		return float64(e.infinite) * 1e300
	}
	return e.at.Float()
}

// Definite is definite at its full depth.
func Definite(n ast.Node) (semi, strictly bool) {
	d := definite(n, signDepth)
	return d != indefinite, d == isDefinite
}
