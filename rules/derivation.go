package rules

import (
	"slices"

	"matcalc/ast"
)

// A Variable is what a derivative is taken by: a symbol, or an entry of one.
type Variable struct {
	Symbol *ast.Symbol
	Entry  *ast.Entry // nil where the whole symbol varies
}

// Node is the symbol or the entry.
func (v Variable) Node() ast.Node {
	if v.Entry != nil {
		return v.Entry
	}
	return v.Symbol
}

// A Derivation is the way of one engine to a derivative.
type Derivation struct {
	// Result is the derivative in the form of the engine, simplified.
	Result ast.Node
	// Indices are free in the Result of the component form: those of the value, then those of each
	// variable, one for each axis.
	Indices []*ast.Symbol
	// Directions are the symbols in which the Result of the definition is linear, one for each order.
	Directions []*ast.Symbol
	// Lines lead to Result; there are none where they were not asked for.
	Lines []Line
}

// A Line is one line of a derivation. In it d(e) stands for the derivative of e: for de in the form
// of differentials, ∂e/∂X_ij in components, De(X)[H] in the definition, d vec e in the vec form.
type Line struct {
	// Left is the left side. A line whose Left is Same goes on from the line before, whose value it has.
	Left Left
	// Order counts the derivatives: 1 in lines that lead to the first one.
	Order int
	// Of names what is differentiated where Order is above 1: "gradient", "Jacobian", "derivative", or
	// nothing for a map.
	Of string
	// Node is the right side.
	Node ast.Node
	// Pairs, where there are any, are Node as a sum of Frobenius products, C : dX.
	Pairs []Pair
	// Rules are those by which the line follows from the line before.
	Rules []*Rule
	// Minor marks a line that is left out unless every rule is asked for; its rules then stand beside
	// the next line that is not.
	Minor bool
	// Remainder tells that the line has the value of the line before to first order in the direction
	// only, and o(‖H‖) is added.
	Remainder bool
	// Note is a sentence on the line, or empty.
	Note string
}

// Distinct leaves out nil and what stands in the list before.
func Distinct(list []*Rule) []*Rule {
	var out []*Rule
	for _, r := range list {
		if r != nil && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// A Pair is a Frobenius product, or, of scalars, a product.
type Pair struct{ Left, Right ast.Node }

// A Left is the left side of a line.
type Left uint8

// The left sides, where f is the expression and X the variable.
const (
	Same            Left = iota // nothing: = …
	TheValue                    // f(X)
	TheDifferential             // df, for a higher order d∇f, d²f
	TheIncrement                // f(X+H) - f(X), for the second order Df(X+K)[H] - Df(X)[H]
	TheDerivative               // ∇f(X); ∂f/∂X_ij; Df(X)[H]; ∂vec f/∂(vec X)'
)
