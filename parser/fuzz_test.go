package parser

import (
	"errors"
	"testing"

	"matcalc/ast"
)

// FuzzParse: any input ends in a node or in an error that points into the input, and never in a
// panic.
func FuzzParse(f *testing.F) {
	for _, tt := range acceptedForms {
		f.Add(tt.input)
	}
	for _, tt := range errorTexts {
		f.Add(tt.input)
	}
	f.Fuzz(func(t *testing.T, input string) {
		if len(input) > 2000 {
			return
		}
		in, err := Parse(input, Options{Limits: Limits{Terms: 20000}})
		if err == nil {
			if in.Expr == nil {
				t.Fatal("no expression and no error")
			}
			if _, err := in.ParseMore(input); err != nil {
				checkError(t, err)
			}
			return
		}
		checkError(t, err)
	})
}

func checkError(t *testing.T, err error) {
	t.Helper()
	var e *ast.Error
	if !errors.As(err, &e) {
		t.Fatalf("%T is no *ast.Error: %v", err, err)
	}
	if e.Message == "" || e.Kind == "" {
		t.Fatalf("an error without message or kind: %+v", e)
	}
	if e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(e.Source) && e.Source != "" {
		t.Fatalf("the span %v is outside of %q", e.Span, e.Source)
	}
	_ = e.Detail()
}
