package main

import (
	"slices"
	"testing"
)

func TestNearest(t *testing.T) {
	names := []string{"diff", "hessian", "jvp", "vjp", "hvp", "shape", "version", "completion", "help"}
	tests := []struct{ word, want string }{
		{"dif", "diff"}, {"idff", "diff"}, {"hesian", "hessian"}, {"jpv", "jvp"}, {"Shape", "shape"}, {"hess", "hessian"},
		{"x", ""}, {"", ""}, {"derive", ""}, {"h(W*a)", ""},
	}
	for _, tt := range tests {
		if got := nearest(tt.word, names); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestNegativesLast(t *testing.T) {
	tests := []struct{ args, want []string }{
		{[]string{"-x'*x", "--wrt", "x"}, []string{"--wrt", "x", "--", "-x'*x"}},
		{[]string{"-h(W*a)", "-wW"}, []string{"-wW", "--", "-h(W*a)"}},
		{[]string{"-w", "x", "-log(x)"}, []string{"-w", "x", "--", "-log(x)"}},
		{[]string{"-2x", "--wrt=x"}, []string{"--wrt=x", "--", "-2x"}},
		{[]string{"-lA:elementwise", "x"}, []string{"-lA:elementwise", "x"}},
		{[]string{"-lA in Sym(n)", "x"}, []string{"-lA in Sym(n)", "x"}},
		{[]string{"x", "--tolerance", "-1.5"}, []string{"x", "--tolerance", "-1.5"}},
		{[]string{"x", "-z"}, []string{"x", "-z"}},
		{[]string{"-"}, []string{"-"}},
		{[]string{"-o../x", "x"}, []string{"-o../x", "x"}},
		{[]string{"--", "-x"}, []string{"--", "-x"}},
	}
	for _, tt := range tests {
		if got := negativesLast(diffCommand(newConsole()), slices.Clone(tt.args)); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.args, got, tt.want)
		}
	}
}
