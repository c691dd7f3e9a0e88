package render

import (
	"fmt"
	"strings"

	"matcalc/rules"
)

const rulesHead = `# Rules

Written by ` + "`matcalc rules --format markdown`" + `; a test compares this page with the registry, and
` + "`go test ./cmd/matcalc -update`" + ` writes it anew.

A rule is an equation in the input language. Its names stand for any values of the shapes that are given with it, d(X) is the
differential of X, and A : B is the inner product tr(A'B). Each rule is checked numerically by ` + "`go test ./rules`" + `.
`

// RulesMarkdown writes a page with a table for each concept.
func RulesMarkdown(list []*rules.Rule, _ Options) (string, error) {
	var b strings.Builder
	b.WriteString(rulesHead)
	writeKinds(&b, list)
	for _, c := range Concepts(list) {
		fmt.Fprintf(&b, "\n## %s\n\n| name | rule | with | condition | source |\n| --- | --- | --- | --- | --- |\n", c.Name)
		for _, r := range c.Rules {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", cell(r.Name), code(statement(r)), code(r.Let), cell(r.Condition), cell(r.Source))
		}
	}
	return b.String(), nil
}

// writeKinds tells what the kinds of rules are for, those that occur, and how many there are of each.
func writeKinds(b *strings.Builder, list []*rules.Rule) {
	counts := map[rules.Kind]int{}
	var kinds []rules.Kind
	for _, r := range list {
		if counts[r.Kind]++; counts[r.Kind] == 1 {
			kinds = append(kinds, r.Kind)
		}
	}
	b.WriteString("\n| kind | rules | used to |\n| --- | --- | --- |\n")
	for _, k := range kinds {
		fmt.Fprintf(b, "| %s | %d | %s |\n", k, counts[k], usedTo[k])
	}
}

// cell is a text inside a table, where a bar would end the cell and a star start an emphasis.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;").Replace(text)
}

// code is mathematics inside a table; GitHub reads \| as a bar there too.
func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + strings.ReplaceAll(text, "|", `\|`) + "`"
}
