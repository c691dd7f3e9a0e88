package notation_test

import (
	"fmt"

	"matcalc/parser"
	"matcalc/render/notation"
)

// An expression in the three notations.
func Example() {
	in, err := parser.Parse("alpha*W_1'*(x.*y) + X^-1*b", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(notation.Plain(in.Expr))
	fmt.Println(notation.Text(in.Expr, notation.Options{}))
	fmt.Println(notation.LaTeX(in.Expr, notation.Options{}))
	// Output:
	// alpha*W_1'*(x.*y) + inv(X)*b
	// α W_1ᵀ (x ⊙ y) + X⁻¹ b
	// \alpha W_{1}^\top (x \odot y) + X^{-1} b
}

// Declarations are written as in a text, with the sets they are from.
func ExampleTextDeclaration() {
	in, err := parser.Parse("h(W*a)", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range in.Declarations {
		fmt.Println(notation.TextDeclaration(d, notation.Options{}))
		fmt.Println(notation.LaTeXDeclaration(d))
	}
	// Output:
	// W ∈ ℝ^{n×m}
	// W \in \mathbb{R}^{n \times m}
	// a ∈ ℝ^m
	// a \in \mathbb{R}^{m}
	// h: ℝ^n → ℝ
	// h: \mathbb{R}^{n} \to \mathbb{R}
}
