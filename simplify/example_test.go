package simplify_test

import (
	"fmt"

	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/simplify"
)

func ExampleSimplify() {
	in, err := parser.Parse("tr(A*B) + tr(B*A) + x'*y - y'*x", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(notation.Plain(simplify.Simplify(in.Table, in.Expr)))
	// Output:
	// 2*tr(A*B)
}

// A Simplifier is for several expressions of one table: what they share is simplified once.
func ExampleSimplifier() {
	in, err := parser.Parse("inv(A)*A*B", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	second, err := in.ParseMore("B*inv(B'*B)*B'*B")
	if err != nil {
		fmt.Println(err)
		return
	}
	s := simplify.New(in.Table)
	fmt.Println(notation.Plain(s.Simplify(in.Expr)))
	fmt.Println(notation.Plain(s.Simplify(second)))
	fmt.Println("limits reached:", len(s.Stops()))
	// Output:
	// B
	// B
	// limits reached: 0
}
