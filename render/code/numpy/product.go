package numpy

import (
	"slices"

	"matcalc/ast"
)

// mul lowers a product: the chain in its cheapest order, then the scalars.
func (l *lowerer) mul(n *ast.Mul) *value {
	v := l.scaled(n.Coef.Abs(), n.Scalars, l.chainOf(n))
	if n.Coef.Sign() < 0 {
		return l.graph.negative(v)
	}
	return v
}

// chainOf lowers the chain of a product; nil where there is none.
func (l *lowerer) chainOf(n *ast.Mul) *value {
	if len(n.Chain) == 0 {
		return nil
	}
	return l.chain(n.Chain)
}

// scaled is a positive number times scalars times an array, which may be nil. The scalars meet
// before the array does; an outer product takes them into one of its vectors.
func (l *lowerer) scaled(coef ast.Rat, scalars []ast.Node, array *value) *value {
	g := l.graph
	var over, under *value
	times := func(a **value, b *value) {
		if *a == nil {
			*a = b
		} else {
			*a = g.times(*a, b)
		}
	}
	if num := numerator(coef); !num.IsOne() {
		over = g.number(num)
	}
	if den := denominator(coef); !den.IsOne() {
		under = g.number(den)
	}
	for _, s := range scalars {
		if p, ok := s.(*ast.Power); ok {
			if e, ok := p.Exponent().(*ast.Number); ok && e.Value.Sign() < 0 {
				times(&under, l.scalarPower(l.lower(p.Base()), e.Value.Neg()))
				continue
			}
		}
		times(&over, l.lower(s))
	}
	if array == nil {
		switch {
		case over == nil && under == nil:
			return g.leaf("1", 0)
		case under == nil:
			return over
		case over == nil:
			over = g.leaf("1", 0)
		}
		return g.over(over, under)
	}
	if array.text == outer && (over != nil || under != nil) {
		return g.call(outer, 2, l.scaledValue(over, under, array.args[0]), array.args[1])
	}
	return l.scaledValue(over, under, array)
}

func (l *lowerer) scaledValue(over, under, array *value) *value {
	g := l.graph
	switch {
	case under == nil && over == nil:
		return array
	case under == nil:
		return g.times(over, array)
	case over == nil:
		return g.over(array, under)
	}
	return g.times(g.over(over, under), array)
}

// numerator and denominator split a positive number, unless it is short as a decimal.
func numerator(r ast.Rat) ast.Rat {
	if r.IsInt() {
		return r
	}
	n, _ := ast.ParseRat(r.Num())
	return n
}

func denominator(r ast.Rat) ast.Rat {
	d, _ := ast.ParseRat(r.Den())
	return d
}

// outer is the code of the product of a column and a row.
const outer = "np.outer($1, $2)"

// An operand is a factor of a chain, or the product of several.
type operand struct {
	kind       operandKind
	value      *value // the array; the diagonal; the matrix that is inverted
	rows, cols ast.Dim
	symmetric  bool
	node       ast.Node // of a factor
}

type operandKind uint8

const (
	dense    operandKind = iota
	diagonal             // Diag(value)
	inverse              // inv(value)
)

// maxExpanded is the greatest power of a matrix that becomes factors of their own in a chain.
const maxExpanded = 3

