package claim_test

import (
	"fmt"

	"matcalc/render/notation"
	"matcalc/rules/claim"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// ask judges one claim about a gradient.
func ask(input, wrt, claimed string) (*claim.Answer, error) {
	return claim.Check(claim.Request{
		Request: derive.Request{Input: input, Wrt: wrt, Verify: &verify.Options{}},
		Claims:  []string{claimed},
	})
}

func ExampleCheck() {
	for _, claimed := range []string{"2*A'*(A*x - b)", "2*(A*x - b)'*A", "A'*(A*x - b)"} {
		answer, err := ask("norm(A*x - b)^2", "x", claimed)
		if err != nil {
			fmt.Println(err)
			return
		}
		j := answer.Judgements[0]
		fmt.Println(j.Verdict, j.OK())
		if j.Factor != nil {
			fmt.Println("the derivative is the claim times", notation.Plain(j.Factor))
		}
	}
	// Output:
	// right true
	// transpose true
	// factor false
	// the derivative is the claim times 2
}

// A claim that holds under a condition names it.
func ExampleCheck_condition() {
	answer, err := ask("x'*A*x", "x", "2*A*x")
	if err != nil {
		fmt.Println(err)
		return
	}
	j := answer.Judgements[0]
	fmt.Println(j.Verdict)
	for _, c := range j.Conditions {
		fmt.Println(c.Print(notation.Plain))
	}
	// Output:
	// condition
	// A is symmetric
}
