package render

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/claim"
	"matcalc/rules/derive"
)

// checkedFormats are the formats of judged claims, the default first.
var checkedFormats = []struct {
	name  string
	write func(*claim.Answer, Options) (string, error)
}{
	{"text", checkedText},
	{"json", checkedJSON},
}

// CheckedFormatNames lists the formats of judged claims, the default first.
func CheckedFormatNames() []string {
	var names []string
	for _, f := range checkedFormats {
		names = append(names, f.name)
	}
	return names
}

// WriteChecked gives the document in the format of that name, which is one of [CheckedFormatNames].
func WriteChecked(format string, a *claim.Answer, o Options) (_ string, err error) {
	defer ast.Recover(&err)
	for _, f := range checkedFormats {
		if f.name == format {
			o = o.of(a.Shown)
			o.Form = a.Form
			return f.write(a, o)
		}
	}
	return "", refused("there is no format "+strconv.Quote(format), "there are "+strings.Join(CheckedFormatNames(), ", "))
}

// checkedText writes the page for people: the expression, the claims, the derivatives, their derivation where a
// claim is not right, and the verdicts, with a counter-example.
func checkedText(a *claim.Answer, o Options) (string, error) {
	if a.Shown.Steps && o.Steps == "" {
		o.Steps = YesSteps
	}
	p := &page{Answer: a.Shown, writer: writer{Options: o}, sheet: newSheetWithTransposes(a.Shown, o)}
	p.head()
	p.b.WriteByte('\n')
	var lines []line
	for i := range a.Judgements {
		lines = append(lines, p.claimLine(&a.Judgements[i], &p.Results[i]))
	}
	p.table(append(append(lines, p.resultLines()...), p.whereLines()...))
	p.conditions(a.Shown.Conditions, inSheet(p.onSheet, p.alone))
	p.notes(slices.Concat(p.remarks(), claimNotes(a)))
	for i := range a.Judgements {
		p.judgement(&a.Judgements[i], &p.Results[i])
	}
	p.steps()
	return p.text(), nil
}

// claimNotes lists the notes on how the claims were read, each once.
func claimNotes(a *claim.Answer) []string {
	var notes []string
	for _, j := range a.Judgements {
		for _, n := range j.Notes {
			if !slices.Contains(notes, n) {
				notes = append(notes, n)
			}
		}
	}
	return notes
}

// claimLine is the line of a claim, with its shape.
func (p *page) claimLine(j *claim.Judgement, r *derive.Result) line {
	remark := p.size(j.Node)
	if j.Form == derive.IndexForm || j.Form == derive.DefinitionForm {
		remark = ""
	}
	return line{"claim" + p.ofResult(r), string(notation.NewSheet(nil, j.Node).TextFormula(j.Node, p.notation())), remark}
}

// judgement writes the verdict on a claim, what would mend it, and the counter-example.
func (p *page) judgement(j *claim.Judgement, r *derive.Result) {
	of := ""
	if p.Variables > 1 {
		of = p.by(r) + ": "
	}
	w := wording{print: p.alone, size: p.size}
	sign, paint := "✗", p.Paint.Wrong
	switch {
	case j.OK():
		sign, paint = "✓", p.Paint.Right
	case j.Verdict == claim.Undecided:
		sign, paint = "–", p.Paint.Doubt
	}
	p.b.WriteString("\n" + indent + wrap(strings.Fields(painted(paint, sign+" "+of+p.ascii(w.verdict(p.Answer, j, r)))), 2*len(indent), p.lineWidth()) + "\n")
	for _, m := range w.advice(p.Answer, j, r) {
		p.b.WriteString(indent + indent + wrap(strings.Fields(p.ascii(m)), 2*len(indent), p.lineWidth()) + "\n")
	}
	if j.Counterexample != nil {
		p.b.WriteByte('\n')
		p.counterexample(j.Counterexample, r)
	}
}

// counterexample writes the point and both numbers there.
func (p *page) counterexample(c *claim.Counterexample, r *derive.Result) {
	var sizes []string
	for _, s := range c.Sizes {
		sizes = append(sizes, fmt.Sprintf("%s = %d", p.name(s.Name), s.Size))
	}
	var lines []line
	label := "for example"
	add := func(text string) {
		lines = append(lines, line{label: label, formula: text})
		label = ""
	}
	if len(sizes) > 0 {
		add(strings.Join(sizes, ", "))
	}
	for _, v := range c.Values {
		add(p.name(v.Name) + equals + arrayText(v.Array))
	}
	for _, f := range c.Functions {
		add(p.name(f) + " a smooth function drawn at random")
	}
	add(p.entry(r, c.Entry) + equals + numberText(c.Difference) + " by finite differences, and the claim gives " + numberText(c.Claimed))
	p.table(lines)
}

// entry names an entry of the derivative: ∂f/∂x_2, ∂F_12/∂X_31.
func (p *page) entry(r *derive.Result, at []int) string {
	take := func(s ast.Shape) string {
		var digits []string
		for _, d := range []ast.Dim{s.Rows, s.Cols} {
			if d != ast.One && len(at) > 0 {
				digits, at = append(digits, strconv.Itoa(at[0])), at[1:]
			}
		}
		if len(digits) == 0 {
			return ""
		}
		return "_" + strings.Join(digits, "")
	}
	order := map[bool]string{true: "∂" + p.script().power(len(r.Variables)), false: "∂"}[len(r.Variables) > 1]
	text := order + p.function() + take(p.Value.Shape()) + "/"
	for _, v := range r.Variables {
		text += "∂" + p.alone(v)
		if _, whole := v.(*ast.Symbol); whole {
			text += take(v.Shape())
		}
	}
	return text
}

// maxShown is the number of entries of an array that is written out.
const maxShown = 60

// arrayText writes an array as MATLAB reads it: [1 2; 3 4].
func arrayText(a ast.Array) string {
	if len(a.Data) == 1 {
		return numberText(a.Data[0])
	}
	if len(a.Data) > maxShown {
		return fmt.Sprintf("an array of %d×%d", a.Rows, a.Cols)
	}
	var b strings.Builder
	b.WriteByte('[')
	for i, x := range a.Data {
		switch {
		case i > 0 && i%a.Cols == 0:
			b.WriteString("; ")
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(numberText(x))
	}
	return b.String() + "]"
}

// numberText has six digits.
func numberText(x float64) string {
	switch {
	case math.IsNaN(x):
		return "no value"
	case math.Abs(x) < 1e-12:
		return "0"
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}
