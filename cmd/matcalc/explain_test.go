package main

import (
	"testing"

	"matcalc/render"
	"matcalc/rules"
	"matcalc/rules/verify"
)

// TestExplain makes sure that each rule has an example, and that its derivative is verified.
func TestExplain(t *testing.T) {
	for _, r := range rules.All() {
		t.Run(r.Name, func(t *testing.T) {
			e, err := explanation(r)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := render.ExplanationsText([]render.Explanation{e}, render.Options{}); err != nil {
				t.Error(err)
			}
			if e.Answer == nil {
				if r.Kind == rules.Differential || r.Kind == rules.Isolate {
					t.Error("there is no derivative")
				}
				return
			}
			for _, result := range e.Answer.Results {
				if v := result.Verdict; v == nil || v.State != verify.Right {
					t.Errorf("%s: the derivative by %v is not verified", e.Command, result.Wrt)
				}
			}
		})
	}
}
