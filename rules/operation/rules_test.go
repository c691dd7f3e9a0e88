package operation

import (
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// ofOperations are the Isolate rules for what is no function of the catalogue.
var ofOperations = map[string]bool{
	"product": true, "scalar multiple": true, "scalar factor": true, "transpose": true, "hadamard": true,
	"inner product": true, "entry": true, "entry of a vector": true, "row": true, "column": true,
	"derivative": true,
}

// TestIsolateRulesAreUsed makes sure that no Isolate rule is unreachable: each is of an operation, or
// of a function that expressions can contain.
func TestIsolateRulesAreUsed(t *testing.T) {
	for _, r := range rules.All() {
		if r.Kind != rules.Isolate {
			continue
		}
		name, _, _ := strings.Cut(r.Name, "/")
		f := catalogue.Lookup(name)
		if !ofOperations[name] && (f == nil || f.Definition != "") {
			t.Errorf("%s: no expression contains a %s", r.Name, name)
		}
	}
}

// TestEveryFunctionHasBoth makes sure that each function of the catalogue that varies has a
// differential and, for each argument that varies, an adjoint: they are the two halves of one rule.
func TestEveryFunctionHasBoth(t *testing.T) {
	for _, f := range catalogue.All() {
		if f.Definition != "" || f.Differential == "" || f.Variadic {
			continue
		}
		tb := ast.NewTable()
		s := f.Signatures[0]
		args := make([]ast.Node, len(s.Args))
		sizes := make([]ast.Dim, len(f.Sizes))
		for i, a := range s.Args {
			args[i] = tb.Symbol(f.Params[i], ast.Variable, a, ast.Unstructured)
			if !f.Varies(i) {
				args[i] = tb.Int(1)
			}
		}
		for i, name := range f.Sizes {
			sizes[i] = ast.DimName(name)
		}
		value := tb.Call(f, sizes, args...)
		for i, x := range args {
			if !f.Varies(i) {
				continue
			}
			if _, err := Tangent(tb, value, []ast.Node{x}, []ast.Node{tb.Differential(x)}); err != nil {
				t.Errorf("%s by %s: %v", f.Key(), f.Params[i], err)
			}
			g := tb.Symbol("G", ast.Variable, value.Shape(), ast.Unstructured)
			if _, err := Adjoints(tb, value, g, x); err != nil {
				t.Errorf("%s by %s: %v", f.Key(), f.Params[i], err)
			}
		}
	}
}
