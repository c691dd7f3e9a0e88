package render_test

import (
	"fmt"

	"matcalc/render"
	"matcalc/rules/derive"
)

// Each format writes the whole document.
func Example() {
	answer, err := derive.Derive(derive.Request{Input: "x'*A*x", Wrt: "x"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, format := range render.Formats {
		if format.Name == "plain" || format.Name == "latex" {
			page, err := format.Write(answer, render.Options{})
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Printf("%s: %s", format.Name, page)
		}
	}
	// Output:
	// plain: (A + A')*x
	// latex: (A + A^\top) x
}

// Plain is read back by package parser.
func ExamplePlain() {
	answer, err := derive.Derive(derive.Request{Input: "A*X*B", Wrt: "X", Forms: []string{derive.VecForm}})
	if err != nil {
		fmt.Println(err)
		return
	}
	page, err := render.Plain(answer, render.Options{Form: derive.VecForm})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(page)
	// Output:
	// kron(B', A)
}

// The page of text is for people: with what was inferred, shapes and conditions.
func ExampleText() {
	answer, err := derive.Derive(derive.Request{Input: "logdet(X)", Wrt: "X"})
	if err != nil {
		fmt.Println(err)
		return
	}
	page, err := render.Text(answer, render.Options{ASCII: true, Form: derive.DifferentialForm})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(page)
	// Output:
	// f(X) = logdet(X)        X in R^(n x n)   (inferred)
	//
	//   gradient      inv(X)'                    n x n
	//   derivative    inv(X)                     n x n, numerator layout
	//
	//   holds where   X invertible
	//
	//   -- not checked: the check was left out
}
