package notation_test

import (
	"testing"

	"matcalc/parser"
	"matcalc/render/notation"
)

// TestDagNodes: an expression without parts that occur twice has as many nodes as a graph as it has as a tree, and
// no expression has more.
func TestDagNodes(t *testing.T) {
	for _, text := range []string{"2*tr(X)*I", "grad(h)(W*a)*a'", "A*x + b", "I", "eye(n) + A", "(x'*A*x)*(x'*A*x + 1)"} {
		in, err := parser.Parse(text, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tree, dag := notation.Nodes(in.Expr), notation.DagNodes(in.Expr)
		if dag > tree || dag < 1 {
			t.Errorf("%s has %d nodes as a tree and %d as a graph", text, tree, dag)
		}
	}
}
