package operation

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// Project is the orthogonal projection of g to the space of matrices with a structure, in the
// Frobenius inner product: (G + G')/2 for symmetric matrices (Srinivasan and Panda 2023), and so on.
// For orthogonal matrices, which are no linear space, it is g itself.
func Project(t *ast.Table, s ast.Structure, g ast.Node) ast.Node {
	half := ast.RatFrac(1, 2)
	switch s {
	case ast.Symmetric, ast.PositiveDefinite:
		return t.Scale(half, t.Add(g, t.Transpose(g)))
	case ast.SkewSymmetric:
		return t.Scale(half, t.Sub(g, t.Transpose(g)))
	case ast.Diagonal:
		if g.Has(ast.IsDiagonal) {
			return g
		}
		return Diagonal(t, t.Call(catalogue.Lookup("diag"), nil, g))
	case ast.LowerTriangular:
		if g.Has(ast.IsLower) {
			return g
		}
		return t.Call(catalogue.Lookup("tril"), nil, g)
	case ast.UpperTriangular:
		if g.Has(ast.IsUpper) {
			return g
		}
		return t.Call(catalogue.Lookup("triu"), nil, g)
	}
	return g
}

// Moved is what the symbol of v moves by when v moves by h: h itself, or, for an entry, h times the unit
// matrix of that place inside the space of the structure.
func Moved(t *ast.Table, v rules.Variable, h ast.Node) ast.Node {
	if v.Entry == nil {
		return h
	}
	shape, unit := v.Symbol.Shape(), ast.Node(t.Int(1))
	if v.Entry.Row != nil {
		unit = t.Unit(v.Entry.Row, shape.Rows)
	}
	if v.Entry.Col != nil {
		unit = t.Mul(unit, t.Transpose(t.Unit(v.Entry.Col, shape.Cols)))
	}
	return t.Mul(h, Project(t, v.Symbol.Structure, unit))
}

// projections are the rules by which [Project] goes.
var projections = map[ast.Structure]string{
	ast.Symmetric: "structure/symmetric", ast.PositiveDefinite: "structure/symmetric", ast.SkewSymmetric: "structure/skew-symmetric",
	ast.Diagonal: "structure/diagonal", ast.LowerTriangular: "structure/lower triangular", ast.UpperTriangular: "structure/upper triangular",
}

// ProjectionRule is the rule by which [Project] goes for a structure, or nil.
func ProjectionRule(s ast.Structure) *rules.Rule { return rules.Named(projections[s]) }
