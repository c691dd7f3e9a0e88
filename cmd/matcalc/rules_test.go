package main

import (
	"os"
	"testing"

	"matcalc/render"
	"matcalc/rules"
)

const rulesPage = "../../docs/rules.md"

// TestRulesPage compares docs/rules.md with the registry, and writes it anew with -update.
func TestRulesPage(t *testing.T) {
	want, err := render.RulesMarkdown(rules.All(), render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(rulesPage)
	switch {
	case err == nil && string(got) == want:
	case *update:
		if err := os.WriteFile(rulesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	case err != nil:
		t.Fatal(err)
	default:
		t.Error("docs/rules.md is stale; go test ./cmd/matcalc -update writes it anew")
	}
}

// TestRuleNames makes sure that each name by which rules are found finds some, and each rule itself.
func TestRuleNames(t *testing.T) {
	for _, name := range ruleNames() {
		if _, err := rulesNamed(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, r := range rules.All() {
		if list, err := rulesNamed(r.Name); err != nil || len(list) != 1 || list[0] != r {
			t.Errorf("%s is not found by its name", r.Name)
		}
	}
}
