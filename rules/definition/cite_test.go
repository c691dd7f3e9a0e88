package definition

import (
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// TestExpansionRulesAreCited makes sure that no Expansion rule is unreachable: each is the one that
// stands beside the expansion of its own left side.
func TestExpansionRulesAreCited(t *testing.T) {
	for _, r := range rules.All() {
		if r.Kind != rules.Expansion {
			continue
		}
		concept, _, _ := strings.Cut(r.Name, "/")
		if f := catalogue.Lookup(concept); f != nil && (f.Definition != "" && concept != "hadamard" || f.Build != nil) {
			continue // an abbreviation, which stands for other operations
		}
		form := r.MustParse()
		zero := map[ast.Node]ast.Node{}
		moved := map[string]bool{}
		for _, s := range rules.Increments(r) {
			moved[s.Name] = true
		}
		var targets []ast.Node
		for _, n := range ast.Topo(form.Left) {
			if s, ok := n.(*ast.Symbol); ok && moved[s.Name] {
				zero[s] = form.Table.Zeros(s.Shape())
			}
			if add, ok := n.(*ast.Add); ok {
				for _, a := range add.Args() {
					if s, ok := a.(*ast.Symbol); ok && !moved[s.Name] {
						targets = append(targets, s)
					}
				}
			}
		}
		f := form.Table.Substitute(form.Left, zero)
		s := &sweep{t: form.Table, f: f, active: ast.DependsOn(ast.Topo(f), targets...)}
		if got := s.expansion(f); got == nil || got.Name != r.Name {
			t.Errorf("beside the expansion of %s stands %v", r.Left, got)
		}
	}
}
