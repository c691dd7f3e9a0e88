package render_test

import (
	"testing"

	"matcalc/render"
	"matcalc/rules/derive"
)

// TestNotAsked writes what was not derived: no format prints another form in its place.
func TestNotAsked(t *testing.T) {
	a, err := derive.Derive(derive.Request{Input: "A*X*B", Wrt: "X"})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		options render.Options
		want    string
	}{
		{render.Options{Form: derive.VecForm}, "the answer has no vec form"},
		{render.Options{Form: "tensor"}, `there is no form "tensor"`},
		{render.Options{Steps: render.YesSteps}, "the answer has no steps"},
	}
	for _, f := range render.Formats[:4] {
		for _, tt := range tests {
			if f.Name == "plain" && tt.options.Steps != "" {
				continue // has no place for steps
			}
			if page, err := f.Write(a, tt.options); err == nil || err.Error() != tt.want || page != "" {
				t.Errorf("%s: %+v: %q, %v, want %s", f.Name, tt.options, page, err, tt.want)
			}
		}
	}
}

// TestDefaultRequest writes code for a request that leaves everything open.
func TestDefaultRequest(t *testing.T) {
	given, err := derive.Derive(derive.Request{Input: "tr(A*X)", Wrt: "X", Mode: derive.Diff, Order: 1, Layout: derive.Mixed})
	if err != nil {
		t.Fatal(err)
	}
	open, err := derive.Derive(derive.Request{Input: "tr(A*X)", Wrt: "X"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range render.Formats {
		want, err := f.Write(given, render.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Write(open, render.Options{}); err != nil || got != want {
			t.Errorf("%s: %v: %s, want %s", f.Name, err, got, want)
		}
	}
}
