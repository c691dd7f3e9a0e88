package render

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules/derive"
)

// Text writes the page for people: the expression as a function, what its names stand for, the
// derivative with its shape and layout, the conditions, notes, and how the check went.
func Text(a *derive.Answer, o Options) (_ string, err error) {
	defer ast.Recover(&err)
	if err := o.asked(a); err != nil {
		return "", err
	}
	o = o.of(a)
	p := &page{Answer: a, writer: writer{Options: o}, sheet: newSheetWithTransposes(a, o)}
	p.b.Grow(pageBytes)
	p.head()
	p.given()
	p.steps()
	p.b.WriteByte('\n')
	p.table(append(p.resultLines(), p.whereLines()...))
	p.conditions(a.Conditions, inSheet(p.onSheet, p.alone))
	p.notes(p.remarks())
	p.simplification(p.Stops)
	p.b.WriteByte('\n')
	for _, v := range p.verdictLines() {
		p.b.WriteString(indent + p.sentence(v) + "\n")
	}
	return p.text(), nil
}

// pageBytes is the length for which a page has room from the start.
const pageBytes = 512

// A page is the text of an answer that is being written.
type page struct {
	*derive.Answer
	writer
	sheet   sheet
	written *script // how the page is written, once it is known
}

func (p *page) resultLines() []line {
	var lines []line
	for i := range p.Results {
		for _, f := range p.chosen() {
			if f.of(&p.Results[i]) != nil {
				lines = append(lines, f.lines(p, &p.Results[i])...)
			}
		}
	}
	return lines
}

// given writes what the names that the input gives to parts stand for, under the expression.
func (p *page) given() {
	if lines := p.partLines(true); len(lines) > 0 {
		p.b.WriteByte('\n')
		p.table(lines)
	}
}

// whereLines give the other shared parts.
func (p *page) whereLines() []line { return p.partLines(false) }

// partLines give the shared parts that the input names, or the others.
func (p *page) partLines(given bool) []line {
	var lines []line
	parts := p.sheet.SharedText(p.notation())
	for i, n := range p.sheet.Shared() {
		if _, named := p.sheet.names[n]; named != given {
			continue
		}
		label := ""
		if len(lines) == 0 {
			label = "where"
		}
		lines = append(lines, line{label: label, formula: parts[i].Name + equals + string(parts[i].Formula)})
	}
	return lines
}

// remarks are the notes of the answer, those of forms that are not compared, and one where a layout was
// asked for that has no effect.
func (p *page) remarks() []string {
	notes := slices.Concat(p.Notes, uncompared(p.Results))
	for _, r := range p.Results {
		if r.Kind == derive.Map && p.Layout != "" && p.Layout != derive.Mixed {
			return append(notes, "the layout has no effect on the derivative of a row, nor on one with more than two axes")
		}
	}
	return notes
}

// onSheet prints what is on the sheet.
func (p *page) onSheet(n ast.Node) string { return p.sheet.Text(n, p.notation()) }
