package numpy

import (
	"fmt"
	"strings"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// A Module is a Python module: an expression and functions that belong to it.
type Module struct {
	// Doc says what the module computes; it becomes the docstring.
	Doc string
	// Value is the expression, which the function value computes.
	Value ast.Node
	// Symbols gives the order of the parameters: those that occur in Value become parameters, of
	// all functions, as do indices that occur in any of them.
	Symbols []*ast.Symbol
	// Functions are further functions: the derivative, or a product with it.
	Functions []Function
}

// A Function computes one array, a tuple of arrays, or a tuple of tuples.
type Function struct {
	Name string
	// Doc is one line for the docstring; "" leaves it out.
	Doc string
	// Extra are parameters besides those of the module, as d_X and bar.
	Extra []*ast.Symbol
	// Results are the arrays: one row of them, or for the second order of k variables k rows.
	Results [][]Result
	// Tuple returns a tuple even for one result.
	Tuple bool
}

// A Result is an array that a function returns.
//
// Without Directions it is the value of Node, whose shape must be that of the array but for the
// 1 that a vector has as second size. With Directions, Node is linear in each of them, with the
// shape of the value; the result is the array of the map, with the axes of Node followed by those
// of each direction, in their order.
type Result struct {
	Node       ast.Node
	Directions []*ast.Symbol
}

// Source writes the module. It fails where an expression has no value, as the differentials in
// the lines of a derivation.
func (m Module) Source() (text string, err error) {
	w := &writer{module: m}
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(unsupported)
			if !ok {
				panic(r)
			}
			err = &ast.Error{Kind: ast.UnsupportedError, Message: string(u)}
		}
	}()
	w.names = newNames(m)
	w.parameters = m.parameters()
	w.indices = m.indices(w.parameters)
	w.dims = newDims(w.parameters, w.names)
	w.free = freeIndices(m.nodes()...)
	functions := append([]Function{{
		Name: "value", Doc: "The expression.", Results: [][]Result{{{Node: m.Value}}},
	}}, m.Functions...)
	bodies := make([]body, len(functions))
	used := map[string]bool{}
	for i, f := range functions {
		bodies[i] = w.body(f)
		for name := range bodies[i].used {
			used[name] = true
		}
	}
	missing := w.dims.missing(used)
	var out strings.Builder
	for i, f := range functions {
		out.WriteString("\n\n")
		fmt.Fprintf(&out, "def %s(%s):\n", f.Name, strings.Join(w.parametersOf(f, missing), ", "))
		out.WriteString(docstring(f.Doc, "    "))
		for _, line := range append(w.dims.definitions(bodies[i].used), bodies[i].lines...) {
			out.WriteString("    " + line + "\n")
		}
	}
	code := out.String()
	helpers := strings.TrimSuffix(catalogue.NumpySource(code), "\n\n")
	if helpers != "" {
		code = "\n\n" + helpers + code
	}
	imports := "import numpy as np\n"
	if strings.Contains(helpers, "math.") {
		imports = "import math\n\n" + imports
	}
	return docstring(m.Doc, "") + imports + code, nil
}

// unsupported is what has no code.
type unsupported string

// docstring writes a docstring; "" gives none.
func docstring(text, indent string) string {
	if text == "" {
		return ""
	}
	text = strings.ReplaceAll(text, `\`, `\\`)
	text = strings.ReplaceAll(text, `"""`, `\"\"\"`)
	text = strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n"+indent)
	if strings.HasSuffix(text, `"`) {
		text += " "
	}
	if strings.Contains(text, "\n") {
		text += "\n" + indent
	}
	return indent + `"""` + text + `"""` + "\n"
}

// A writer writes the functions of one module.
type writer struct {
	module Module
	names  *names
	dims   *dims
	free   []*ast.Symbol // the indices that are parameters
	// parameters and indices are the symbols that are parameters of every function.
	parameters, indices []*ast.Symbol
}

// A body is the statements of a function, and the dimensions that they mention.
type body struct {
	lines []string
	used  map[string]bool
}

// body writes the statements of a function.
func (w *writer) body(f Function) body {
	e := newEmitter(w)
	l := &lowerer{writer: w, graph: e.graph, memo: map[ast.Node]*value{}, symbols: map[*ast.Symbol]*value{}, free: w.free}
	for _, row := range f.Results {
		for _, r := range row {
			e.results = append(e.results, l.result(r))
		}
	}
	e.begin()
	var returned []string
	for _, r := range e.results {
		returned = append(returned, e.result(r))
	}
	var rows []string
	for _, row := range f.Results {
		items := returned[:len(row)]
		returned = returned[len(row):]
		rows = append(rows, tuple(items, f.Tuple || len(f.Results) > 1))
	}
	e.top.line("return " + tuple(rows, false))
	return body{e.top.lines, e.used}
}

// parametersOf lists the parameters of a function: the symbols, dimensions that no array has,
// unknown functions with the derivatives that are needed, the indices of the variables, and what
// the function adds.
func (w *writer) parametersOf(f Function, missing []string) []string {
	var names []string
	known := map[string]bool{}
	add := func(name string) {
		if !known[name] {
			known[name] = true
			names = append(names, name)
		}
	}
	for _, s := range w.parameters {
		add(w.names.identifier(s.Name))
	}
	for _, d := range missing {
		add(w.names.identifier(d))
	}
	for _, n := range ast.Topo(append([]ast.Node{w.module.Value}, f.nodes()...)...) {
		if a, ok := n.(*ast.Apply); ok {
			add(w.names.derivativeName(a.Fn, a.Slots))
		}
	}
	for _, s := range w.indices {
		add(w.names.identifier(s.Name))
	}
	for _, s := range f.Extra {
		add(w.names.identifier(s.Name))
	}
	return names
}

func tuple(items []string, always bool) string {
	switch {
	case len(items) == 1 && !always:
		return items[0]
	case len(items) == 1:
		return "(" + items[0] + ",)"
	}
	return "(" + strings.Join(items, ", ") + ")"
}
