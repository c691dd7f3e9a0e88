package numeric_test

import (
	"fmt"
	goast "go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
)

// Every type of node of package ast is evaluated here; a new one fails until it has a value.
func TestEveryNodeType(t *testing.T) {
	tab := ast.NewTable()
	X, A, x := variable(tab, "X", nm), variable(tab, "A", nn), variable(tab, "x", ast.Vector(n))
	i := index(tab, "i")
	h := tab.Unknown("h", []ast.Shape{ast.Vector(n)}, ast.Scalar, false)
	samples := []ast.Node{
		tab.Int(2), X, tab.Eye(n), tab.Add(A, tab.Eye(n)), tab.Mul(A, x), tab.Inv(A), tab.Hadamard(X, X, call(tab, "exp", X)),
		tab.EntryPower(X, tab.Int(3)), tab.Transpose(X), tab.Inner(X, call(tab, "exp", X)), call(tab, "exp", X),
		tab.Apply(h, ast.Value, nil, x), tab.Entry(X, i, nil), tab.IndexSum(i, tab.Int(1), tab.Int(2), i),
		tab.Delta(i, tab.Int(1)), tab.Differential(X),
	}
	seen := map[string]bool{}
	for _, n := range samples {
		seen[strings.TrimPrefix(fmt.Sprintf("%T", n), "*ast.")] = true
		if v, err := random(t, 1, n).Eval(n); err != nil || !numeric.IsFinite(v) {
			t.Errorf("%T: %v %v", n, v, err)
		}
	}
	types := nodeTypes(t)
	if len(types) < 16 {
		t.Errorf("found the node types %v alone", types)
	}
	for _, name := range types {
		if !seen[name] {
			t.Errorf("no sample of %s", name)
		}
	}
}

// nodeTypes lists the struct types of package ast that embed a head.
func nodeTypes(t *testing.T) []string {
	var names []string
	files, err := filepath.Glob("../*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		goast.Inspect(f, func(n goast.Node) bool {
			spec, ok := n.(*goast.TypeSpec)
			if !ok {
				return true
			}
			s, ok := spec.Type.(*goast.StructType)
			if !ok {
				return false
			}
			for _, field := range s.Fields.List {
				if id, ok := field.Type.(*goast.Ident); ok && len(field.Names) == 0 && id.Name == "head" {
					names = append(names, spec.Name.Name)
				}
			}
			return false
		})
	}
	return names
}

// Every function of the catalogue has a value at the first points of its domain, and every
// constant.
func TestEveryFunction(t *testing.T) {
	for _, f := range catalogue.All() {
		for _, s := range f.Signatures {
			tab := ast.NewTable()
			var args []ast.Node
			domains := map[string]ast.Domain{}
			for i, shape := range s.Args {
				x := variable(tab, f.Params[i], shape)
				args = append(args, x)
				domains[x.Name] = f.Domain
			}
			var sizes []ast.Dim
			for _, name := range f.Sizes {
				sizes = append(sizes, ast.DimName(name))
			}
			if f.Name == "polygamma" || f.Name == "e" {
				args[0] = tab.Int(2)
			}
			var node ast.Node
			if f.Build != nil {
				node = f.Build(tab, sizes, args)
			} else {
				node = tab.Call(f, sizes, args...)
			}
			in, err := numeric.Random(rand.New(rand.NewPCG(1, 1)), []ast.Node{node}, numeric.Options{Domains: domains, Tries: 3})
			if err != nil {
				t.Errorf("%s: %v", f.Key(), err)
				continue
			}
			if v, err := in.Eval(node); err != nil || !numeric.IsFinite(v) {
				t.Errorf("%s: %v %v", f.Key(), v, err)
			}
		}
	}
}
