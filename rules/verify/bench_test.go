package verify_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/parser/families"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// claims derives once by each variable, and gives what is to be checked.
func claims(request derive.Request) ([]verify.Check, error) {
	a, err := derive.Derive(request)
	if err != nil {
		return nil, err
	}
	var checks []verify.Check
	for _, r := range a.Results {
		c := verify.Check{Value: a.Value, Derivative: r.Derivative}
		c.Symbol, c.Entry = symbolOf(r.Variables[0])
		if len(r.Directions) > 0 {
			c.Direction = r.Directions[0]
		}
		checks = append(checks, c)
	}
	return checks, nil
}

// check compares each claim with finite differences.
func check(checks []verify.Check) {
	for _, c := range checks {
		verify.Run([]verify.Check{c}, nil, verify.Options{})
	}
}

// BenchmarkCheckPublic checks the derivatives of the public cases, of the first order.
func BenchmarkCheckPublic(b *testing.B) {
	families.Mean(b, families.Public(b), func(c families.Case) func() error {
		checks, err := claims(derive.Request{Input: c.Expr, Let: c.Let(), Wrt: c.Wrt})
		return func() error {
			check(checks)
			return err
		}
	})
}

// BenchmarkCheck checks the derivatives of expressions that grow.
func BenchmarkCheck(b *testing.B) {
	families.Run(b, 2, func(b *testing.B, q families.Question) {
		checks, err := claims(derive.Request{Input: q.Input, Wrt: q.Wrt})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			check(checks)
		}
	})
}

// symbolOf is the symbol of a variable, with the entry where it is one.
func symbolOf(v ast.Node) (*ast.Symbol, *ast.Entry) {
	if e, ok := v.(*ast.Entry); ok {
		return e.Arg().(*ast.Symbol), e
	}
	return v.(*ast.Symbol), nil
}
