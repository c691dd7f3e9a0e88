package render

import (
	"matcalc/ast"
	"matcalc/rules/derive"
)

// kept are the parts that the input names and that occur among the printed expressions, with their names: a page
// for people writes them so, and says once what they stand for. Functions are not among them, nor is what is no
// longer than a name.
func kept(a *derive.Answer, printed ...[]ast.Node) map[ast.Node]string {
	named := map[ast.Node]string{}
	for _, name := range a.Names {
		if _, known := named[name.Value]; !known && len(name.Params) == 0 && abbreviates(name.Value) {
			named[name.Value] = name.Name
		}
	}
	if len(named) == 0 {
		return nil
	}
	var all []ast.Node
	for _, nodes := range printed {
		all = append(all, nodes...)
	}
	out := map[ast.Node]string{}
	for _, n := range ast.Topo(all...) {
		if name, ok := named[n]; ok && n != a.Value {
			out[n] = name
		}
	}
	return out
}

// abbreviates reports whether a name is shorter than what it stands for.
func abbreviates(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Symbol, *ast.Number, *ast.Constant:
		return false
	case *ast.Transpose:
		return abbreviates(n.Arg())
	case *ast.Mul:
		return len(n.Args()) > 1 || abbreviates(n.Args()[0])
	}
	return true
}
