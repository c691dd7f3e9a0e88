package render_test

import (
	"testing"

	"matcalc/render"
	"matcalc/rules/derive"
)

// TestOrderOfSums: the terms of a sum stand in the order of their first names, of which those of
// unknown functions are some.
func TestOrderOfSums(t *testing.T) {
	tests := []struct{ expr, want string }{
		{"h(x) + g(x)", "grad(h)(x) + grad(g)(x)\n"},
		{"g(x) + h(x)", "grad(g)(x) + grad(h)(x)\n"},
		{"h(x) + a'*x", "grad(h)(x) + a\n"},
		{"a'*x + h(x)", "a + grad(h)(x)\n"},
		{"sum(sigma.(x)) + h(x) + sum(tau.(x))", "D(sigma).(x) + grad(h)(x) + D(tau).(x)\n"},
		{"h(x) - g(x) + f(x)", "grad(h)(x) + grad(f)(x) - grad(g)(x)\n"},
		{"q(x) where g: R^n -> R, q: R^n -> R", "grad(q)(x)\n"},
		{"q(x) + g(x) where g: R^n -> R, q: R^n -> R, x in R^n", "grad(q)(x) + grad(g)(x)\n"},
	}
	for _, tt := range tests {
		a, err := derive.Derive(derive.Request{Input: tt.expr, Wrt: "x", Mode: derive.Diff})
		if err != nil {
			t.Errorf("%s: %v", tt.expr, err)
			continue
		}
		if got, err := render.Plain(a, render.Options{}); err != nil || got != tt.want {
			t.Errorf("%s: %v %s, want %s", tt.expr, err, got, tt.want)
		}
	}
}
