package vec

import "matcalc/ast"

// A coefficient is the derivative ∂vec F/∂(vec n)' by a part n of F: a matrix, or, where F or a part
// between F and n is a scalar, a column times the row vec(gradient)'.
type coefficient struct {
	matrix ast.Node
	// gradient has the shape of n; it is nil where matrix is not.
	gradient ast.Node
	// front is the column, nil for the number 1.
	front ast.Node
}

// start is ∂vec f/∂(vec f)', an identity.
func (e *Engine) start(f ast.Node) coefficient {
	if f.Shape().IsScalar() {
		return coefficient{gradient: e.t.Int(1)}
	}
	return coefficient{matrix: e.t.Eye(f.Shape().Entries())}
}

// zero is the derivative of what does not depend on a variable.
func (e *Engine) zero(f, x ast.Shape) coefficient {
	if f.IsScalar() {
		return coefficient{gradient: e.t.Zeros(x)}
	}
	return coefficient{matrix: e.t.Zeros(ast.Matrix(f.Entries(), x.Entries()))}
}

// matrixOf is the coefficient as a matrix.
func (e *Engine) matrixOf(c coefficient) ast.Node {
	if c.matrix != nil {
		return c.matrix
	}
	row := e.t.Transpose(e.vec(c.gradient))
	if c.front == nil {
		return row
	}
	return e.t.Mul(c.front, row)
}

// atScalar is the coefficient of a scalar n as a column times the number 1; where F is a scalar
// itself it stays a number.
func (e *Engine) atScalar(c coefficient) coefficient {
	if c.gradient != nil && c.front == nil {
		return c
	}
	return coefficient{front: e.matrixOf(c), gradient: e.t.Int(1)}
}

// add is the sum of coefficients, of which there is at least one.
func (e *Engine) add(cs []coefficient) coefficient {
	if len(cs) == 1 {
		return cs[0]
	}
	rows := true
	for _, c := range cs {
		rows = rows && c.gradient != nil && c.front == cs[0].front
	}
	terms := make([]ast.Node, len(cs))
	for i, c := range cs {
		terms[i] = c.gradient
		if !rows {
			terms[i] = e.matrixOf(c)
		}
	}
	if rows {
		return coefficient{front: cs[0].front, gradient: e.t.Add(terms...)}
	}
	return coefficient{matrix: e.t.Add(terms...)}
}

// isZero reports whether the coefficient vanishes.
func (c coefficient) isZero() bool {
	return c.matrix != nil && ast.IsZero(c.matrix) || c.gradient != nil && ast.IsZero(c.gradient)
}

// summed is Σ c over the index of a sum, for a c that comes from the coefficient of the whole sum.
func (e *Engine) summed(sum *ast.IndexSum, whole, c coefficient) coefficient {
	over := func(n ast.Node) ast.Node { return e.t.IndexSum(sum.Index, sum.Lo(), sum.Hi(), n) }
	if c.gradient != nil && c.front == whole.front {
		return coefficient{front: c.front, gradient: over(c.gradient)}
	}
	return coefficient{matrix: over(e.matrixOf(c))}
}

// times is c·m, where m is ∂vec n/∂(vec a)' as the rules make it, c belongs to n and the result to a.
func (e *Engine) times(c coefficient, m ast.Node, a ast.Shape) coefficient {
	if m == nil { // an identity
		if c.gradient != nil {
			return coefficient{front: c.front, gradient: e.reshape(c.gradient, a)}
		}
		return c
	}
	if c.gradient != nil {
		return coefficient{front: c.front, gradient: e.reshape(e.pull(c.gradient, m), a)}
	}
	return coefficient{matrix: e.product(c.matrix, e.tidy(m))}
}
