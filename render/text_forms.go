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
	formula := s.derivative(k) + equals
	if l, ok := chainRule(form{name: derive.IndexForm}, r); ok {
		o := s.optionsOf(l)
		o.Pending.Columns = false
		formula += s.formula(l.Node, o).String() + equals
	}
	return []line{{"component" + p.ofResult(r), formula + p.marked(s.derivation.Result), ""}}
}

// definition gives the line of the linear map: Df(W)[H] = ∇h(W a)ᵀ H a.
func (p *page) definition(r *derive.Result) []line {
	s := p.script().subject(derive.DefinitionForm, r)
	return []line{{"definition" + p.ofResult(r), s.derivative(len(r.Variables)) + equals + p.marked(s.derivation.Result), ""}}
}

// vec gives the line of the matrix that belongs to vec, with its size.
func (p *page) vec(r *derive.Result) []line {
	s := p.script().subject(derive.VecForm, r)
	n := s.derivation.Result
	formula := s.derivative(len(r.Variables)) + equals + p.marked(n)
	return []line{{"vec" + p.ofResult(r), formula, notation.TextShape(n.Shape(), p.notation())}}
}

// marked writes an expression of the sheet with marks where it can be broken.
func (p *page) marked(n ast.Node) string { return string(p.sheet.TextFormula(n, p.notation())) }

// brokenAt writes a formula behind what stands left of it, in lines that fit on the page behind a margin;
// the margin itself is not written.
func (w *writer) brokenAt(left, margin string, f notation.Formula) string {
	room := float64(max(w.lineWidth()-width(margin)-width(left), minPiece))
	pieces := f.Break(room, room-3*hang, textWidth)
	text := left + pieces[0].Text
	if len(pieces) == 1 {
		return text
	}
	var b strings.Builder
	b.WriteString(text)
	for _, piece := range pieces[1:] {
		b.WriteString("\n" + blanks(width(left)) + hanging(piece) + piece.Text)
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
func (p *page) script() *script {
	if p.written == nil {
		p.written = textScript(p.Answer, p.sheet.Sheet, p.notation())
	}
	return p.written
}
