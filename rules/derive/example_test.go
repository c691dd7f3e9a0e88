package derive_test

import (
	"fmt"

	"matcalc/render"
	"matcalc/render/notation"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

func ExampleDerive() {
	answer, err := derive.Derive(derive.Request{Input: "norm(A*x - b)^2", Wrt: "x"})
	if err != nil {
		fmt.Println(err)
		return
	}
	gradient := answer.Results[0]
	fmt.Println(gradient.Kind, gradient.Derivative.Shape())
	fmt.Println(notation.Plain(gradient.Derivative))
	// Output:
	// gradient m×1
	// 2*A'*(A*x - b)
}

// Several variables have a result each, with a verdict where the check is asked for.
func ExampleDerive_variables() {
	answer, err := derive.Derive(derive.Request{
		Input:  "logdet(S) + x'*inv(S)*x",
		Let:    []string{"S in PD(n)"},
		Wrt:    "S,x",
		Verify: &verify.Options{},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range answer.Results {
		fmt.Println(r.Wrt[0], notation.Plain(r.Derivative), r.Verdict.State)
	}
	// Output:
	// S inv(S) - inv(S)*x*x'*inv(S) right
	// x 2*inv(S)*x right
}

// The lines of a derivation stand in the result's forms.
func ExampleDerive_steps() {
	answer, err := derive.Derive(derive.Request{
		Input: "h(W*a)", Wrt: "W", Forms: []string{derive.DefinitionForm}, Steps: true,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range answer.Results[0].Forms[derive.DefinitionForm].Lines {
		fmt.Println(notation.Plain(line.Node))
		for _, rule := range line.Rules {
			fmt.Println("   ", rule.Name)
		}
	}
	// Output:
	// h((W + H)*a) - h(W*a)
	// h(W*a + H*a) - h(W*a)
	//     product/expansion
	// grad(h)(W*a)'*H*a
	//     function/expansion
	// grad(h)(W*a)'*H*a
	// grad(h)(W*a)*a':H
	//     product/isolate
}

// Package render writes answers in every format of the command line.
func ExampleDerive_latex() {
	answer, err := derive.Derive(derive.Request{Input: "h(W*a)", Wrt: "W"})
	if err != nil {
		fmt.Println(err)
		return
	}
	latex, err := render.LaTeX(answer, render.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(latex)
	// Output:
	// \nabla h(W a) a^\top
}

// The second order, by two variables, has four blocks.
func ExampleDerive_hessian() {
	answer, err := derive.Derive(derive.Request{Input: "x'*A*y", Wrt: "x,y", Order: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, block := range answer.Results {
		fmt.Println(block.Wrt, notation.Plain(block.Derivative))
	}
	// Output:
	// [x x] zeros(n, n)
	// [x y] A
	// [y x] A'
	// [y y] zeros(m, m)
}
