package ast

import "strings"

// A DeclarationKind tells what a declared name is.
type DeclarationKind string

// The kinds of declarations.
const (
	DeclaredVariable    DeclarationKind = "variable"
	DeclaredFunction    DeclarationKind = "function"
	DeclaredElementwise DeclarationKind = "elementwise"
	DeclaredInteger     DeclarationKind = "integer"
)

// A Declaration says what a name stands for, as the user wrote it or as it was inferred.
type Declaration struct {
	Name      string
	Kind      DeclarationKind
	Shape     Shape   // of a variable; of the value of a function
	Params    []Shape // of a function
	Structure Structure
	Natural   bool // of an integer: it is in N
	Inferred  bool // not written by the user
	Note      string
}

// String gives the declaration in the input language: "W in R^(n x m)", "h: R^n -> R".
func (d Declaration) String() string {
	switch d.Kind {
	case DeclaredInteger:
		if d.Natural {
			return d.Name + " in N"
		}
		return d.Name + " in Z"
	case DeclaredElementwise:
		return d.Name + ": elementwise"
	case DeclaredFunction:
		params := make([]string, len(d.Params))
		for i, p := range d.Params {
			params[i] = Space(p)
		}
		return d.Name + ": " + strings.Join(params, ", ") + " -> " + Space(d.Shape)
	}
	if d.Structure != Unstructured {
		return d.Name + " in " + d.Structure.String() + "(" + d.Shape.Rows.String() + ")"
	}
	return d.Name + " in " + Space(d.Shape)
}

// Space names the set of arrays of a shape in the input language: R, R^n, R^(n x m).
func Space(s Shape) string {
	switch {
	case s.IsScalar():
		return "R"
	case s.IsVector():
		if strings.ContainsAny(s.Rows.String(), " *") {
			return "R^(" + s.Rows.String() + ")"
		}
		return "R^" + s.Rows.String()
	}
	return "R^(" + s.Rows.String() + " x " + s.Cols.String() + ")"
}
