package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/derive"
	"matcalc/rules/differential"
	"matcalc/rules/verify"
	"matcalc/simplify"
)

const simplifyLong = `The shortest expression found that is equal to EXPR, with the conditions under which the parts of both are
defined. The values of both are compared at random points. EXPR may be -, which reads standard input.`

const simplifyExample = `  matcalc simplify "tr(A*B) - tr(B*A)"
  matcalc simplify "x'*A*x + x'*A'*x"
  matcalc simplify "A*S - (S*A')'" --let "S in Sym(n)" --format plain`

func simplifyCommand(c *console) *cobra.Command {
	s := newShortening()
	cmd := &cobra.Command{
		Use: "simplify EXPR", Short: "The shortest equal expression found", Long: simplifyLong, Example: simplifyExample,
		Args: oneExpression, Annotations: map[string]string{takesExpression: "yes"},
		ValidArgsFunction: completeExpression,
		RunE:              func(_ *cobra.Command, args []string) error { return c.simplify(s, args[0]) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&s.let, "let", "l", nil, "a `DECLARATION`, such as \"A in Sym(n)\"; repeatable")
	addChoice(f, s.steps, "steps", "", "the way to it, each line with its rule; in text and json")
	f.Lookup("steps").NoOptDefVal = "yes"
	f.BoolVar(&s.options.Explain, "explain", false, "why simplification stopped")
	s.addFlags(f)
	s.addCheckFlags(f)
	s.limits.AddFlags(f)
	return cmd
}

// A shortening is what the flags of simplify ask for.
type shortening struct {
	let   []string
	steps *choice
	checking
	output
	limits *limits.Limits
}

func newShortening() *shortening {
	return &shortening{
		output: output{format: newChoice("format", render.SimplifiedFormatNames()...)},
		limits: limits.Default(), steps: newChoice("steps", noSteps, render.YesSteps),
	}
}

// simplify reads the expression and writes the shortest one found that is equal to it.
func (c *console) simplify(s *shortening, expr string) error {
	c.errorsAsJSON = s.format.value == "json"
	if err := s.checkable(); err != nil {
		return err
	}
	text, err := c.expression(expr)
	if err != nil {
		return err
	}
	var found *render.Simplified
	var document string
	err = c.within(s.limits, func(b *ast.Budget) (err error) {
		if found, err = s.shorten(text, b); err == nil {
			document, err = render.WriteSimplified(s.format.value, found, c.pageOptions(&s.output))
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := c.write(&s.output, document); err != nil {
		return err
	}
	if !selfContained(s.format.value) {
		c.remarksOn(found)
		if s.options.Explain {
			c.stopped(found.Stopped())
		}
	}
	if found.Verdict != nil && found.Verdict.State == verify.Wrong {
		return errUnverified
	}
	return nil
}

// shorten finds the shortest expression that is equal to the one of the text.
func (s *shortening) shorten(text string, b *ast.Budget) (*render.Simplified, error) {
	in, err := parser.Parse(text, parser.Options{Let: s.let, Limits: s.limits.Input, Budget: b})
	if err != nil {
		return nil, err
	}
	simplifier := simplify.New(in.Table)
	found := &render.Simplified{
		Answer: &derive.Answer{Parsed: in, Table: in.Table, Value: in.Expr},
		Result: simplifier.Simplify(in.Expr),
	}
	found.Stops = simplifier.Stops()
	if s.steps != nil && s.steps.value != noSteps {
		found.Steps = simplifier.Explain(in.Expr, found.Result)
	}
	found.Conditions = differential.Defined(in.Table, differential.Expression{Node: in.Expr, Cancelled: in.Cancelled}, found.Result)
	if o := s.asked(); o != nil {
		found.Verdict = verify.Equal(in.Expr, found.Result, *o)
	}
	return found, nil
}

// variablesOf lists the variables of a table.
func variablesOf(t *ast.Table) []ast.Node {
	var out []ast.Node
	for _, s := range t.Symbols() {
		if s.Kind == ast.Variable {
			out = append(out, s)
		}
	}
	return out
}

// remarksOn tells on standard error what the format has no place for: notes, and a result that is not
// verified.
func (c *console) remarksOn(s *render.Simplified) {
	for _, n := range s.Parsed.Notes {
		c.printError("note: " + n + "\n")
	}
	if len(s.Parsed.Cancelled) > 0 {
		c.printError("note: parts cancel as the input is read; the two are equal where all of the input is defined\n")
	}
	switch {
	case s.Verdict == nil:
	case s.Verdict.State == verify.Wrong:
		c.printError(fmt.Sprintf("error: the result is not verified: %s\n", s.Verdict.Reason))
	case s.Verdict.State == verify.Undecided:
		c.printError(fmt.Sprintf("note: the result is not checked: %s\n", s.Verdict.Reason))
	}
}
