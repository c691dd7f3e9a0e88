package parser_test

import (
	"testing"

	"matcalc/parser"
	"matcalc/render/notation"
)

func TestRebind(t *testing.T) {
	tests := []struct{ in, want string }{
		{"z = x.*x; z = z.*z; sum(z)", "sum(x.^4)"},
		{"z = x; sum(z.*z)", "sum(x.^2)"},
		{"z = x; g(t) = z'*t; z = 2*z; g(z)", "2*x'*x"},
		{"z = x; g(z) = z'*x; z = 2*z; g(z)", "2*x'*x"},
		{"z = x; z = 3; z*x'*x", "3*x'*x"},
	}
	for _, tt := range tests {
		in, err := parser.Parse(tt.in, parser.Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if got := notation.Plain(in.Expr); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.in, got, tt.want)
		}
	}
}
