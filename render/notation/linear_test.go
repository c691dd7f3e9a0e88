package notation_test

import (
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/parser/families"
	"matcalc/render/notation"
)

// TestLinear prints a network of many layers, with sharing, and a deep one without.
func TestLinear(t *testing.T) {
	e := newEnv()
	network, deep := e.x, e.x
	for range 4000 {
		y := e.call("tanh", e.Add(e.Mul(e.A, network), e.b))
		network = e.Hadamard(y, e.Sub(e.one(), y))
		deep = e.call("tanh", e.Add(e.Mul(e.A, deep), e.b))
	}
	took := families.Spent(func() {
		for _, n := range []ast.Node{network, deep} {
			for _, text := range []string{notation.Plain(n), notation.Text(n, notation.Options{}), notation.LaTeX(n, notation.Options{})} {
				if len(text) > 600000 {
					t.Errorf("%d bytes: %.200s", len(text), text)
				}
			}
			notation.Nodes(n)
		}
	})
	if took > 10*time.Second {
		t.Errorf("4,000 layers took %v", took)
	}
}
