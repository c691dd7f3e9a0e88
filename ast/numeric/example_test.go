package numeric_test

import (
	"fmt"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/parser"
)

// An expression is evaluated on an instance, which gives names their values.
func ExampleNew() {
	in, err := parser.Parse("norm(A*x)^2", parser.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	instance := numeric.New(map[string]int{"n": 2, "m": 2}, map[string]ast.Array{
		"A": {Rows: 2, Cols: 2, Data: []float64{1, 2, 3, 4}},
		"x": {Rows: 2, Cols: 1, Data: []float64{1, -1}},
	}, 0)
	value, err := instance.Eval(in.Expr)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f\n", value.At(0, 0))

	along := ast.Array{Rows: 2, Cols: 1, Data: []float64{1, 0}}
	d, _, err := instance.FiniteDifference(in.Expr, in.Table.Lookup("x"), along, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f\n", d.At(0, 0))
	// Output:
	// 2.000
	// -8.000
}
