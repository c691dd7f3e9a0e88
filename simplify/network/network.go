package network

import (
	"slices"

	"matcalc/ast"
)

// None stands for the index of an axis of size one.
const None = -1

// A Factor is an array, each entry raised to an exponent, with the indices of its rows and columns.
type Factor struct {
	Base     ast.Node
	Exponent ast.Rat
	Row, Col int
}

// A Network is a number times a product of factors, summed over all indices but those of its rows
// and columns.
type Network struct {
	Coef     ast.Rat
	Factors  []Factor
	Dims     []ast.Dim // the range of each index
	Row, Col int       // the free indices; one index for both on a diagonal
}

// Bounds on what is taken apart.
const (
	MaxFactors = 64 // of a network
	maxCopies  = 4  // of a product that is raised to a power
	maxDepth   = 64 // of operations within operations
)

// Of gives the network of a product; false where it is too large, or zero.
func Of(t *ast.Table, n ast.Node) (*Network, bool) {
	b := builder{t: t, coef: ast.RatInt(1)}
	row, col := b.index(n.Shape().Rows), b.index(n.Shape().Cols)
	if !b.add(n, row, col, 0) {
		return nil, false
	}
	return b.network(row, col), true
}

// A builder collects the factors of a product. Indices that are found to be equal are joined in links,
// which leads from each index to one that it is equal to.
type builder struct {
	t       *ast.Table
	coef    ast.Rat
	factors []Factor
	dims    []ast.Dim
	links   []int
}

// index makes an index with that range.
func (b *builder) index(d ast.Dim) int {
	if d == ast.One {
		return None
	}
	b.dims = append(b.dims, d)
	b.links = append(b.links, len(b.links))
	return len(b.links) - 1
}

// find is the index that stands for all that i is equal to.
func (b *builder) find(i int) int {
	for i != None && b.links[i] != i {
		i = b.links[i]
	}
	return i
}

func (b *builder) join(i, j int) {
	if i, j = b.find(i), b.find(j); i != j {
		b.links[max(i, j)] = min(i, j)
	}
}

// add adds the factors of n, whose rows and columns have the given indices; false where they are too
// many.
func (b *builder) add(n ast.Node, row, col, depth int) bool {
	if depth > maxDepth {
		return false
	}
	depth++
	switch n := n.(type) {
	case *ast.Number:
		b.coef = b.coef.Times(n.Value)
		return !n.Value.IsZero()
	case *ast.Mul:
		b.coef = b.coef.Times(n.Coef)
		for _, s := range n.Scalars {
			if !b.add(s, None, None, depth) {
				return false
			}
		}
		return b.chain(n.Chain, row, col, depth)
	case *ast.Transpose:
		return b.add(n.Arg(), col, row, depth)
	case *ast.Hadamard:
		return b.each(n.Args(), row, col, depth)
	case *ast.Inner:
		return b.each(n.Args(), b.index(n.Args()[0].Shape().Rows), b.index(n.Args()[0].Shape().Cols), depth)
	case *ast.EntryPower:
		if e, ok := n.Exponent().(*ast.Number); ok {
			return b.power(n.Base(), e.Value, row, col, depth)
		}
	case *ast.Power:
		e, ok := n.Exponent().(*ast.Number)
		switch {
		case !ok:
		case n.Shape().IsScalar():
			return b.power(n.Base(), e.Value, row, col, depth)
		default:
			if k, ok := e.Value.Int(); ok && k > 1 && k <= MaxFactors {
				return b.chain(slices.Repeat([]ast.Node{n.Base()}, int(k)), row, col, depth)
			}
			if k, ok := e.Value.Int(); ok && k < -1 && k >= -MaxFactors {
				return b.chain(slices.Repeat([]ast.Node{b.t.Inv(n.Base())}, int(-k)), row, col, depth)
			}
		}
	case *ast.Constant:
		switch n.Kind {
		case ast.Zeros:
			return false
		case ast.Ones:
			return true
		case ast.Eye:
			b.join(row, col)
			return true
		}
	case *ast.Call:
		a := n.Args()
		switch n.Fn.Name {
		case "tr":
			i := b.index(a[0].Shape().Rows)
			return b.add(a[0], i, i, depth)
		case "sum":
			return b.add(a[0], b.index(a[0].Shape().Rows), b.index(a[0].Shape().Cols), depth)
		case "diag":
			if n.Shape().IsVector() {
				return b.add(a[0], row, row, depth)
			}
		case "Diag":
			b.join(row, col)
			return b.add(a[0], row, None, depth)
		case "norm":
			return b.power(n, ast.RatInt(1), None, None, depth)
		}
	}
	return b.factor(n, ast.RatInt(1), row, col)
}

