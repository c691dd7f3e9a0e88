package ast_test

import (
	"fmt"

	"matcalc/ast"
	"matcalc/render/notation"
)

// Expressions are made by the constructors of a table, which put them into a normal form.
func ExampleTable() {
	t := ast.NewTable()
	n, m := ast.DimName("n"), ast.DimName("m")
	A := t.Symbol("A", ast.Variable, ast.Matrix(n, m), ast.Unstructured)
	x := t.Symbol("x", ast.Variable, ast.Vector(m), ast.Unstructured)

	Ax := t.Mul(A, x)
	fmt.Println(notation.Plain(t.Mul(t.Transpose(Ax), Ax)))
	fmt.Println(Ax.Shape())
	// Output:
	// x'*A'*A*x
	// n×1
}

// Equal expressions of a table are one node.
func ExampleTable_Add() {
	t := ast.NewTable()
	x := t.Symbol("x", ast.Variable, ast.Scalar, ast.Unstructured)
	y := t.Symbol("y", ast.Variable, ast.Scalar, ast.Unstructured)

	fmt.Println(t.Add(x, y) == t.Add(y, x))
	fmt.Println(t.Add(x, x) == t.Mul(t.Int(2), x))
	// Output:
	// true
	// true
}

// Topo walks an expression without recursion, and sees what is shared once. An inverse is a power.
func ExampleTopo() {
	t := ast.NewTable()
	X := t.Symbol("X", ast.Variable, ast.Matrix(ast.DimName("n"), ast.DimName("n")), ast.Unstructured)

	for _, node := range ast.Topo(t.Add(t.Inv(X), t.Transpose(t.Inv(X)))) {
		fmt.Println(notation.Plain(node))
	}
	// Output:
	// X
	// -1
	// inv(X)
	// inv(X)'
	// inv(X) + inv(X)'
}

// A dimension is a polynomial in names.
func ExampleDim() {
	n, m := ast.DimName("n"), ast.DimName("m")

	fmt.Println(n.Times(m).Plus(ast.DimInt(1)))
	fmt.Println(n.Plus(m) == m.Plus(n))
	// Output:
	// m*n + 1
	// true
}
