package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
	"matcalc/render"
	"matcalc/rules/derive"
)

// A question is what the flags of a command that derives ask for.
type question struct {
	request derive.Request

	form, steps, layout, nabla *choice

	checking
	output
	limits *limits.Limits
}

// maxOrder is the greatest order of a derivative.
const maxOrder = 100

// noSteps is the detail where none are asked for.
const noSteps = "no"

var (
	// stepFormats are the formats that show derivations line by line.
	stepFormats = []string{"text", "latex", "json"}
	// pageFormats are the formats that show several forms, latex among them where it shows steps.
	pageFormats = []string{"text", "json"}
	// formFormats are the formats that show a derivative in the form that is asked for.
	formFormats = []string{"text", "plain", "latex", "json"}
)

// allFormsUpTo is the number of parts of an expression up to which all forms of its derivative are shown where
// no form is asked for. A larger one has the differential form, which is the shortest by far.
const allFormsUpTo = 2000

// forms lists the forms that the format shows; there are none where it shows the one that is always
// there.
func (q *question) forms() []string {
	switch {
	case q.form.value != render.AllForms:
		return []string{q.form.value}
	case slices.Contains(pageFormats, q.format.value) || q.request.Steps:
		return render.FormNames()[1:]
	}
	return nil
}

// newQuestion is the question of a command in that mode and of that order.
func newQuestion(mode derive.Mode, order int) *question {
	q := &question{
		request: derive.Request{Mode: mode, Order: order},
		form:    newChoice("form", render.FormNames()...),
		steps:   newChoice("detail of steps", noSteps, "yes", "full"),
		layout:  newChoice("layout", string(derive.Mixed), string(derive.Numerator), string(derive.Denominator)),
		nabla:   newChoice("shape of ∇h", "column", "row"),
		output:  output{format: newChoice("format", formatNames()...)},
		limits:  limits.Default(),
	}
	q.format.later = []string{"torch", "matlab", "julia", "gonum"}
	return q
}

// addVariableFlags adds what says of what and by what to differentiate.
func (q *question) addVariableFlags(f *pflag.FlagSet) {
	f.StringVarP(&q.request.Wrt, "wrt", "w", "", "the `VARIABLE`; several with commas, or an entry W[j,i];\nmay be left out where there is only one")
	f.StringArrayVarP(&q.request.Let, "let", "l", nil, "a `DECLARATION`, such as \"A in Sym(n)\"; repeatable")
}

// addFormFlags adds what says how the derivative is written.
func (q *question) addFormFlags(f *pflag.FlagSet) {
	addChoice(f, q.form, "form", "", "the form of derivation: "+q.form.doc()+";\nby differentials, in components, from f(X+H) - f(X), with vec and ⊗ (docs/forms.md)")
	addChoice(f, q.steps, "steps", "", "the derivation line by line, each line with its rule; --steps=full has\nevery rule, and those lines too that a person leaves out")
	f.Lookup("steps").NoOptDefVal = "yes"
	f.BoolVar(&q.options.Explain, "explain", false, "why simplification stopped")
	addChoice(f, q.layout, "layout", "", q.layout.doc())
}

// addOutputFlags adds what says in which format and whereto.
func (q *question) addOutputFlags(f *pflag.FlagSet) {
	addChoice(f, q.nabla, "nabla", "", "∇h in text and LaTeX: "+q.nabla.doc())
	q.output.addFlags(f)
	f.BoolVar(&q.options.Standalone, "standalone", false, "with --format latex: a whole document")
}

// complete checks the flags together and reads the expression.
func (q *question) complete(c *console, expr string) error {
	notes, err := q.settle()
	if err != nil {
		return err
	}
	for _, n := range notes {
		c.printError("note: " + n + "\n")
	}
	q.request.Input, err = c.expression(expr)
	return err
}

// settle checks the flags together and puts them into the request and the options of the page; notes
// tell which have no effect.
func (q *question) settle() (notes []string, err error) {
	if err := q.checkable(); err != nil {
		return nil, err
	}
	switch {
	case q.request.Order < 1:
		return nil, &usageError{message: "--order must be at least 1", hint: "the first derivative is --order 1"}
	case q.request.Order > maxOrder:
		return nil, &ast.Error{Kind: ast.LimitError, Message: fmt.Sprintf("the order is at most %d", maxOrder), Hint: "each order is the derivative of the one before, and grows"}
	case q.options.Standalone && q.format.value != "latex":
		return nil, &usageError{message: "--standalone needs --format latex", hint: "add --format latex"}
	}
	q.request.Layout = derive.Layout(q.layout.value)
	q.request.Verify = q.asked()
	q.options.Form = q.form.value
	switch {
	case q.steps.value == noSteps:
	case slices.Contains(stepFormats, q.format.value):
		q.request.Steps, q.options.Steps = true, q.steps.value
	default:
		notes = append(notes, "the format "+q.format.value+" has no place for steps; "+strings.Join(stepFormats, ", ")+" have")
	}
	if q.request.Mode == derive.Diff {
		q.request.Forms = q.forms()
		if !q.form.given {
			q.request.FormsUpTo = allFormsUpTo
		}
	}
	if !slices.Contains(formFormats, q.format.value) && q.form.value != render.AllForms {
		notes = append(notes, q.format.value+" is code for the derivative, whatever the form")
	}
	q.options.NablaRow = q.nabla.value == "row"
	return notes, nil
}

// expression is the argument, or what stands on standard input where that is "-".
func (c *console) expression(arg string) (string, error) {
	if arg != "-" {
		return arg, nil
	}
	text, err := io.ReadAll(c.in)
	if err != nil {
		return "", &usageError{message: "standard input cannot be read: " + cause(err), hint: "give the expression as an argument"}
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// oneExpression is the rule for the arguments of commands that take one expression.
func oneExpression(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return &usageError{message: cmd.Name() + " needs an expression", hint: "for instance: " + firstExample(cmd)}
	case 1:
		return nil
	}
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = quote(a)
	}
	if detail := strings.ToLower(args[1]); slices.Contains([]string{"yes", "no", "full"}, detail) {
		return &usageError{message: cmd.Name() + " takes one expression, not " + strings.Join(words, " and "), hint: "did you mean --steps=" + detail + "?"}
	}
	return &usageError{message: cmd.Name() + " takes one expression, not " + strings.Join(words, " and "), hint: "put the expression into quotes"}
}

func firstExample(cmd *cobra.Command) string {
	first, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	return first
}

// noArguments is the rule of commands that take none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{message: cmd.Name() + " takes no argument, and there is " + quote(args[0]), hint: "leave it out"}
	}
	return nil
}
