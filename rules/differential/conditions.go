package differential

import (
	"fmt"
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// A Where tells for an expression where the rules hold that differentiate its operations.
type Where struct {
	nodes      []ast.Node
	conditions []rules.Condition
	// powers tells that there are matrix powers with symbolic exponents.
	powers bool
}

// Conditions finds where the rules for the operations in f hold; conditions that always hold are
// left out.
func Conditions(t *ast.Table, f ast.Node) *Where {
	nodes := ast.Topo(f)
	smooth, indices := onlySquared(nodes, f), boundIn(nodes)
	w := &Where{}
	for _, n := range nodes {
		w.powers = w.powers || isSymbolicPower(n)
		c, ok := condition(t, n)
		if !ok || smooth[n] || always(c) {
			continue
		}
		if c = plainly(c); !always(c) {
			w.nodes, w.conditions = append(w.nodes, n), append(w.conditions, forAll(bounded(t, c), indices))
		}
	}
	return w
}

// isSymbolicPower reports whether n is a power of a matrix with an exponent that is no number.
func isSymbolicPower(n ast.Node) bool {
	p, ok := n.(*ast.Power)
	if !ok || n.Shape().IsScalar() {
		return false
	}
	_, number := p.Exponent().(*ast.Number)
	return !number
}

// boundIn lists the indices over which sums run.
func boundIn(nodes []ast.Node) []*ast.Symbol {
	var out []*ast.Symbol
	for _, n := range nodes {
		if sum, ok := n.(*ast.IndexSum); ok && !slices.Contains(out, sum.Index) {
			out = append(out, sum.Index)
		}
	}
	return out
}

// forAll says of a condition in which indices of sums occur that it is one for all their values.
func forAll(c rules.Condition, indices []*ast.Symbol) rules.Condition {
	joint := " for all "
	for i, index := range indices {
		if slices.ContainsFunc(c.Args, func(a ast.Node) bool { return ast.Contains(a, index) }) {
			name := fmt.Sprintf("index%d", i)
			c.Text += joint + name
			c.Names, c.Args = append(slices.Clip(c.Names), name), append(slices.Clip(c.Args), index)
			joint = ", "
		}
	}
	return c
}

// By lists the conditions of a derivation by x, in the order in which the expression is made: of the
// operations on something that contains an x, and of all inverses.
func (w *Where) By(x ...ast.Node) []rules.Condition {
	var out []rules.Condition
	for i, n := range w.nodes {
		if concerns(n, x) {
			out = append(out, w.conditions[i])
		}
	}
	return dropImplied(rules.DropEqual(out))
}

// Operations lists the operations that those conditions are about.
func (w *Where) Operations(x ...ast.Node) []ast.Node {
	return slices.DeleteFunc(slices.Clone(w.nodes), func(n ast.Node) bool { return !concerns(n, x) })
}

// concerns reports whether an operation is an inverse, or on something that contains an x.
func concerns(n ast.Node, x []ast.Node) bool {
	_, power := n.(*ast.Power)
	return power && n.Shape().IsMatrix() || slices.ContainsFunc(x, func(x ast.Node) bool { return ast.Contains(n, x) })
}

// And adds where the matrix powers with symbolic exponents in a derivative are defined: k*X^(k-1), which stands for 0
// where k = 0, asks for an inverse there.
func (w *Where) And(t *ast.Table, derivative ast.Node) *Where {
	if !w.powers {
		return w
	}
	all := &Where{nodes: slices.Clone(w.nodes), conditions: slices.Clone(w.conditions)}
	for _, n := range ast.Topo(derivative) {
		if !isSymbolicPower(n) {
			continue
		}
		p := n.(*ast.Power)
		if c, ok := powerCondition(p); ok && !always(c) && !inEmptySum(t, p.Exponent()) {
			all.nodes, all.conditions = append(all.nodes, n), append(all.conditions, plainly(bounded(t, c)))
		}
	}
	return all
}

// onlySquared finds norms of which only even powers occur: those are smooth at 0 too.
func onlySquared(nodes []ast.Node, f ast.Node) map[ast.Node]bool {
	squared := map[ast.Node]bool{}
	for _, n := range nodes {
		if c, ok := n.(*ast.Call); ok && c.Fn.Name == "norm" && n != f {
			squared[n] = true
		}
	}
	for _, n := range nodes {
		for i, a := range n.Args() {
			if squared[a] && !(i == 0 && evenPower(n)) {
				delete(squared, a)
			}
		}
	}
	return squared
}

// evenPower reports whether n is a power with a natural even exponent, of a scalar or entry by entry.
func evenPower(n ast.Node) bool {
	switch n.(type) {
	case *ast.Power, *ast.EntryPower:
		e := n.Args()[1]
		return isEven(e) && e.(*ast.Number).Value.Sign() > 0
	}
	return false
}

func condition(t *ast.Table, n ast.Node) (rules.Condition, bool) {
	switch n := n.(type) {
	case *ast.Call:
		if r := rules.OfFunction(n.Fn); r != nil && r.Condition != "" {
			return apart(rules.Condition{Text: wording(r.Condition, n), Names: n.Fn.Params, Args: n.Args()}), true
		}
	case *ast.Power:
		if n.Shape().IsScalar() {
			return scalarPowerCondition(t, n, "s")
		}
		e, ok := n.Exponent().(*ast.Number)
		if !ok {
			return powerCondition(n)
		}
		if e.Value.Sign() < 0 {
			inv := catalogue.Lookup("inv")
			return rules.Condition{Text: inv.Condition, Names: inv.Params, Args: []ast.Node{n.Base()}}, true
		}
	case *ast.EntryPower:
		return scalarPowerCondition(t, n, "X")
	}
	return rules.Condition{}, false
}

// invertibleIfNegative is the condition on a power with an exponent of either sign.
const invertibleIfNegative = "X invertible if k < 0"

// powerCondition says where a power of a matrix with a symbolic exponent is defined.
func powerCondition(n *ast.Power) (rules.Condition, bool) {
	c := rules.Condition{Names: []string{"X", "k"}, Args: n.Args(), Text: invertibleIfNegative}
	sign := rules.SignOf(n.Exponent())
	if sign == rules.NotPositive || slices.ContainsFunc(ast.Topo(n.Exponent()), isIndex) {
		c = rules.Condition{Names: []string{"X"}, Args: []ast.Node{n.Base()}, Text: "X invertible"}
	}
	return c, sign != rules.NotNegative
}

// inEmptySum reports whether an exponent depends on an index whose sum may have no term.
func inEmptySum(t *ast.Table, exponent ast.Node) bool {
	for _, n := range ast.Topo(exponent) {
		if !isIndex(n) {
			continue
		}
		ranges, all := n.(*ast.Symbol).Ranges()
		if !all || slices.ContainsFunc(ranges, func(r ast.Range) bool { return rules.SignOf(t.Sub(r.Hi, r.Lo)) != rules.NotNegative }) {
			return true
		}
	}
	return false
}

// isIndex reports whether n is an index, which has no value outside its sum.
func isIndex(n ast.Node) bool {
	s, ok := n.(*ast.Symbol)
	return ok && s.Kind == ast.Index
}

// bounded says of an exponent k - b that k < b.
func bounded(t *ast.Table, c rules.Condition) rules.Condition {
	if c.Text != invertibleIfNegative {
		return c
	}
	sum, ok := c.Args[1].(*ast.Add)
	if !ok {
		return c
	}
	for i, term := range sum.Args() {
		if number, ok := term.(*ast.Number); ok {
			rest := t.Add(slices.Delete(slices.Clone(sum.Args()), i, i+1)...)
			return rules.Condition{Text: "X invertible if k < b", Names: []string{"X", "k", "b"}, Args: []ast.Node{c.Args[0], rest, t.Neg(number)}}
		}
	}
	return c
}

// scalarPowerCondition: a negative number as the exponent, or an integer with a name that may be below 1, asks for a base
// other than 0, any other that is no natural number for a positive base.
func scalarPowerCondition(t *ast.Table, n ast.Node, name string) (rules.Condition, bool) {
	base, exponent := n.Args()[0], n.Args()[1]
	text, nonzero := "every entry of X is positive", "no entry of X is 0"
	if base.Shape().IsScalar() {
		text, nonzero = name+" > 0", name+" ≠ 0"
	}
	if e, ok := exponent.(*ast.Number); ok && e.Value.IsInt() {
		if e.Value.Sign() >= 0 {
			return rules.Condition{}, false
		}
		text = nonzero
	}
	if ast.IsInteger(exponent) {
		if rules.SignOf(t.Sub(exponent, t.Int(1))) == rules.NotNegative {
			return rules.Condition{}, false
		}
		text = nonzero
	}
	return rules.Condition{Text: text, Names: []string{name}, Args: []ast.Node{base}}, true
}

// wording says of a scalar what a rule says of every entry of an array.
func wording(text string, n *ast.Call) string {
	if slices.ContainsFunc(n.Args(), func(a ast.Node) bool { return !a.Shape().IsScalar() }) {
		return text
	}
	for _, w := range []struct{ entries, scalar string }{
		{"every entry of X is positive", "X > 0"},
		{"every entry of X is above -1", "X > -1"},
		{"every entry of X is above 1", "X > 1"},
		{"every entry of X is between -1 and 1", "-1 < X < 1"},
		{"no entry of X is 0", "X ≠ 0"},
		{"no entry of X equals that of Y", "X ≠ Y"},
		{"no entry of X is an odd multiple of pi/2", "X is no odd multiple of pi/2"},
		{"no entry of X is 0 or a negative integer", "X is neither 0 nor a negative integer"},
	} {
		if text == w.entries {
			return w.scalar
		}
	}
	return text
}

// apart says that X and Y differ in a shorter way where one of them is 0.
func apart(c rules.Condition) rules.Condition {
	short := map[string]string{"no entry of X equals that of Y": "no entry of X is 0", "X ≠ Y": "X ≠ 0"}[c.Text]
	if short == "" {
		return c
	}
	for i, a := range c.Args {
		if isZero(a) {
			return rules.Condition{Text: short, Names: []string{"X"}, Args: []ast.Node{c.Args[1-i]}}
		}
	}
	return c
}

func isZero(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Number:
		return n.Value.Sign() == 0
	case *ast.Constant:
		return n.Kind == ast.Zeros
	}
	return false
}

// always reports whether a condition on the signs of entries, or of an inverse, holds for all values of the
// variables.
func always(c rules.Condition) bool {
	switch c.Text {
	case "X invertible":
		return invertible(c.Args[0], signDepth)
	case invertibleIfNegative:
		return invertible(c.Args[0], signDepth)
	case "every entry of X is positive", "no entry of X is 0", "X > 0", "X ≠ 0", "s > 0", "s ≠ 0":
		return sign(c.Args[0], signDepth) == positive
	case "every entry of X is above -1", "X > -1":
		return sign(c.Args[0], signDepth) != unbounded
	}
	return false
}
