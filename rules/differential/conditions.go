package differential

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// Conditions lists where the rules hold that a derivation of f by x uses, in the order in which f
// is made.
func Conditions(f ast.Node, x ...ast.Node) []rules.Condition {
	nodes := ast.Topo(f)
	active := ast.DependsOn(nodes, x...)
	var out []rules.Condition
	for _, n := range nodes {
		if !active[n] {
			continue
		}
		if c, ok := condition(n); ok {
			out = append(out, c)
		}
	}
	return rules.DropEqual(out)
}

func condition(n ast.Node) (rules.Condition, bool) {
	switch n := n.(type) {
	case *ast.Call:
		if r := rules.OfFunction(n.Fn); r != nil && r.Condition != "" {
			return rules.Condition{Text: r.Condition, Names: n.Fn.Params, Args: n.Args()}, true
		}
	case *ast.Power:
		if n.Shape().IsScalar() {
			return scalarPowerCondition(n, "s")
		}
		if e, ok := n.Exponent().(*ast.Number); ok && e.Value.Sign() < 0 {
			inv := catalogue.Lookup("inv")
			return rules.Condition{Text: inv.Condition, Names: inv.Params, Args: []ast.Node{n.Base()}}, true
		}
	case *ast.EntryPower:
		return scalarPowerCondition(n, "X")
	}
	return rules.Condition{}, false
}

// scalarPowerCondition: a negative exponent asks for a base other than 0, any other that is no
// natural number for a positive base.
func scalarPowerCondition(n ast.Node, name string) (rules.Condition, bool) {
	base, exponent := n.Args()[0], n.Args()[1]
	text := name + " > 0"
	if e, ok := exponent.(*ast.Number); ok && e.Value.IsInt() {
		if e.Value.Sign() >= 0 {
			return rules.Condition{}, false
		}
		text = name + " ≠ 0"
	}
	if s, ok := exponent.(*ast.Symbol); ok && (s.Kind == ast.Integer || s.Kind == ast.Dimension) {
		text = name + " ≠ 0"
	}
	return rules.Condition{Text: text, Names: []string{name}, Args: []ast.Node{base}}, true
}
