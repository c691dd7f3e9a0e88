package definition

import (
	"fmt"
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
	"matcalc/rules/operation"
)

var (
	normFunction  = catalogue.Lookup("norm")
	invFunction   = catalogue.Lookup("inv")
	traceFunction = catalogue.Lookup("tr")
)

// cited lists the rules by which the nodes of a layer are expanded.
func (s *sweep) cited(layer int) []*rules.Rule {
	var out []*rules.Rule
	for _, n := range s.met {
		if s.layer[n] != layer || n == s.x {
			continue
		}
		if r := s.expansion(n); r != nil && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// expansion is the rule that expands n; nil for sums, entries and what else is linear by its notation.
func (s *sweep) expansion(n ast.Node) *rules.Rule {
	switch n := n.(type) {
	case *ast.Mul:
		return rules.Named("product/expansion")
	case *ast.Hadamard:
		return rules.Named("hadamard/expansion")
	case *ast.Inner:
		return rules.Named("inner product/expansion")
	case *ast.Power:
		return s.power(n)
	case *ast.EntryPower:
		concept := "entry power"
		if !n.Exponent().Shape().IsScalar() {
			concept = "entry powers"
		}
		return s.ofPower(concept, n)
	case *ast.Call:
		return rules.OfExpansion(n.Fn)
	case *ast.Apply:
		return rules.Named(unknown(n))
	}
	return nil
}

func (s *sweep) power(n *ast.Power) *rules.Rule {
	_, square := operation.Square(n)
	switch {
	case square:
		return rules.Named("norm/expansion of the square")
	case n.Shape().IsScalar():
		return s.ofPower("power", n)
	case ast.IsNumber(n.Exponent(), -1):
		return rules.OfExpansion(invFunction)
	case rules.NegativeExponent(n.Exponent()):
		return rules.Named("matrix power/expansion of the inverse")
	}
	return rules.Named("matrix power/expansion")
}

// ofPower is the rule for a power whose base moves, or else its exponent.
func (s *sweep) ofPower(concept string, n ast.Node) *rules.Rule {
	if s.active[n.Args()[0]] {
		return rules.Named(concept + "/expansion")
	}
	return rules.Named(concept + "/expansion of the exponent")
}

// unknown names the rule for an unknown function or a derivative of one.
func unknown(n *ast.Apply) string {
	switch {
	case n.Form == ast.Gradient:
		return "gradient/expansion"
	case n.Form != ast.Value:
		return "derivative/expansion"
	case n.Fn.Elementwise:
		return "function/expansion entry by entry"
	case slices.ContainsFunc(n.Fn.Params, func(s ast.Shape) bool { return s.Cols != ast.One }) || n.Fn.Result.Cols != ast.One:
		return "function/expansion of an array"
	case n.Fn.Result.IsScalar():
		return "function/expansion"
	}
	return "function/expansion of a vector"
}

// isolations lists the rules by which the direction h is isolated in the map df: those of the
// operations between h and the whole.
func isolations(df ast.Node, h *ast.Symbol) []*rules.Rule {
	nodes := ast.Topo(df)
	active := ast.DependsOn(nodes, h)
	var out []*rules.Rule
	for _, n := range slices.Backward(nodes) {
		if !active[n] || n == h {
			continue
		}
		for k, a := range n.Args() {
			if !active[a] {
				continue
			}
			if r := rules.Named(isolation(n, k)); r != nil && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	if r := rules.Named(projections[h.Structure]); r != nil {
		out = append(out, r)
	}
	return out
}

// projections are the rules by which a gradient comes into the space of a structure.
var projections = map[ast.Structure]string{
	ast.Symmetric: "structure/symmetric", ast.SkewSymmetric: "structure/skew-symmetric", ast.Diagonal: "structure/diagonal",
	ast.LowerTriangular: "structure/lower triangular", ast.UpperTriangular: "structure/upper triangular",
}

// isolation names the rule that moves n across the inner product to its argument in the place k; ""
// where the notation says so.
func isolation(n ast.Node, k int) string {
	switch n := n.(type) {
	case *ast.Mul:
		switch {
		case k < len(n.Scalars) && len(n.Chain) > 0:
			return "scalar factor/isolate"
		case len(n.Args()) > 1:
			return "product/isolate"
		}
	case *ast.Hadamard:
		return "hadamard/isolate"
	case *ast.Inner:
		return "inner product/isolate"
	case *ast.Transpose:
		return "transpose/isolate"
	case *ast.Entry:
		switch {
		case n.Row != nil && n.Col != nil:
			return "entry/isolate"
		case n.Shape().IsScalar():
			return "entry of a vector/isolate"
		case n.Row != nil:
			return "row/isolate"
		}
		return "column/isolate"
	case *ast.Apply:
		return "derivative/isolate"
	case *ast.Call:
		if len(n.Args()) > 1 {
			return fmt.Sprintf("%s/isolate %d", n.Fn.Key(), k+1)
		}
		return n.Fn.Key() + "/isolate"
	}
	return ""
}
