package main

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/differential"
)

// partial are the functions that are not defined everywhere, with where they are: of a scalar, and of
// each entry of an array.
var partial = map[string]struct{ scalar, entries string }{
	"log":    {"X > 0", "every entry of X is positive"},
	"log1p":  {"X > -1", "every entry of X is above -1"},
	"sqrt":   {"X ≥ 0", "no entry of X is negative"},
	"acosh":  {"X ≥ 1", "no entry of X is below 1"},
	"atanh":  {"-1 < X < 1", "every entry of X is between -1 and 1"},
	"asin":   {"-1 ≤ X ≤ 1", "no entry of X is below -1 or above 1"},
	"acos":   {"-1 ≤ X ≤ 1", "no entry of X is below -1 or above 1"},
	"logdet": {"X ≠ 0", "X invertible"},
}

// defined lists the conditions under which all parts of the expressions are defined, as far as they do
// not always hold.
func defined(t *ast.Table, expressions ...ast.Node) []rules.Condition {
	var all []rules.Condition
	for _, e := range expressions {
		for _, n := range differential.Conditions(t, e).Operations(variablesOf(t)...) {
			if c, ok := definedWhere(n); ok {
				all = append(all, c)
			}
		}
	}
	return rules.DropEqual(all)
}

// definedWhere is the condition under which the value of n is defined, where its arguments are.
func definedWhere(n ast.Node) (rules.Condition, bool) {
	switch n := n.(type) {
	case *ast.Call:
		where, ok := partial[n.Fn.Name]
		if !ok || n.Fn.Name == "sqrt" && nonnegative(n.Args()[0]) || n.Fn.Name == "logdet" && isInverse(n.Args()[0]) {
			return rules.Condition{}, false
		}
		return condition(n.Args()[0], where.scalar, where.entries), true
	case *ast.Power:
		if n.Shape().IsMatrix() {
			e, number := n.Exponent().(*ast.Number)
			negative := number && e.Value.Sign() < 0 || !number && rules.SignOf(n.Exponent()) == rules.NotPositive
			return condition(n.Base(), "X ≠ 0", "X invertible"), negative && !isInverse(n.Base())
		}
		return entryPower(n.Base(), n.Exponent())
	case *ast.EntryPower:
		return entryPower(n.Base(), n.Exponent())
	}
	return rules.Condition{}, false
}

// entryPower is the condition for the power of each entry of a base: with a negative exponent that is not 0,
// with a fraction that it is not negative, with a name as the exponent that it is positive.
func entryPower(base, exponent ast.Node) (rules.Condition, bool) {
	e, number := exponent.(*ast.Number)
	switch {
	case number && e.Value.IsInt():
		return condition(base, "X ≠ 0", "no entry of X is 0"), e.Value.Sign() < 0
	case number && e.Value.Sign() > 0:
		return condition(base, "X ≥ 0", "no entry of X is negative"), !nonnegative(base)
	case number && nonnegative(base):
		return condition(base, "X ≠ 0", "no entry of X is 0"), true
	}
	return condition(base, "X > 0", "every entry of X is positive"), true
}

// nonnegative reports whether it can be seen of n that none of its entries is negative: it is an even
// power, a norm, x'x, or a sum of such entries.
func nonnegative(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Power:
		return n.Shape().IsScalar() && isEven(n.Exponent())
	case *ast.EntryPower:
		return isEven(n.Exponent())
	case *ast.Mul:
		if len(n.Chain) != 2 || len(n.Scalars) > 0 || n.Coef.Sign() < 0 {
			return false
		}
		back, ok := n.Chain[0].(*ast.Transpose)
		return ok && n.Shape().IsScalar() && back.Arg() == n.Chain[1]
	case *ast.Inner:
		return n.Args()[0] == n.Args()[1]
	case *ast.Call:
		if n.Fn.Name == "sum" {
			return isSquare(n.Args()[0])
		}
		return slices.Contains([]string{"norm", "norm1", "abs", "square"}, n.Fn.Name)
	}
	return false
}

// isSquare reports whether an array is an even power of each entry of another one.
func isSquare(n ast.Node) bool {
	p, ok := n.(*ast.EntryPower)
	return ok && isEven(p.Exponent())
}

func isEven(exponent ast.Node) bool {
	e, ok := exponent.(*ast.Number)
	return ok && e.Value.Times(ast.RatFrac(1, 2)).IsInt()
}

// isInverse reports whether a matrix is a power with a negative exponent, which has an inverse.
func isInverse(n ast.Node) bool {
	p, ok := n.(*ast.Power)
	if !ok {
		return false
	}
	e, ok := p.Exponent().(*ast.Number)
	return ok && e.Value.Sign() < 0
}

// condition is the condition in words for a scalar or for an array.
func condition(of ast.Node, scalar, entries string) rules.Condition {
	c := rules.Condition{Text: entries, Names: []string{"X"}, Args: []ast.Node{of}}
	if of.Shape().IsScalar() {
		c.Text = scalar
	}
	return c
}
