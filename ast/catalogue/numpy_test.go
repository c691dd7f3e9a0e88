package catalogue_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
)

// The numpy notation of every function has the value of the catalogue. The test needs a Python
// that has numpy.
func TestNumpy(t *testing.T) {
	python := ""
	for _, name := range []string{"python3", "/usr/bin/python3", "python"} {
		if exec.Command(name, "-c", "import numpy").Run() == nil {
			python = name
			break
		}
	}
	if python == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Python with numpy")
		}
		t.Log("no Python with numpy: nothing is compared")
		return
	}
	var lines []string
	var names []string
	var wants []ast.Array
	for _, f := range append(catalogue.All(), catalogue.Lookup("d3expm")) {
		for _, shapes := range argumentShapes(f) {
			names = append(names, f.Key())
			line, want := numpyCase(t, f, shapes)
			lines, wants = append(lines, line), append(wants, want)
		}
	}
	code := strings.Join(lines, "\n") + "\n"
	script := "import math\nimport numpy as np\n\n\n" + catalogue.NumpySource(code) + code
	out, err := exec.Command(python, "-c", script).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	results := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(results) != len(wants) {
		t.Fatalf("%d results for %d functions", len(results), len(wants))
	}
	for i, text := range results {
		compare(t, names[i], text, wants[i])
	}
}

// argumentShapes are those of the signatures, and a few for functions of any number of arguments.
func argumentShapes(f *ast.Function) [][]ast.Shape {
	n, m := ast.DimName("n"), ast.DimName("m")
	x, X := ast.Vector(n), ast.Matrix(n, m)
	if f.Variadic {
		switch f.Name {
		case "vcat":
			return [][]ast.Shape{{X, X}, {x, x, ast.Scalar}, {ast.Scalar, ast.Scalar}}
		case "hcat":
			return [][]ast.Shape{{X, x}, {ast.Scalar, ast.Scalar}, {X}}
		}
		return [][]ast.Shape{{X, x, ast.Scalar}}
	}
	var all [][]ast.Shape
	for _, s := range f.Signatures {
		all = append(all, s.Args)
	}
	if f.Name == "kron" {
		row := ast.Shape{Rows: ast.One, Cols: m}
		all = append(all, []ast.Shape{x, X}, []ast.Shape{X, x}, []ast.Shape{x, x}, []ast.Shape{row, x}, []ast.Shape{x, row})
	}
	return all
}

// numpyCase is a line of Python that prints the shape and the entries of a value, and that value.
func numpyCase(t *testing.T, f *ast.Function, shapes []ast.Shape) (string, ast.Array) {
	tab := ast.NewTable()
	var args []ast.Node
	var sizes []ast.Dim
	domains := map[string]ast.Domain{}
	for i, s := range shapes {
		x := tab.Symbol(fmt.Sprintf("X_%d", i), ast.Variable, s, ast.Unstructured)
		domains[x.Name] = f.Domain
		args = append(args, x)
	}
	if f.Name == "polygamma" || f.Name == "e" {
		args[0] = tab.Int(2)
	}
	for _, name := range f.Sizes {
		sizes = append(sizes, ast.DimName(name))
	}
	var node ast.Node
	if f.Build != nil {
		node = f.Build(tab, sizes, args)
	} else {
		node = tab.Call(f, sizes, args...)
	}
	in, err := numeric.Random(rand.New(rand.NewPCG(1, 2)), append(args, node), numeric.Options{Domains: domains})
	if err != nil {
		t.Fatal(f.Key(), err)
	}
	values, err := in.EvalAll(append(args, node)...)
	if err != nil {
		t.Fatal(f.Key(), err)
	}
	var texts []string
	for _, v := range values[:len(args)] {
		texts = append(texts, literal(v))
	}
	for _, d := range sizes {
		size, _ := in.Size(d)
		texts = append(texts, strconv.Itoa(size))
	}
	template, ok := f.Notation["numpy"]
	if !ok {
		template = "np." + f.Name + "($*)"
	}
	template = strings.ReplaceAll(template, "$*", strings.Join(texts, ", "))
	for i, text := range texts {
		template = strings.ReplaceAll(template, "$"+strconv.Itoa(i+1), text)
	}
	if f.Definition != "" && f.Notation["numpy"] == "" && f.Name != "square" && f.Name != "reciprocal" {
		template = literal(values[len(args)]) // vector(c), which no code contains
	}
	return fmt.Sprintf("y = %s; print(np.shape(y), *np.ravel(y))", template), values[len(args)]
}

// literal is an array in Python.
func literal(a ast.Array) string {
	text := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	if len(a.Data) == 1 {
		return text(a.Data[0])
	}
	var rows []string
	for i := range a.Rows {
		var row []string
		for j := range a.Cols {
			row = append(row, text(a.At(i, j)))
		}
		rows = append(rows, "["+strings.Join(row, ", ")+"]")
	}
	if a.Cols == 1 {
		for i := range rows {
			rows[i] = strings.Trim(rows[i], "[]")
		}
	}
	return "np.array([" + strings.Join(rows, ", ") + "])"
}

// compare reads "(2, 3) 1.0 2.0 …".
func compare(t *testing.T, name, text string, want ast.Array) {
	shape := fmt.Sprintf("(%d, %d)", want.Rows, want.Cols)
	switch {
	case len(want.Data) == 1:
		shape = "()"
	case want.Cols == 1:
		shape = fmt.Sprintf("(%d,)", want.Rows)
	}
	rest, ok := strings.CutPrefix(text, shape)
	entries := strings.Fields(rest)
	if !ok || len(entries) != len(want.Data) {
		t.Errorf("%s: numpy gives %s, want shape %s", name, text, shape)
		return
	}
	for i, entry := range entries {
		v, err := strconv.ParseFloat(entry, 64)
		if err != nil || !(math.Abs(v-want.Data[i]) <= 1e-11*max(1, math.Abs(want.Data[i]))) {
			t.Errorf("%s: numpy gives %v, want %v", name, v, want.Data[i])
			return
		}
	}
}
