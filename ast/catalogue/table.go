package catalogue

import (
	"strconv"
	"strings"
	"sync"

	"matcalc/ast"
)

// families lists the tables in the order in which [All] gives them.
var families = []func() []*ast.Function{
	scalarFunctions,
	normFunctions,
	reductions,
	exponentials,
	trigonometric,
	activations,
	gammaFunctions,
	entryPowers,
	pairs,
	matrixFunctions,
	products,
	structures,
	stacks,
	constants,
}

// index is the catalogue, built once.
type index struct {
	all   []*ast.Function
	names []string
	by    map[string]*ast.Function // by name or alias, and by key: "softmax", "softmax,1"
}

var table = sync.OnceValue(build)

func build() *index {
	x := &index{by: make(map[string]*ast.Function, 256)}
	for _, family := range families {
		for _, f := range family() {
			x.add(f)
		}
	}
	return x
}

// add puts f into the index. The variant without an axis comes first in its table and owns the
// name; the others are found by axis.
func (x *index) add(f *ast.Function) {
	x.all = append(x.all, f)
	if f.Axis != 0 {
		x.by[f.Key()] = f
		for _, alias := range f.Aliases {
			x.by[alias+","+strconv.Itoa(f.Axis)] = f
		}
		return
	}
	for _, name := range append([]string{f.Name}, f.Aliases...) {
		x.by[name] = f
		x.names = append(x.names, name)
	}
}

// Lookup gives the function with that name or alias, or nil. Of functions with an axis it gives
// the one for vectors.
func Lookup(name string) *ast.Function {
	if f := table().by[name]; f != nil {
		return f
	}
	return expmDerivativeNamed(name)
}

// LookupAxis gives the variant of a function that works along an axis: 1 down each column, 2
// along each row. Axis 0 is [Lookup]. It gives nil where there is none.
func LookupAxis(name string, axis int) *ast.Function {
	if axis == 0 {
		return Lookup(name)
	}
	return table().by[name+","+strconv.Itoa(axis)]
}

// Keyed gives the function with that key, or nil: "softmax", "softmax,1".
func Keyed(key string) *ast.Function {
	f := table().by[key]
	if f == nil {
		f = expmDerivativeNamed(key)
	}
	if f == nil || f.Key() != key { // an alias is no key
		return nil
	}
	return f
}

// All lists the functions in the order of the tables.
func All() []*ast.Function { return table().all }

// Names lists all names and aliases in the order of the tables.
func Names() []string { return table().names }

// sig reads the shapes of arguments and result: "n x m, m x p -> n x p". A size alone is a column
// vector, 1 a scalar; sizes are products such as n*p, and half(n) is n(n+1)/2.
func sig(text string) []ast.Signature {
	var out []ast.Signature
	for one := range strings.SplitSeq(text, ";") {
		args, result, _ := strings.Cut(one, "->")
		s := ast.Signature{Result: shape(result)}
		if args = strings.TrimSpace(args); args != "" {
			for arg := range strings.SplitSeq(args, ",") {
				s.Args = append(s.Args, shape(arg))
			}
		}
		out = append(out, s)
	}
	return out
}

func shape(text string) ast.Shape {
	rows, cols, ok := strings.Cut(strings.TrimSpace(text), " x ")
	if !ok {
		return ast.Vector(size(rows))
	}
	return ast.Matrix(size(rows), size(cols))
}

func size(text string) ast.Dim {
	product := ast.One
	for factor := range strings.SplitSeq(text, "*") {
		if name, ok := strings.CutPrefix(factor, "half("); ok {
			product = product.Times(ast.HalfSize(ast.DimName(strings.TrimSuffix(name, ")"))))
		} else if n, err := strconv.ParseInt(factor, 10, 64); err == nil {
			product = product.Times(ast.DimInt(n))
		} else {
			product = product.Times(ast.DimName(factor))
		}
	}
	return product
}

// words splits a list of names, separated by spaces.
func words(text string) []string { return strings.Fields(text) }

// notation is how a function is written, by format. In a template $1, $2, … are the arguments,
// then the sizes, and $* is all of them, separated by commas. Where a template has no bracket
// around an argument, it is an operator that binds as strongly as a product.
type notation = map[string]string

// Where differentials are from.
const (
	calculus  = "elementary calculus"
	linear    = "the function is linear"
	bilinear  = "the function is bilinear"
	cookbook  = "Petersen & Pedersen 2012, The Matrix Cookbook, "
	magnus    = "Magnus & Neudecker 2019, Matrix Differential Calculus, "
	giles     = "Giles 2008, Collected Matrix Derivative Results, "
	stegun    = "Abramowitz & Stegun 1964, "
	higham    = "Higham 2008, Functions of Matrices, "
	golub     = "Golub & Pereyra 1973, "
	byMeaning = "by definition"
)
