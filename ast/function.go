package ast

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Function is a function of the catalogue: everything that is known of it, in one place.
// Mathematics is given as text in the input language, with Params as the names of the arguments.
type Function struct {
	// Name is the name in the input language; Aliases are other names that are accepted.
	Name    string
	Aliases []string
	// Doc is one line for people.
	Doc string
	// Signatures give the shapes of arguments and result; the first that fits holds.
	Signatures []Signature
	// Variadic functions take any number of arguments, at least one; Combine gives the shape.
	Variadic bool
	Combine  func(args []Shape) (Shape, error)
	// Params are the names of the arguments in the texts below, Sizes those of the dimensions that
	// follow the arguments, as in unvec(v,n,m); the signatures may use them.
	Params, Sizes []string
	// Axis tells apart functions of one name: softmax(X,1) works down each column, softmax(X,2)
	// along each row; 0 for all others.
	Axis int
	// Build makes the node from sizes and arguments, where that is no call of the function: a
	// constant, such as eye(n), or Diag(x) for diag of a vector. It is nil for all others.
	Build func(t *Table, sizes []Dim, args []Node) Node
	// Definition, where the function is an abbreviation, is the expression that it stands for; no
	// other field but the names, Doc and Signatures is then needed.
	Definition string
	// Elementwise functions act on each entry; all arguments and the result have one shape.
	Elementwise bool
	// Differential is the differential of the value, linear in d(X) for each parameter X that can
	// be differentiated: "-inv(X)*d(X)*inv(X)".
	Differential string
	// Component is the entry [i,j] of the value ([i] of a vector, nothing for a scalar), in the
	// entries of the arguments; that of an Elementwise function follows where it is not given. It is
	// empty where the entries have no elementary form. Place is the entry where it is another one:
	// kron(A,B) at (k-1)*p+r, (l-1)*q+s is A[k,l]*B[r,s].
	Component string
	Place     string
	// NoFurther says why there is no differential, where there might be one.
	NoFurther string
	// Condition says where the differential holds, in words of mathematics: "X invertible", "x ≠ 0".
	Condition string
	// Defined says where the value is, in the same words; empty where it is everywhere.
	Defined string
	// Values bounds the entries of the value, as "(0,1)", "[0,oo)"; empty where they may be any numbers.
	Values string
	// Increasing tells of an Elementwise function of one argument that it is strictly increasing.
	Increasing bool
	// Odd tells of an Elementwise function of one argument that its value at -x is minus that at x.
	Odd bool
	// Domain tells from where numerical checks draw the arguments.
	Domain Domain
	// Source cites the literature for the differential.
	Source string
	// Structure gives the properties of a square value from its arguments; nil when there are none.
	Structure func(args []Node) Properties
	// Scalar computes an entry of an Elementwise function, Value any other function.
	Scalar func(entries ...float64) float64
	Value  func(args []Array, sizes []int) (Array, error)
	// Notation is how the function is written, by format ("latex", "numpy", …), as a template in
	// which $1, $2, … are the arguments and $* all of them, separated by commas.
	Notation map[string]string
}

// A Domain is a set from which arguments are drawn where a function is not defined everywhere.
type Domain string

// The domains; those for matrices ask for square ones.
const (
	Anywhere   Domain = ""
	Positive   Domain = "positive"   // entries above 0
	UnitOpen   Domain = "unit"       // entries between -1 and 1
	AboveOne   Domain = "above one"  // entries above 1
	Invertible Domain = "invertible" // well-conditioned square matrices
	NonZero    Domain = "nonzero"    // entries away from 0
)

// Arity is the number of arguments before the sizes; -1 for Variadic functions.
func (f *Function) Arity() int {
	if f.Variadic {
		return -1
	}
	return len(f.Signatures[0].Args)
}

// Key is a name that no other function has: the name, with the axis where there is one.
func (f *Function) Key() string {
	if f.Axis == 0 {
		return f.Name
	}
	return f.Name + "," + strconv.Itoa(f.Axis)
}

// Shape gives the shape of the value for arguments of these shapes and these sizes, or an error
// that names what does not conform.
func (f *Function) Shape(args []Shape, sizes []Dim) (Shape, error) {
	if f.Variadic {
		return f.Combine(args)
	}
	if len(sizes) != len(f.Sizes) {
		return Shape{}, fmt.Errorf("%s takes %d sizes, not %d", f.Name, len(f.Sizes), len(sizes))
	}
	var first error
	for _, s := range f.Signatures {
		shape, err := f.apply(s, args, sizes)
		if err == nil {
			return shape, nil
		}
		if first == nil {
			first = fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return Shape{}, first
}

// A Signature gives the shapes of the arguments as dimensions in names, and the shape of the
// result as polynomials in them: (n×m, p×q) → n*p × m*q. A scalar argument is {One, One}.
type Signature struct {
	Args   []Shape
	Result Shape
}

func (f *Function) apply(s Signature, args []Shape, sizes []Dim) (Shape, error) {
	if len(args) != len(s.Args) {
		return Shape{}, fmt.Errorf("takes %d arguments, not %d", len(s.Args), len(args))
	}
	bound := map[string]Dim{}
	for i, name := range f.Sizes {
		bound[name] = sizes[i]
	}
	of := func(name string) (Dim, bool) { d, ok := bound[name]; return d, ok }
	bind := func(pattern, d Dim) bool {
		if name, ok := pattern.Name(); ok {
			if old, ok := bound[name]; ok {
				return old == d
			}
			bound[name] = d
			return true
		}
		return pattern.Subst(of) == d
	}
	for i, p := range s.Args {
		if !bind(p.Rows, args[i].Rows) || !bind(p.Cols, args[i].Cols) {
			return Shape{}, fmt.Errorf("argument %d has shape %s and should have %s", i+1, args[i], p)
		}
	}
	return Shape{s.Result.Rows.Subst(of), s.Result.Cols.Subst(of)}, nil
}

// Declarations gives the shapes of the parameters, by the first signature, as declarations of the
// input language: "X in R^(n x m), v in R^n".
func (f *Function) Declarations() string {
	var b strings.Builder
	if len(f.Signatures) == 0 {
		return ""
	}
	for i, s := range f.Signatures[0].Args {
		if i > 0 {
			b.WriteString(", ")
		}
		space := Space(s)
		if !f.Varies(i) {
			space = "N" // an order, such as that of polygamma
		}
		b.WriteString(f.Params[i] + " in " + space)
	}
	return b.String()
}

// Varies reports whether the function has a derivative by its argument i, counted from 0.
func (f *Function) Varies(i int) bool {
	return f.Variadic || strings.Contains(f.Differential, "d("+f.Params[i]+")")
}

// LinearIn reports whether the function is linear in its argument i: whether its differential by
// that argument is the function itself with the differential in the argument's place.
func (f *Function) LinearIn(i int) bool {
	if f.Variadic || f.Differential == "" {
		return false
	}
	known, ok := linear.Load(f)
	if !ok {
		in := make([]bool, len(f.Params))
		for k := range in {
			args := slices.Clone(f.Params)
			args[k] = "d(" + args[k] + ")"
			in[k] = strings.Contains(f.Differential, f.Name+"("+strings.Join(append(args, f.Sizes...), ",")+")")
		}
		known, _ = linear.LoadOrStore(f, in)
	}
	return known.([]bool)[i]
}

// linear tells of functions, once it has been asked, in which arguments they are linear.
var linear sync.Map
