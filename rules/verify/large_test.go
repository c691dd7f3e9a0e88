package verify_test

import (
	"strings"
	"testing"

	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// TestLarge: what is too large to evaluate is not checked, which is told, and takes neither the time nor
// the memory of trying.
func TestLarge(t *testing.T) {
	for _, tt := range []struct{ input, let string }{
		{"tr(A*X)", "X in R^(100000 x 100000)"},
		{"tr(eye(1000000000)*X)", ""},
		{"sum(k=1..1000000000, x[k])", ""},
		{"norm(expm(X))^2", "X in R^(500 x 500)"},
		{"logdet(A*X) + norm(inv(X))^2", "X in R^(1000 x 1000)"},
	} {
		wrt := "X"
		if !strings.Contains(tt.input, wrt) {
			wrt = "x"
		}
		var let []string
		if tt.let != "" {
			let = []string{tt.let}
		}
		a, err := derive.Derive(derive.Request{Input: tt.input, Let: let, Wrt: wrt, Forms: []string{"index", "definition", "vec"}, Verify: &verify.Options{}})
		if err != nil {
			t.Errorf("%s: %v", tt.input, err)
			continue
		}
		if v := a.Results[0].Verdict; v.State != verify.Undecided || !strings.HasPrefix(v.Reason, "too large to evaluate") {
			t.Errorf("%s: %+v, want no verdict", tt.input, v)
		}
	}
}
