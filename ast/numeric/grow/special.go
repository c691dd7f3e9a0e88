package grow

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// reduced is the sum of squares of a function whose value has a shape that no variable has: kron,
// vec, vech, and arrays put together.
func (g *Grower) reduced(shape ast.Shape, depth int) ast.Node {
	if !shape.IsScalar() {
		return nil
	}
	t := g.Table
	a := g.Expression(ast.Matrix(g.dim(), g.dim()), depth)
	square := g.dim()
	var big ast.Node
	switch g.rng.IntN(6) {
	case 0:
		big = t.Call(catalogue.Lookup("kron"), nil, a, g.Expression(g.Shape(), depth))
	case 1:
		big = t.Call(catalogue.Lookup("vec"), nil, a)
	case 2:
		big = t.Call(catalogue.Lookup("vech"), nil, g.Expression(ast.Matrix(square, square), depth))
	case 3:
		big = t.Call(catalogue.Lookup("blkdiag"), nil, a, g.Expression(g.Shape(), depth))
	case 4:
		big = t.Call(catalogue.Lookup("vcat"), nil, a, g.Expression(ast.Matrix(g.dim(), a.Shape().Cols), depth))
	case 5:
		big = t.Call(catalogue.Lookup("hcat"), nil, a, g.Expression(ast.Matrix(a.Shape().Rows, g.dim()), depth))
	}
	return t.Call(catalogue.Lookup("sum"), nil, t.EntryPower(big, t.Int(2)))
}

// blocks is a product of arrays that are put together, [A B]*[C; D].
func (g *Grower) blocks(shape ast.Shape, depth int) ast.Node {
	t := g.Table
	k, l := g.dim(), g.dim()
	left := t.Call(catalogue.Lookup("hcat"), nil, g.Expression(ast.Matrix(shape.Rows, k), depth), g.Expression(ast.Matrix(shape.Rows, l), depth))
	right := t.Call(catalogue.Lookup("vcat"), nil, g.Expression(ast.Matrix(k, shape.Cols), depth), g.Expression(ast.Matrix(l, shape.Cols), depth))
	return t.Mul(left, right)
}

// reshaped is unvec of a vec of an array with as many entries.
func (g *Grower) reshaped(shape ast.Shape, depth int) ast.Node {
	if !shape.IsMatrix() {
		return nil
	}
	t := g.Table
	v := t.Call(catalogue.Lookup("vec"), nil, g.Expression(shape.T(), depth))
	return t.Call(catalogue.Lookup("unvec"), []ast.Dim{shape.Rows, shape.Cols}, v)
}

// indexed is a sum over an index of rows and entries: sum(k, f(X[k,:]*x)*Y[:,k]).
func (g *Grower) indexed(shape ast.Shape, depth int) ast.Node {
	if !shape.IsScalar() && !shape.IsVector() {
		return nil
	}
	t := g.Table
	n := g.dim()
	k := t.Symbol("k", ast.Index, ast.Scalar, ast.Unstructured)
	rows := g.Expression(ast.Matrix(n, g.dim()), depth)
	body := t.Mul(t.Entry(rows, k, nil), g.Expression(ast.Vector(rows.Shape().Cols), depth))
	if ast.Contains(rows, k) || ast.Contains(body, g.sumsOver(body, k)) {
		return nil
	}
	if g.rng.IntN(2) == 0 {
		body = t.Apply(t.Unknown("phi", []ast.Shape{ast.Scalar}, ast.Scalar, false), ast.Value, nil, body)
	}
	if shape.IsVector() {
		columns := g.Expression(ast.Matrix(shape.Rows, n), depth)
		if ast.Contains(columns, k) {
			return nil
		}
		body = t.Mul(body, t.Entry(columns, nil, k))
	}
	return t.IndexSum(k, t.Int(1), t.DimNode(n), body)
}

// sumsOver gives a sum over k inside an expression, or a node that is not in it.
func (g *Grower) sumsOver(n ast.Node, k *ast.Symbol) ast.Node {
	for _, a := range ast.Topo(n) {
		if s, ok := a.(*ast.IndexSum); ok && s.Index == k {
			return s
		}
	}
	return g.Table.Differential(k)
}

// derivative is a derivative of an unknown function, in one of its forms.
func (g *Grower) derivative(shape ast.Shape, depth int) ast.Node {
	t := g.Table
	param := g.Shape()
	switch g.rng.IntN(4) {
	case 0:
		h := t.Unknown("g_"+shape.Rows.String()+shape.Cols.String(), []ast.Shape{shape}, ast.Scalar, false)
		return t.Apply(h, ast.Gradient, []int{0}, g.Expression(shape, depth))
	case 1:
		f := t.Unknown("F_"+param.Rows.String()+param.Cols.String()+"_"+shape.Rows.String()+shape.Cols.String(), []ast.Shape{param}, shape, false)
		return t.Apply(f, ast.Directional, []int{0}, g.Expression(param, depth), g.Expression(param, depth))
	case 2:
		f := t.Unknown("F_"+shape.Rows.String()+shape.Cols.String()+"_"+param.Rows.String()+param.Cols.String(), []ast.Shape{shape}, param, false)
		return t.Apply(f, ast.Adjoint, []int{0}, g.Expression(shape, depth), g.Expression(param, depth))
	}
	if !shape.IsMatrix() {
		return nil
	}
	f := t.Unknown("J_"+shape.Rows.String()+shape.Cols.String(), []ast.Shape{ast.Vector(shape.Cols)}, ast.Vector(shape.Rows), false)
	return t.Apply(f, ast.Jacobian, []int{0}, g.Expression(ast.Vector(shape.Cols), depth))
}
