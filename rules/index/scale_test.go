package index_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules"
	"matcalc/rules/index"
)

// TestNetwork derives the loss of a deep network by the weights of every layer: one sweep for all, linear
// in the number of layers.
func TestNetwork(t *testing.T) {
	const layers = 1000
	var b strings.Builder
	b.WriteString("z0 = x\n")
	for l := 1; l <= layers; l++ {
		fmt.Fprintf(&b, "z%d = tanh(W%d*z%d + b%d)\n", l, l, l-1, l)
	}
	fmt.Fprintf(&b, "norm(z%d - y)^2", layers)
	in, err := parser.Parse(b.String(), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var targets []*ast.Symbol
	for l := 1; l <= layers; l++ {
		targets = append(targets, in.Table.Lookup(fmt.Sprintf("W%d", l)), in.Table.Lookup(fmt.Sprintf("b%d", l)))
	}
	before := in.Table.Len()
	start := time.Now()
	e := index.New(in.Table, in.Expr, index.Options{Targets: targets})
	for _, x := range targets {
		if _, err := e.Derive([]rules.Variable{{Symbol: x}}); err != nil {
			t.Fatal(err)
		}
	}
	if made := in.Table.Len() - before; made > 150*layers {
		t.Errorf("%d nodes were made", made)
	}
	t.Logf("%d nodes in %v", in.Table.Len()-before, time.Since(start))
}

// TestPowers derives forty squares of squares.
func TestPowers(t *testing.T) {
	for _, step := range []string{"z.*z", "sin(z).*z", "A*z + z.*z", "z*(z'*z)"} {
		layers := 40
		if step == "sin(z).*z" { // z40 has forty factors
			layers = 20
		}
		in, err := parser.Parse(fmt.Sprintf("z0 = x\n%s\nsum(z%d)", repeat(step, layers), layers), parser.Options{Let: []string{"A in R^(n x n)", "x in R^n"}})
		if err != nil {
			t.Fatal(err)
		}
		x := rules.Variable{Symbol: in.Table.Lookup("x")}
		for order := 1; order <= 2; order++ {
			start := time.Now()
			by := []rules.Variable{x, x}[:order]
			d, err := index.New(in.Table, in.Expr, index.Options{Steps: true}).Derive(by)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(ast.Topo(d.Result)); n > 20000*order {
				t.Errorf("%s: the result has %d nodes", step, n)
			}
			t.Logf("%s, order %d: %d nodes in %v", step, order, len(ast.Topo(d.Result)), time.Since(start))
		}
	}
}

func repeat(step string, count int) string {
	var b strings.Builder
	for i := 1; i <= count; i++ {
		fmt.Fprintf(&b, "z%d = %s\n", i, strings.ReplaceAll(step, "z", fmt.Sprintf("z%d", i-1)))
	}
	return b.String()
}