// operands lists the factors of a chain. Small powers become several factors, so that a vector
// meets one at a time.
func (l *lowerer) operands(chain []ast.Node) []operand {
	var out []operand
	for _, n := range chain {
		base, transposed := n, false
		if t, ok := n.(*ast.Transpose); ok {
			base, transposed = t.Arg(), true
		}
		o := operand{rows: n.Shape().Rows, cols: n.Shape().Cols, symmetric: n.Has(ast.IsSymmetric), node: n}
		switch b := base.(type) {
		case *ast.Power:
			e, ok := b.Exponent().(*ast.Number)
			k, integer := int64(0), false
			if ok {
				k, integer = e.Value.Int()
			}
			if integer && k < 0 && k >= -maxExpanded || integer && k > 0 && k <= maxExpanded && len(chain) > 1 {
				o.kind, o.value = dense, l.lower(b.Base())
				o.node = nil
				o.symmetric = b.Base().Has(ast.IsSymmetric)
				switch {
				case k < 0 && l.inverts:
					o.value, k = l.graph.call("np.linalg.inv($1)", 2, o.value), -k
				case k < 0:
					o.kind, k = inverse, -k
				}
				if transposed && !o.symmetric {
					o.value = l.graph.transpose(o.value)
				}
				out = append(out, slices.Repeat([]operand{o}, int(k))...)
				continue
			}
		case *ast.Call:
			if b.Fn.Name == "Diag" {
				o.kind, o.value = diagonal, l.lower(b.Args()[0])
				out = append(out, o)
				continue
			}
		}
		o.value = l.lower(n)
		out = append(out, o)
	}
	return out
}

// chain lowers a product of arrays in the cheapest order.
func (l *lowerer) chain(chain []ast.Node) *value {
	return l.densify(l.multiplyAll(l.operands(chain))).value
}

// maxChain is the length up to which the cheapest order is searched for.
const maxChain = 64

func (l *lowerer) multiplyAll(factors []operand) operand {
	if len(factors) > maxChain {
		if factors[len(factors)-1].cols == ast.One {
			product := factors[len(factors)-1]
			for i := len(factors) - 2; i >= 0; i-- {
				product = l.multiply(factors[i], product)
			}
			return product
		}
		product := factors[0]
		for _, f := range factors[1:] {
			product = l.multiply(product, f)
		}
		return product
	}
	split := cheapest(factors)
	var build func(i, j int) operand
	build = func(i, j int) operand {
		if i == j {
			return factors[i]
		}
		k := split[i][j]
		return l.multiply(build(i, k), build(k+1, j))
	}
	return build(0, len(factors)-1)
}

// typical is the size that a named dimension is taken to have.
const typical = 100

func sizeOf(d ast.Dim) float64 {
	n, err := d.Eval(func(string) (int, bool) { return typical, true })
	if err != nil {
		return typical
	}
	return float64(n)
}

// cheapest gives for each stretch of factors the place to split it, by the number of
// multiplications.
func cheapest(factors []operand) [][]int {
	n := len(factors)
	rows := make([]float64, n+1)
	for i, f := range factors {
		rows[i] = sizeOf(f.rows)
	}
	rows[n] = sizeOf(factors[n-1].cols)
	cost := make([][]float64, n)
	split := make([][]int, n)
	allDiagonal := make([][]bool, n)
	for i := range factors {
		cost[i], split[i], allDiagonal[i] = make([]float64, n), make([]int, n), make([]bool, n)
		allDiagonal[i][i] = factors[i].kind == diagonal
	}
	isInverse := func(i, j int) bool { return i == j && factors[i].kind == inverse }
	for length := 1; length < n; length++ {
		for i := 0; i+length < n; i++ {
			j := i + length
			best := -1.0
			for k := i; k < j; k++ {
				a, b, c := rows[i], rows[k+1], rows[j+1]
				step := a * b * c
				switch {
				case allDiagonal[i][k] && allDiagonal[k+1][j]:
					step = a
				case allDiagonal[i][k] || allDiagonal[k+1][j]:
					step = a * c
				}
				if isInverse(i, k) || isInverse(k+1, j) {
					step = a*b*c + b*b*b/3
				}
				if total := cost[i][k] + cost[k+1][j] + step; best < 0 || total < best {
					best, split[i][j] = total, k
				}
			}
			cost[i][j] = best
			k := split[i][j]
			allDiagonal[i][j] = allDiagonal[i][k] && allDiagonal[k+1][j]
		}
	}
	return split
}

