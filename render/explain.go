package render

import (
	"strings"

	"matcalc/rules"
	"matcalc/rules/derive"
)

// An Explanation is a rule with an example: the derivative of its left side, or, where the rule is
// not on derivatives, what the rule makes of its left side.
type Explanation struct {
	Rule    *rules.Rule
	Command string         // what asks for the answer on the command line
	Answer  *derive.Answer // nil where the rule is not on derivatives
}

// ExplanationsText writes a card for each rule, with its example.
func ExplanationsText(list []Explanation, o Options) (string, error) {
	w := &writer{Options: o}
	for i, e := range list {
		if i > 0 {
			w.b.WriteByte('\n')
		}
		w.card(e.Rule)
		w.b.WriteByte('\n')
		example := w.derivation
		if e.Answer == nil {
			example = w.replacement
		}
		if err := example(e); err != nil {
			return "", err
		}
	}
	return w.text(), nil
}

// derivation writes the command and the page that it gives.
func (w *writer) derivation(e Explanation) error {
	w.table([]line{{label: "for example", formula: e.Command}})
	page, err := Text(e.Answer, w.Options)
	if err != nil {
		return err
	}
	w.b.WriteByte('\n')
	for line := range strings.Lines(page) {
		if line != "\n" {
			w.b.WriteString(indent)
		}
		w.b.WriteString(line)
	}
	return nil
}

// replacement writes what the rule makes of its left side.
func (w *writer) replacement(e Explanation) error {
	form, err := e.Rule.Parse()
	if err != nil {
		return err
	}
	if out, ok := e.Rule.Rewrite(form.Table, form.Left); ok {
		w.table([]line{{label: "for example", formula: w.alone(form.Left) + " becomes " + w.alone(out)}})
	}
	return nil
}
