package claim

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules/derive"
	"matcalc/rules/operation"
)

// confused are functions that are taken for one another.
var confused = map[string][]string{
	"sum": {"tr"}, "tr": {"sum"}, "det": {"logdet"}, "logdet": {"det"}, "norm": {"norm1"}, "norm1": {"norm"},
	"exp": {"expm"}, "expm": {"exp"}, "mean": {"sum"},
}

// otherExpressions looks for a function in the expression in whose place another one, that is often taken for it, would
// make the claim the gradient.
func (j *judge) otherExpressions(list []reading, points []*point) []Mending {
	if j.result.Kind != derive.Gradient || len(j.result.Variables) != 1 {
		return nil
	}
	x, whole := j.result.Variables[0].(*ast.Symbol)
	if !whole {
		return nil
	}
	for _, n := range ast.Topo(j.answer.Value) {
		for _, by := range j.inPlaceOf(n) {
			f := j.t.Substitute(j.answer.Value, map[ast.Node]ast.Node{n: by})
			gs, err := operation.Adjoints(j.t, f, j.t.Int(1), x)
			if err != nil {
				continue
			}
			g := operation.Project(j.t, x.Structure, gs[0])
			other := reading{applied: derive.ApplyArray(j.t, g, j.answer.Value.Shape(), j.dirs)}
			for _, r := range list {
				if j.same(other, r, points) {
					return []Mending{{Other, n, by}}
				}
			}
		}
	}
	return nil
}

// inPlaceOf lists what a part of the expression may be taken for, in its shape.
func (j *judge) inPlaceOf(n ast.Node) []ast.Node {
	var out []ast.Node
	switch n := n.(type) {
	case *ast.Call:
		for _, name := range confused[n.Fn.Name] {
			f := catalogue.Lookup(name)
			if s, err := f.Shape([]ast.Shape{n.Args()[0].Shape()}, nil); err == nil && s == n.Shape() && len(n.Args()) == 1 {
				out = append(out, j.t.Call(f, nil, n.Args()[0]))
			}
		}
	case *ast.Power:
		if c, ok := n.Base().(*ast.Call); ok && c.Fn.Name == "norm" {
			out = append(out, c)
		}
	}
	return out
}

// same reports whether two readings are equal at all points, and not 0 at all of them.
func (j *judge) same(a, b reading, points []*point) bool {
	some := false
	for _, p := range points {
		if p.apart(a, b) > j.options.Tolerance {
			return false
		}
		some = some || top(p.eval(b)) > 0
	}
	return some
}
