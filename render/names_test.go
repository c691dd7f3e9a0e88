package render_test

import (
	"strings"
	"testing"

	"matcalc/render"
	"matcalc/rules/derive"
)

// TestNamesOfTheInput: what the input names is written so, and the page says once, before it is used, what it
// stands for; a name that does not occur in what was derived is not there.
func TestNamesOfTheInput(t *testing.T) {
	tests := []struct {
		expr, wrt string
		steps     string
		text      []string // in this order
		latex     []string
	}{
		{"K = inv(S); z = A*x - b; z'*K*z", "x", "", []string{"f(x) = zᵀ K z", "where         K = S⁻¹", "z = A x - b", "gradient      Aᵀ (K + Kᵀ) z"},
			[]string{`A^\top (K + K^\top) z, \quad \text{where } K = S^{-1}, z = A x - b`}},
		{"K = inv(S); z = A*x - b; z'*K*z", "x", render.YesSteps, []string{"K = S⁻¹", "df = "}, []string{`K &= S^{-1}`, `\mathrm{d}f &=`}},
		{"M = A'*A; x'*M*x", "x", "", []string{"f(x) = xᵀ Aᵀ A x"}, []string{`2 A^\top A x`}},
		{"s = x'*x; log(s)", "x", "", []string{"f(x) = log(s)", "s = xᵀ x", "2 x/s"}, []string{`, \quad \text{where } s = x^\top x`}},
	}
	for _, test := range tests {
		o := render.Options{Steps: test.steps}
		a := derived(t, derive.Request{Input: test.expr, Wrt: test.wrt, Forms: []string{derive.DifferentialForm}, Steps: test.steps != ""})
		for write, want := range map[*func(*derive.Answer, render.Options) (string, error)][]string{&text: test.text, &latex: test.latex} {
			page, err := (*write)(a, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range want {
				at := strings.Index(page, w)
				if at < 0 {
					t.Errorf("%s by %s: no %q, or not in this order, in\n%s", test.expr, test.wrt, w, page)
					break
				}
				page = page[at+len(w):]
			}
		}
	}
}

var text, latex = render.Text, render.LaTeX
