package vec

import (
	"matcalc/ast"
	"matcalc/rules"
)

// within is the derivative inside the space of the structure of the variable, simplified.
func (e *Engine) within(c coefficient, v rules.Variable) derivative {
	t := e.t
	if v.Entry != nil {
		return e.byEntry(c, v)
	}
	symmetric := isSymmetric(v.Symbol)
	if c.gradient == nil || c.front != nil {
		m := e.matrixOf(c)
		if symmetric {
			m = t.Mul(m, t.Duplication(v.Symbol.Shape().Rows))
		} else if p := e.projection(v.Symbol); p != nil {
			m = t.Mul(m, p)
		}
		m = e.simplify(m)
		return derivative{matrix: m, column: m}
	}
	g := c.gradient
	if symmetric {
		dup := t.Duplication(v.Symbol.Shape().Rows)
		scalar, core := t.SplitScalars(e.s.Simplify(g))
		column := t.Mul(scalar, t.Transpose(dup), e.vec(core))
		inside := e.s.Simplify(e.project(v.Symbol.Structure, e.s.Simplify(g)))
		return derivative{matrix: t.Transpose(column), column: column, gradient: inside}
	}
	g = e.s.Simplify(e.project(v.Symbol.Structure, e.s.Simplify(g)))
	scalar, core := t.SplitScalars(g)
	return derivative{matrix: t.Mul(scalar, t.Transpose(e.vec(core))), column: g, gradient: g}
}

// byEntry is the derivative by an entry of a symbol: the column J*vec(E), where the symbol moves by E.
func (e *Engine) byEntry(c coefficient, v rules.Variable) derivative {
	var d ast.Node
	if c.gradient != nil && c.front == nil {
		g := e.s.Simplify(e.project(v.Symbol.Structure, e.s.Simplify(c.gradient)))
		d = e.s.Simplify(e.t.Entry(g, v.Entry.Row, v.Entry.Col))
	} else {
		d = e.simplify(e.t.Mul(e.matrixOf(c), e.unit(v)))
	}
	return derivative{matrix: d, column: d}
}

// unit is vec of the direction in which the symbol moves with one of its entries: the projection of
// the unit array of the entry to the space of the structure.
func (e *Engine) unit(v rules.Variable) ast.Node {
	t, s := e.t, v.Symbol.Shape()
	of := func(index ast.Node, size ast.Dim) ast.Node {
		if index == nil {
			return t.Int(1)
		}
		return t.Unit(index, size)
	}
	row, col := of(v.Entry.Row, s.Rows), of(v.Entry.Col, s.Cols)
	if v.Symbol.Structure == ast.Unstructured || !s.IsMatrix() {
		return e.kron(col, row)
	}
	return e.vec(e.project(v.Symbol.Structure, t.Mul(row, t.Transpose(col))))
}

// isSymmetric reports whether x is declared Sym or PD, so that the derivative is by vech.
func isSymmetric(x *ast.Symbol) bool {
	return x.Shape().IsMatrix() && (x.Structure == ast.Symmetric || x.Structure == ast.PositiveDefinite)
}

// project is the orthogonal projection of g to the space of matrices with the structure.
func (e *Engine) project(s ast.Structure, g ast.Node) ast.Node {
	if !g.Shape().IsMatrix() {
		return g
	}
	var within ast.Properties
	if s != ast.Orthogonal {
		within = s.Properties(g.Shape()) &^ ast.IsPositiveDefinite
	}
	if g.Has(within) {
		return g
	}
	switch s {
	case ast.Symmetric, ast.PositiveDefinite:
		return e.t.Scale(ast.RatFrac(1, 2), e.t.Add(g, e.t.Transpose(g)))
	case ast.SkewSymmetric:
		return e.t.Scale(ast.RatFrac(1, 2), e.t.Sub(g, e.t.Transpose(g)))
	case ast.Diagonal:
		return e.call("Diag", e.call("diag", g))
	case ast.LowerTriangular:
		return e.call("tril", g)
	case ast.UpperTriangular:
		return e.call("triu", g)
	}
	return g
}

// projection is the matrix of the projection to the space of the structure of x, or nil for all
// matrices.
func (e *Engine) projection(x *ast.Symbol) ast.Node {
	if !x.Shape().IsMatrix() {
		return nil
	}
	switch x.Structure {
	case ast.SkewSymmetric:
		return e.tidy(e.instantiate("skew/vec", "U", x))
	case ast.Diagonal:
		return e.diagonal(e.vec(e.t.Eye(x.Shape().Rows)))
	case ast.LowerTriangular:
		return e.tidy(e.instantiate("tril/vec", "U", x))
	case ast.UpperTriangular:
		return e.tidy(e.instantiate("triu/vec", "U", x))
	}
	return nil
}
