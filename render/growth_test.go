package render_test

import (
	"testing"

	"matcalc/parser/families"
	"matcalc/render"
	"matcalc/rules/derive"
)

// TestGrowth: no format grows faster than the graph of what it writes.
func TestGrowth(t *testing.T) {
	answered := func(q families.Question) *derive.Answer {
		a, err := derive.Derive(derive.Request{Input: q.Input, Wrt: q.Wrt, Forms: render.FormNames()[1:]})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, tt := range []struct {
		name string
		at   func(n int) families.Question
		n    int
	}{
		{"network", families.Network, 80},
		{"sum", families.Sum, 400},
		{"nested", families.Nested, 200},
		{"iterates", families.Iterates, 20},
	} {
		small, large := answered(tt.at(tt.n)), answered(tt.at(2*tt.n))
		for _, f := range render.Formats {
			var size [2]int
			for i, a := range []*derive.Answer{small, large} {
				text, err := f.Write(a, render.Options{Form: render.AllForms})
				if err != nil {
					t.Fatal(err)
				}
				size[i] = len(text)
			}
			t.Logf("%s in %s: %d bytes, %d at twice the size", tt.name, f.Name, size[0], size[1])
			if float64(size[1]) > 2.4*float64(size[0])+2000 {
				t.Errorf("%s in %s: %d bytes become %d at twice the size", tt.name, f.Name, size[0], size[1])
			}
		}
	}
}

// TestSharesLines: the lines of a large network share their parts, those of small answers do not.
func TestSharesLines(t *testing.T) {
	for n, want := range map[int]bool{3: false, 10: false, 100: true} {
		q := families.Network(n)
		a, err := derive.Derive(derive.Request{Input: q.Input, Wrt: q.Wrt})
		if err != nil {
			t.Fatal(err)
		}
		if got := render.SharesLines(a, render.Options{Form: render.AllForms}); got != want {
			t.Errorf("%d layers: got %v, want %v", n, got, want)
		}
	}
}
