package render

import (
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// LaTeX writes the bare formula for math mode, one for each result on a line of its own; or, where
// the options ask for it, a whole document.
func LaTeX(a *derive.Answer, o Options) (string, error) {
	if o.Standalone {
		return standalone(a, o), nil
	}
	taken, options := takenBy(a), o.unicode()
	var b strings.Builder
	for i := range a.Results {
		n := o.first().of(&a.Results[i])
		sheet := notation.NewSheet(taken, n)
		b.WriteString(sheet.LaTeX(n, options))
		for j, part := range sheet.SharedLaTeX(options) {
			b.WriteString(map[bool]string{true: `, \quad \text{where } `, false: ", "}[j == 0])
			b.WriteString(part.Name + " = " + part.Expression)
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

const preamble = `\documentclass{article}
\usepackage{amsmath,amssymb}
\allowdisplaybreaks
\begin{document}
`

// standalone writes a document: the declarations, the expression, the derivatives, the conditions.
func standalone(a *derive.Answer, o Options) string {
	options := o.unicode()
	write := func(n ast.Node) string { return notation.LaTeX(n, options) }
	var b strings.Builder
	b.WriteString(preamble)
	words := make([]string, len(a.Parsed.Declarations))
	for i, d := range a.Parsed.Declarations {
		words[i] = "$" + notation.LaTeXDeclaration(d) + "$"
	}
	if len(words) > 0 {
		b.WriteString("Let " + strings.Join(words, ", ") + ".\n")
	}
	s := newSheet(a, o)
	onSheet := func(n ast.Node) string { return s.LaTeX(n, options) }
	value := write
	if s.hasValue {
		value = onSheet
	}
	b.WriteString("\\begin{align*}\nf &= " + value(a.Value))
	for i := range a.Results {
		r := &a.Results[i]
		b.WriteString(" \\\\\n" + derivativeLaTeX(a, r) + " &= " + onSheet(o.first().of(r)))
	}
	for _, part := range s.SharedLaTeX(options) {
		b.WriteString(" \\\\\n" + part.Name + " &= " + part.Expression)
	}
	b.WriteString("\n\\end{align*}\n")
	if all := conditions(a); len(all) > 0 {
		words := make([]string, len(all))
		for i, c := range all {
			words[i] = conditionLaTeX(c.Print(func(n ast.Node) string { return "$" + inSheet(onSheet, write)(n) + "$" }))
		}
		b.WriteString("Holds where " + strings.Join(words, ", ") + ".\n")
	}
	for _, r := range a.Results {
		if wrong(r) {
			b.WriteString("\n\\textbf{Not verified}, by $" + notation.LaTeX(r.Variables[0], options) + "$: " + r.Verdict.Reason + ".\n")
		}
	}
	b.WriteString("\\end{document}\n")
	return b.String()
}

// derivativeLaTeX is the left side of a result: \frac{\partial f}{\partial W}.
func derivativeLaTeX(a *derive.Answer, r *derive.Result) string {
	names := make([]string, len(r.Variables))
	for i, v := range r.Variables {
		names[i] = notation.LaTeX(v, notation.Options{})
	}
	var dirs string
	if len(r.Directions) > 0 {
		words := make([]string, len(r.Directions))
		for i, d := range r.Directions {
			words[i] = notation.LaTeX(d, notation.Options{})
		}
		dirs = "[" + strings.Join(words, ", ") + "]"
	}
	at := "(" + names[0] + ")" + dirs
	switch {
	case a.Mode == derive.VJP:
		return "Df" + "(" + names[0] + ")^*" + dirs
	case a.Mode == derive.HVP:
		return `\nabla^2 f` + at
	case dirs != "" && len(names) == 1:
		return "Df" + at
	case dirs != "":
		return "D^{" + strconv.Itoa(len(names)) + "}f" + at
	case len(names) == 1:
		return `\frac{\partial f}{\partial ` + names[0] + "}"
	}
	return `\frac{\partial^{` + strconv.Itoa(len(names)) + `} f}{\partial ` + strings.Join(names, ` \, \partial `) + "}"
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
