package notation

import (
	"slices"

	"matcalc/ast"
)

// A ranging tells what an index runs over in an expression: the dimension that it indexes, or none where it
// indexes several, or is bound once more.
type ranging struct {
	index *ast.Symbol
	dim   ast.Dim
	none  bool
}

// maxRangings bounds the indices that are kept for an expression.
const maxRangings = 16

// rangings are those of an expression; many tells that it has too many.
type rangings struct {
	list []ranging
	many bool
}

// of is the ranging of an index; its place is -1 where the index does not occur.
func (r *rangings) of(index *ast.Symbol) int {
	for i, x := range r.list {
		if x.index == index {
			return i
		}
	}
	return -1
}

// join adds what is known of an index elsewhere.
func (r *rangings) join(x ranging) {
	if i := r.of(x.index); i >= 0 {
		r.list[i].none = r.list[i].none || x.none || r.list[i].dim != x.dim
		return
	}
	if len(r.list) == maxRangings {
		r.many = true
		return
	}
	r.list = append(r.list, x)
}

// rangingsOf are those of n, whose arguments have theirs.
func (l *layouter) rangingsOf(n ast.Node) rangings {
	var r rangings
	for _, a := range n.Args() {
		of := l.ranges.Of(a)
		r.many = r.many || of.many
		if len(n.Args()) == 1 {
			r.list = of.list[:len(of.list):len(of.list)]
			break
		}
		for _, x := range of.list {
			r.join(x)
		}
	}
	switch n := n.(type) {
	case *ast.Entry:
		if k, ok := n.Row.(*ast.Symbol); ok && k.Kind == ast.Index {
			r.list = slices.Clone(r.list)
			r.join(ranging{index: k, dim: n.Arg().Shape().Rows})
		}
		if k, ok := n.Col.(*ast.Symbol); ok && k.Kind == ast.Index {
			r.list = slices.Clone(r.list)
			r.join(ranging{index: k, dim: n.Arg().Shape().Cols})
		}
	case *ast.IndexSum:
		r.list = slices.Clone(r.list)
		r.join(ranging{index: n.Index, none: true}) // a sum over the same index around it leaves nothing to inference
	}
	return r
}

// boundsFollow reports whether the reader finds the bounds of a sum from what its index stands
// in: it starts at 1 and ends at the one dimension that it indexes.
func (l *layouter) boundsFollow(s *ast.IndexSum) bool {
	if !ast.IsNumber(s.Lo(), 1) {
		return false
	}
	body := l.ranges.Of(s.Body())
	i := body.of(s.Index)
	return i >= 0 && !body.many && !body.list[i].none && isSize(s.Hi(), body.list[i].dim)
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
