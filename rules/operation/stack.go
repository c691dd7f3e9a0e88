package operation

import (
	"matcalc/ast"
	"matcalc/rules"
)

// A stack gives the blocks of a cotangent that belong to the arguments of one hcat, vcat or blkdiag, from the first
// argument on: what stands before an argument is added up once for all of them.
type stack struct {
	n      *ast.Call
	before ast.Shape // the extent of the arguments before place
	behind ast.Shape // the extent of the others
	place  int
}

func newStack(n *ast.Call) *stack { return &stack{n: n, before: extent(nil), behind: extent(n.Args())} }

// adjoint takes the block of the cotangent g that belongs to argument k, which is none before the last one asked for.
// The rules are for two arguments: first what stands before argument k is cut off, then what stands behind it.
func (s *stack) adjoint(t *ast.Table, k int, g ast.Node) ast.Node {
	args := s.n.Args()
	for ; s.place < k; s.place++ {
		own := args[s.place].Shape()
		s.before, s.behind = plus(s.before, own), minus(s.behind, own)
	}
	if k > 0 {
		g = cut(t, s.n.Fn.Name+"/isolate 2", g, s.before, s.behind)
	}
	if own := args[k].Shape(); k < len(args)-1 {
		g = cut(t, s.n.Fn.Name+"/isolate 1", g, own, minus(s.behind, own))
	}
	return g
}

// extent adds up the sizes of arrays, in both directions; the rules use the one that counts.
func extent(args []ast.Node) ast.Shape {
	s := ast.Shape{Rows: ast.DimInt(0), Cols: ast.DimInt(0)}
	for _, a := range args {
		s = plus(s, a.Shape())
	}
	return s
}

func plus(a, b ast.Shape) ast.Shape {
	return ast.Shape{Rows: a.Rows.Plus(b.Rows), Cols: a.Cols.Plus(b.Cols)}
}

func minus(a, b ast.Shape) ast.Shape {
	return ast.Shape{Rows: a.Rows.Minus(b.Rows), Cols: a.Cols.Minus(b.Cols)}
}

// cut applies a rule for two arrays, of the given extents.
func cut(t *ast.Table, name string, g ast.Node, first, second ast.Shape) ast.Node {
	tpl := template(name, func() *rules.Template {
		form := rules.Named(name).MustForm()
		return rules.NewTemplate(form.Cotangent, []ast.Node{form.Names[0]}, nil)
	})
	return tpl.InstantiateWith(t, []ast.Node{g}, rules.Dims{
		{Name: "n1", Dim: first.Rows}, {Name: "m1", Dim: first.Cols},
		{Name: "n2", Dim: second.Rows}, {Name: "m2", Dim: second.Cols},
		{Name: "n", Dim: g.Shape().Rows}, {Name: "m", Dim: g.Shape().Cols},
	})
}
