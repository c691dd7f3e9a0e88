package contraction

import (
	"slices"

	"matcalc/ast"
)

// freeIndices lists for each node the index symbols that occur in it and are bound by no sum
// inside.
func freeIndices(nodes []ast.Node) map[ast.Node][]*ast.Symbol {
	free := map[ast.Node][]*ast.Symbol{}
	for _, n := range nodes {
		var all []*ast.Symbol
		for _, a := range n.Args() {
			for _, s := range free[a] {
				if !slices.Contains(all, s) {
					all = append(all, s)
				}
			}
		}
		switch n := n.(type) {
		case *ast.Symbol:
			if n.Kind == ast.Index {
				all = append(all, n)
			}
		case *ast.IndexSum:
			all = slices.DeleteFunc(all, func(s *ast.Symbol) bool { return s == n.Index })
		}
		if len(all) > 0 {
			free[n] = all
		}
	}
	return free
}

// indexSum expands a sum over all places of an axis: its index becomes one of the form.
func (e *expansion) indexSum(n *ast.IndexSum, row, col Index) ([]open, bool) {
	size, ok := dimension(n.Hi())
	if !ok || !ast.IsNumber(n.Lo(), 1) {
		return nil, false
	}
	outer, shadows := e.bound[n.Index]
	x := e.index(size)
	e.bound[n.Index] = x
	terms, ok := e.expand(n.Body(), row, col)
	delete(e.bound, n.Index)
	if shadows {
		e.bound[n.Index] = outer
	}
	return each(terms, ok, e.ones(x)...)
}

// dimension reads a size that is a number or a name.
func dimension(n ast.Node) (ast.Dim, bool) {
	switch n := n.(type) {
	case *ast.Number:
		if k, ok := n.Value.Int(); ok && k > 0 {
			return ast.DimInt(k), true
		}
	case *ast.Symbol:
		return ast.DimName(n.Name), n.Kind == ast.Dimension
	}
	return ast.Dim{}, false
}

// entry expands an entry, a row or a column: the index of a sum becomes the index of the axis, and
// a fixed one is picked by a unit vector.
func (e *expansion) entry(n *ast.Entry, row, col Index) ([]open, bool) {
	var picks []Operand
	s := n.Arg().Shape()
	for _, axis := range []struct {
		index ast.Node
		size  ast.Dim
		at    *Index
	}{{n.Row, s.Rows, &row}, {n.Col, s.Cols, &col}} {
		if axis.index == nil {
			continue
		}
		if x, ok := e.running(axis.index); ok {
			if e.sizes[x] != axis.size {
				return nil, false
			}
			*axis.at = x
			continue
		}
		if !e.constant(axis.index) {
			return nil, false
		}
		*axis.at = e.index(axis.size)
		picks = append(picks, Operand{Kind: Unit, Chain: []ast.Node{axis.index}, Dims: []ast.Dim{axis.size}, Indices: []Index{*axis.at}})
	}
	terms, ok := e.expand(n.Arg(), row, col)
	return each(terms, ok, picks...)
}

// running gives the index that a symbol is inside the sums around it.
func (e *expansion) running(n ast.Node) (Index, bool) {
	s, ok := n.(*ast.Symbol)
	if !ok {
		return 0, false
	}
	x, ok := e.bound[s]
	return x, ok
}

// equal expands the Kronecker delta of two indices of sums over the same range. A fixed place has no
// form, since it may lie outside of the range.
func (e *expansion) equal(a, b ast.Node) ([]open, bool) {
	x, okX := e.running(a)
	y, okY := e.running(b)
	if !okX || !okY || e.sizes[x] != e.sizes[y] {
		return nil, false
	}
	return []open{{coef: ast.RatInt(1), operands: []Operand{e.delta(x, y)}}}, true
}

// unit expands the unit vector at the index of a sum.
func (e *expansion) unit(n *ast.Constant, row Index) ([]open, bool) {
	if n.Kind != ast.Unit {
		return nil, false
	}
	x, ok := e.running(n.Args()[0])
	if !ok || e.sizes[x] != n.Dims[0] {
		return nil, false
	}
	return []open{{coef: ast.RatInt(1), operands: []Operand{e.delta(row, x)}}}, true
}

// isPart reports whether n is made of parts of arrays alone, whose indices can be those of sums.
func isPart(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Transpose:
		return isPart(n.Arg())
	case *ast.Entry, *ast.Delta, *ast.Constant:
		return true
	}
	return false
}

// varies gives the index of the only sum around n with which n changes, when n has no direction.
func (e *expansion) varies(n ast.Node) (index *ast.Symbol, ok bool) {
	if e.moves.Has(n) {
		return nil, false
	}
	for _, s := range e.free[n] {
		if _, ok := e.bound[s]; ok && index == nil {
			index = s
		} else if ok {
			return nil, false
		}
	}
	return index, index != nil
}

// stackOf is the operand of the values of n, which the given indices follow.
func (e *expansion) stackOf(index *ast.Symbol, n ast.Node, indices ...Index) Operand {
	x := e.bound[index]
	return Operand{
		Kind: Stack, Chain: []ast.Node{n}, Dims: []ast.Dim{e.sizes[x]}, Index: index, Indices: append([]Index{x}, indices...),
	}
}
