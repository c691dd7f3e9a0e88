package rules_test

import (
	"fmt"

	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules"
)

// A rule is a value: what it says, under which condition, and where it is from.
func ExampleNamed() {
	r := rules.Named("inv/differential")
	fmt.Println(r.Left, "=", r.Right)
	fmt.Println(r.Condition)
	fmt.Println(r.Source)
	// Output:
	// d(inv(X)) = -inv(X)*d(X)*inv(X)
	// X invertible
	// Petersen & Pedersen 2012, The Matrix Cookbook, eq. 40; Magnus & Neudecker 2019, Matrix Differential Calculus, section 8.4; Giles 2008, Collected Matrix Derivative Results, 2.2.3
}

// OfKind gives the rules that are used in one way.
func ExampleOfKind() {
	for _, r := range rules.OfKind(rules.Projection) {
		fmt.Printf("%s: %s = %s\n", r.Name, r.Left, r.Right)
	}
	// Output:
	// structure/symmetric: G : S = (G + G')/2 : S
	// structure/skew-symmetric: G : S = (G - G')/2 : S
	// structure/diagonal: G : D = Diag(diag(G)) : D
	// structure/lower triangular: G : L = tril(G) : L
	// structure/upper triangular: G : U = triu(G) : U
}

// Rewrite applies a rule to an expression as a whole, not to its parts.
func ExampleRule_Rewrite() {
	in, err := parser.Parse("tr(kron(A, B))", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rules.OfKind(rules.Simplify) {
		if after, ok := r.Rewrite(in.Table, in.Expr); ok {
			fmt.Printf("%s: %s\n", r.Name, notation.Plain(after))
		}
	}
	// Output:
	// trace/Kronecker product: tr(A)*tr(B)
}
