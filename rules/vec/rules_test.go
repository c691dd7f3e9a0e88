package vec_test

import (
	"strings"
	"testing"

	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// TestRulesAreUsed makes sure that each Vectorise rule belongs to an operation that expressions
// contain.
func TestRulesAreUsed(t *testing.T) {
	operations := map[string]bool{
		"product": true, "scalar factor": true, "transpose": true, "hadamard": true, "inner product": true,
		"entry": true, "entry of a vector": true, "row": true, "column": true, "linear map": true,
	}
	for _, r := range rules.All() {
		if r.Kind != rules.Vectorise {
			continue
		}
		name, _, _ := strings.Cut(r.Name, "/")
		f := catalogue.Lookup(name)
		if !operations[name] && (f == nil || f.Definition != "") {
			t.Errorf("%s: no expression contains a %s", r.Name, name)
		}
	}
}
