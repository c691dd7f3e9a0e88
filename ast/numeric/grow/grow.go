// Package grow makes random expressions for property tests: well shaped, of bounded depth, over the
// whole catalogue, defined at random points. In come a source of randomness and a shape; out comes
// an expression of that shape. The same seed gives the same expression.
package grow

import (
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// A Grower makes expressions in one table.
type Grower struct {
	Table *ast.Table
	// Dims are the dimensions that shapes are made of.
	Dims []ast.Dim
	rng  *rand.Rand
}

// New makes a grower with a table of its own.
func New(rng *rand.Rand) *Grower {
	return &Grower{Table: ast.NewTable(), rng: rng, Dims: []ast.Dim{ast.DimName("n"), ast.DimName("m"), ast.DimName("p")}}
}

// Shape draws a scalar, a vector or a matrix, square or not.
func (g *Grower) Shape() ast.Shape {
	n, m := g.dim(), g.dim()
	switch g.rng.IntN(4) {
	case 0:
		return ast.Vector(n)
	case 1:
		return ast.Matrix(n, m)
	case 2:
		return ast.Matrix(n, n)
	}
	return ast.Scalar
}

func (g *Grower) dim() ast.Dim { return g.Dims[g.rng.IntN(len(g.Dims))] }

// Expression makes an expression of that shape whose operations are nested at most depth deep.
func (g *Grower) Expression(shape ast.Shape, depth int) ast.Node {
	if depth <= 0 {
		return g.leaf(shape)
	}
	for {
		ways := g.ways()
		if n := ways[g.rng.IntN(len(ways))](shape, depth-1); n != nil {
			return n
		}
	}
}

// Variable gives a symbol of that shape: one of a few names, so that variables occur repeatedly.
func (g *Grower) Variable(shape ast.Shape) *ast.Symbol {
	names := []string{"s", "t"}
	switch {
	case shape.IsRow():
		names = []string{"r"}
	case shape.IsVector():
		names = []string{"x", "y"}
	case shape.IsMatrix():
		names = []string{"X", "Y"}
	}
	name := names[g.rng.IntN(len(names))] + "_" + shape.Rows.String() + shape.Cols.String()
	return g.Table.Symbol(name, ast.Variable, shape, ast.Unstructured)
}

func (g *Grower) leaf(shape ast.Shape) ast.Node {
	switch g.rng.IntN(8) {
	case 0:
		return g.Table.Mul(g.Table.Number(ast.RatFrac(int64(1+g.rng.IntN(3)), int64(1+g.rng.IntN(2)))), g.Table.Ones(shape))
	case 1:
		if shape.IsMatrix() && shape.IsSquare() {
			return g.structured(shape)
		}
	}
	return g.Variable(shape)
}

// structured is a constant matrix with a structure.
func (g *Grower) structured(shape ast.Shape) ast.Node {
	all := []ast.Structure{ast.Symmetric, ast.SkewSymmetric, ast.PositiveDefinite, ast.Diagonal, ast.Orthogonal, ast.LowerTriangular, ast.UpperTriangular}
	s := all[g.rng.IntN(len(all))]
	return g.Table.Symbol(s.String()+"_"+shape.Rows.String(), ast.Variable, shape, s)
}

// ways are the ways to make an expression of a shape from smaller ones; a way that does not fit the
// shape gives nil.
func (g *Grower) ways() []func(shape ast.Shape, depth int) ast.Node {
	return []func(ast.Shape, int) ast.Node{
		g.sum, g.product, g.product, g.multiple, g.transpose, g.hadamard, g.power, g.inner,
		g.call, g.call, g.call, g.unknown, g.entry,
		g.reduced, g.blocks, g.reshaped, g.indexed, g.derivative,
	}
}

func (g *Grower) sum(shape ast.Shape, depth int) ast.Node {
	a, b := g.Expression(shape, depth), g.Expression(shape, depth)
	if g.rng.IntN(2) == 0 {
		b = g.Table.Neg(b)
	}
	return g.Table.Add(a, b)
}

func (g *Grower) product(shape ast.Shape, depth int) ast.Node {
	k := g.dim()
	if g.rng.IntN(6) == 0 {
		k = ast.One
	}
	return g.Table.Mul(g.Expression(ast.Matrix(shape.Rows, k), depth), g.Expression(ast.Matrix(k, shape.Cols), depth))
}

func (g *Grower) multiple(shape ast.Shape, depth int) ast.Node {
	return g.Table.Mul(g.Expression(ast.Scalar, depth), g.Expression(shape, depth))
}

func (g *Grower) transpose(shape ast.Shape, depth int) ast.Node {
	return g.Table.Transpose(g.Expression(shape.T(), depth))
}

func (g *Grower) hadamard(shape ast.Shape, depth int) ast.Node {
	return g.Table.Hadamard(g.Expression(shape, depth), g.Expression(shape, depth))
}

// power is a power of each entry or, of square matrices, a power or an inverse.
func (g *Grower) power(shape ast.Shape, depth int) ast.Node {
	t := g.Table
	if shape.IsMatrix() && shape.IsSquare() && g.rng.IntN(2) == 0 {
		exponents := []int64{-2, -1, -1, 2, 3}
		e := exponents[g.rng.IntN(len(exponents))]
		base := g.Expression(shape, depth)
		if e < 0 {
			base = g.within(base, ast.Invertible)
		}
		return t.Power(base, t.Int(e))
	}
	switch g.rng.IntN(3) {
	case 0:
		return t.EntryPower(g.Expression(shape, depth), t.Int(2))
	case 1:
		return t.EntryPower(g.within(g.Expression(shape, depth), ast.Positive), t.Int(-1))
	}
	return t.EntryPower(g.within(g.Expression(shape, depth), ast.Positive), t.Number(ast.RatFrac(1, 2)))
}

func (g *Grower) inner(shape ast.Shape, depth int) ast.Node {
	if !shape.IsScalar() {
		return nil
	}
	of := g.Shape()
	return g.Table.Inner(g.Expression(of, depth), g.Expression(of, depth))
}

// entry is an entry, a row or a column of a matrix.
func (g *Grower) entry(shape ast.Shape, depth int) ast.Node {
	t, i := g.Table, g.Table.Int(1)
	switch {
	case shape.IsScalar():
		return t.Entry(g.Expression(ast.Matrix(g.dim(), g.dim()), depth), i, t.Int(2))
	case shape.IsVector():
		return t.Entry(g.Expression(ast.Matrix(shape.Rows, g.dim()), depth), nil, i)
	case shape.IsRow():
		return t.Entry(g.Expression(ast.Matrix(g.dim(), shape.Cols), depth), i, nil)
	}
	return nil
}

// unknown is an unknown function of one or two arguments.
func (g *Grower) unknown(shape ast.Shape, depth int) ast.Node {
	t := g.Table
	if g.rng.IntN(3) == 0 {
		f := t.Unknown("sigma", []ast.Shape{ast.Scalar}, ast.Scalar, true)
		return t.Apply(f, ast.Value, nil, g.Expression(shape, depth))
	}
	params := []ast.Shape{g.Shape()}
	if g.rng.IntN(3) == 0 {
		params = append(params, g.Shape())
	}
	name := "h"
	args := make([]ast.Node, len(params))
	for i, p := range append(params, shape) {
		name += "_" + p.Rows.String() + p.Cols.String()
		if i < len(params) {
			args[i] = g.Expression(p, depth)
		}
	}
	return t.Apply(t.Unknown(name, params, shape, false), ast.Value, nil, args...)
}

// call is a function of the catalogue whose value can have the shape.
func (g *Grower) call(shape ast.Shape, depth int) ast.Node {
	all := catalogue.All()
	f := all[g.rng.IntN(len(all))]
	if f.Definition != "" || f.Build != nil && len(f.Signatures) == 0 || f.Variadic || len(f.Sizes) > 0 || f.Differential == "" {
		return nil
	}
	args, ok := g.arguments(f, shape)
	if !ok {
		return nil
	}
	nodes := make([]ast.Node, len(args))
	for i, a := range args {
		if f.Varies(i) {
			nodes[i] = g.within(g.Expression(a, depth), f.Domain)
		} else {
			nodes[i] = g.Table.Int(int64(1 + g.rng.IntN(2)))
		}
	}
	if f.Build != nil {
		return f.Build(g.Table, nil, nodes)
	}
	return g.Table.Call(f, nil, nodes...)
}

// arguments draws shapes for the arguments of f so that the value has the given shape.
func (g *Grower) arguments(f *ast.Function, shape ast.Shape) ([]ast.Shape, bool) {
	s := f.Signatures[g.rng.IntN(len(f.Signatures))]
	bound := map[string]ast.Dim{}
	bind := func(pattern, d ast.Dim) {
		if name, ok := pattern.Name(); ok && bound[name].IsZero() {
			bound[name] = d
		}
	}
	bind(s.Result.Rows, shape.Rows)
	bind(s.Result.Cols, shape.Cols)
	of := func(name string) (ast.Dim, bool) {
		if bound[name].IsZero() {
			bound[name] = g.dim()
		}
		return bound[name], true
	}
	args := make([]ast.Shape, len(s.Args))
	for i, a := range s.Args {
		args[i] = ast.Shape{Rows: a.Rows.Subst(of), Cols: a.Cols.Subst(of)}
	}
	got, err := f.Shape(args, nil)
	return args, err == nil && got == shape
}

// within moves an expression into the domain of a function.
func (g *Grower) within(a ast.Node, d ast.Domain) ast.Node {
	t := g.Table
	ones := t.Ones(a.Shape())
	square := func() ast.Node { return t.EntryPower(a, t.Int(2)) }
	sin := func() ast.Node { return t.Call(catalogue.Lookup("sin"), nil, a) }
	switch d {
	case ast.Positive, ast.NonZero:
		return t.Add(square(), ones)
	case ast.AboveOne:
		return t.Add(square(), t.Mul(t.Number(ast.RatFrac(3, 2)), ones))
	case ast.UnitOpen:
		return t.Mul(t.Number(ast.RatFrac(1, 2)), sin())
	case ast.Invertible:
		return t.Add(sin(), t.Mul(t.Int(4), t.Eye(a.Shape().Rows)))
	}
	return a
}
