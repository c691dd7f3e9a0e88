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

// plainly gives a condition on a norm, a power, a quadratic form or a determinant as the one on what is in it: ‖x‖ ≠ 0,
// x² > 0 and x'x > 0 are x ≠ 0, det(X) ≠ 0 and X² invertible are that X is invertible.
func plainly(c rules.Condition) rules.Condition {
	if len(c.Args) != 1 {
		return c
	}
	text, of := onX(c), c.Args[0]
	if text == "X invertible" {
		if call, ok := underPowers(of).(*ast.Call); ok && call.Fn.Name == "Diag" {
			return rules.Condition{Text: "no entry of X is 0", Names: []string{"X"}, Args: call.Args()}
		}
		return rules.Condition{Text: text, Names: []string{"X"}, Args: []ast.Node{underPowers(of)}}
	}
	if text == "every entry of X is positive" {
		return entrywise(c, of)
	}
	if !of.Shape().IsScalar() || text != "X ≠ 0" && text != "X > 0" {
		return c
	}
	if call, ok := of.(*ast.Call); ok {
		switch arg := call.Args()[0]; {
		case call.Fn.Name == "norm" || call.Fn.Name == "norm1":
			return rules.Condition{Text: "X ≠ 0", Names: []string{"X"}, Args: []ast.Node{arg}}
		case call.Fn.Name == "abs":
			return rules.Condition{Text: "X ≠ 0", Names: []string{"X"}, Args: []ast.Node{arg}}
		case call.Fn.Name == "sum" && text == "X > 0" && evenPower(arg):
			return rules.Condition{Text: "X ≠ 0", Names: []string{"X"}, Args: []ast.Node{arg.(*ast.EntryPower).Base()}}
		case call.Fn.Name == "det" && text == "X ≠ 0" && arg.Shape().IsMatrix():
			return rules.Condition{Text: "X invertible", Names: []string{"X"}, Args: []ast.Node{arg}}
		}
	}
	if p, ok := of.(*ast.Power); ok && (text == "X ≠ 0" && ast.IsInteger(p.Exponent()) || evenPower(p)) {
		return plainly(rules.Condition{Text: "X ≠ 0", Names: []string{"X"}, Args: []ast.Node{p.Base()}})
	}
	if p, ok := of.(*ast.Power); ok && text == "X > 0" && p.Base().Shape().IsScalar() {
		if _, number := p.Exponent().(*ast.Number); number { // where it is a root, it is one of what is not negative
			return plainly(rules.Condition{Text: "X > 0", Names: []string{"X"}, Args: []ast.Node{p.Base()}})
		}
	}
	if x := formOf(of); x != nil {
		return rules.Condition{Text: "X ≠ 0", Names: []string{"X"}, Args: []ast.Node{x}}
	}
	return c
}

// entrywise gives the condition that all entries of a power entry by entry, or of absolute values, are positive as one
// on the entries of what is in it.
func entrywise(c rules.Condition, of ast.Node) rules.Condition {
	on := func(text string, n ast.Node) rules.Condition {
		return rules.Condition{Text: text, Names: []string{"X"}, Args: []ast.Node{n}}
	}
	switch n := of.(type) {
	case *ast.EntryPower:
		switch _, number := n.Exponent().(*ast.Number); {
		case evenPower(n):
			return on("no entry of X is 0", n.Base())
		case number:
			return entrywise(on(c.Text, n.Base()), n.Base())
		}
	case *ast.Call:
		if n.Fn.Name == "abs" {
			return on("no entry of X is 0", n.Args()[0])
		}
	}
	return c
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
