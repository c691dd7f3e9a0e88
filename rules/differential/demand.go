package differential

import (
	"fmt"
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// about is a condition on n, which its text calls X.
func about(n ast.Node, text string) rules.Condition {
	return rules.Condition{Text: text, Names: []string{"X"}, Args: []ast.Node{n}}
}

// onEntries is a condition on n, in words for its entries, or for a scalar.
func onEntries(n ast.Node, text string) rules.Condition {
	return about(n, wording(text, n.Shape().IsScalar()))
}

// ofFunction is a condition of the catalogue, on the arguments of a call that it names.
func ofFunction(n *ast.Call, text string) rules.Condition {
	array := slices.ContainsFunc(n.Args(), func(a ast.Node) bool { return !a.Shape().IsScalar() })
	c := rules.Condition{Text: wording(text, !array)}
	for w := range rules.Words(c.Text) {
		if i := slices.Index(n.Fn.Params, w.Text); i >= 0 && !slices.Contains(c.Names, w.Text) {
			c.Names, c.Args = append(c.Names, w.Text), append(c.Args, n.Args()[i])
		}
	}
	return c
}

// differentiable is the condition under which the rule that differentiates an operation holds; it is false where there
// is none.
func differentiable(t *ast.Table, n ast.Node, order int) (rules.Condition, bool) {
	switch n := n.(type) {
	case *ast.Call:
		if r := rules.OfFunction(n.Fn); r != nil && r.Condition != "" {
			return apart(ofFunction(n, r.Condition)), true
		}
	case *ast.Power:
		if n.Shape().IsMatrix() {
			return matrixPower(n)
		}
		return entryPower(t, n.Base(), n.Exponent(), order)
	case *ast.EntryPower:
		return entryPower(t, n.Base(), n.Exponent(), order)
	}
	return rules.Condition{}, false
}

// defined is the condition under which an operation has a value; it is false where it always has one.
func defined(t *ast.Table, n ast.Node) (rules.Condition, bool) {
	switch n := n.(type) {
	case *ast.Call:
		return ofFunction(n, n.Fn.Defined), n.Fn.Defined != ""
	case *ast.Power:
		if n.Shape().IsMatrix() {
			return matrixPower(n)
		}
		return entryPower(t, n.Base(), n.Exponent(), 0)
	case *ast.EntryPower:
		return entryPower(t, n.Base(), n.Exponent(), 0)
	}
	return rules.Condition{}, false
}

// entryPower is the condition under which a power of each entry has derivatives up to an order, with 0 for its value: of
// a number with a negative exponent that it is not 0, with a fraction that it is not negative, and positive where a
// derivative has a negative exponent, with any other exponent that it is positive. An integer with a name is as its least
// value.
func entryPower(t *ast.Table, base, exponent ast.Node, order int) (rules.Condition, bool) {
	const nonzero = "no entry of X is 0"
	e, number := exponent.(*ast.Number)
	switch {
	case number && e.Value.IsInt():
		return onEntries(base, nonzero), e.Value.Sign() < 0
	case number:
		sign := e.Value.Cmp(ast.RatInt(int64(order)))
		if sign < 0 || order > 0 && !entries(base, signDepth).in(nonnegative) {
			return onEntries(base, "every entry of X is positive"), true
		}
		return onEntries(base, "no entry of X is negative"), true
	case ast.IsInteger(exponent):
		least := min(order, 1)
		return onEntries(base, nonzero), rules.SignOf(t.Sub(exponent, t.Int(int64(least)))) != rules.NotNegative
	}
	return onEntries(base, "every entry of X is positive"), true
}

const (
	invertible = "X invertible"
	// invertibleIfNegative is the condition on a power with an exponent of either sign.
	invertibleIfNegative = "X invertible if k < 0"
)

// matrixPower says where a power of a matrix is defined.
func matrixPower(n *ast.Power) (rules.Condition, bool) {
	if e, ok := n.Exponent().(*ast.Number); ok {
		return about(n.Base(), invertible), e.Value.Sign() < 0
	}
	sign := rules.SignOf(n.Exponent())
	if sign == rules.NotPositive || slices.ContainsFunc(ast.Topo(n.Exponent()), isIndex) {
		return about(n.Base(), invertible), sign != rules.NotNegative
	}
	return rules.Condition{Names: []string{"X", "k"}, Args: n.Args(), Text: invertibleIfNegative}, sign != rules.NotNegative
}

// isIndex reports whether n is an index, which has no value outside its sum.
func isIndex(n ast.Node) bool {
	s, ok := n.(*ast.Symbol)
	return ok && s.Kind == ast.Index
}

// bounded says of an exponent k - b that k < b, and of b - k that k > b.
func bounded(t *ast.Table, c rules.Condition) rules.Condition {
	if c.Text != invertibleIfNegative {
		return c
	}
	limit, rest := ast.RatInt(0), c.Args[1]
	if sum, ok := rest.(*ast.Add); ok {
		for i, term := range sum.Args() {
			if number, ok := term.(*ast.Number); ok {
				limit, rest = number.Value.Neg(), t.Add(slices.Delete(slices.Clone(sum.Args()), i, i+1)...)
				break
			}
		}
	}
	text := "X invertible if k < b"
	if coef, _ := t.SplitCoef(rest); coef.Sign() < 0 {
		text, limit, rest = "X invertible if k > b", limit.Neg(), t.Neg(rest)
	}
	return rules.Condition{Text: text, Names: []string{"X", "k", "b"}, Args: []ast.Node{c.Args[0], rest, t.Number(limit)}}
}

// apart says that X and Y differ in a shorter way where one of them is 0.
func apart(c rules.Condition) rules.Condition {
	if differ(c) {
		for i, a := range c.Args {
			if ast.IsZero(a) {
				return onEntries(c.Args[1-i], "no entry of X is 0")
			}
		}
	}
	return c
}

// differ reports whether a condition says that two things have no equal entries.
func differ(c rules.Condition) bool {
	return len(c.Args) == 2 && (c.Text == "no entry of X equals that of Y" || c.Text == "X ≠ Y")
}

// forAll says of a condition in which indices of sums stand free that it is one for all their values.
func forAll(c rules.Condition, indices []*ast.Symbol) rules.Condition {
	joint := " for all "
	for i, index := range indices {
		if slices.ContainsFunc(c.Args, func(a ast.Node) bool { return free(a, index) }) {
			name := fmt.Sprintf("index%d", i)
			c.Text += joint + name
			c.Names, c.Args = append(slices.Clip(c.Names), name), append(slices.Clip(c.Args), index)
			joint = ", "
		}
	}
	return c
}

// free reports whether an index stands in n outside the sums over it.
func free(n ast.Node, index *ast.Symbol) bool {
	if !ast.Contains(n, index) {
		return false
	}
	var in ast.Set
	in.Add(index)
	for _, n := range ast.Topo(n) {
		args := n.Args()
		if sum, ok := n.(*ast.IndexSum); ok && sum.Index == index {
			args = []ast.Node{sum.Lo(), sum.Hi()}
		}
		if slices.ContainsFunc(args, in.Has) {
			in.Add(n)
		}
	}
	return in.Has(n)
}
