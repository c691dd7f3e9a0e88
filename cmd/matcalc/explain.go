package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"matcalc/render"
	"matcalc/rules"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

const explainLong = `All that is known of a rule, with an example that matcalc works out: the derivative of what a rule on
differentials is about, checked numerically; or what a rule that simplifies makes of its left side.
NAME is the name of a rule, or a concept or function, which selects all rules on it, or a kind of rules.`

const explainExample = `  matcalc explain inv/differential
  matcalc explain logdet
  matcalc explain "inner product"`

func explainCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use: "explain NAME", Short: "A rule with an example", Long: explainLong, Example: explainExample,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{message: "explain needs the name of a rule", hint: "for instance: " + firstExample(cmd)}
			}
			return nil
		},
		RunE:              func(_ *cobra.Command, args []string) error { return c.explain(strings.Join(args, " ")) },
		ValidArgsFunction: completeRules,
	}
}

// explain writes the rules of that name with their examples.
func (c *console) explain(name string) error {
	list, err := rulesNamed(name)
	if err != nil {
		return err
	}
	all := make([]render.Explanation, len(list))
	for i, r := range list {
		if all[i], err = explanation(r); err != nil {
			return err
		}
	}
	o := &output{format: newChoice("format", "text")}
	text, err := render.ExplanationsText(all, c.pageOptions(o))
	if err != nil {
		return err
	}
	if err := c.write(o, text); err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(e render.Explanation) bool {
		return e.Answer != nil && slices.ContainsFunc(e.Answer.Results, wrong)
	}) {
		return errUnverified
	}
	return nil
}

// explanation derives the example of a rule.
func explanation(r *rules.Rule) (render.Explanation, error) {
	e := render.Explanation{Rule: r}
	request := derive.Request{Mode: derive.Diff, Input: r.Left, Verify: &verify.Options{}}
	switch r.Kind {
	case rules.Differential:
		form, err := r.Form()
		if err != nil {
			return e, err
		}
		// The left side is d(…).
		request.Input = strings.TrimSuffix(strings.TrimPrefix(r.Left, "d("), ")")
		request.Wrt = strings.Join(form.Differentials(), ",")
	case rules.Isolate:
		request.Wrt = "U"
	default:
		return e, nil
	}
	e.Command = fmt.Sprintf("matcalc diff %q --wrt %s", request.Input, request.Wrt)
	if r.Let != "" {
		request.Let = []string{r.Let}
		e.Command += fmt.Sprintf(" --let %q", r.Let)
	}
	answer, err := derive.Derive(request)
	e.Answer = answer
	return e, err
}
