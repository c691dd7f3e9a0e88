package operation

import (
	"matcalc/ast"
	"matcalc/rules"
)

// Square gives the u of norm(u)^2, which is differentiable everywhere in u, while norm(u) is not at 0.
func Square(n ast.Node) (u ast.Node, ok bool) {
	p, ok := n.(*ast.Power)
	if !ok || !ast.IsNumber(p.Exponent(), 2) {
		return nil, false
	}
	norm, ok := p.Base().(*ast.Call)
	if !ok || norm.Fn.Name != "norm" {
		return nil, false
	}
	return norm.Args()[0], true
}

// SquareRule is the rule for the differential of the square of a norm.
func SquareRule() *rules.Rule { return rules.Named("norm/differential of the square") }

// SquareDifferential is d(norm(u)^2) where u varies by du: 2*(u : du).
func SquareDifferential(t *ast.Table, u, du ast.Node) ast.Node {
	rule := SquareRule()
	tpl := template(rule.Name+" forward", func() *rules.Template {
		return ruleTangent(rule, []string{"X"}, []string{"X"})
	})
	return tpl.Instantiate(t, []ast.Node{u, du}, nil)
}
