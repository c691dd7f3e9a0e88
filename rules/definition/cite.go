package definition

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// cited lists the rules by which the nodes of a layer are expanded.
func (s *sweep) cited(layer int) []*rules.Rule {
	var out []*rules.Rule
	for _, n := range s.met {
		if s.layer.Of(n) != layer || n == s.x {
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
		return rules.OfExpansion(catalogue.Lookup("inv"))
	}
	return rules.Named("matrix power/" + map[rules.Sign]string{
		rules.NotNegative: "expansion", rules.NotPositive: "expansion of the inverse", rules.EitherSign: "expansion of either sign",
	}[rules.SignOf(n.Exponent())])
}

// ofPower is the rule for a power whose base moves, or else its exponent.
func (s *sweep) ofPower(concept string, n ast.Node) *rules.Rule {
	if s.active.Has(n.Args()[0]) {
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

// isolations are the rules by which G : H comes out of a map in h, and those of the structure of h.
func isolations(df ast.Node, h *ast.Symbol) []*rules.Rule {
	return rules.Distinct(append(operation.IsolationRules(df, h), operation.ProjectionRule(h.Structure)))
}
