package notation_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/render/notation"
)

func TestDeclarations(t *testing.T) {
	n, m, l := ast.DimName("n"), ast.DimName("m"), ast.DimName("N_l")
	tests := []struct {
		declaration        ast.Declaration
		plain, text, latex string
	}{
		{ast.Declaration{Name: "W", Kind: ast.DeclaredVariable, Shape: ast.Matrix(n, m)},
			"W in R^(n x m)", "W ∈ ℝ^{n×m}", `W \in \mathbb{R}^{n \times m}`},
		{ast.Declaration{Name: "alpha", Kind: ast.DeclaredVariable, Shape: ast.Scalar}, "alpha in R", "α ∈ ℝ", `\alpha \in \mathbb{R}`},
		{ast.Declaration{Name: "x", Kind: ast.DeclaredVariable, Shape: ast.Vector(n.Times(m))},
			"x in R^(m*n)", "x ∈ ℝ^{m·n}", `x \in \mathbb{R}^{m n}`},
		{ast.Declaration{Name: "a_1", Kind: ast.DeclaredVariable, Shape: ast.Vector(l)}, "a_1 in R^N_l", "a_1 ∈ ℝ^{N_l}", `a_{1} \in \mathbb{R}^{N_{l}}`},
		{ast.Declaration{Name: "S", Kind: ast.DeclaredVariable, Shape: ast.Matrix(n, n), Structure: ast.PositiveDefinite},
			"S in PD(n)", "S ∈ PD(n)", `S \in \mathrm{PD}(n)`},
		{ast.Declaration{Name: "h", Kind: ast.DeclaredFunction, Shape: ast.Scalar, Params: []ast.Shape{ast.Vector(n), ast.Matrix(n, m)}},
			"h: R^n, R^(n x m) -> R", "h: ℝ^n, ℝ^{n×m} → ℝ", `h: \mathbb{R}^{n}, \mathbb{R}^{n \times m} \to \mathbb{R}`},
		{ast.Declaration{Name: "sigma", Kind: ast.DeclaredElementwise}, "sigma: elementwise", "σ: elementwise", `\sigma: \text{elementwise}`},
		{ast.Declaration{Name: "k", Kind: ast.DeclaredInteger}, "k in Z", "k ∈ ℤ", `k \in \mathbb{Z}`},
	}
	for _, tt := range tests {
		if got := tt.declaration.String(); got != tt.plain {
			t.Errorf("plain %s, want %s", got, tt.plain)
		}
		if got := notation.TextDeclaration(tt.declaration, notation.Options{}); got != tt.text {
			t.Errorf("text %s, want %s", got, tt.text)
		}
		if got := notation.LaTeXDeclaration(tt.declaration); got != tt.latex {
			t.Errorf("latex %s, want %s", got, tt.latex)
		}
	}
}

func TestTextShape(t *testing.T) {
	n := ast.DimName("n")
	for _, tt := range []struct {
		shape       ast.Shape
		text, ascii string
	}{
		{ast.Scalar, "scalar", "scalar"},
		{ast.Vector(n), "n×1", "n x 1"},
		{ast.Matrix(n, ast.DimInt(3)), "n×3", "n x 3"},
		{ast.Matrix(n.Plus(ast.One), n.Times(n)), "(n + 1)×n²", "n + 1 x n*n"},
	} {
		if got := notation.TextShape(tt.shape, notation.Options{}); got != tt.text {
			t.Errorf("%s, want %s", got, tt.text)
		}
		if got := notation.TextShape(tt.shape, notation.Options{ASCII: true}); got != tt.ascii {
			t.Errorf("%s, want %s", got, tt.ascii)
		}
	}
}
