package definition

import (
	"fmt"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// naming gives directions their names: H and K, or, where the input uses one of those that are
// needed or the order is above 2, H1, H2, … A name stands for one shape and structure, the same for
// all variables that have them.
type naming struct {
	t     *ast.Table
	taken func(name string) bool
	used  [2]bool // whether the input uses H, K
	known map[string]*ast.Symbol
}

func newNaming(t *ast.Table, taken func(name string) bool) naming {
	n := naming{t: t, known: map[string]*ast.Symbol{}}
	n.taken = func(name string) bool { return t.Taken(name) || taken != nil && taken(name) }
	n.used = [2]bool{n.taken("H"), n.taken("K")}
	return n
}

// direction is the direction of v in place i of so many orders.
func (n naming) direction(v rules.Variable, i, orders int) *ast.Symbol {
	shape, structure := v.Node().Shape(), linear(v)
	names := []string{"H", "K"}
	plain := orders <= len(names) && !n.used[0] && (orders < 2 || !n.used[1])
	key := fmt.Sprintf("%d %v %s %s", i, plain, shape, structure)
	if s, ok := n.known[key]; ok {
		return s
	}
	name := ""
	if plain && !n.taken(names[i]) {
		name = names[i]
	}
	for k := 1; name == ""; k++ {
		if next := fmt.Sprintf("H%d", k); !n.taken(next) {
			name = next
		}
	}
	n.known[key] = n.t.Symbol(name, ast.Variable, shape, structure)
	return n.known[key]
}

// linear is the structure of the directions in which v can move: of symmetric matrices for positive
// definite ones, none for orthogonal ones, which are no linear space, and for entries.
func linear(v rules.Variable) ast.Structure {
	switch s := v.Symbol.Structure; {
	case v.Entry != nil || s == ast.Orthogonal || v.Symbol.Shape().IsScalar():
		return ast.Unstructured
	case s == ast.PositiveDefinite:
		return ast.Symmetric
	default:
		return s
	}
}

// moved is what the symbol of v moves by when v moves by h: h itself, or, for an entry, h times the
// unit matrix of that place, projected to the space of the structure.
func (e *Engine) moved(v rules.Variable, h *ast.Symbol) ast.Node {
	if v.Entry == nil {
		return h
	}
	t, shape, unit := e.t, v.Symbol.Shape(), ast.Node(e.t.Int(1))
	if v.Entry.Row != nil {
		unit = t.Unit(v.Entry.Row, shape.Rows)
	}
	if v.Entry.Col != nil {
		unit = t.Mul(unit, t.Transpose(t.Unit(v.Entry.Col, shape.Cols)))
	}
	return t.Mul(h, e.within(v.Symbol.Structure, unit))
}

// within is the orthogonal projection of g to the space of matrices with a structure, in the
// Frobenius inner product.
func (e *Engine) within(s ast.Structure, g ast.Node) ast.Node {
	call := func(name string, a ast.Node) ast.Node { return e.t.Call(catalogue.Lookup(name), nil, a) }
	half := ast.RatFrac(1, 2)
	switch s {
	case ast.Symmetric, ast.PositiveDefinite:
		return e.t.Scale(half, e.t.Add(g, e.t.Transpose(g)))
	case ast.SkewSymmetric:
		return e.t.Scale(half, e.t.Sub(g, e.t.Transpose(g)))
	case ast.Diagonal:
		if g.Has(ast.IsDiagonal) {
			return g
		}
		return call("Diag", call("diag", g))
	case ast.LowerTriangular:
		if g.Has(ast.IsLower) {
			return g
		}
		return call("tril", g)
	case ast.UpperTriangular:
		if g.Has(ast.IsUpper) {
			return g
		}
		return call("triu", g)
	}
	return g
}
