package simplify

import (
	"slices"

	"matcalc/ast"
)

// Means finds the means among the scalars of a product, sum(X) over the number of entries of X, which read shorter as
// mean(X). The parser writes the mean as that quotient, so it is a matter of notation, on which printers and the measure of
// length agree. It gives the sums, and the scalars that are left; rest is scalars where there is no mean.
func Means(scalars []ast.Node) (sums []*ast.Call, rest []ast.Node) {
	rest = scalars
	for _, f := range scalars {
		sum, ok := f.(*ast.Call)
		if !ok || sum.Fn.Name != "sum" {
			continue
		}
		without, ok := withoutSizes(rest, sum.Args()[0].Shape())
		if !ok {
			continue
		}
		sums = append(sums, sum)
		at := slices.Index(without, f)
		rest = slices.Delete(without, at, at+1)
	}
	return sums, rest
}

// withoutSizes are the scalars without the divisors that are the rows and the columns of a shape; false where they are not
// all among them, or have no names.
func withoutSizes(scalars []ast.Node, shape ast.Shape) ([]ast.Node, bool) {
	rest := slices.Clone(scalars)
	for _, d := range []ast.Dim{shape.Rows, shape.Cols} {
		if d == ast.One {
			continue
		}
		name, ok := d.Name()
		at := slices.IndexFunc(rest, func(f ast.Node) bool { return divisorBy(f) == name })
		if !ok || at < 0 {
			return nil, false
		}
		rest = slices.Delete(rest, at, at+1)
	}
	return rest, len(rest) < len(scalars)
}

// divisorBy is the name of the size n where f is 1/n; "" where it is none.
func divisorBy(f ast.Node) string {
	p, ok := f.(*ast.Power)
	if !ok || !ast.IsNumber(p.Exponent(), -1) {
		return ""
	}
	if size, ok := p.Base().(*ast.Symbol); ok && size.Kind == ast.Dimension {
		return size.Name
	}
	return ""
}

// meansIn is what a product saves as the means in it have no divisor of their own.
func meansIn(n *ast.Mul) int64 {
	if len(n.Scalars) < 2 {
		return 0
	}
	sums, rest := Means(n.Scalars)
	return 2 * int64(len(n.Scalars)-len(rest)-len(sums))
}
