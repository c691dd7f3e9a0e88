package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"matcalc/ast"
	"matcalc/render"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// deriving makes a command that answers a question about one expression.
func deriving(c *console, cmd *cobra.Command, q *question) *cobra.Command {
	cmd.Args = oneExpression
	cmd.Annotations = map[string]string{takesExpression: "yes"}
	cmd.RunE = func(_ *cobra.Command, args []string) error { return c.answer(q, args[0]) }
	cmd.ValidArgsFunction = completeExpression
	cmd.Flags().SortFlags = false
	return cmd
}

// answer derives and writes what comes out.
func (c *console) answer(q *question, expr string) error {
	c.errorsAsJSON = q.format.value == "json"
	if err := q.complete(c, expr); err != nil {
		return err
	}
	var a *derive.Answer
	var text string
	err := c.within(q.limits, func(b *ast.Budget) (err error) {
		q.request.Budget, q.request.Limits = b, q.limits.Input
		if a, err = derive.Derive(q.request); err == nil {
			text, err = formatNamed(q.format.value).Write(a, c.pageOptions(&q.output))
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := c.write(&q.output, text); err != nil {
		return err
	}
	if !selfContained(q.format.value) {
		c.remarks(a)
		if (q.format.value == "plain" || q.format.value == "latex") && q.options.Steps == "" && !q.options.Standalone && render.SharesLines(a, q.options) {
			c.printError("note: the lines share parts, which stand in the first line\n")
		}
		if q.options.Explain {
			c.stopped(render.Stopped(a))
		}
	}
	if slices.ContainsFunc(a.Results, wrong) {
		return errUnverified
	}
	return nil
}

func wrong(r derive.Result) bool { return r.Verdict != nil && r.Verdict.State == verify.Wrong }

// selfContained reports whether a format tells of notes and verdicts itself.
func selfContained(format string) bool { return format == "text" || format == "json" }

// remarks tells on standard error what the format has no place for: notes, and results that are not
// verified.
func (c *console) remarks(a *derive.Answer) {
	for _, n := range a.Notes {
		c.printError("note: " + n + "\n")
	}
	for _, r := range a.Results {
		switch {
		case wrong(r):
			c.printError(fmt.Sprintf("error: the derivative by %s is not verified: %s\n", r.Wrt[0], r.Verdict.Reason))
		case r.Verdict != nil && r.Verdict.State == verify.Undecided:
			c.printError(fmt.Sprintf("note: the derivative by %s is not checked: %s\n", r.Wrt[0], r.Verdict.Reason))
		}
	}
}

// stopped tells on standard error why simplification stopped.
func (c *console) stopped(reasons []string) {
	for _, r := range reasons {
		c.printError("note: simplification stopped: " + r + "\n")
	}
}

// maxWidth is the greatest number of columns of a page; longer lines are hard to read.
const maxWidth = 120

// pageOptions completes the options of the page by what the terminal can show.
func (c *console) pageOptions(o *output) render.Options {
	options := o.options
	options.ASCII = asciiOnly()
	if o.format.value == "text" {
		options.Paint = c.pagePaint(o.file != "")
		if o.file == "" {
			options.Width = c.columns()
		}
	}
	return options
}
