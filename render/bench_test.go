package render_test

import (
	"testing"

	"matcalc/parser/families"
	"matcalc/render"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// settings are the pages of text that the benchmarks write: the differential form alone, and all forms,
// each without and with the check.
var settings = []struct {
	name  string
	form  string
	check *verify.Options
}{
	{"differential", derive.DifferentialForm, nil},
	{"differential-checked", derive.DifferentialForm, &verify.Options{}},
	{"all", render.AllForms, nil},
	{"all-checked", render.AllForms, &verify.Options{}},
}

// request asks what a case asks, in a form or in all.
func request(c families.Case, form string, check *verify.Options) derive.Request {
	r := derive.Request{Input: c.Expr, Let: c.Let(), Wrt: c.Wrt, Mode: derive.Mode(c.Mode), Order: c.Order, Verify: check}
	if c.Mode == "" && form == render.AllForms {
		r.Forms = render.FormNames()[1:]
	}
	return r
}

// answer derives a request and writes the page.
func answer(r derive.Request, form string) error {
	a, err := derive.Derive(r)
	if err != nil {
		return err
	}
	_, err = render.Text(a, render.Options{Form: form})
	return err
}

// BenchmarkPublic answers the public cases, from the text of the question to the page: the cases in turn.
func BenchmarkPublic(b *testing.B) { answerPublic(b, 1) }

// BenchmarkPublicInARow answers each of the public cases a hundred times before it is the turn of the next one.
func BenchmarkPublicInARow(b *testing.B) { answerPublic(b, 100) }

func answerPublic(b *testing.B, inARow int) {
	cases := families.Public(b)
	for _, s := range settings {
		b.Run(s.name, func(b *testing.B) {
			families.MeanInARow(b, inARow, cases, func(c families.Case) func() error {
				return func() error { return answer(request(c, s.form, s.check), s.form) }
			})
		})
	}
}

// BenchmarkCase answers each public case, in the differential form and unchecked.
func BenchmarkCase(b *testing.B) {
	s := settings[0]
	for _, c := range families.Public(b) {
		b.Run(c.ID, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := answer(request(c, s.form, s.check), s.form); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRenderPublic writes the answers to the public cases in each format; text and JSON have all
// forms.
func BenchmarkRenderPublic(b *testing.B) {
	cases := families.Public(b)
	for _, f := range render.Formats {
		b.Run(f.Name, func(b *testing.B) {
			families.Mean(b, cases, func(c families.Case) func() error {
				a, err := derive.Derive(request(c, render.AllForms, nil))
				return func() error {
					if err != nil {
						return err
					}
					_, err := f.Write(a, render.Options{Form: render.AllForms})
					return err
				}
			})
		})
	}
}

// BenchmarkRender writes the derivatives of expressions that grow, in JSON and as NumPy code.
func BenchmarkRender(b *testing.B) {
	for _, f := range render.Formats {
		if f.Name != "json" && f.Name != "numpy" {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			families.Run(b, families.Whole, func(b *testing.B, q families.Question) {
				a, err := derive.Derive(derive.Request{Input: q.Input, Wrt: q.Wrt})
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					if _, err := f.Write(a, render.Options{Form: derive.DifferentialForm}); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
