package derive_test

import (
	"testing"

	"matcalc/parser/families"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// TestPointsOfLarge: a small expression is compared at as many points as are asked for, a large one at one
// at least.
func TestPointsOfLarge(t *testing.T) {
	for size, want := range map[int]int{10: 3, 30000: 1} {
		q := families.Sum(size)
		a, err := derive.Derive(derive.Request{Input: q.Input, Wrt: q.Wrt, Verify: &verify.Options{}})
		if err != nil {
			t.Fatal(err)
		}
		if v := a.Results[0].Verdict; v.State != verify.Right || v.Points != want {
			t.Errorf("sum of %d terms: %s at %d points, want right at %d", size, v.State, v.Points, want)
		}
	}
}
