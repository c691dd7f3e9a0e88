package derive

import (
	"matcalc/ast"
	"matcalc/rules/operation"
	"matcalc/rules/verify"
)

// product is one of the products of a derivative with a direction or a cotangent.
func (d *deriver) product(r *Result, v variable) ([]verify.Check, error) {
	r.Kind = Product
	check := verify.Check{Value: d.f, Symbol: v.symbol, Entry: v.entry}
	var out ast.Node
	var err error
	switch d.Mode {
	case VJP:
		bar := d.fresh("bar", d.f.Shape())
		r.Directions = []*ast.Symbol{bar}
		check.Cotangent = bar
		var cs []ast.Node
		if cs, err = operation.Adjoints(d.t, d.f, bar, v.symbol); err == nil {
			out = d.within(v.symbol, cs[0])
			if v.entry != nil {
				out = d.t.Entry(out, v.entry.Row, v.entry.Col)
			}
		}
	case HVP:
		if !d.f.Shape().IsScalar() {
			return nil, &ast.Error{Kind: ast.ShapeError, Message: "hvp needs a scalar expression, and this one is " + d.f.Shape().String(),
				Source: d.Input, Span: ast.Span{End: len(d.Input)}, Hint: "jvp and vjp work for values of any shape"}
		}
		var g ast.Node
		if g, err = d.gradient(d.f, v.symbol); err != nil {
			return nil, err
		}
		if v.entry != nil {
			g = d.t.Entry(g, v.entry.Row, v.entry.Col)
		}
		dir := d.direction(v, 0)
		r.Directions = []*ast.Symbol{dir}
		check.Value, check.Direction = g, dir
		out, err = operation.Tangent(d.t, g, []ast.Node{v.symbol}, []ast.Node{d.moved(v, dir)})
	default:
		dir := d.direction(v, 0)
		r.Directions = []*ast.Symbol{dir}
		check.Direction = dir
		out, err = operation.Tangent(d.t, d.f, []ast.Node{v.symbol}, []ast.Node{d.moved(v, dir)})
	}
	if err != nil {
		return nil, err
	}
	r.Derivative = d.simplifier.Simplify(out)
	r.Laid = r.Derivative
	check.Derivative = r.Derivative
	return []verify.Check{check}, nil
}
