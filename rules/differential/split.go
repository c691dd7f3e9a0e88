package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// split gives a condition on a product, or on blocks along the diagonal, as one on each factor: none is 0, all are invertible, or one is positive where the
// others are not negative. It is nil where there are no such conditions.
func split(t *ast.Table, c rules.Condition) []rules.Condition {
	s, isStated := stated(c)
	of := c.Args[0]
	factors := factorsOf(t, of, c.Text == invertible)
	if len(factors) < 2 || len(factors) > fewFactors {
		return nil
	}
	var out []rules.Condition
	switch {
	case c.Text == invertible:
		for _, f := range factors {
			out = append(out, about(f, wording(invertible, f.Shape().IsScalar())))
		}
	case isStated && s.without == zero && !of.Shape().IsScalar() && onX(c) == s.scalar: // of an array that is not 0
		if _, product := of.(*ast.Mul); !product || !slices.ContainsFunc(factors, func(f ast.Node) bool { return f.Shape() == of.Shape() }) {
			return nil
		}
		for _, f := range factors {
			out = append(out, about(f, "X ≠ 0"))
		}
	case isStated && s.without == zero:
		for _, f := range factors {
			out = append(out, onEntries(f, notZero))
		}
	case isStated && s.region == statements[0].region:
		signed := 0
		for _, f := range factors {
			text := notZero
			if !entries(f, signDepth).in(nonnegative) {
				text = s.entries
				signed++
			}
			out = append(out, onEntries(f, text))
		}
		if m, ok := of.(*ast.Mul); signed > 1 || ok && m.Coef.Sign() < 0 {
			return nil
		}
	}
	return out
}

// factorsOf lists the scalars in front of a product and its chain, or the matrices of the chain where all are square and
// they are asked for, as those of kron and the blocks of blkdiag are then; or the factors of a product entry by entry.
func factorsOf(t *ast.Table, n ast.Node, matrices bool) []ast.Node {
	switch n := n.(type) {
	case *ast.Hadamard:
		return n.Args()
	case *ast.Call:
		if matrices && (n.Fn.Name == "kron" || n.Fn.Name == "blkdiag") && allSquare(n.Args()) {
			return n.Args()
		}
	case *ast.Mul:
		out := slices.Clone(n.Scalars)
		switch {
		case len(n.Chain) == 0:
		case matrices && allSquare(n.Chain):
			out = append(out, n.Chain...)
		default:
			out = append(out, t.Mul(n.Chain...))
		}
		return out
	}
	return nil
}

func allSquare(list []ast.Node) bool {
	return !slices.ContainsFunc(list, func(a ast.Node) bool { return !a.Shape().IsSquare() })
}