// densify makes an operand an array.
func (l *lowerer) densify(o operand) operand {
	switch o.kind {
	case diagonal:
		o.value = l.graph.call("np.diag($1)", 2, o.value)
	case inverse:
		o.value = l.graph.call("np.linalg.inv($1)", 2, o.value)
	}
	o.kind = dense
	return o
}

// multiply is the product of two operands.
func (l *lowerer) multiply(a, b operand) operand {
	g := l.graph
	out := operand{rows: a.rows, cols: b.cols}
	shape := ast.Shape{Rows: a.rows, Cols: b.cols}
	switch {
	case a.kind == dense && a.value.axes == 0, b.kind == dense && b.value.axes == 0:
		// A row of the chain has met a column.
		out.value = g.times(l.densify(a).value, l.densify(b).value)
	case a.kind == diagonal && b.kind == diagonal:
		out.kind, out.value, out.symmetric = diagonal, g.times(a.value, b.value), true
		return out
	case a.kind == inverse:
		out.value = g.call("np.linalg.solve($1, $2)", axesOf(shape), a.value, l.densify(b).value)
	case b.kind == inverse:
		m := b.value
		if !b.symmetric {
			m = g.transpose(m)
		}
		out.value = g.transpose(g.call("np.linalg.solve($1, $2)", axesOf(shape), m, g.transpose(l.densify(a).value)))
	case a.kind == diagonal && b.cols == ast.One:
		out.value = g.times(a.value, b.value)
	case a.kind == diagonal:
		column := g.op("$1[:, None]", primaryLevel, primary, 2, a.value)
		out.value = g.times(column, b.value)
	case b.kind == diagonal:
		out.value = g.times(a.value, b.value)
	default:
		out.value = l.dot(a, b, axesOf(shape))
	}
	return out
}

// dot is the product of two arrays. A product with ones is a sum, one with a unit vector a row or
// a column, and that of a column and a row the outer product.
func (l *lowerer) dot(a, b operand, axes int) *value {
	g := l.graph
	switch {
	case a.value.axes == 1 && b.value.axes == 1 && a.cols == ast.One:
		return g.call(outer, 2, a.value, b.value)
	case isOnes(b.node) && b.cols == ast.One && a.value.axes == 2:
		return g.call("np.sum($1, axis=1)", 1, a.value)
	case isOnes(b.node) && b.cols == ast.One:
		return g.call("np.sum($1)", 0, a.value)
	case isOnes(a.node) && a.rows == ast.One && b.value.axes == 2:
		return g.call("np.sum($1, axis=0)", 1, b.value)
	case isOnes(a.node) && a.rows == ast.One:
		return g.call("np.sum($1)", 0, b.value)
	}
	if i := unitIndex(b.node); i != nil && b.cols == ast.One {
		if a.value.axes == 2 {
			return g.op("$1[:, $2]", primaryLevel, []level{primaryLevel, sumLevel}, 1, a.value, l.before(i))
		}
		return g.op("$1[$2]", primaryLevel, []level{primaryLevel, sumLevel}, 0, a.value, l.before(i))
	}
	if i := unitIndex(a.node); i != nil && a.rows == ast.One {
		return g.op("$1[$2]", primaryLevel, []level{primaryLevel, sumLevel}, b.value.axes-1, b.value, l.before(i))
	}
	return g.op("$1 @ $2", productLevel, tight, axes, a.value, b.value)
}

func isOnes(n ast.Node) bool {
	if t, ok := n.(*ast.Transpose); ok {
		n = t.Arg()
	}
	return n != nil && ast.IsConstant(n, ast.Ones)
}

// unitIndex gives the index of a unit vector or its transpose, or nil.
func unitIndex(n ast.Node) ast.Node {
	if t, ok := n.(*ast.Transpose); ok {
		n = t.Arg()
	}
	if c, ok := n.(*ast.Constant); ok && c.Kind == ast.Unit {
		return c.Args()[0]
	}
	return nil
}
