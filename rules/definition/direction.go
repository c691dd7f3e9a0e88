package definition

import (
	"fmt"

	"matcalc/ast"
	"matcalc/rules"
)

// naming gives directions their names: H and K, or, where the input uses one of those that are
// needed or the order is above 2, H1, H2, … A symbol stands for one shape and structure, the same for
// all variables that have them; those of variables of other shapes have the same names.
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
	name := n.name(i, orders)
	key := fmt.Sprintf("%s %s %s", name, shape, structure)
	if s, ok := n.known[key]; ok {
		return s
	}
	n.known[key] = n.t.Local(name, shape, structure)
	return n.known[key]
}

// name is the name of the direction in place i of so many orders.
func (n naming) name(i, orders int) string {
	names := []string{"H", "K"}
	if orders <= len(names) && !n.used[0] && (orders < 2 || !n.used[1]) {
		return names[i]
	}
	for k := 1; ; k++ {
		name := fmt.Sprintf("H%d", k)
		if n.taken(name) {
			continue
		}
		if i == 0 {
			return name
		}
		i--
	}
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
