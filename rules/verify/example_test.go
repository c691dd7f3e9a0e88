package verify_test

import (
	"fmt"

	"matcalc/parser"
	"matcalc/rules/verify"
)

// Equal compares two expressions at random points.
func ExampleEqual() {
	in, err := parser.Parse("inv(A*B)", parser.Options{Let: []string{"A in R^(n x n)"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"inv(B)*inv(A)", "inv(A)*inv(B)"} {
		other, err := in.ParseMore(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(text, verify.Equal(in.Expr, other, verify.Options{}).State)
	}
	// Output:
	// inv(B)*inv(A) right
	// inv(A)*inv(B) wrong
}

// Run compares a derivative with finite differences.
func ExampleRun() {
	in, err := parser.Parse("logdet(X)", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	X := in.Table.Lookup("X")
	for _, text := range []string{"inv(X)'", "inv(X)"} {
		derivative, err := in.ParseMore(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		check := verify.Check{Value: in.Expr, Derivative: derivative, Symbol: X}
		verdict := verify.Run([]verify.Check{check}, nil, verify.Options{Points: 5})
		fmt.Println(text, verdict.State)
	}
	// Output:
	// inv(X)' right
	// inv(X) wrong
}
