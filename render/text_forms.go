package render

import (
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// component gives the line of the component form: ∂f/∂W_ij = a_j (∂_i h)(W a). By an entry it says
// the chain rule too.
func (p *page) component(r *derive.Result) []line {
	s := p.script().subject(derive.IndexForm, r)
	k := len(r.Variables)
	formula := s.derivative(k) + " = "
	if l, ok := chainRule(form{name: derive.IndexForm}, r); ok {
		o := s.optionsOf(l)
		o.Pending.Columns = false
		formula += s.formula(l.Node, o).String() + " = "
	}
	return []line{{"component" + p.ofResult(r), p.wrapped(formula, s.derivation.Result), ""}}
}

// definition gives the line of the linear map: Df(W)[H] = ∇h(W a)ᵀ H a.
func (p *page) definition(r *derive.Result) []line {
	s := p.script().subject(derive.DefinitionForm, r)
	return []line{{"definition" + p.ofResult(r), p.wrapped(s.derivative(len(r.Variables))+" = ", s.derivation.Result), ""}}
}

// vec gives the line of the matrix that belongs to vec, with its size.
func (p *page) vec(r *derive.Result) []line {
	s := p.script().subject(derive.VecForm, r)
	n := s.derivation.Result
	formula := p.wrapped(s.derivative(len(r.Variables))+" = ", n)
	return []line{{"vec" + p.ofResult(r), formula + blanks(8) + painted(p.Paint.Faint, notation.TextShape(n.Shape(), p.notation())), ""}}
}

// wrapped writes an expression behind its left side, in lines that fit on the page.
func (p *page) wrapped(left string, n ast.Node) string {
	left = p.ascii(left)
	room := float64(lineWidth - len(indent) - minLabel - width(left))
	var b strings.Builder
	b.WriteString(left)
	for i, piece := range p.sheet.TextFormula(n, p.notation()).Break(room, room-2*hang, textWidth) {
		if i > 0 {
			b.WriteString("\n" + blanks(width(left)) + hanging(piece))
		}
		b.WriteString(piece.Text)
	}
	return b.String()
}

// ofResult tells the variables of a result where there are several.
func (p *page) ofResult(r *derive.Result) string {
	if p.Variables == 1 {
		return ""
	}
	return " " + p.by(r)
}

// script is the notation of the page.
func (p *page) script() *script { return textScript(p.Answer, p.sheet.Sheet, p.notation()) }
