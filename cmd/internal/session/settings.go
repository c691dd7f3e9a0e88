package session

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/derive"
)

// The settings say how expressions are derived and written.
type settings struct {
	wrt, form, steps, format, layout, nabla string
	order                                   int
	noVerify, explain                       bool
	timeout                                 time.Duration
}

// noSteps is the detail where none are asked for.
const noSteps = "no"

func defaults() settings {
	return settings{form: render.AllForms, steps: noSteps, format: render.Formats[0].Name, layout: string(derive.Mixed), nabla: "column", order: 1, timeout: 5 * time.Second}
}

// A setting is a command that sets one of them, and alone shows it.
type setting struct {
	name, argument, doc string
	// values are the words that it takes; nil where it takes others.
	values []string
	get    func(*settings) string
	set    func(*settings, string)
}

var allSettings = []setting{
	{"wrt", "W", "the variable of all that follows; several with commas; \"none\" for the only one", nil,
		func(s *settings) string { return s.wrt }, func(s *settings, v string) { s.wrt = v }},
	{"form", "FORM", "the form of the derivative", render.FormNames(),
		func(s *settings) string { return s.form }, func(s *settings, v string) { s.form = v }},
	{"steps", "yes", "the derivation line by line", []string{"yes", "full", noSteps},
		func(s *settings) string { return s.steps }, func(s *settings, v string) { s.steps = v }},
	{"order", "K", "the order of the derivative", nil,
		func(s *settings) string { return strconv.Itoa(s.order) }, func(s *settings, v string) { s.order, _ = strconv.Atoi(v) }},
	{"layout", "LAYOUT", "the layout of the derivative", []string{string(derive.Mixed), string(derive.Numerator), string(derive.Denominator)},
		func(s *settings) string { return s.layout }, func(s *settings, v string) { s.layout = v }},
	{"nabla", "SHAPE", "∇h as a column or a row", []string{"column", "row"},
		func(s *settings) string { return s.nabla }, func(s *settings, v string) { s.nabla = v }},
	{"format", "FORMAT", "the format of results", formatNames(),
		func(s *settings) string { return s.format }, func(s *settings, v string) { s.format = v }},
	{"verify", "on", "the numerical check", []string{"on", "off"},
		func(s *settings) string { return map[bool]string{true: "off", false: "on"}[s.noVerify] }, func(s *settings, v string) { s.noVerify = v == "off" }},
	{"explain", "off", "why simplification stopped", []string{"on", "off"},
		func(s *settings) string { return map[bool]string{true: "on", false: "off"}[s.explain] }, func(s *settings, v string) { s.explain = v == "on" }},
	{"timeout", "TIME", "give up a line after this time, such as 30s or 5m; 0 is no limit", nil,
		func(s *settings) string { return s.timeout.String() }, func(s *settings, v string) { s.timeout, _ = time.ParseDuration(v) }},
}

func formatNames() []string {
	names := make([]string, len(render.Formats))
	for i, f := range render.Formats {
		names[i] = f.Name
	}
	return names
}

// maxOrder is the greatest order of a derivative.
const maxOrder = 100

// change sets a setting; the error is a line and the place of the value in it.
func (s *settings) change(of setting, value, line string) error {
	wrong := func(kind ast.ErrorKind, message, hint string) error {
		start := strings.LastIndex(line, value)
		return &ast.Error{Kind: kind, Message: message, Source: line, Span: ast.Span{Start: start, End: start + len(value)}, Hint: hint}
	}
	switch {
	case of.name == "wrt" && value == "none":
		value = ""
	case of.name == "order":
		if k, err := strconv.Atoi(value); err != nil || k < 1 || k > maxOrder {
			return wrong(ast.SyntaxError, "the order is a number from 1 to "+strconv.Itoa(maxOrder), "the first derivative is :order 1")
		}
	case of.name == "timeout":
		if d, err := time.ParseDuration(value); err != nil || d < 0 {
			return wrong(ast.SyntaxError, value+" is no time", "write 30s or 5m; 0 is no limit")
		}
	case of.values != nil && !slices.Contains(of.values, value):
		hint := "there are " + strings.Join(of.values, ", ")
		if near := parser.Nearest(value, of.values); near != "" {
			hint = "did you mean " + near + "?"
		}
		return wrong(ast.SyntaxError, ":"+of.name+" does not take "+value, hint)
	}
	of.set(s, value)
	return nil
}

// request is what the settings say of a request.
func (s *settings) request() derive.Request {
	r := derive.Request{Mode: derive.Diff, Order: s.order, Layout: derive.Layout(s.layout), Steps: s.steps != noSteps && s.shows("text", "latex", "json")}
	switch {
	case s.form != render.AllForms:
		r.Forms = []string{s.form}
	case s.shows("text", "json") || r.Steps:
		r.Forms = render.FormNames()[1:]
	}
	return r
}

// shows reports whether the format is one of these.
func (s *settings) shows(formats ...string) bool { return slices.Contains(formats, s.format) }

// options is what the settings say of the page.
func (s *settings) options() render.Options {
	o := render.Options{Form: s.form, NablaRow: s.nabla == "row", Explain: s.explain}
	if s.steps != noSteps && s.shows("text", "latex", "json") {
		o.Steps = s.steps
	}
	return o
}

// Timeout is the time that a line may take; 0 is no limit.
func (s *Session) Timeout() time.Duration { return s.settings.timeout }

// SetTimeout sets that time.
func (s *Session) SetTimeout(d time.Duration) { s.settings.timeout = d }

// rendering is the format of results.
func (s *settings) rendering() render.Format {
	for _, f := range render.Formats {
		if f.Name == s.format {
			return f
		}
	}
	panic("no format " + s.format)
}
