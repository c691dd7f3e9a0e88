package render

import (
	"strings"

	"matcalc/rules"
)

// RulesText writes a line for each rule, under its concept: name, statement, condition and source.
// One rule alone is written as a card with all that is known of it.
func RulesText(list []*rules.Rule, o Options) (string, error) {
	w := &writer{Options: o}
	if len(list) == 1 {
		w.card(list[0])
		return w.text(), nil
	}
	concepts := Concepts(list)
	var lines []line
	for _, c := range concepts {
		for _, r := range c.Rules {
			lines = append(lines, line{r.Name, statement(r), conditionAndSource(r)})
		}
	}
	// The columns are the same under all concepts.
	columns := &writer{Options: o}
	columns.table(lines)
	rows := strings.SplitAfter(columns.b.String(), "\n")
	for i, c := range concepts {
		if i > 0 {
			w.b.WriteByte('\n')
		}
		w.b.WriteString(painted(o.Paint.Label, c.Name) + "\n")
		for range c.Rules {
			w.b.WriteString(rows[0])
			rows = rows[1:]
		}
	}
	return w.text(), nil
}

func conditionAndSource(r *rules.Rule) string {
	if r.Condition == "" {
		return r.Source
	}
	return "where " + r.Condition + "; " + r.Source
}

// card writes all that is known of a rule.
func (w *writer) card(r *rules.Rule) {
	w.b.WriteString(painted(w.Paint.Label, r.Name) + "\n\n" + indent + statement(r) + "\n\n")
	var lines []line
	for _, l := range []line{
		{label: "with", formula: r.Let},
		{label: "holds where", formula: r.Condition},
		{label: "used to", formula: purpose(r)},
		{label: "source", formula: r.Source},
	} {
		if l.formula != "" {
			lines = append(lines, l)
		}
	}
	w.table(lines)
}
