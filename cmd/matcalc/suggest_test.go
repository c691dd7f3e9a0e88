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
		{[]string{"-o'*o", "-w", "o"}, []string{"-w", "o", "--", "-o'*o"}},
		{[]string{"-ones(p)*x'", "-o", "f"}, []string{"-o", "f", "--", "-ones(p)*x'"}},
		{[]string{"-d_S", "--wrt", "d_S"}, []string{"--wrt", "d_S", "--", "-d_S"}},
		{[]string{"-d_S*x", "-oout.txt"}, []string{"-oout.txt", "--", "-d_S*x"}},
		{[]string{"-w'*w", "-w=w"}, []string{"-w=w", "--", "-w'*w"}},
		{[]string{"-w_1", "-ww_1,b[2]"}, []string{"-ww_1,b[2]", "--", "-w_1"}},
		{[]string{"-w - x", "-wx"}, []string{"-wx", "--", "-w - x"}},
		{[]string{"-l : A", "-lA, l in R^(n x m)"}, []string{"-lA, l in R^(n x m)", "--", "-l : A"}},
		{[]string{"-f_1'*x", "-fjson"}, []string{"-fjson", "--", "-f_1'*x"}},
		{[]string{"-f", "json", "-l", "x in R", "x"}, []string{"-f", "json", "-l", "x in R", "x"}},
		{[]string{"-o - x"}, []string{"--", "-o - x"}},
		{[]string{"-hx"}, []string{"--", "-hx"}},
		{[]string{"-h"}, []string{"-h"}},
		{[]string{"-help"}, []string{"-help"}},
		{[]string{"-x", "--wrt", "x"}, []string{"--wrt", "x", "--", "-x"}},
		{[]string{"-2"}, []string{"--", "-2"}},
		{[]string{"-λ", "-wλ"}, []string{"-wλ", "--", "-λ"}},
		{[]string{"--(x)"}, []string{"--", "--(x)"}},
		{[]string{"--wrong", "x"}, []string{"--wrong", "x"}},
		{[]string{"--let=A : B", "A"}, []string{"--let=A : B", "A"}},
		{[]string{"--", "-x"}, []string{"--", "-x"}},
	}
	for _, tt := range tests {
		if got := negativesLast(diffCommand(newConsole()), slices.Clone(tt.args)); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.args, got, tt.want)
		}
	}
}
