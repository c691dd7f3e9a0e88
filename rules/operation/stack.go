package operation

import (
	"matcalc/ast"
	"matcalc/rules"
)

// stackAdjoint takes the block of the cotangent g that belongs to argument k of hcat, vcat or
// blkdiag. The rules are for two arguments: first what stands before argument k is cut off, then
// what stands behind it.
func stackAdjoint(t *ast.Table, n *ast.Call, k int, g ast.Node) (ast.Node, error) {
	args := n.Args()
	if k > 0 {
		g = cut(t, n.Fn.Name+"/isolate 2", g, extent(args[:k]), extent(args[k:]))
	}
	if k < len(args)-1 {
		g = cut(t, n.Fn.Name+"/isolate 1", g, extent(args[k:k+1]), extent(args[k+1:]))
	}
	return g, nil
}

// extent adds up the sizes of arrays, in both directions; the rules use the one that counts.
func extent(args []ast.Node) ast.Shape {
	s := ast.Shape{Rows: ast.DimInt(0), Cols: ast.DimInt(0)}
	for _, a := range args {
		s.Rows, s.Cols = s.Rows.Plus(a.Shape().Rows), s.Cols.Plus(a.Shape().Cols)
	}
	return s
}

// cut applies a rule for two arrays, of the given extents.
func cut(t *ast.Table, name string, g ast.Node, first, second ast.Shape) ast.Node {
	tpl := template(name, func() *rules.Template {
		form := rules.Named(name).MustForm()
		return rules.NewTemplate(form.Cotangent, []ast.Node{form.Names[0]}, nil)
	})
	return tpl.InstantiateWith(t, []ast.Node{g}, rules.Dims{
		"n1": first.Rows, "m1": first.Cols, "n2": second.Rows, "m2": second.Cols, "n": g.Shape().Rows, "m": g.Shape().Cols,
	})
}
