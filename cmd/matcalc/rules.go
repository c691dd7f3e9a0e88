package main

import (
	"strings"

	"github.com/spf13/cobra"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/render"
	"matcalc/rules"
)

const rulesLong = `The rules that matcalc derives and simplifies with: name, statement in the input language, condition
and source. NAME is the name of a rule, or a concept or function, which selects all rules on it, or a kind
of rules such as simplify; the rules on one concept stand together. docs/rules.md is this list in Markdown.`

const rulesExample = `  matcalc rules
  matcalc rules inverse
  matcalc rules product/differential
  matcalc rules --format markdown -o docs/rules.md`

// A ruleFormat is a way to write a list of rules.
type ruleFormat func([]*rules.Rule, render.Options) (string, error)

var ruleFormats = map[string]ruleFormat{"text": render.RulesText, "markdown": render.RulesMarkdown, "json": render.RulesJSON}

func rulesCommand(c *console) *cobra.Command {
	o := &output{format: newChoice("format", "text", "markdown", "json")}
	cmd := &cobra.Command{
		Use: "rules [NAME]", Short: "The rules in use", Long: rulesLong, Example: rulesExample,
		RunE:              func(_ *cobra.Command, args []string) error { return c.rules(o, args) },
		ValidArgsFunction: completeRules,
	}
	o.addFlags(cmd.Flags())
	return cmd
}

// rules writes the rules of that name, which may be several words, or all.
func (c *console) rules(o *output, args []string) error {
	c.errorsAsJSON = o.format.value == "json"
	list := rules.All()
	if len(args) > 0 {
		var err error
		if list, err = rulesNamed(strings.Join(args, " ")); err != nil {
			return err
		}
	}
	text, err := ruleFormats[o.format.value](list, c.pageOptions(o))
	if err != nil {
		return err
	}
	return c.write(o, text)
}

// rulesNamed gives the rule of that name, or those on the concept or function of that name.
func rulesNamed(name string) ([]*rules.Rule, error) {
	if r := rules.Named(name); r != nil {
		return []*rules.Rule{r}, nil
	}
	f := catalogue.Lookup(name)
	var list []*rules.Rule
	for _, r := range rules.All() {
		if concept := render.ConceptOf(r); concept == name || f != nil && concept == f.Name {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		list = ofKind(rules.Kind(name))
	}
	switch {
	case len(list) > 0:
		return list, nil
	case f != nil && f.Differential != "": // a higher derivative, of which the table holds only the first
		return []*rules.Rule{rules.OfFunction(f)}, nil
	case f != nil:
		return nil, &ast.Error{Kind: ast.UnsupportedError, Message: "there is no rule on " + name, Hint: name + " is a constant"}
	}
	return nil, &ast.Error{Kind: ast.UnsupportedError, Message: "there is no rule " + quote(name), Hint: ruleHint(name)}
}

// ofKind lists the rules of a kind, by which lines of derivations are called that no single rule leads to.
func ofKind(kind rules.Kind) []*rules.Rule {
	var list []*rules.Rule
	for _, r := range rules.All() {
		if r.Kind == kind {
			list = append(list, r)
		}
	}
	return list
}

func ruleHint(name string) string {
	if near := nearest(name, ruleNames()); near != "" {
		return "did you mean " + near + "?"
	}
	return "matcalc rules lists them"
}

// completeRules gives the shell the names that start with the words so far: concepts and functions, and
// once something was typed those of rules. A name of several words may stand in several arguments.
func completeRules(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	start := strings.Join(append(args, typed), " ")
	var names []string
	for _, name := range ruleNames() {
		if strings.HasPrefix(name, start) && (start != "" || !strings.Contains(name, "/")) {
			names = append(names, name[len(start)-len(typed):])
		}
	}
	return names, noFiles
}

// ruleNames lists what the rules are found by: concepts, functions, then the names of rules.
func ruleNames() []string {
	var concepts, names []string
	seen := map[string]bool{}
	for _, r := range rules.All() {
		names = append(names, r.Name)
		if concept := render.ConceptOf(r); !seen[concept] {
			seen[concept] = true
			concepts = append(concepts, concept)
		}
	}
	for _, name := range catalogue.Names() {
		if !seen[name] && catalogue.Lookup(name).Differential != "" {
			seen[name] = true
			concepts = append(concepts, name)
		}
	}
	return append(concepts, names...)
}
