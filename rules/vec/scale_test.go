package vec_test

import (
	"fmt"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/parser/families"
	"matcalc/rules"
	"matcalc/rules/vec"
)

// network is tanh(W_k*…tanh(W_1*x)), with its weights.
func network(t *ast.Table, layers int) (z ast.Node, weights []*ast.Symbol) {
	n := ast.DimName("n")
	z = t.Symbol("x", ast.Variable, ast.Vector(n), ast.Unstructured)
	for i := range layers {
		w := t.Symbol(fmt.Sprintf("W_%d", i+1), ast.Variable, ast.Matrix(n, n), ast.Unstructured)
		weights = append(weights, w)
		z = t.Call(catalogue.Lookup("tanh"), nil, t.Mul(w, z))
	}
	return z, weights
}

// TestScale derives deep networks by all their weights, and sums of many terms: the work is linear in
// the graph.
func TestScale(t *testing.T) {
	deadline := 10 * time.Second
	t.Run("loss of a network", func(t *testing.T) {
		tb := ast.NewTable()
		z, weights := network(tb, 1000)
		deriveAll(t, tb, tb.Inner(z, z), weights, deadline)
	})
	t.Run("network", func(t *testing.T) {
		tb := ast.NewTable()
		z, weights := network(tb, 300)
		deriveAll(t, tb, z, weights, deadline)
	})
	t.Run("sum of traces", func(t *testing.T) {
		tb := ast.NewTable()
		_, weights := network(tb, 1000)
		var terms []ast.Node
		for i, w := range weights {
			terms = append(terms, tb.Call(catalogue.Lookup("tr"), nil, tb.Mul(w, weights[(i+1)%1000])))
		}
		deriveAll(t, tb, tb.Add(terms...), weights, deadline)
	})
	t.Run("repeated squares", func(t *testing.T) {
		tb := ast.NewTable()
		x := tb.Symbol("x", ast.Variable, ast.Vector(ast.DimName("n")), ast.Unstructured)
		z := ast.Node(x)
		for range 40 {
			z = tb.Add(tb.Hadamard(z, z), x)
		}
		deriveAll(t, tb, z, []*ast.Symbol{x}, deadline)
	})
}

func deriveAll(t *testing.T, tb *ast.Table, f ast.Node, by []*ast.Symbol, deadline time.Duration) {
	t.Helper()
	took := families.Spent(func() {
		e := vec.New(tb, f, vec.Options{Steps: true, Targets: by})
		for _, x := range by {
			if _, err := e.Derive([]rules.Variable{{Symbol: x}}); err != nil {
				t.Fatal(err)
			}
		}
	})
	if took > deadline {
		t.Errorf("it takes %v", took)
	} else {
		t.Logf("%v", took)
	}
}
