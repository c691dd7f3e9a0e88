package render_test

import (
	"strings"
	"testing"

	"matcalc/render"
	"matcalc/rules/derive"
)

// TestLeftSides: what a derivative is called in each form, by its order and the shapes of the value
// and the variable.
func TestLeftSides(t *testing.T) {
	tests := []struct {
		expr, wrt, let string
		order          int
		form, want     string
	}{
		{"h(W*a)", "W", "", 1, "index", "∂f/∂W_ij ="},
		{"A*x", "x", "", 1, "index", "∂F_i/∂x_j ="},
		{"A*X*B", "X", "", 1, "index", "∂F_ij/∂X_kl ="},
		{"F = A*X*B; F", "X", "", 1, "index", "∂F_ij/∂X_kl ="},
		{"x'*A", "x", "", 1, "index", "∂F_i/∂x_j ="},
		{"tr(X*A*X)", "X", "", 2, "index", "∂²f/∂X_ij∂X_kl ="},
		{"t^3", "t", "t in R", 2, "index", "∂²f/∂t² ="},
		{"h(W*a)", "W[j,i]", "", 1, "index", "∂f/∂W_ji = Dh(W a) ∂(W a)/∂W_ji ="},
		{"h(W*a)", "W", "", 1, "definition", "Df(W)[H] ="},
		{"tr(X*A*X)", "X", "", 2, "definition", "D²f(X)[H, K] ="},
		{"tr(X*A*X)", "X", "", 3, "definition", "D³f(X)[H1, H2, H3] ="},
		{"x'*A*y", "x,y", "", 1, "definition", "D_x f(x, y)[H] ="},
		{"x'*A*y", "x,y", "", 2, "definition", "D²_{x,y} f(x, y)[H, K] ="},
		{"x'*A*y", "x,y", "", 2, "definition", "D²_y f(x, y)[H, K] ="},
		{"h(W*a)", "W[j,i]", "", 1, "definition", "Df(W)[H e_j e_iᵀ] ="},
		{"tr(A*S)", "S[2,1]", "S in Sym(n)", 1, "definition", "Df(S)[H (e_2 e_1ᵀ + e_1 e_2ᵀ)/2] ="},
		{"h(W*a)", "W", "", 1, "vec", "∂f/∂(vec W)ᵀ ="},
		{"W*a", "W", "", 1, "vec", "∂vec F/∂(vec W)ᵀ ="},
		{"a'*x", "x", "", 1, "vec", "∂f/∂xᵀ ="},
		{"A*X*B", "X", "", 1, "vec", "∂vec F/∂(vec X)ᵀ ="},
		{"logdet(S)", "S", "S in PD(n)", 1, "vec", "∂f/∂(vech S)ᵀ ="},
		{"inv(A + t*B)", "t", "t in R", 1, "vec", "∂vec F/∂t ="},
		{"x'*A*x", "x", "", 2, "vec", "∂²f/∂x∂xᵀ ="},
		{"tr(X*A*X)", "X", "", 2, "vec", "∂²f/∂(vec X)∂(vec X)ᵀ ="},
		{"X*X", "X", "", 2, "vec", "∂vec (∂vec F/∂(vec X)ᵀ)/∂(vec X)ᵀ ="},
		{"exp(t)*a", "t", "t in R", 2, "vec", "∂²F/∂t² ="},
	}
	for _, tt := range tests {
		req := derive.Request{Input: tt.expr, Wrt: tt.wrt, Order: tt.order, Forms: []string{tt.form}}
		if tt.let != "" {
			req.Let = []string{tt.let}
		}
		page, err := render.Text(derived(t, req), render.Options{Form: tt.form})
		if err != nil || !strings.Contains(page, " "+tt.want) {
			t.Errorf("%s by %s: %v, want %s in\n%s", tt.expr, tt.wrt, err, tt.want, page)
		}
	}
}
