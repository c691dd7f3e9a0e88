package simplify

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// total is the sum of a scalar over the index, where that is the sum of the entries of rows: Σ_k A[k,:]*B[k,:]' is A : B;
// nil where it has no such form.
func (l *lifter) total(n ast.Node) ast.Node {
	t := l.t
	coef, core := t.SplitCoef(n)
	var of ast.Node
	switch core := core.(type) {
	case *ast.Mul:
		if len(core.Scalars) > 0 {
			return nil
		}
		if left, right := l.sides(core.Chain); left != nil {
			of = t.Inner(left, right)
			if _, turned := right.(*ast.Transpose); turned {
				of = t.Call(catalogue.Lookup("tr"), nil, t.Mul(left, t.Transpose(right)))
			}
		}
	case *ast.Power:
		if m := l.squares(core); m != nil {
			of = t.Call(catalogue.Lookup("sum"), nil, m)
		}
	case *ast.Call:
		if m := l.summed(core); m != nil {
			of = t.Call(catalogue.Lookup("sum"), nil, m)
		}
	}
	if of == nil {
		return nil
	}
	return t.Scale(coef, of)
}

// squares is the matrix whose k-th row has the sum n of its entries, where n is the square of the norm of a row or a
// column; nil where it is none.
func (l *lifter) squares(n *ast.Power) ast.Node {
	norm, ok := n.Base().(*ast.Call)
	if !ok || norm.Fn.Name != "norm" || !ast.IsNumber(n.Exponent(), 2) {
		return nil
	}
	m := l.rows(norm.Args()[0])
	if m == nil {
		return nil
	}
	return l.t.EntryPower(m, l.t.Int(2))
}

// summed is that matrix where n is the sum of a row or a column.
func (l *lifter) summed(n *ast.Call) ast.Node {
	if n.Fn.Name != "sum" {
		return nil
	}
	return l.rows(n.Args()[0])
}

// products is that matrix where n is the product of a row and a column, both of which depend on the index.
func (l *lifter) products(chain []ast.Node) ast.Node {
	left, right := l.sides(chain)
	if left == nil {
		return nil
	}
	return l.t.Hadamard(left, right)
}

// sides are the matrices whose k-th rows are the row that a chain starts with and the column at its end; nil where one of
// them has no such form.
func (l *lifter) sides(chain []ast.Node) (left, right ast.Node) {
	last := len(chain) - 1
	if last < 1 || l.free(chain[last]) {
		return nil, nil
	}
	if left = l.rows(l.t.Mul(chain[:last]...)); left == nil {
		return nil, nil
	}
	if right = l.rows(chain[last]); right == nil {
		return nil, nil
	}
	return left, right
}

// rows gives the matrix whose k-th row is the given row, or the given column transposed; nil where it has no such form, or
// does not depend on the index.
func (l *lifter) rows(n ast.Node) ast.Node {
	if l.free(n) || !n.Shape().IsVector() && !n.Shape().IsRow() {
		return nil
	}
	t := l.t
	each := func(args []ast.Node, join func(...ast.Node) ast.Node) ast.Node {
		out := make([]ast.Node, len(args))
		for i, a := range args {
			if out[i] = l.rowsOrSame(a); out[i] == nil {
				return nil
			}
		}
		return join(out...)
	}
	switch n := n.(type) {
	case *ast.Transpose:
		return l.rows(n.Arg())
	case *ast.Entry:
		if m := l.columns(n); m != nil {
			return t.Transpose(m)
		}
		if m := l.columns(t.Transpose(n)); m != nil {
			return t.Transpose(m)
		}
	case *ast.Add:
		return each(n.Args(), t.Add)
	case *ast.Hadamard:
		return each(n.Args(), t.Hadamard)
	case *ast.EntryPower:
		if base := l.rows(n.Base()); base != nil && n.Exponent().Shape().IsScalar() && l.free(n.Exponent()) {
			return t.EntryPower(base, n.Exponent())
		}
	case *ast.Call:
		if n.Fn.Elementwise && len(n.Args()) == 1 {
			if m := l.rows(n.Args()[0]); m != nil {
				return t.Call(n.Fn, nil, m)
			}
		}
	case *ast.Mul:
		return l.rowsOfProduct(n)
	}
	return nil
}

// rowsOrSame is rows, or for what does not depend on the index the matrix of equal rows.
func (l *lifter) rowsOrSame(n ast.Node) ast.Node {
	if !l.free(n) {
		return l.rows(n)
	}
	if n.Shape().IsVector() {
		n = l.t.Transpose(n)
	}
	if ast.IsConstant(n, ast.Ones) {
		return l.t.Ones(ast.Matrix(l.size, n.Shape().Cols))
	}
	return l.t.Mul(l.t.Ones(ast.Vector(l.size)), n)
}

// rowsOfProduct: scalars scale the rows, and what does not depend on the index is a factor of all of them.
func (l *lifter) rowsOfProduct(n *ast.Mul) ast.Node {
	t := l.t
	chain := n.Chain
	if n.Shape().IsVector() {
		chain = backwards(t, chain)
	}
	for _, f := range chain[1:] {
		if !l.free(f) {
			return nil
		}
	}
	first := l.rowsOrSame(chain[0])
	if first == nil {
		return nil
	}
	out := t.Mul(append([]ast.Node{t.Number(n.Coef), first}, chain[1:]...)...)
	var inside []ast.Node
	for _, s := range n.Scalars {
		if l.free(s) {
			out = t.Mul(s, out)
		} else {
			inside = append(inside, s)
		}
	}
	if len(inside) == 0 {
		return out
	}
	scale := l.lift(t.Mul(inside...))
	if scale == nil {
		return nil
	}
	return t.Mul(t.Call(catalogue.Lookup("Diag"), nil, scale), out)
}
