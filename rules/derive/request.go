package derive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules"
	"matcalc/rules/verify"
	"matcalc/simplify"
)

// A Mode tells what is asked for.
type Mode string

// The modes.
const (
	Diff Mode = "diff" // the derivative
	JVP  Mode = "jvp"  // Df(X)[d_X]
	VJP  Mode = "vjp"  // the adjoint of Df(X), applied to bar
	HVP  Mode = "hvp"  // the Hessian of a scalar, applied to d_X
)

var modes = []Mode{Diff, JVP, VJP, HVP}

// A Layout tells how the axes of a derivative are ordered.
type Layout string

// The layouts.
const (
	Mixed       Layout = "mixed"       // a scalar's gradient in the variable's shape, a vector's Jacobian ∂f_i/∂x_j
	Numerator   Layout = "numerator"   // rows belong to the value
	Denominator Layout = "denominator" // rows belong to the variable
)

var layouts = []Layout{Mixed, Numerator, Denominator}

// A Request is a question. Only Input is needed; Wrt may be left out where there is one variable.
type Request struct {
	Input  string
	Let    []string // declarations
	Wrt    string   // variables, with commas
	Mode   Mode     // Diff where empty
	Order  int      // 1 where 0
	Layout Layout   // Mixed where empty
	// Forms are those in which a derivative is asked for; the differential one is there always.
	Forms []string
	// FormsUpTo is the number of parts of the expression up to which Forms are derived; larger expressions have the
	// differential form alone, and a note. 0 has no bound.
	FormsUpTo int
	// Steps asks for the lines of each derivation.
	Steps bool
	// Verify steers the numerical check; nil leaves it out.
	Verify *verify.Options
	// Limits bound the size of the input.
	Limits parser.Limits
	// Budget is what the derivation may take; nil has no limits.
	Budget *ast.Budget
}

// complete puts the defaults into a request, and refuses what there is not.
func (r *Request) complete() error {
	r.Order = cmp.Or(r.Order, 1)
	r.Mode, r.Layout = cmp.Or(r.Mode, Diff), cmp.Or(r.Layout, Mixed)
	switch {
	case !slices.Contains(modes, r.Mode):
		return refused("there is no mode %q", "there are "+listed(modes), r.Mode)
	case !slices.Contains(layouts, r.Layout):
		return refused("there is no layout %q", "there are "+listed(layouts), r.Layout)
	case r.Order < 1:
		return refused("the order of a derivative is at least 1, and not %d", "", r.Order)
	case r.Order > 1 && r.Mode != Diff:
		return refused("%s has no order", "leave it out", r.Mode)
	}
	for _, form := range r.Forms {
		if !slices.Contains(Forms, form) {
			return refused("there is no form %q", "there are "+listed(Forms), form)
		}
	}
	return nil
}

func refused(format, hint string, arg any) error {
	return &ast.Error{Kind: ast.UnsupportedError, Message: fmt.Sprintf(format, arg), Hint: hint}
}

func listed[S ~string](names []S) string {
	var texts []string
	for _, n := range names {
		texts = append(texts, string(n))
	}
	return strings.Join(texts, ", ")
}

// An Answer holds what was found.
type Answer struct {
	Request
	Parsed *parser.Input
	Table  *ast.Table
	// Value is the expression that was differentiated.
	Value ast.Node
	// Results has one entry for each variable, or for each pair of them in the order of the blocks.
	Results []Result
	// Conditions say where all results hold.
	Conditions []rules.Condition
	// Variables is the number of variables; there are Variables² results of order 2 when it is
	// greater than 1.
	Variables int
	Notes     []string
	// Stops tells which limits the simplification of the derivatives has reached, a sentence each.
	Stops []string
	// Names are the parts of the expression that the input names.
	Names []Name

	simplifier *simplify.Simplifier // what it knows of the expression and of the results
}

// Simplify gives an expression of the table that is equal to n, and not longer. What the derivation has
// simplified already is known.
func (a *Answer) Simplify(n ast.Node) ast.Node { return a.simplifier.Simplify(n) }

// A Result is the derivative by one variable, or by several in a row for a block of the second
// order.
type Result struct {
	Wrt       []string   // the variables as the user wrote them, one for each order
	Variables []ast.Node // symbols, or entries of symbols
	Kind      Kind
	// Derivative is the result in the mixed layout.
	Derivative ast.Node
	// Laid is the result in the layout that was asked for.
	Laid ast.Node
	// Forms holds the derivation in each form, by its name: those that were asked for, and the
	// differential one, whose Result is Derivative.
	Forms map[string]*rules.Derivation
	// Directions are the symbols, one for each order, in which a Map is linear; of JVP, HVP and VJP
	// the direction or cotangent.
	Directions []*ast.Symbol
	// Riemannian is, for a gradient by an orthogonal matrix, the gradient on their manifold, in the
	// Frobenius metric; else nil. Derivative is then the Euclidean gradient.
	Riemannian ast.Node
	Conditions []rules.Condition
	Verdict    *verify.Verdict // nil when the check was left out
}

// A Kind tells what a derivative is called.
type Kind string

// The kinds of results.
const (
	Gradient   Kind = "gradient"   // of a scalar, in the shape of the variable
	Jacobian   Kind = "Jacobian"   // of a vector by a vector
	Derivative Kind = "derivative" // by a scalar, in the shape of the value
	Hessian    Kind = "Hessian"    // of a scalar by a vector, order 2
	Map        Kind = "differential"
	Product    Kind = "product" // of JVP, VJP and HVP
)
