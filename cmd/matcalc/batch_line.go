package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/cmd/internal/batch"
	"matcalc/render"
	"matcalc/rules/derive"
)

// defaults is what lines leave out, by the flags.
func (j *batchJob) defaults() batch.Line {
	return batch.Line{
		Wrt: j.request.Wrt, Let: j.request.Let, Mode: string(derive.Diff), Order: j.request.Order,
		Form: j.form.value, Layout: j.layout.value, Format: j.format.value, Nabla: j.nabla.value, Steps: j.steps.value,
		Verify: !j.noVerify, Seed: j.check.Seed, Points: j.check.Points, Tolerance: j.check.Tolerance,
	}
}

// modes are the values of the field "mode".
var modes = []string{string(derive.Diff), string(derive.JVP), string(derive.VJP), string(derive.HVP)}

// ofDerivatives are the fields that the products of derivatives do not have, as their commands do not
// have the flags.
var ofDerivatives = []string{"order", "form", "steps", "layout"}

// deriveLine answers a line of a batch as diff, jvp, vjp and hvp answer an expression.
func (j *batchJob) deriveLine(b *ast.Budget, l batch.Line) batch.Outcome {
	q, notes, err := questionOf(l)
	if err != nil {
		return batch.Outcome{Err: err}
	}
	q.request.Budget, q.request.Limits = b, j.limits.Input
	a, err := derive.Derive(q.request)
	if err != nil {
		return batch.Outcome{Err: err}
	}
	text, err := formatNamed(q.format.value).Write(a, q.options)
	if err != nil {
		return batch.Outcome{Err: err}
	}
	verdict := render.VerifiedOf(a)
	out := batch.Outcome{Result: strings.TrimSuffix(text, "\n"), Verified: &verdict, Notes: slices.Concat(notes, a.Notes)}
	if q.format.value == "json" {
		out.Result = json.RawMessage(text)
	}
	if i := slices.IndexFunc(a.Results, wrong); i >= 0 {
		r := a.Results[i]
		out.Err = &ast.Error{Kind: ast.UnverifiedError, Message: fmt.Sprintf("the derivative by %s is not verified: %s", r.Wrt[0], r.Verdict.Reason), Hint: unverifiedHint}
	}
	return out
}

// unverifiedHint says what can be behind a result that is not verified.
const unverifiedHint = "a greater --tolerance accepts it; where that is not meant it is a defect of matcalc, please report it"

// questionOf is the question that a line asks, with notes on what has no effect.
func questionOf(l batch.Line) (q *question, notes []string, err error) {
	mode := newChoice("mode", modes...)
	if err := mode.Set(l.Mode); err != nil {
		return nil, nil, inLine(err)
	}
	q = newQuestion(derive.Mode(l.Mode), 1)
	q.request.Input, q.request.Wrt, q.request.Let = l.Expr, l.Wrt, l.Let
	q.noVerify = !l.Verify
	q.check.Seed, q.check.Points, q.check.Tolerance = l.Seed, l.Points, l.Tolerance
	words := []struct {
		of   *choice
		word string
	}{{q.format, l.Format}, {q.nabla, l.Nabla}}
	if q.request.Mode == derive.Diff {
		q.request.Order = l.Order
		words = append(words, []struct {
			of   *choice
			word string
		}{{q.form, l.Form}, {q.layout, l.Layout}, {q.steps, l.Steps}}...)
	} else if i := slices.IndexFunc(l.Given, func(name string) bool { return slices.Contains(ofDerivatives, name) }); i >= 0 {
		return nil, nil, &ast.Error{Kind: ast.UnsupportedError, Message: fmt.Sprintf("the mode %s has no %q", l.Mode, l.Given[i]), Hint: "leave it out, or the mode"}
	}
	for _, w := range words {
		if err := w.of.Set(w.word); err != nil {
			return nil, nil, inLine(err)
		}
	}
	notes, err = q.settle()
	return q, notes, inLine(err)
}

// inLine is an error of the command line as one of a line.
func inLine(err error) error {
	if usage, ok := err.(*usageError); ok {
		return &ast.Error{Kind: ast.UnsupportedError, Message: usage.message, Hint: usage.hint}
	}
	return err
}
