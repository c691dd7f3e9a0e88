package operation

import (
	"fmt"
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// DifferentialRules are the rules by which [Differential] goes for the operation n, of which the arguments
// at these places vary.
func DifferentialRules(n ast.Node, arguments []int) []*rules.Rule {
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
		return named(entryKind(n) + "/differential")
	case *ast.IndexSum:
		return named("sum over an index/differential")
	case *ast.Power, *ast.EntryPower:
		return powerRules(n, arguments)
	case *ast.Call:
		return []*rules.Rule{rules.OfFunction(n.Fn)}
	case *ast.Apply:
		return named("chain rule/" + chainRule(n))
	}
	return nil
}

func named(name string) []*rules.Rule { return []*rules.Rule{rules.Named(name)} }

func entryKind(n *ast.Entry) string {
	switch {
	case n.Row != nil && n.Col != nil:
		return "entry"
	case !n.Shape().IsScalar() && n.Row != nil:
		return "row"
	case !n.Shape().IsScalar():
		return "column"
	}
	return "entry of a vector"
}

func powerRules(n ast.Node, arguments []int) []*rules.Rule {
	if _, ok := Square(n); ok {
		return []*rules.Rule{SquareRule()}
	}
	exponent := n.Args()[1]
	if n.Shape().IsMatrix() {
		if _, ok := n.(*ast.Power); ok {
			return []*rules.Rule{MatrixPowerRule(exponent)}
		}
	}
	concept := "power"
	switch {
	case n.Shape().IsScalar():
	case exponent.Shape().IsScalar():
		concept = "entry power"
	default:
		concept = "entry powers"
	}
	var out []*rules.Rule
	for _, k := range arguments {
		out = append(out, rules.Named(concept+[]string{"/differential", "/exponent"}[k]))
	}
	return out
}

// MatrixPowerRule is the rule for the differential of a power of a matrix.
func MatrixPowerRule(exponent ast.Node) *rules.Rule {
	if ast.IsNumber(exponent, -1) {
		return rules.Named("inv/differential")
	}
	return rules.Named(map[rules.Sign]string{
		rules.NotNegative: "matrix power/differential", rules.NotPositive: "matrix power/negative", rules.EitherSign: "matrix power/either sign",
	}[rules.SignOf(exponent)])
}

// chainRule is the name of the chain rule for an unknown function, or for a derivative of it.
func chainRule(n *ast.Apply) string {
	value, param := n.Fn.Result, n.Fn.Params[0]
	switch {
	case n.Fn.Elementwise:
		return "entry by entry"
	case n.Form == ast.Gradient && param.IsVector():
		return "gradient"
	case n.Form != ast.Value:
		return "derivative"
	case value.IsScalar():
		return "scalar function"
	case param.IsScalar():
		return "function of a scalar"
	case value.IsVector() && param.IsVector():
		return "vector function"
	}
	return "matrix function"
}

// IsolationRules are the rules that move what stands around d in n across the inner product.
func IsolationRules(n, d ast.Node) []*rules.Rule {
	nodes := ast.Topo(n)
	on := ast.DependsOn(nodes, d)
	var out []*rules.Rule
	for _, n := range slices.Backward(nodes) {
		if !on.Has(n) || n == d {
			continue
		}
		for k, a := range n.Args() {
			if on.Has(a) {
				out = append(out, isolationRule(n, k)...)
			}
		}
	}
	return rules.Distinct(out)
}

func isolationRule(n ast.Node, k int) []*rules.Rule {
	switch n := n.(type) {
	case *ast.Mul:
		return productIsolation(n, k)
	case *ast.Hadamard:
		return named("hadamard/isolate")
	case *ast.Transpose:
		return named("transpose/isolate")
	case *ast.Inner:
		return named("inner product/isolate")
	case *ast.Entry:
		return named(entryKind(n) + "/isolate")
	case *ast.Apply:
		return named("derivative/isolate")
	case *ast.Call:
		name := n.Fn.Key() + "/isolate"
		if len(n.Args()) > 1 {
			name = fmt.Sprintf("%s %d", name, k+1)
		}
		return named(name)
	}
	return nil
}

func productIsolation(n *ast.Mul, k int) []*rules.Rule {
	if k < len(n.Scalars) {
		if len(n.Chain) == 0 {
			return nil
		}
		return named("scalar factor/isolate")
	}
	var out []*rules.Rule
	if len(n.Scalars) > 0 {
		out = named("scalar multiple/isolate")
	}
	if len(n.Chain) > 1 {
		out = append(out, rules.Named("product/isolate"))
	}
	return out
}
