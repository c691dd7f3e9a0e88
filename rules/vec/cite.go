package vec

import (
	"fmt"

	"matcalc/ast"
	"matcalc/rules"
)

// projections are the rules for the direction inside the space of a structure, which is its own
// projection.
var projections = map[ast.Structure]string{
	ast.SkewSymmetric: "skew/skew", ast.Diagonal: "Diag/diag",
	ast.LowerTriangular: "tril/lower", ast.UpperTriangular: "triu/upper",
}

// vectorisationRules are the rules by which vec of n, which is linear in the argument in the place k,
// is a matrix times vec of the argument. With a gradient in front of vec(n), where there is no such
// rule, they are those that isolate the argument.
func vectorisationRules(n ast.Node, k int, gradient bool) []*rules.Rule {
	switch n := n.(type) {
	case *ast.Add, *ast.Differential, *ast.IndexSum:
		return nil
	case *ast.Mul:
		if len(n.Args()) == 1 || len(n.Chain) == 0 {
			return nil
		}
	case *ast.Transpose:
		if n.Shape().Rows == ast.One || n.Shape().Cols == ast.One {
			return nil
		}
	case *ast.Call:
		switch n.Fn.Name {
		case "vec":
			return nil
		case "unvec":
			return []*rules.Rule{rules.Named("vec/unvec")}
		}
	}
	name := ruleFor(n, k)
	if name == "" && gradient {
		name = isolation(n, k)
	}
	if name == "" {
		name = "linear map/vec"
	}
	return []*rules.Rule{rules.Named(name)}
}

// isolation is the name of the rule that moves n, which is linear in the argument in the place k,
// across the inner product; "" where there is none.
func isolation(n ast.Node, k int) string {
	switch n := n.(type) {
	case *ast.Apply:
		return "derivative/isolate"
	case *ast.Call:
		name := n.Fn.Key() + "/isolate"
		if len(n.Args()) > 1 {
			name = fmt.Sprintf("%s %d", name, k+1)
		}
		if rules.Named(name) != nil {
			return name
		}
	}
	return ""
}
