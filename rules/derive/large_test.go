package derive_test

import (
	"slices"
	"strings"
	"testing"

	"matcalc/rules/derive"
)

// TestFormsUpTo: of an expression with more parts than that only the differential form is derived, and a note
// says so; of others every form.
func TestFormsUpTo(t *testing.T) {
	for _, c := range []struct {
		upTo  int
		forms int
	}{{0, 4}, {3, 1}, {100, 4}} {
		a, err := derive.Derive(derive.Request{Input: "h(W*a)", Wrt: "W", Forms: derive.Forms, FormsUpTo: c.upTo})
		if err != nil {
			t.Fatal(err)
		}
		noted := slices.ContainsFunc(a.Notes, func(n string) bool { return strings.Contains(n, "only the differential form") })
		if got := len(a.Results[0].Forms); got != c.forms || noted != (c.forms == 1) || a.Results[0].Derivative == nil {
			t.Errorf("up to %d parts: %d forms, notes %q", c.upTo, got, a.Notes)
		}
	}
}
