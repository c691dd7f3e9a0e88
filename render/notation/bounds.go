package notation

import "matcalc/ast"

// boundsLimit is the number of nodes that are searched for what an index runs over.
const boundsLimit = 400

// boundsFollow reports whether the reader finds the bounds of a sum from what its index stands
// in: it starts at 1 and ends at the one dimension that it indexes.
func boundsFollow(s *ast.IndexSum) bool {
	if !ast.IsNumber(s.Lo(), 1) {
		return false
	}
	var found []ast.Dim
	var seen ast.Set
	stack := []ast.Node{s.Body()}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !seen.Add(n) {
			continue
		}
		if seen.Len() > boundsLimit {
			return false
		}
		found = append(found, indexed(n, s.Index)...)
		stack = append(stack, n.Args()...)
	}
	for _, d := range found {
		if d != found[0] {
			return false
		}
	}
	return len(found) > 0 && isSize(s.Hi(), found[0])
}

// indexed lists the dimensions that the index runs over in n itself.
func indexed(n ast.Node, index *ast.Symbol) []ast.Dim {
	var dims []ast.Dim
	switch n := n.(type) {
	case *ast.Entry:
		if n.Row == ast.Node(index) {
			dims = append(dims, n.Arg().Shape().Rows)
		}
		if n.Col == ast.Node(index) {
			dims = append(dims, n.Arg().Shape().Cols)
		}
	case *ast.IndexSum:
		if n.Index == index {
			return []ast.Dim{{}} // bound again: leave nothing to inference
		}
	}
	return dims
}

// isSize reports whether n is the dimension d as a scalar.
func isSize(n ast.Node, d ast.Dim) bool {
	switch n := n.(type) {
	case *ast.Symbol:
		name, ok := d.Name()
		return ok && n.Kind == ast.Dimension && n.Name == name
	case *ast.Number:
		k, ok := d.Int()
		return ok && ast.IsNumber(n, k)
	}
	return false
}
