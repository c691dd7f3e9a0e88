package render

import (
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// LaTeX writes the bare formula for math mode, one for each result on a line of its own; with steps,
// an align* for each derivation; or, where the options ask for it, a whole document.
func LaTeX(a *derive.Answer, o Options) (_ string, err error) {
	defer ast.Recover(&err)
	if err := o.asked(a); err != nil {
		return "", err
	}
	o = o.of(a)
	switch {
	case o.Standalone:
		return standalone(a, o), nil
	case o.Steps != "":
		d := newDocument(a, o)
		d.derivations(func(title string) { d.WriteString("% " + title + "\n") })
		return d.String(), nil
	}
	var b strings.Builder
	options := o.unicode()
	namedLines(a, o, func(n ast.Node, s *notation.Sheet, first bool) {
		b.WriteString(s.LaTeX(n, options))
		if first {
			for j, part := range s.SharedLaTeX(options) {
				b.WriteString(map[bool]string{true: `, \quad \text{where } `, false: ", "}[j == 0])
				b.WriteString(part.Name + " = " + part.Expression)
			}
		}
		b.WriteByte('\n')
	})
	return b.String(), nil
}

const preamble = `\documentclass{article}
\usepackage[margin=2.5cm]{geometry}
\usepackage{amsmath,amssymb}
\allowdisplaybreaks
\begin{document}
`

// A document is LaTeX that is being written.
type document struct {
	strings.Builder
	Options
	*script
	page sheet
}

func newDocument(a *derive.Answer, o Options) *document {
	s := newNamedSheet(a, o)
	return &document{Options: o, script: latexScript(a, s.Sheet, o.unicode()), page: s}
}

// standalone writes a document: the declarations, the expression, the derivations where steps are
// asked for, the derivatives, the conditions.
func standalone(a *derive.Answer, o Options) string {
	d := newDocument(a, o)
	d.WriteString(preamble)
	words := make([]string, len(a.Parsed.Declarations))
	for i, decl := range a.Parsed.Declarations {
		words[i] = "$" + notation.LaTeXDeclaration(decl) + "$"
	}
	if len(words) > 0 {
		d.WriteString("Let " + strings.Join(words, ", ") + ".\n")
	}
	d.results()
	d.derivations(func(title string) { d.WriteString(`\paragraph{` + title + "}\n") })
	onSheet := func(n ast.Node) string { return d.sheet.LaTeX(n, d.options) }
	if all := a.Conditions; len(all) > 0 {
		words := make([]string, len(all))
		for i, c := range all {
			words[i] = conditionLaTeX(c.Print(func(n ast.Node) string { return "$" + inSheet(onSheet, d.alone)(n) + "$" }))
		}
		d.WriteString("Holds where " + strings.Join(words, ", ") + ".\n")
	}
	for _, r := range a.Results {
		if wrong(r) {
			d.WriteString("\n\\textbf{Not verified}, by $" + d.alone(r.Variables[0]) + "$: " + r.Verdict.Reason + ".\n")
		}
	}
	d.WriteString("\\end{document}\n")
	return d.String()
}

// results writes the expression, the derivatives in the first form of each, and the shared parts.
func (d *document) results() {
	on := d.sheet
	if !d.page.hasValue {
		on = notation.NewSheet(nil, d.Value)
	}
	rows := []row{{left: d.function(), right: func(o notation.Options) notation.Formula { return on.LaTeXFormula(d.Value, o) }, options: d.options}}
	for i := range d.Results {
		r := &d.Results[i]
		n := d.first(r)
		rows = append(rows, row{left: d.resultLeft(r), right: func(o notation.Options) notation.Formula { return d.formula(n, o) }, options: d.options})
	}
	given, shared, _ := d.sharedRows()
	d.align(slices.Concat(rows, given, shared))
}

// resultLeft is the left side of a result: \frac{\partial f}{\partial W}, or that of its form.
func (d *document) resultLeft(r *derive.Result) string {
	form := d.chosen()[0]
	if form.name != derive.DifferentialForm && form.of(r) != nil {
		return d.subject(form.name, r).derivative(len(r.Variables))
	}
	switch s := d.subject(form.name, r); {
	case r.Kind == derive.Product:
		return s.product(r)
	case len(r.Directions) > 0:
		return s.array(len(r.Variables))
	default:
		return s.fractionBy(s.f, r.Variables)
	}
}

// conditionSigns are the signs in the words of conditions.
var conditionSigns = strings.NewReplacer("≠", `$\neq$`, "≥", `$\geq$`, "≤", `$\leq$`, ">", "$>$", "<", "$<$", "∈", `$\in$`, "|", `$|$`)

// conditionLaTeX puts the signs of a condition into math mode, but for what stands in dollars already.
func conditionLaTeX(text string) string {
	parts := strings.Split(text, "$")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = conditionSigns.Replace(parts[i])
	}
	return strings.Join(parts, "$")
}
