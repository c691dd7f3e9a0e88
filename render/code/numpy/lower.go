package numpy

import (
	"fmt"
	"slices"

	"matcalc/ast"
)

// A lowerer turns the nodes of one function into values.
type lowerer struct {
	*writer
	graph   *graph
	memo    map[ast.Node]*value
	symbols map[*ast.Symbol]*value // the variables of loops
	free    []*ast.Symbol          // the indices that are parameters
	// inverts: a solution would be computed anew in each round of a loop, and a term of einsum
	// needs the inverse itself.
	inverts bool
}

// result lowers a result to the form in which it is returned: rows with two axes, and a map as
// einsum of its parts or, where it has no such form, as a loop over a basis for each direction that
// is no scalar.
func (l *lowerer) result(r Result) lowered {
	out := lowered{shapes: []ast.Shape{r.Node.Shape()}}
	l.inverts = slices.ContainsFunc(r.Directions, func(d *ast.Symbol) bool { return !d.Shape().IsScalar() })
	if l.inverts {
		if v := l.einsum(r.Node, r.Directions); v != nil {
			return lowered{body: v}
		}
	}
	for _, d := range r.Directions {
		if d.Shape().IsScalar() {
			l.symbols[d] = l.graph.leaf("1.0", 0)
			continue
		}
		v := l.graph.variable(l.names.identifier(d.Name), d.Shape().Axes())
		if d.Shape().IsRow() {
			v = l.graph.op("$1[0]", primaryLevel, primary, 1, v)
			v.cheap = true
		}
		l.symbols[d] = v
		out.directions = append(out.directions, d)
		out.shapes = append(out.shapes, d.Shape())
	}
	out.body = l.array(l.lower(r.Node), r.Node.Shape())
	if len(out.body.args) == 0 && isInteger(out.body.text) && len(out.directions) == 0 {
		out.body = l.graph.leaf(out.body.text+".0", 0)
	}
	return out
}

func isInteger(text string) bool {
	for i, c := range text {
		if (c < '0' || c > '9') && (c != '-' || i > 0) {
			return false
		}
	}
	return true
}

// dim is a dimension as a value.
func (l *lowerer) dim(d ast.Dim) *value {
	code, level := l.names.dimCode(d)
	v := l.graph.leaf(code, 0)
	v.level, v.sizes = level, d.Names()
	return v
}

// array gives a value the axes that arrays of its shape have outside of functions: rows have two.
func (l *lowerer) array(v *value, s ast.Shape) *value {
	if s.IsRow() && v.axes == 1 {
		if v.text == "$1[0]" && v.args[0].axes == 2 {
			return v.args[0]
		}
		return l.graph.op("$1[None, :]", primaryLevel, primary, 2, v)
	}
	return v
}

// row gives an array of two axes and one row the form that it has inside a function.
func (l *lowerer) row(v *value, s ast.Shape) *value {
	if s.IsRow() && v.axes == 2 {
		return l.graph.op("$1[0]", primaryLevel, primary, 1, v)
	}
	return v
}

// axesOf is the number of axes that a value of that shape has inside a function.
func axesOf(s ast.Shape) int {
	switch {
	case s.IsScalar():
		return 0
	case s.Rows == ast.One, s.Cols == ast.One:
		return 1
	}
	return 2
}

// lower gives the value of a node.
func (l *lowerer) lower(n ast.Node) *value {
	if v, ok := l.memo[n]; ok {
		return v
	}
	v := l.lowerNode(n)
	l.memo[n] = v
	return v
}

func (l *lowerer) lowerAll(nodes []ast.Node) []*value {
	out := make([]*value, len(nodes))
	for i, n := range nodes {
		out[i] = l.lower(n)
	}
	return out
}

func (l *lowerer) lowerNode(n ast.Node) *value {
	switch n := n.(type) {
	case *ast.Number:
		return l.graph.number(n.Value)
	case *ast.Symbol:
		return l.symbol(n)
	case *ast.Constant:
		return l.constant(n)
	case *ast.Add:
		return l.add(n)
	case *ast.Mul:
		return l.mul(n)
	case *ast.Power:
		return l.power(n)
	case *ast.Hadamard:
		return l.hadamard(n)
	case *ast.EntryPower:
		return l.entryPower(n)
	case *ast.Transpose:
		return l.graph.transpose(l.lower(n.Arg()))
	case *ast.Inner:
		return l.graph.call("np.vdot($1, $2)", 0, l.lower(n.Args()[0]), l.lower(n.Args()[1]))
	case *ast.Call:
		return l.call(n)
	case *ast.Apply:
		return l.apply(n)
	case *ast.Entry:
		return l.entry(n)
	case *ast.IndexSum:
		return l.indexSum(n)
	case *ast.Delta:
		return l.graph.call("float($1 == $2)", 0, l.lower(n.Args()[0]), l.lower(n.Args()[1]))
	case *ast.Differential:
		panic(unsupported("a differential has no value in code"))
	}
	panic(fmt.Sprintf("numpy: lower %T", n))
}

