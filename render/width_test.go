package render_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"matcalc/render"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// TestWidth: no line of a derivation is wider than the page, and left sides that leave no room for the right
// one are indented as all lines are.
func TestWidth(t *testing.T) {
	for _, req := range []derive.Request{
		{Input: "norm(A*x - b)^2*log(a'*x)/sum(exp(B*x)) + norm(A*x - b)*sin(c'*x)", Wrt: "x", Order: 1},
		{Input: "h(W*a)", Wrt: "W[j,i]", Order: 2},
		{Input: "tr(U*V)*det(U)", Wrt: "U,V", Order: 1},
		{Input: "tr(A*S)", Wrt: "S[2,1]", Let: []string{"S in Sym(n)"}, Order: 1},
		{Input: "z = W*x + b; norm(tanh(z) - y)^2", Wrt: "W", Order: 1, Verify: &verify.Options{}},
		{Input: "softmax(Q*K'/sqrt(d), 2)*V + log(1 + exp(B*c'*D))", Wrt: "Q", Order: 1, Verify: &verify.Options{}},
	} {
		req.Steps, req.Forms = true, []string{derive.DifferentialForm, derive.IndexForm, derive.DefinitionForm, derive.VecForm}
		a := derived(t, req)
		for _, wide := range []int{80, 100, 120} {
			page, err := render.Text(a, render.Options{Form: render.AllForms, Steps: render.YesSteps, Width: wide})
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(page) {
				line = strings.TrimRight(line, "\n")
				if n := utf8.RuneCountInString(line); n > wide {
					t.Errorf("%s: %d characters in %d\n%s", req.Input, n, wide, line)
				}
				if line != "" && !strings.HasPrefix(line, "  ") {
					t.Errorf("%s: no indentation in\n%s", req.Input, line)
				}
			}
		}
	}
}
