package families_test

import (
	"testing"

	"matcalc/parser/families"
	"matcalc/rules/derive"
)

// TestFamilies derives the smallest expression of each family.
func TestFamilies(t *testing.T) {
	for _, f := range families.All {
		q := f.At(f.Sizes[0])
		if _, err := derive.Derive(derive.Request{Input: q.Input, Wrt: q.Wrt}); err != nil {
			t.Errorf("%s of size %d: %v", f.Name, f.Sizes[0], err)
		}
	}
}

// TestPublic reads the public cases.
func TestPublic(t *testing.T) {
	if len(families.Public(t)) == 0 {
		t.Error("there are no public cases")
	}
}
