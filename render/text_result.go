package render

import (
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/rules/derive"
)

// differential gives the lines of the form that is derived with differentials.
func (p *page) differential(r *derive.Result) []line {
	shape := p.size(r.Laid)
	main := line{p.label(r), p.marked(r.Laid), shape}
	switch r.Kind {
	case derive.Gradient:
		if len(r.Wrt) == 1 {
			return append(p.gradient(r, main), p.riemannian(r)...)
		}
	case derive.Jacobian:
		main.remark += ", " + p.jacobianLayout()
	case derive.Derivative:
		if p.Layout == derive.Denominator && !r.Laid.Shape().IsScalar() {
			main.remark += ", denominator layout"
		}
	case derive.Map:
		main.remark += ", linear in " + p.directions(r.Directions)
	case derive.Product:
		if p.Mode != derive.VJP {
			main.remark += ", along " + p.directions(r.Directions)
		} else {
			main.remark += ", cotangent " + p.directions(r.Directions)
		}
	}
	return []line{main}
}

// gradient gives the gradient and, transposed, the derivative as a row or in the numerator layout:
// the one that was asked for first.
func (p *page) gradient(r *derive.Result, main line) []line {
	by := strings.TrimPrefix(main.label, string(derive.Gradient))
	other := p.transpose(r)
	if p.Layout == derive.Numerator {
		main.label = "derivative" + by
		main.remark += ", numerator layout"
		return []line{main, {"gradient" + by, other, p.size(r.Derivative)}}
	}
	if p.Layout == derive.Denominator {
		main.remark += ", denominator layout"
	}
	row := p.Table.Transpose(r.Derivative)
	return []line{main, {"derivative" + by, other, p.size(row) + ", numerator layout"}}
}

// riemannian gives the line of the gradient on the manifold of orthogonal matrices.
func (p *page) riemannian(r *derive.Result) []line {
	if r.Riemannian == nil {
		return nil
	}
	by := ""
	if p.Variables > 1 {
		by = " " + p.by(r)
	}
	return []line{{"Riemannian" + by, p.alone(r.Riemannian), p.size(r.Riemannian) + ", on the orthogonal matrices, Frobenius metric"}}
}

// transpose prints the transpose of a gradient, in words where the gradient names shared parts that
// its transpose would not.
func (p *page) transpose(r *derive.Result) string {
	switch n, ok := p.sheet.transposes[r.Laid]; {
	case ok && p.sheet.together:
		return p.marked(n)
	case ok && len(p.sheet.Shared()) == 0:
		return p.alone(n)
	}
	return "the transpose of it"
}

func (p *page) jacobianLayout() string {
	if p.Layout == derive.Denominator {
		return "denominator layout"
	}
	f := p.function()
	return fmt.Sprintf("numerator layout, ∂%s_i/∂x_j", f)
}

// label names a derivative: "gradient", "Hessian", "second derivative", "Df(X)[d_X]".
func (p *page) label(r *derive.Result) string {
	label := string(r.Kind)
	if r.Kind == derive.Product {
		return p.productLabel(r)
	}
	if order := len(r.Wrt); order > 1 && r.Kind != derive.Hessian {
		if r.Kind != derive.Map {
			label = "derivative"
		}
		switch order {
		case 2:
			label = "second " + label
		case 3:
			label = "third " + label
		default:
			label = fmt.Sprintf("%s of order %d", label, order)
		}
	}
	if p.Variables > 1 {
		label += " " + p.by(r)
	}
	return label
}

func (p *page) productLabel(r *derive.Result) string {
	return p.ascii(p.script().product(r))
}

// by tells the variables of a result, as in "by U, V".
func (p *page) by(r *derive.Result) string {
	names := make([]string, len(r.Variables))
	for i, v := range r.Variables {
		names[i] = p.alone(v)
	}
	return "by " + byNames(names)
}

// byNames lists the names of the variables of a derivative, of which one that is by the same each time is
// said once.
func byNames(names []string) string {
	if slices.ContainsFunc(names, func(name string) bool { return name != names[0] }) {
		return strings.Join(names, ", ")
	}
	return names[0]
}

// directions lists the directions of a map with their shapes.
func (p *page) directions(all []*ast.Symbol) string {
	words := make([]string, len(all))
	for i, d := range all {
		words[i] = fmt.Sprintf("%s (%s)", p.alone(d), p.size(d))
	}
	return strings.Join(words, " and ")
}
