package parser

import (
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// TestCatalogue parses every text of the catalogue with arguments of the shapes of each signature.
func TestCatalogue(t *testing.T) {
	for _, f := range catalogue.All() {
		for _, sig := range f.Signatures {
			tb := ast.NewTable()
			nodes := map[string]ast.Node{}
			sizes := map[string]ast.Dim{}
			for i, p := range f.Params {
				if i < len(sig.Args) {
					nodes[p] = tb.Symbol(p, ast.Variable, sig.Args[i], ast.Unstructured)
				}
			}
			for _, s := range append(sig.Args, sig.Result) {
				for _, d := range []ast.Dim{s.Rows, s.Cols} {
					for _, name := range d.Names() {
						sizes[name] = ast.DimName(name)
					}
				}
			}
			if f.Definition != "" {
				n, err := Instantiate(tb, f.Definition, nodes, sizes)
				check(t, f.Key()+" definition", n, err, sig.Result)
			}
			if f.Differential != "" && (len(f.Signatures) == 1 || sig.Result != ast.Matrix(ast.DimName("n"), ast.DimName("n"))) {
				n, err := Instantiate(tb, f.Differential, nodes, sizes)
				check(t, f.Key()+" differential", n, err, sig.Result)
			}
			if f.Component != "" && f.Definition == "" {
				for _, name := range []string{"i", "j", "k", "l", "r", "s"} {
					if nodes[name] == nil {
						nodes[name] = tb.Symbol(name, ast.Index, ast.Scalar, ast.Unstructured)
					}
				}
				n, err := Instantiate(tb, f.Component, nodes, sizes)
				check(t, f.Key()+" component", n, err, ast.Scalar)
			}
		}
		if f.Variadic {
			tb := ast.NewTable()
			x := tb.Symbol("X", ast.Variable, ast.Matrix(ast.DimName("n"), ast.DimName("m")), ast.Unstructured)
			_, err := Instantiate(tb, f.Differential, map[string]ast.Node{"X": x}, nil)
			if err != nil {
				t.Errorf("%s: %v", f.Key(), err)
			}
		}
	}
}

func check(t *testing.T, what string, n ast.Node, err error, want ast.Shape) {
	t.Helper()
	switch {
	case err != nil:
		t.Errorf("%s: %s", what, err.(*ast.Error).Detail())
	case n.Shape() != want:
		t.Errorf("%s has shape %s, want %s", what, n.Shape(), want)
	}
}
