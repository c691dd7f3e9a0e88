package render

import (
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// A Format is a way to write an answer.
type Format struct {
	Name string
	Doc  string
	// Write gives the whole document, which ends in a newline.
	Write func(*derive.Answer, Options) (string, error)
}

// Formats lists the formats, the default first.
var Formats = []Format{
	{"text", "a page for people: the result, its shape and layout, conditions, the check", Text},
	{"plain", "one line of the input language for each variable", Plain},
	{"latex", "a formula for math mode", LaTeX},
	{"json", "one object with everything", JSON},
	{"numpy", "a Python module with value and derivative", NumPy},
}

// Options are the choices that a reader has.
type Options struct {
	// Form names the form of the derivative, one that the request asked for; AllForms, or nothing, stands
	// for every one of them.
	Form string
	// NablaRow prints the derivative of a scalar function, a row, as ∇h.
	NablaRow bool
	// ASCII keeps the page to ASCII, in the notation of the input language.
	ASCII bool
	// Steps shows the derivations line by line: YesSteps as a person writes them, FullSteps with every
	// rule; none where it is empty. The request has to have asked for them.
	Steps string
	// Explain tells why simplification stopped.
	Explain bool
	// Width is the width of the page, to which derivations and other long lines are broken; 0 stands for
	// 100.
	Width int
	// Standalone makes LaTeX a whole document.
	Standalone bool
	// Paint marks up the page.
	Paint Paint

	input func(name string) bool // the names of the answer that is written
}

// of are the options for an answer.
func (o Options) of(a *derive.Answer) Options {
	o.input = inputNames(a)
	return o
}

// asked refuses a form and steps that the answer does not have.
func (o Options) asked(a *derive.Answer) error {
	switch named := o.Form != "" && o.Form != AllForms; {
	case named && !slices.Contains(derive.Forms, o.Form):
		return refused("there is no form "+strconv.Quote(o.Form), "there are "+strings.Join(FormNames(), ", "))
	case named && o.Form != derive.DifferentialForm && a.Mode == derive.Diff && !slices.Contains(a.Forms, o.Form):
		return refused("the answer has no "+o.Form+" form", "the request has to name it in Forms")
	case o.Steps != "" && !a.Steps:
		return refused("the answer has no steps", "the request has to ask for Steps")
	}
	return nil
}

func refused(message, hint string) error {
	return &ast.Error{Kind: ast.UnsupportedError, Message: message, Hint: hint}
}

// inputNames tells which names the input gives to symbols, functions and parts of the expression.
func inputNames(a *derive.Answer) func(name string) bool {
	names := map[string]bool{a.Parsed.Name: true}
	for _, d := range a.Parsed.Declarations {
		names[d.Name] = true
	}
	for _, d := range a.Parsed.Definitions {
		names[d.Name] = true
	}
	for _, n := range a.Names {
		names[n.Name] = true
	}
	return func(name string) bool { return names[name] }
}

// The details of steps.
const (
	YesSteps  = "yes"
	FullSteps = "full"
)

// Paint marks up stretches of the page, as with colours. A nil function leaves them as they are.
type Paint struct {
	Label, Faint, Right, Wrong, Doubt func(string) string
}

func painted(paint func(string) string, text string) string {
	if paint == nil || text == "" {
		return text
	}
	return paint(text)
}

// unicode are the options of mathematics in Unicode and LaTeX.
func (o Options) unicode() notation.Options {
	return notation.Options{NablaRow: o.NablaRow, Input: o.input}
}
