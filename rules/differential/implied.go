package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// implies lists for a condition on X the weaker ones that hold with it.
var implies = map[string][]string{
	"X > 1":                        {"X > 0", "X ≠ 0", "X > -1"},
	"X > 0":                        {"X ≠ 0", "X > -1"},
	"every entry of X is above 1":  {"every entry of X is positive", "no entry of X is 0", "X ≠ 0", "every entry of X is above -1"},
	"every entry of X is positive": {"no entry of X is 0", "X ≠ 0", "every entry of X is above -1"},
	"no entry of X is 0":           {"X ≠ 0"},
}

// plainly gives a condition on a norm, a quadratic form or a determinant as the one on what is in it: ‖x‖ ≠ 0 and
// x'x > 0 are x ≠ 0, det(X) ≠ 0 is that X is invertible.
func plainly(c rules.Condition) rules.Condition {
	if len(c.Args) != 1 {
		return c
	}
	text, of := onX(c), c.Args[0]
	if !of.Shape().IsScalar() || text != "X ≠ 0" && text != "X > 0" {
		return c
	}
	if call, ok := of.(*ast.Call); ok {
		switch arg := call.Args()[0]; {
		case call.Fn.Name == "norm" || call.Fn.Name == "norm1":
			return rules.Condition{Text: "X ≠ 0", Names: []string{"X"}, Args: []ast.Node{arg}}
		case call.Fn.Name == "det" && text == "X ≠ 0" && arg.Shape().IsMatrix():
			return rules.Condition{Text: "X invertible", Names: []string{"X"}, Args: []ast.Node{arg}}
		}
	}
	if x := formOf(of); x != nil {
		return rules.Condition{Text: "X ≠ 0", Names: []string{"X"}, Args: []ast.Node{x}}
	}
	return c
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

// onX is the text of a condition on one thing with X for its name.
func onX(c rules.Condition) string {
	return c.Print(func(ast.Node) string { return "X" })
}

// dropImplied leaves out the conditions that hold where another one does.
func dropImplied(conditions []rules.Condition) []rules.Condition {
	weaker := func(c, by rules.Condition) bool {
		if len(c.Args) != 1 || len(by.Args) != 1 {
			return false
		}
		if c.Args[0] == by.Args[0] {
			return slices.Contains(implies[onX(by)], onX(c))
		}
		det, ok := by.Args[0].(*ast.Call)
		return ok && det.Fn.Name == "det" && det.Args()[0] == c.Args[0] && onX(by) == "X > 0" && onX(c) == "X invertible"
	}
	return slices.DeleteFunc(slices.Clone(conditions), func(c rules.Condition) bool {
		return slices.ContainsFunc(conditions, func(by rules.Condition) bool { return weaker(c, by) })
	})
}
