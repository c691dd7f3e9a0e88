package parser_test

import (
	"errors"
	"fmt"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render/notation"
)

func ExampleParse() {
	in, err := parser.Parse("h(W*a)", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, declaration := range in.Declarations {
		fmt.Println(declaration, declaration.Inferred)
	}
	// Output:
	// W in R^(n x m) true
	// a in R^m true
	// h: R^n -> R true
}

// Declarations stand behind "where" in the text, or beside it.
func ExampleParse_declarations() {
	in, err := parser.Parse("x'*S*x where x in R^3", parser.Options{Let: []string{"S in Sym(3)"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(notation.Plain(in.Expr), in.Expr.Shape())
	// Output:
	// x'*S*x scalar
}

// A mistake knows its place in the text.
func ExampleParse_mistake() {
	_, err := parser.Parse("norm(A*x - b", parser.Options{})
	var mistake *ast.Error
	if !errors.As(err, &mistake) {
		fmt.Println(err)
		return
	}
	line, column := mistake.Position()
	fmt.Println(mistake.Kind, line, column)
	fmt.Print(mistake.Detail())
	// Output:
	// syntax 1 5
	// error: the parenthesis is not closed
	//   norm(A*x - b
	//       ^
	// hint: close it with ")"
}

// ParseMore reads further expressions with the names of the first one.
func ExampleInput_ParseMore() {
	in, err := parser.Parse("norm(A*x - b)^2", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	claim, err := in.ParseMore("2*A'*(A*x - b)")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(claim.Shape())
	// Output:
	// m×1
}
