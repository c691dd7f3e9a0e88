package differential

import (
	"matcalc/ast"
	"matcalc/rules"
)

// plainly gives a condition on a norm, a power, a quadratic form or a determinant as the one on what is in it: ‖x‖ ≠ 0,
// x² > 0 and x'x > 0 are x ≠ 0, det(X) ≠ 0 and X² invertible are that X is invertible.
func plainly(c rules.Condition) rules.Condition {
	if len(c.Args) != 1 {
		return c
	}
	switch text, of := onX(c), c.Args[0]; {
	case text == "X invertible":
		return invertibly(underPowers(of))
	case text == "every entry of X is positive":
		return positively(c, of)
	case of.Shape().IsScalar() && (text == "X ≠ 0" || text == "X > 0"):
		return ofScalar(c, text == "X > 0", of)
	}
	return c
}

// about is a condition on n, which its text calls X.
func about(n ast.Node, text string) rules.Condition {
	return rules.Condition{Text: text, Names: []string{"X"}, Args: []ast.Node{n}}
}

// invertibly says that n is invertible.
func invertibly(n ast.Node) rules.Condition {
	if call, ok := n.(*ast.Call); ok && call.Fn.Name == "Diag" {
		return about(call.Args()[0], "no entry of X is 0")
	}
	return about(n, "X invertible")
}

// ofScalar gives the condition c that a scalar is above 0, or is not 0, as one on what is in it.
func ofScalar(c rules.Condition, above bool, of ast.Node) rules.Condition {
	switch n := of.(type) {
	case *ast.Call:
		switch arg := n.Args()[0]; {
		case n.Fn.Name == "norm", n.Fn.Name == "norm1", n.Fn.Name == "abs":
			return about(arg, "X ≠ 0")
		case n.Fn.Name == "sum" && above && evenPower(arg):
			return about(arg.(*ast.EntryPower).Base(), "X ≠ 0")
		case n.Fn.Name == "det" && !above && arg.Shape().IsMatrix():
			return invertibly(arg)
		}
	case *ast.Power:
		_, number := n.Exponent().(*ast.Number)
		switch {
		case isEven(n.Exponent()), !above && ast.IsInteger(n.Exponent()):
			return plainly(about(n.Base(), "X ≠ 0"))
		case above && number: // where it is a root, it is one of what is not negative
			return plainly(about(n.Base(), "X > 0"))
		}
	}
	if x := formOf(of); x != nil {
		return about(x, "X ≠ 0")
	}
	return c
}

// positively gives the condition c that all entries of a power entry by entry, or of absolute values, are positive as one
// on the entries of what is in it.
func positively(c rules.Condition, of ast.Node) rules.Condition {
	switch n := of.(type) {
	case *ast.EntryPower:
		switch _, number := n.Exponent().(*ast.Number); {
		case isEven(n.Exponent()):
			return about(n.Base(), "no entry of X is 0")
		case number:
			return positively(about(n.Base(), "every entry of X is positive"), n.Base())
		}
	case *ast.Call:
		if n.Fn.Name == "abs" {
			return about(n.Args()[0], "no entry of X is 0")
		}
	}
	return c
}

// isEven reports whether an exponent is an even number other than 0.
func isEven(exponent ast.Node) bool {
	e, ok := exponent.(*ast.Number)
	return ok && e.Value.Sign() != 0 && e.Value.Times(ast.RatFrac(1, 2)).IsInt()
}

// underPowers is what n is a power, a transpose or a multiple of: all are invertible, or none is.
func underPowers(n ast.Node) ast.Node {
	for {
		switch m := n.(type) {
		case *ast.Power:
			n = m.Base()
		case *ast.Transpose:
			n = m.Arg()
		case *ast.Mul:
			if len(m.Args()) > 1 {
				return n
			}
			n = m.Args()[0]
		default:
			return n
		}
	}
}

// formOf is x where n is a positive multiple of x'x, or of x'Sx with a positive definite S; else nil.
func formOf(n ast.Node) ast.Node {
	m, ok := n.(*ast.Mul)
	if !ok || m.Coef.Sign() <= 0 || len(m.Scalars) > 0 || len(m.Chain) < 2 || len(m.Chain) > 3 {
		return nil
	}
	x := m.Chain[len(m.Chain)-1]
	if !x.Shape().IsVector() || !transposes(m.Chain[0], x) || len(m.Chain) == 3 && definite(m.Chain[1], signDepth) != positive {
		return nil
	}
	return x
}
