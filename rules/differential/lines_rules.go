package differential

import (
	"matcalc/ast"
	"matcalc/rules"
)

// pushRules are the rules by which n becomes a matrix times d; none are needed for products.
func pushRules(n, d ast.Node) []*rules.Rule {
	nodes := ast.Topo(n)
	on := ast.DependsOn(nodes, d)
	out := []*rules.Rule{}
	for _, n := range nodes {
		call, _ := n.(*ast.Call)
		_, hadamard := n.(*ast.Hadamard)
		if on.Has(n) && (hadamard || call != nil && call.Fn.Name == "Diag") {
			out = append(out, rules.Named("Diag/vector"))
		}
	}
	return rules.Distinct(out)
}
