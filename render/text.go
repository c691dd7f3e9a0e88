package render

import (
	"strings"
	"unicode/utf8"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// Text writes the page for people: the expression as a function, what its names stand for, the
// derivative with its shape and layout, the conditions, notes, and how the check went.
func Text(a *derive.Answer, o Options) (string, error) {
	p := &page{Answer: a, Options: o, sheet: newSheet(a, o)}
	p.head()
	p.b.WriteByte('\n')
	p.table(append(p.resultLines(), p.whereLines()...))
	p.conditionLines()
	p.noteLines()
	p.b.WriteByte('\n')
	for _, v := range p.verdictLines() {
		p.b.WriteString(indent + v + "\n")
	}
	if o.ASCII {
		return toASCII.Replace(p.b.String()), nil
	}
	return p.b.String(), nil
}

// A page is a text that is being written.
type page struct {
	*derive.Answer
	Options
	sheet sheet
	b     strings.Builder
}

// A line has a label, a formula, and a remark on it.
type line struct{ label, formula, remark string }

const (
	indent = "  "
	// minLabel and maxFormula bound the columns of a table; longer formulas push their remarks to
	// the right.
	minLabel   = 14
	maxFormula = 46
)

// table writes lines in columns.
func (p *page) table(lines []line) {
	label, formula := minLabel, 0
	for _, l := range lines {
		label = max(label, width(l.label)+2)
		if w := width(l.formula); w <= maxFormula && l.remark != "" {
			formula = max(formula, w)
		}
	}
	if formula > 0 {
		formula = max(formula, 24)
	}
	for _, l := range lines {
		text := indent + painted(p.Paint.Label, l.label) + blanks(label-width(l.label)) + l.formula
		if l.remark != "" {
			text += blanks(formula-width(l.formula)) + "   " + painted(p.Paint.Faint, l.remark)
		}
		p.b.WriteString(text + "\n")
	}
}

func (p *page) resultLines() []line {
	var lines []line
	for i := range p.Results {
		for _, f := range p.chosen() {
			lines = append(lines, f.lines(p, &p.Results[i])...)
		}
	}
	return lines
}

// whereLines give the shared parts.
func (p *page) whereLines() []line {
	var lines []line
	for i, part := range p.sheet.SharedText(p.options()) {
		label := ""
		if i == 0 {
			label = "where"
		}
		lines = append(lines, line{label: label, formula: part.Name + " = " + part.Expression})
	}
	return lines
}

// maxConditions is the number of conditions that the page lists; a large network has thousands.
const maxConditions = 8

func (p *page) conditionLines() {
	all := conditions(p.Answer)
	if len(all) == 0 {
		return
	}
	words := make([]string, 0, maxConditions+1)
	for i, c := range all {
		if i == maxConditions {
			words = append(words, "and "+count(len(all)-i, "more condition"))
			break
		}
		words = append(words, c.Print(inSheet(p.text, p.alone)))
	}
	p.b.WriteByte('\n')
	p.table([]line{{label: "holds where", formula: strings.Join(words, ", ")}})
}

func (p *page) noteLines() {
	notes := p.Notes
	for _, r := range p.Results {
		if r.Kind == derive.Map && p.Layout != "" && p.Layout != derive.Mixed {
			notes = append(notes[:len(notes):len(notes)], "the layout has no effect on rows and on derivatives with more than two axes")
			break
		}
	}
	if len(notes) > 0 {
		p.b.WriteByte('\n')
	}
	for _, n := range notes {
		p.b.WriteString(indent + painted(p.Paint.Doubt, "note: ") + n + "\n")
	}
}

func (p *page) options() notation.Options {
	return notation.Options{NablaRow: p.NablaRow, ASCII: p.ASCII}
}

// text prints what is on the sheet.
func (p *page) text(n ast.Node) string { return p.sheet.Text(n, p.options()) }

// alone prints what is not.
func (p *page) alone(n ast.Node) string { return notation.Text(n, p.options()) }

// width is the number of characters of a text.
func width(text string) int { return utf8.RuneCountInString(text) }

func blanks(n int) string { return strings.Repeat(" ", max(0, n)) }

// toASCII writes the signs of the page in ASCII.
var toASCII = strings.NewReplacer("✓", "ok:", "✗", "WRONG:", "–", "--", "…", "...", "×", "x", "≠", "!=", "≥", ">=", "≤", "<=",
	"∈", "in", "ℝ", "R", "ℤ", "Z", "→", "->", "∂", "d", "²", "^2", "∇", "nabla ", "·", "*", "∞", "infinity")
