package derive_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/parser/families"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// allForms are those that a page shows by default.
var allForms = []string{derive.IndexForm, derive.DefinitionForm, derive.VecForm}

// settings are what the benchmarks derive with.
var settings = []struct {
	name  string
	forms []string
	check *verify.Options
}{
	{"differential", nil, nil},
	{"differential-checked", nil, &verify.Options{}},
	{"all", allForms, nil},
	{"all-checked", allForms, &verify.Options{}},
}

// BenchmarkDerivePublic derives the public cases, from the text to the answer.
func BenchmarkDerivePublic(b *testing.B) {
	cases := families.Public(b)
	for _, s := range settings {
		b.Run(s.name, func(b *testing.B) {
			families.Mean(b, cases, func(c families.Case) func() error {
				request := derive.Request{Input: c.Expr, Let: c.Let(), Wrt: c.Wrt, Mode: derive.Mode(c.Mode), Order: c.Order, Verify: s.check}
				if c.Mode == "" {
					request.Forms = s.forms
				}
				return func() error {
					_, err := derive.Derive(request)
					return err
				}
			})
		})
	}
}

// BenchmarkDerive derives expressions that grow by all their variables in the differential form, the
// smaller ones with the check too, and reports the nodes of all results for each node of the expression.
func BenchmarkDerive(b *testing.B) {
	for i, most := range []int{families.Whole, 2} {
		s := settings[i]
		b.Run(s.name, func(b *testing.B) {
			families.Run(b, most, func(b *testing.B, q families.Question) {
				var a *derive.Answer
				for b.Loop() {
					var err error
					if a, err = derive.Derive(derive.Request{Input: q.Input, Wrt: q.Wrt, Verify: s.check}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(growth(a), "nodes/node")
			})
		})
	}
}

// growth is the number of nodes of all results for each node of the expression, shared ones counted
// once.
func growth(a *derive.Answer) float64 {
	results := make([]ast.Node, len(a.Results))
	for i, r := range a.Results {
		results[i] = r.Derivative
	}
	return float64(len(ast.Topo(results...))) / float64(len(ast.Topo(a.Value)))
}
