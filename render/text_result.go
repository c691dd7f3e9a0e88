package render

import (
	"fmt"
	"strings"

	"matcalc/ast"
	"matcalc/rules/derive"
	"matcalc/simplify"
)

// differential gives the lines of the form that is derived with differentials.
func (p *page) differential(r *derive.Result) []line {
	shape := r.Laid.Shape().String()
	main := line{p.label(r), p.onSheet(r.Laid), shape}
	switch r.Kind {
	case derive.Gradient:
		return p.gradient(r, main)
	case derive.Jacobian:
		main.remark += ", " + p.jacobianLayout()
	case derive.Derivative:
		if p.Layout == derive.Denominator && !r.Laid.Shape().IsScalar() {
			main.remark += ", denominator layout"
		}
	case derive.Map:
		main.remark += ", linear in " + p.directions(r)
	case derive.Product:
		if p.Mode != derive.VJP {
			main.remark += ", along " + p.directions(r)
		} else {
			main.remark += ", cotangent " + p.directions(r)
		}
	}
	return []line{main}
}

// gradient gives the gradient and, transposed, the derivative as a row or in the numerator layout:
// the one that was asked for first.
func (p *page) gradient(r *derive.Result, main line) []line {
	by := strings.TrimPrefix(main.label, string(derive.Gradient))
	if p.Layout == derive.Numerator {
		main.label = "derivative" + by
		main.remark += ", numerator layout"
		return []line{main, {"gradient" + by, p.aside(r.Derivative), r.Derivative.Shape().String()}}
	}
	if p.Layout == derive.Denominator {
		main.remark += ", denominator layout"
	}
	row := p.Table.Transpose(r.Derivative)
	return []line{main, {"derivative" + by, p.aside(row), row.Shape().String() + ", numerator layout"}}
}

// aside prints a transpose of what is on the sheet, in words where it would name shared parts.
func (p *page) aside(n ast.Node) string {
	n = simplify.Simplify(p.Table, n)
	text := p.alone(n)
	if len(p.sheet.Shared()) > 0 || strings.Contains(text, ", where ") {
		return "the transpose of it"
	}
	return text
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
	switch {
	case r.Kind == derive.Product:
		return p.productLabel(r)
	case len(r.Wrt) == 2 && r.Kind != derive.Hessian:
		label = "second " + label
	case len(r.Wrt) == 3:
		label = "third " + label
	case len(r.Wrt) > 3:
		label = fmt.Sprintf("%s of order %d", label, len(r.Wrt))
	}
	if p.Variables > 1 {
		label += " " + p.by(r)
	}
	return label
}

func (p *page) productLabel(r *derive.Result) string {
	f, dir := p.function(), p.alone(r.Directions[0])
	at := p.arguments()
	if p.Variables > 1 {
		at = "(" + r.Wrt[0] + ")"
	}
	switch p.Mode {
	case derive.VJP:
		return "D" + f + at + "*[" + dir + "]"
	case derive.HVP:
		if p.ASCII {
			return "hess(" + f + ")" + at + "[" + dir + "]"
		}
		return "∇²" + f + at + "[" + dir + "]"
	}
	return "D" + f + at + "[" + dir + "]"
}

// by tells the variables of a result, as in "by U, V".
func (p *page) by(r *derive.Result) string {
	names := make([]string, len(r.Variables))
	for i, v := range r.Variables {
		names[i] = p.alone(v)
	}
	for i := 1; i < len(names); i++ {
		if names[i] != names[0] {
			return "by " + strings.Join(names, ", ")
		}
	}
	return "by " + names[0]
}

// directions lists the directions of a map with their shapes.
func (p *page) directions(r *derive.Result) string {
	words := make([]string, len(r.Directions))
	for i, d := range r.Directions {
		words[i] = fmt.Sprintf("%s (%s)", p.alone(d), d.Shape())
	}
	return strings.Join(words, " and ")
}
