package derive_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/parser/families"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// FuzzDerive: an expression that is read gets its derivative in all four forms, with their lines, which
// agree with each other and with finite differences.
func FuzzDerive(f *testing.F) {
	for _, c := range families.Public(f) {
		f.Add(c.Expr+" where "+c.Where, c.Wrt, c.Order > 1)
	}
	for _, tt := range textbook {
		f.Add(tt.expr+" where "+tt.let, tt.wrt, tt.order > 1)
	}
	for _, tt := range found {
		f.Add(tt.expr+" where "+tt.let, tt.wrt, tt.order > 1)
	}
	f.Fuzz(func(t *testing.T, input, wrt string, second bool) {
		if len(input) > 300 {
			return
		}
		budget, release := ast.NewBudget(context.Background(), ast.Limits{Time: 4 * time.Second, Nodes: 100_000})
		defer release()
		req := derive.Request{
			Input: input, Wrt: wrt, Order: 1, Forms: derive.Forms, Steps: true, Verify: &verify.Options{Points: 2},
			Limits: parser.Limits{Terms: 2000, Digits: 40}, Budget: budget,
		}
		if second {
			req.Order = 2
		}
		a, err := derive.Derive(req)
		if err != nil {
			var e *ast.Error
			if !errors.As(err, &e) || e.Message == "" {
				t.Fatalf("%q by %q: %T is no error of the input: %v", input, wrt, err, err)
			}
			return
		}
		for _, r := range a.Results {
			if r.Verdict.State == verify.Wrong {
				t.Fatalf("%q by %q: %s", input, wrt, r.Verdict.Reason)
			}
		}
	})
}
