package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"matcalc/ast"
	"matcalc/render"
	"matcalc/render/notation"
	"matcalc/rules/claim"
	"matcalc/rules/derive"
)

const checkLong = `Is the claim the derivative of EXPR? Says right; right as the transpose, that is in the other layout; off by a
factor; right only under a condition that was not declared, as that a matrix is symmetric; right in another
convention for symmetric variables; or wrong, with a small point at which the claim differs from finite
differences. Beside a claim that is not right stands the derivation.

The names in a claim mean what they mean in EXPR. A claim may be the matrix expression, a component with free
indices i, j, … (those of the value first), a map in the direction H or d_X, or the matrix that belongs to vec;
--form says which where that is not clear. For several variables --claim is given once for each.

Exit codes: 0 right, also as the transpose; 1 not; 3 no point was found at which to compare. EXPR may be -, which
reads standard input.`

const checkExample = `  matcalc check "norm(A*x-b)^2" --wrt x --claim "2*A'*(A*x-b)"
  matcalc check "norm(A*x-b)^2" --wrt x --claim "2(Ax-b)^T A"
  matcalc check "x'*A*x" --wrt x --claim "2*A*x"
  matcalc check "h(W*a)" --wrt W --claim "grad(h)(W*a)[i]*a[j]" --form index
  matcalc check "inv(X)" --wrt X --claim "-inv(X)*H*inv(X)"
  matcalc check "normF(X - U*V')^2" --wrt U,V --claim "2*(U*V'-X)*V" --claim "2*(U*V'-X)'*U"`

// A claiming is what the flags of check ask for.
type claiming struct {
	question
	claims []string
}

func checkCommand(c *console) *cobra.Command {
	k := &claiming{question: *newQuestion(derive.Diff, 1)}
	k.format = newChoice("format", render.CheckedFormatNames()...)
	k.steps = newChoice("detail of steps", "yes", noSteps, "full")
	cmd := &cobra.Command{
		Use: "check EXPR --wrt X --claim EXPR2", Short: "Is a claim the derivative?", Long: checkLong, Example: checkExample,
		Args: oneExpression, Annotations: map[string]string{takesExpression: "yes"},
		ValidArgsFunction: completeExpression,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.check(k, args[0], cmd.Flags().Changed("steps"))
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&k.claims, "claim", "c", nil, "the `CLAIM`, an expression; once for each variable")
	k.addVariableFlags(f)
	f.IntVar(&k.request.Order, "order", 1, "the `ORDER` of the derivative")
	addChoice(f, k.form, "form", "", "the form of the claim: "+k.form.doc())
	addChoice(f, k.layout, "layout", "", "the layout that is expected: "+k.layout.doc())
	addChoice(f, k.steps, "steps", "", "the derivation beside a claim that is not right: yes (default), no, or full\nwith every rule; where it is written, beside one that is right too")
	f.Lookup("steps").NoOptDefVal = "yes"
	k.output.addFlags(f)
	f.Uint64Var(&k.checking.check.Seed, "seed", 0, "the `SEED` of the random points")
	f.IntVar(&k.checking.check.Points, "points", claim.Points, "the `NUMBER` of points at which the claim is compared")
	f.Float64Var(&k.checking.check.Tolerance, "tolerance", 1e-6, "the greatest relative `ERROR` of a claim that is right")
	k.limits.AddFlags(f)
	return cmd
}

// errRefuted is the end of a run whose page says that a claim is not right.
var errRefuted = errors.New("the claim is not right")

// check judges the claims and writes what was found.
func (c *console) check(k *claiming, expr string, steps bool) error {
	c.errorsAsJSON = k.format.value == "json"
	if len(k.claims) == 0 {
		return &usageError{message: "check needs a claim", hint: "write it after --claim, as in " + strings.TrimSpace(firstLine(checkExample))}
	}
	detail := k.steps.value
	k.steps.value = noSteps
	if err := k.complete(c, expr); err != nil {
		return err
	}
	request := claim.Request{Request: k.request, Claims: k.claims, NoSteps: detail == noSteps}
	request.Request.Steps = steps && detail != noSteps
	if k.form.value != render.AllForms {
		request.Form = k.form.value
	}
	k.options.Form = render.AllForms
	if detail == "full" {
		k.options.Steps = render.FullSteps
	}
	var a *claim.Answer
	var text string
	err := c.within(k.limits, func(b *ast.Budget) (err error) {
		request.Budget, request.Limits = b, k.limits.Input
		a, err = claim.Check(request)
		var count *claim.CountError
		if errors.As(err, &count) {
			return &usageError{message: count.Message, hint: count.Hint}
		}
		if err != nil {
			return withDerivative(err, a)
		}
		text, err = render.WriteChecked(k.format.value, a, c.pageOptions(&k.output))
		return err
	})
	if err != nil {
		return err
	}
	if err := c.write(&k.output, text); err != nil {
		return err
	}
	switch {
	case slices.ContainsFunc(a.Judgements, func(j claim.Judgement) bool { return !j.OK() && j.Verdict != claim.Undecided }):
		return errRefuted
	case slices.ContainsFunc(a.Judgements, func(j claim.Judgement) bool { return j.Verdict == claim.Undecided }):
		return errUnverified
	}
	return nil
}

func firstLine(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	return first
}

// maxHint is the greatest length of a derivative that a hint tells.
const maxHint = 120

// withDerivative adds the derivative to the hint of an error in a claim.
func withDerivative(err error, a *claim.Answer) error {
	var of *ast.Error
	if a == nil || !errors.As(err, &of) {
		return err
	}
	var all []string
	for _, r := range a.Results {
		all = append(all, "by "+strings.Join(slices.Compact(slices.Clone(r.Wrt)), " and ")+" is "+notation.Plain(r.Laid))
	}
	text := "the derivative " + strings.Join(all, ", ")
	if len(text) > maxHint {
		return err
	}
	told := *of
	switch {
	case strings.HasSuffix(told.Hint, "?"):
		told.Hint += " " + strings.ToUpper(text[:1]) + text[1:]
	case told.Hint != "":
		told.Hint += "; " + text
	default:
		told.Hint = text
	}
	return &told
}
