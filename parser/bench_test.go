package parser

import (
	"testing"

	"matcalc/parser/families"
)

// BenchmarkParsePublic parses the public cases.
func BenchmarkParsePublic(b *testing.B) {
	families.Mean(b, families.Public(b), func(c families.Case) func() error {
		return func() error {
			_, err := Parse(c.Expr, Options{Let: c.Let()})
			return err
		}
	})
}

// BenchmarkParse parses expressions that grow.
func BenchmarkParse(b *testing.B) {
	families.Run(b, families.Whole, func(b *testing.B, q families.Question) {
		b.SetBytes(int64(len(q.Input)))
		for b.Loop() {
			if _, err := Parse(q.Input, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