func (b *builder) each(parts []ast.Node, row, col, depth int) bool {
	for _, p := range parts {
		if !b.add(p, row, col, depth) {
			return false
		}
	}
	return true
}

func (b *builder) chain(chain []ast.Node, row, col, depth int) bool {
	for i, f := range chain {
		next := col
		if i < len(chain)-1 {
			next = b.index(f.Shape().Cols)
		}
		if !b.add(f, row, next, depth) {
			return false
		}
		row = next
	}
	return true
}

// power adds a base, each entry raised to an exponent: a product to a small power as so many copies. A
// norm is the square root of an inner product.
func (b *builder) power(base ast.Node, e ast.Rat, row, col, depth int) bool {
	if c, ok := base.(*ast.Call); ok && c.Fn.Name == "norm" {
		base, e = b.t.Inner(c.Args()[0], c.Args()[0]), e.Times(ast.RatFrac(1, 2))
	}
	if k, ok := e.Int(); ok && k > 0 && k <= maxCopies && composite(base) {
		return b.each(slices.Repeat([]ast.Node{base}, int(k)), row, col, depth)
	}
	return b.factor(base, e, row, col)
}

// composite reports whether n is taken apart into factors.
func composite(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Mul, *ast.Hadamard, *ast.Inner, *ast.EntryPower:
		return true
	case *ast.Power:
		return n.Shape().IsScalar()
	case *ast.Transpose:
		return composite(n.Arg())
	case *ast.Call:
		switch n.Fn.Name {
		case "tr", "sum", "diag", "Diag":
			return true
		}
	}
	return false
}

// factor adds a factor that is not taken apart. Of a sum and its opposite the one that was made first is
// the factor.
func (b *builder) factor(base ast.Node, e ast.Rat, row, col int) bool {
	if k, ok := e.Int(); ok {
		if sum, ok := base.(*ast.Add); ok {
			if opposite := opposite(b.t, sum); opposite.ID() < sum.ID() {
				base = opposite
				if k%2 != 0 {
					b.coef = b.coef.Neg()
				}
			}
		}
	}
	b.factors = append(b.factors, Factor{base, e, row, col})
	return len(b.factors) <= MaxFactors
}

// opposite is the sum with the opposite sign, term by term.
func opposite(t *ast.Table, sum *ast.Add) ast.Node {
	terms := make([]ast.Node, len(sum.Args()))
	for i, a := range sum.Args() {
		terms[i] = t.Neg(a)
	}
	return t.Add(terms...)
}

// network is what was collected, with equal factors at the same indices joined.
func (b *builder) network(row, col int) *Network {
	n := &Network{Coef: b.coef, Row: b.find(row), Col: b.find(col)}
	type place struct {
		base     ast.Node
		row, col int
	}
	at := map[place]int{}
	for _, f := range b.factors {
		f.Row, f.Col = b.find(f.Row), b.find(f.Col)
		if f.Row > f.Col && f.Base.Has(ast.IsSymmetric) {
			f.Row, f.Col = f.Col, f.Row
		}
		key := place{f.Base, f.Row, f.Col}
		if k, ok := at[key]; ok {
			n.Factors[k].Exponent = n.Factors[k].Exponent.Plus(f.Exponent)
			continue
		}
		at[key] = len(n.Factors)
		n.Factors = append(n.Factors, f)
	}
	n.Factors = slices.DeleteFunc(n.Factors, func(f Factor) bool { return f.Exponent.IsZero() })
	n.renumber(b)
	return n
}

// renumber counts the indices from 0 without gaps.
func (n *Network) renumber(b *builder) {
	number := map[int]int{None: None}
	for i, l := range b.links {
		if l == i {
			number[i] = len(n.Dims)
			n.Dims = append(n.Dims, b.dims[i])
		}
	}
	n.Row, n.Col = number[n.Row], number[n.Col]
	for i := range n.Factors {
		f := &n.Factors[i]
		f.Row, f.Col = number[f.Row], number[f.Col]
	}
}

// free reports whether the index is one of the rows or columns of the whole.
func (n *Network) free(i int) bool { return i == n.Row || i == n.Col }
