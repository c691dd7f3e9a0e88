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

// differentialRules are the rules for the differential of n, of which the arguments with a d vary.
func differentialRules(n ast.Node, d []ast.Node) []*rules.Rule {
	named := func(names ...string) []*rules.Rule {
		var out []*rules.Rule
		for _, name := range names {
			out = append(out, rules.Named(name))
		}
		return out
	}
	switch n := n.(type) {
	case *ast.Add:
		return named("addition/differential")
	case *ast.Mul:
		return named("product/differential")
	case *ast.Hadamard:
		return named("hadamard/differential")
	case *ast.Inner:
		return named("inner product/differential")
	case *ast.Transpose:
		return named("transpose/differential")
	case *ast.Entry:
		switch {
		case n.Row != nil && n.Col != nil:
			return named("entry/differential")
		case n.Shape().IsScalar():
			return named("entry of a vector/differential")
		case n.Row != nil:
			return named("row/differential")
		}
		return named("column/differential")
	case *ast.IndexSum:
		return named("sum over an index/differential")
	case *ast.Call:
		return []*rules.Rule{rules.OfFunction(n.Fn)}
	case *ast.Apply:
		return named(chainRule(n))
	case *ast.Power, *ast.EntryPower:
		var names []string
		for k, what := range []string{"/differential", "/exponent"} {
			if d[k] != nil {
				names = append(names, powerRule(n, what))
			}
		}
		return named(names...)
	}
	return nil
}

// powerRule is the name of the rule for the differential of a power, by its base or by its exponent.
func powerRule(n ast.Node, what string) string {
	exponent := n.Args()[1]
	switch _, whole := n.(*ast.Power); {
	case n.Shape().IsScalar():
		return "power" + what
	case whole && ast.IsNumber(exponent, -1):
		return "inv/differential"
	case whole && rules.NegativeExponent(exponent):
		return "matrix power/negative"
	case whole:
		return "matrix power/differential"
	case exponent.Shape().IsScalar():
		return "entry power" + what
	}
	return "entry powers" + what
}

// chainRule is the name of the chain rule for an unknown function, or for a derivative of it.
func chainRule(n *ast.Apply) string {
	value, param := n.Fn.Result, n.Fn.Params[0]
	switch {
	case n.Fn.Elementwise:
		return "chain rule/entry by entry"
	case n.Form == ast.Gradient && param.IsVector():
		return "chain rule/gradient"
	case n.Form != ast.Value:
		return "chain rule/derivative"
	case value.IsScalar():
		return "chain rule/scalar function"
	case param.IsScalar():
		return "chain rule/function of a scalar"
	case value.IsVector() && param.IsVector():
		return "chain rule/vector function"
	}
	return "chain rule/matrix function"
}
