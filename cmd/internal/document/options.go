package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/derive"
)

// A setting is an option of \matcalc.
type setting struct {
	name string
	// values are the words that it takes, the first of them without "="; nil where it takes any text.
	values []string
	set    func(q *question, value string)
}

var settings = []setting{
	{"wrt", nil, func(q *question, v string) { q.request.Wrt = v }},
	{"let", nil, func(q *question, v string) { q.request.Let = append(q.request.Let, v) }},
	{"form", formNames(), func(q *question, v string) { q.render.Form = v }},
	{"steps", []string{render.YesSteps, render.FullSteps, "no"}, func(q *question, v string) { q.render.Steps = strings.TrimPrefix(v, "no") }},
	{"order", nil, nil},
	{"layout", []string{string(derive.Mixed), string(derive.Numerator), string(derive.Denominator)}, func(q *question, v string) { q.request.Layout = derive.Layout(v) }},
	{"nabla", []string{"column", "row"}, func(q *question, v string) { q.render.NablaRow = v == "row" }},
	{"mode", []string{string(derive.Diff), string(derive.JVP), string(derive.VJP), string(derive.HVP)}, func(q *question, v string) { q.request.Mode = derive.Mode(v) }},
}

// formNames are the forms, with the differential one as the default, so that steps are one derivation.
func formNames() []string {
	return append(render.FormNames()[1:], render.AllForms)
}

// maxOrder is the greatest order of a derivative.
const maxOrder = 100

// A question is what a command asks for.
type question struct {
	command Command
	request derive.Request
	render  render.Options
	// options are the values that the texts of the request come from, whole and, of lists, in parts.
	options []Passage
}

// read makes the question of a command; its error has its place in the document.
func read(c Command) (*question, *Mistake) {
	q := &question{command: c, render: render.Options{Form: derive.DifferentialForm}}
	q.request.Mode, q.request.Order, q.request.Layout = derive.Diff, 1, derive.Mixed
	if i := parameter(c.Expression.Text); i >= 0 {
		m := c.Expression.Source.mistake(c.Expression.span(ast.Span{Start: i, End: i + 2}), "a derivation cannot depend on the parameter of a macro: it is read as it stands in the document",
			`write \matcalc with the expression itself`)
		return nil, &m
	}
	for _, part := range c.Options.trimmed().split() {
		if part = part.trimmed(); part.Text != "" {
			if m := q.option(part); m != nil {
				return nil, m
			}
		}
	}
	q.request.Input = c.Expression.Text
	q.request.Steps = q.render.Steps != ""
	if q.request.Mode == derive.Diff {
		q.request.Forms = []string{q.render.Form}
		if q.render.Form == render.AllForms {
			q.request.Forms = render.FormNames()[1:]
		}
	}
	return q, nil
}

// parameter is the place of a parameter such as #1 in a text, or -1.
func parameter(text string) int {
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '#' && text[i+1] >= '1' && text[i+1] <= '9' {
			return i
		}
	}
	return -1
}

// option takes in one option, a name alone or name=value.
func (q *question) option(p Passage) *Mistake {
	wrong := func(of Passage, hint, message string, args ...any) *Mistake {
		m := of.Source.mistake(of.span(ast.Span{End: len(of.Text)}), fmt.Sprintf(message, args...), hint)
		return &m
	}
	name, value := p, Passage{}
	i := strings.IndexByte(p.Text, '=')
	if i >= 0 {
		name, value = p.cut(0, i).trimmed(), p.cut(i+1, len(p.Text)).trimmed()
	}
	at := slices.IndexFunc(settings, func(s setting) bool { return s.name == name.Text })
	if at < 0 {
		return wrong(name, optionHint(name.Text), `\matcalc has no option %s`, name.Text)
	}
	s := settings[at]
	switch {
	case i < 0 && s.name == "steps":
		s.set(q, render.YesSteps)
		return nil
	case value.Text == "":
		return wrong(p, "write "+s.name+"=…", "the option %s needs a value", s.name)
	case s.values != nil && !slices.Contains(s.values, value.Text):
		hint := "there are " + strings.Join(s.values, ", ")
		if near := parser.Nearest(value.Text, s.values); near != "" {
			hint = "did you mean " + near + "?"
		}
		return wrong(value, hint, "the option %s does not take %s", s.name, value.Text)
	case s.name == "order":
		k, err := strconv.Atoi(value.Text)
		if err != nil || k < 1 || k > maxOrder {
			return wrong(value, "the first derivative is order=1", "the order is a number from 1 to %d", maxOrder)
		}
		q.request.Order = k
		return nil
	}
	q.options = append(q.options, value)
	for _, part := range value.split() {
		q.options = append(q.options, part.trimmed())
	}
	s.set(q, value.Text)
	return nil
}

// optionHint says what a word among the options is likely to be.
func optionHint(word string) string {
	if strings.ContainsAny(word, " :") {
		return "put several declarations into braces: let={A in Sym(n), a in R^m}"
	}
	names := make([]string, len(settings))
	for i, s := range settings {
		names[i] = s.name
	}
	if near := parser.Nearest(word, names); near != "" {
		return "did you mean " + near + "?"
	}
	return "there are " + strings.Join(names, ", ") + "; several variables stand in braces: wrt={x, y}"
}

// inDocument puts an error of a derivation at its place in the document.
func (q *question) inDocument(err *ast.Error) Mistake {
	source := q.command.Expression.Source
	out := *err
	out.Source, out.Span = source.Text, q.command.Span
	// An error about a variable may be in a text that is the expression too, so the options go first.
	places := append(slices.Clone(q.options), q.command.Expression)
	if err.Kind != ast.VariableError {
		slices.Reverse(places)
	}
	if err.Source != "" {
		for _, p := range places {
			if p.Text == err.Source {
				out.Span = p.span(err.Span)
				break
			}
		}
	}
	return Mistake{source, &out}
}