func (l *lowerer) symbol(s *ast.Symbol) *value {
	if v, ok := l.symbols[s]; ok {
		return v
	}
	if s.Kind == ast.Dimension {
		return l.dim(ast.DimName(s.Name))
	}
	v := l.graph.leaf(l.names.identifier(s.Name), axesOf(s.Shape()))
	if s.Shape().IsRow() {
		v = l.graph.op("$1[0]", primaryLevel, primary, 1, l.graph.leaf(l.names.identifier(s.Name), 2))
		v.cheap = true
	}
	return v
}

func (l *lowerer) constant(n *ast.Constant) *value {
	g := l.graph
	switch n.Kind {
	case ast.Pi:
		return g.leaf("np.pi", 0)
	case ast.Eye:
		return g.call("np.eye($1)", 2, l.dim(n.Dims[0]))
	case ast.Ones, ast.Zeros:
		name := map[ast.ConstantKind]string{ast.Ones: "np.ones", ast.Zeros: "np.zeros"}[n.Kind]
		switch {
		case n.Shape().IsVector():
			return g.call(name+"($1)", 1, l.dim(n.Dims[0]))
		case n.Shape().IsRow():
			return g.call(name+"($1)", 1, l.dim(n.Dims[1]))
		}
		return g.call(name+"(($1, $2))", 2, l.dim(n.Dims[0]), l.dim(n.Dims[1]))
	case ast.Unit:
		return g.call("np.eye(1, $1, $2)[0]", 1, l.dim(n.Dims[0]), l.before(n.Args()[0]))
	case ast.Commutation:
		return g.call("_K($1, $2)", 2, l.dim(n.Dims[0]), l.dim(n.Dims[1]))
	case ast.Duplication:
		return g.call("_Dup($1)", 2, l.dim(n.Dims[0]))
	case ast.Elimination:
		return g.call("_Elim($1)", 2, l.dim(n.Dims[0]))
	}
	panic("numpy: constant of unknown kind")
}

// add lowers a sum. A scalar that is added to every entry stays a scalar where another term has
// the shape.
func (l *lowerer) add(n *ast.Add) *value {
	args := n.Args()
	shaped := false
	for _, a := range args {
		shaped = shaped || onesFactor(a) == nil
	}
	var terms []*value
	var minus []bool
	for pass := range 2 { // what is added first
		for _, a := range args {
			negative := coefficient(a).Sign() < 0
			if negative != (pass == 1) {
				continue
			}
			var v *value
			switch m, isMul := a.(*ast.Mul); {
			case shaped && onesFactor(a) != nil && isMul:
				v = l.scaled(m.Coef.Abs(), m.Scalars, nil)
			case shaped && onesFactor(a) != nil:
				v = l.graph.leaf("1", 0)
			case negative && isMul:
				v = l.scaled(m.Coef.Abs(), m.Scalars, l.chainOf(m))
			case negative:
				v = l.graph.number(coefficient(a).Abs())
			default:
				v = l.lower(a)
			}
			terms = append(terms, v)
			minus = append(minus, negative)
		}
	}
	return l.graph.sum(terms, minus)
}

func coefficient(n ast.Node) ast.Rat {
	switch n := n.(type) {
	case *ast.Number:
		return n.Value
	case *ast.Mul:
		return n.Coef
	}
	return ast.RatInt(1)
}

// onesFactor gives the array of ones of which n is a multiple by scalars; nil for all others.
func onesFactor(n ast.Node) ast.Node {
	if m, ok := n.(*ast.Mul); ok && len(m.Chain) == 1 {
		n = m.Chain[0]
	}
	inner := n
	if t, ok := inner.(*ast.Transpose); ok {
		inner = t.Arg()
	}
	if ast.IsConstant(inner, ast.Ones) {
		return n
	}
	return nil
}
