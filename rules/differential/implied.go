package differential

import (
	"slices"
	"strings"

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

// below is the b of a condition that holds if k < b.
func below(c rules.Condition) ast.Rat {
	if len(c.Args) < 3 {
		return ast.RatInt(0)
	}
	return c.Args[2].(*ast.Number).Value
}

// onX is the text of a condition on one thing with X for its name.
func onX(c rules.Condition) string {
	return c.Print(func(ast.Node) string { return "X" })
}

// dropImplied leaves out the conditions that hold where another one does.
func dropImplied(conditions []rules.Condition) []rules.Condition {
	weaker := func(c, by rules.Condition) bool {
		if strings.HasPrefix(c.Text, "X invertible if") && c.Args[0] == by.Args[0] {
			return by.Text == "X invertible" || len(by.Args) > 1 && by.Args[1] == c.Args[1] && below(c).Cmp(below(by)) < 0
		}
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
