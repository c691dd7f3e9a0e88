package parser

import (
	"math/rand/v2"
	"testing"
	"time"

	"matcalc/parser/families"
)

// fragments are put into inputs by mutate.
var fragments = []string{"x", "X", "(", ")", "[", "]", "'", "^", "*", "+", "-", "/", ".*", "./", ".^", "‖", "|", "||", ",", ";", "=", ":",
	"sum(k,", "sum(k=1..n,", "D(h)(", "D2(F)(", "grad(h)(", "[i,j]", "[u,v]", " where ", "x in R^n", "h: R^n -> R", "k in N", "vec(",
	"kron(", "eye(n)", "I", "ones(", "A", "B", "n", "2", "0", "-1", "1/2", "^T", "²", "ᵀ", "g(x)=", "T1[i,j]=", "e(i,n)", "unvec(",
	"vech(", "Dup(n)", "K(n,m)", "diag(", "softmax(", "beta", "mu", "hcat(", "max(", "delta(i,j)", "f.(", "\n", "#"}

// mutate changes an input at a few places.
func mutate(r *rand.Rand, input string) string {
	text := []rune(input)
	for range 1 + r.IntN(4) {
		if len(text) == 0 {
			text = []rune("x")
		}
		i, j := r.IntN(len(text)), r.IntN(len(text))
		insert := func(s string) { text = append(text[:i:i], append([]rune(s), text[i:]...)...) }
		switch r.IntN(4) {
		case 0:
			text = append(text[:i:i], text[i+1:]...)
		case 1:
			insert(fragments[r.IntN(len(fragments))])
		case 2:
			insert(acceptedForms[r.IntN(len(acceptedForms))].input)
		case 3:
			text[i], text[j] = text[j], text[i]
		}
	}
	return string(text)
}

// TestMutated: inputs that were changed at random end in a node or in a proper error, and soon.
func TestMutated(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		form := acceptedForms[r.IntN(len(acceptedForms))]
		input := form.input
		if r.IntN(2) == 0 && form.where != "" {
			input += " where " + form.where
		}
		input = mutate(r, input)
		var err error
		d := families.Spent(func() {
			var in *Input
			if in, err = Parse(input, Options{Limits: Limits{Terms: 20000}}); err == nil {
				_, err = in.ParseMore(input)
			}
		})
		if err != nil {
			checkError(t, err)
		}
		if d > 2*time.Second {
			t.Errorf("%q took %v", input, d)
		}
	}
}
