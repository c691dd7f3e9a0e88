package notation_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/render/notation"
)

// TestSpelledConstants: where the input has a K, a D or an L of its own, the matrices of vec are written with
// words.
func TestSpelledConstants(t *testing.T) {
	e := newEnv()
	for _, tt := range []struct {
		n                          ast.Node
		letter                     string
		text, latex, word, inLatex string
	}{
		{e.Commutation(e.n, e.m), "K", "K_{n,m}", "K_{n, m}", "Com_{n,m}", `\mathrm{Com}_{n, m}`},
		{e.Duplication(e.n), "D", "D_n", "D_{n}", "Dup_n", `\mathrm{Dup}_{n}`},
		{e.Elimination(e.n), "L", "L_n", "L_{n}", "Elim_n", `\mathrm{Elim}_{n}`},
	} {
		other := notation.Options{Input: func(name string) bool { return name == "X" }}
		own := notation.Options{Input: func(name string) bool { return name == tt.letter }}
		for _, pair := range [][2]string{
			{notation.Text(tt.n, other), tt.text}, {notation.LaTeX(tt.n, other), tt.latex},
			{notation.Text(tt.n, own), tt.word}, {notation.LaTeX(tt.n, own), tt.inLatex},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s, want %s", pair[0], pair[1])
			}
		}
	}
}
