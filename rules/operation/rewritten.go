package operation

import "matcalc/ast"

// Rewritten reports whether an expression that equals another is more than that with its operations
// in another notation or order: something was cancelled, factored out or recognised, so that
// names, functions or sums over an index in it are others, or stand in it another number of times.
func Rewritten(before, after ast.Node) bool {
	if before == after {
		return false
	}
	a, b := occurrences(before), occurrences(after)
	if len(a) != len(b) {
		return true
	}
	for what, count := range a {
		if b[what] != count {
			return true
		}
	}
	return false
}

// notation are functions for which a product may stand.
var notation = map[string]bool{"sum": true, "tr": true, "vec": true, "unvec": true, "diag": true, "Diag": true}

// occurrences counts how often each name and function stands in n as it is written.
func occurrences(n ast.Node) map[any]float64 {
	nodes := ast.Topo(n)
	times := map[ast.Node]float64{n: 1}
	out := map[any]float64{}
	for i := len(nodes) - 1; i >= 0; i-- {
		n := nodes[i]
		for _, a := range n.Args() {
			times[a] += times[n]
		}
		switch n := n.(type) {
		case *ast.Symbol:
			if n.Kind == ast.Variable {
				out[n] += times[n]
			}
		case *ast.IndexSum:
			out["sum over an index"] += times[n]
		case *ast.Call:
			if !notation[n.Fn.Name] {
				out[n.Fn] += times[n]
			}
		case *ast.Apply:
			out[n.Fn] += times[n]
		}
	}
	return out
}
