package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// plainly gives a condition on a norm, a power, a quadratic form, a determinant or a multiple as the one on what is in it:
// ‖x‖ ≠ 0, x² > 0 and 2x'x > 0 are x ≠ 0, det(X) ≠ 0 and X² invertible are that X is invertible.
func plainly(c rules.Condition) rules.Condition {
	for {
		of := c.Args[0]
		switch s, ok := stated(c); {
		case c.Text == invertible:
			return invertibly(underPowers(of))
		case len(c.Text) > len(invertible) && c.Text[:len(invertible)] == invertible:
			c.Args = slices.Clone(c.Args)
			c.Args[0] = underPowers(of)
			return c
		case !ok:
			return c
		case !of.Shape().IsScalar() && onX(c) == s.scalar: // of an array that is not 0
			return about(withoutFactors(of, true), "X ≠ 0")
		default:
			next, ok := within(s, of)
			if !ok {
				return c
			}
			c = next
		}
	}
}

// within gives a statement on each entry of an operation as a condition on what is in it; it is false where there is no
// such condition.
func within(s statement, of ast.Node) (rules.Condition, bool) {
	nonzero := s.without == zero
	if !nonzero && s.region != statements[0].region {
		return rules.Condition{}, false
	}
	if inner := withoutFactors(of, nonzero); inner != of {
		return onEntries(inner, s.entries), true
	}
	switch n := of.(type) {
	case *ast.Call:
		switch arg := n.Args()[0]; n.Fn.Name {
		case "abs":
			return onEntries(arg, notZero), true
		case "norm", "norm1":
			return about(arg, "X ≠ 0"), true
		case "sum":
			if p, ok := arg.(*ast.EntryPower); ok && !nonzero && isEvenNumber(p.Exponent()) {
				return about(p.Base(), "X ≠ 0"), true
			}
		case "det":
			if arg.Shape().IsMatrix() && (nonzero || definite(arg, signDepth) != indefinite) {
				return invertibly(arg), true
			}
		}
	case *ast.Power, *ast.EntryPower:
		base, exponent := n.Args()[0], n.Args()[1]
		_, number := exponent.(*ast.Number)
		switch {
		case isEvenNumber(exponent), nonzero && ast.IsInteger(exponent):
			return onEntries(base, notZero), true
		case number: // where it is a root, it is one of what is not negative
			return onEntries(base, "every entry of X is positive"), true
		}
	}
	if x := formOf(of); x != nil {
		return about(x, "X ≠ 0"), true
	}
	return rules.Condition{}, false
}

const notZero = "no entry of X is 0"

// withoutFactors is n without factors in front that are positive, or other than 0.
func withoutFactors(n ast.Node, nonzero bool) ast.Node {
	m, ok := n.(*ast.Mul)
	if !ok || len(m.Args()) == 0 || len(m.Args()) > fewFactors {
		return n
	}
	var left ast.Node
	for _, a := range m.Args() {
		if i := entries(a, signDepth); a.Shape().IsScalar() && (i.in(positive) || nonzero && i.nonzero()) {
			continue
		}
		if left != nil {
			return n
		}
		left = a
	}
	if left == nil || left.Shape() != n.Shape() || !nonzero && m.Coef.Sign() < 0 {
		return n
	}
	return left
}

// fewFactors bounds the factors that are looked at one by one.
const fewFactors = 8

// isEvenNumber reports whether an exponent is an even number other than 0.
func isEvenNumber(exponent ast.Node) bool {
	e, ok := exponent.(*ast.Number)
	return ok && isEven(e.Value)
}

// invertibly says that n is invertible.
func invertibly(n ast.Node) rules.Condition {
	n = underPowers(n)
	if call, ok := n.(*ast.Call); ok && call.Fn.Name == "Diag" {
		return onEntries(call.Args()[0], notZero)
	}
	return about(n, invertible)
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
			inner := withoutFactors(m, true)
			if inner == n {
				return n
			}
			n = inner
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
	if !x.Shape().IsVector() || !transposes(m.Chain[0], x) || len(m.Chain) == 3 && definite(m.Chain[1], signDepth) != isDefinite {
		return nil
	}
	return x
}
