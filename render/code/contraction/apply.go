package contraction

import "matcalc/ast"

// apply expands a derivative of an unknown function in directions: the array of the derivative has
// the axes of the value, then those of each slot's argument, and is summed against the directions.
func (e *expansion) apply(n *ast.Apply, row, col Index) ([]open, bool) {
	if n.Fn.Elementwise || n.Form != ast.Directional && n.Form != ast.Adjoint {
		return nil, false
	}
	for _, p := range n.Point() {
		if !e.constant(p) {
			return nil, false
		}
	}
	// The axes of the array in order: those of the value, then of each slot.
	shapes := []ast.Shape{n.Fn.Result}
	for _, s := range n.Slots {
		shapes = append(shapes, n.Fn.Params[s])
	}
	// What each of them is summed against; the value of the node keeps its own.
	against := append([]ast.Node{nil}, n.Directions()...)
	if n.Form == ast.Adjoint {
		last := len(n.Directions()) - 1
		against = append([]ast.Node{n.Directions()[last]}, n.Directions()[:last]...)
		against = append(against, nil)
	}
	array := Operand{Kind: Tensor, Chain: []ast.Node{n}}
	var factors []place
	for i, s := range shapes {
		r, c := row, col
		if against[i] != nil {
			r, c = e.index(s.Rows), e.index(s.Cols)
			factors = append(factors, place{against[i], r, c})
		}
		array.Indices = append(array.Indices, axes(s, r, c)...)
	}
	return e.multiply(&open{coef: ast.RatInt(1), operands: []Operand{array}}, factors...)
}
