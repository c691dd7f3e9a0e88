package notation

import "matcalc/ast"

// A term is a term of a sum: a sign and the product that follows it.
type term struct {
	node     ast.Node
	minus    bool
	isScalar bool // a scalar that is added to every entry
	isEye    bool // a multiple of the identity
}

// termOf takes a term of a sum apart.
func (l *layouter) termOf(n ast.Node) term {
	t := term{node: n}
	if l.shared(n) {
		return t
	}
	t.isScalar = isOnes(n)
	t.isEye = ast.IsConstant(n, ast.Eye)
	switch n := n.(type) {
	case *ast.Number:
		t.minus = n.Value.Sign() < 0
	case *ast.Mul:
		t.minus = n.Coef.Sign() < 0
		if len(n.Chain) == 1 && !l.shared(n.Chain[0]) {
			t.isScalar = isOnes(n.Chain[0])
			t.isEye = ast.IsConstant(n.Chain[0], ast.Eye)
		}
	}
	return t
}

// isOnes reports whether n is an array of ones, of any shape.
func isOnes(n ast.Node) bool {
	if t, ok := n.(*ast.Transpose); ok {
		n = t.Arg()
	}
	return ast.IsConstant(n, ast.Ones)
}

// sum lays out the positive terms before the negative ones, numbers in front, then in the order
// of the names. A scalar that is added to every entry stands alone where another term tells the
// shape, and so does I; but for people only numbers do: x - s 1 has s subtracted from each entry.
func (l *layouter) sum(n *ast.Add) *item {
	terms := make([]term, len(n.Args()))
	fixed := false // some term tells the shape
	for i, a := range n.Args() {
		terms[i] = l.termOf(a)
		fixed = fixed || !terms[i].isScalar && !terms[i].isEye
	}
	alone := l.alone
	for _, t := range terms {
		alone = alone && t.isEye
	}
	items := make([]sorted, len(terms))
	for i, t := range terms {
		it := l.term(t, fixed, alone)
		k := l.keyOf(it)
		_, isNumber := t.node.(*ast.Number)
		isNumber = isNumber || t.isScalar && len(k) == 0
		items[i] = sorted{it, t.minus, rank(k, isNumber), k, t.node.ID(), t.node}
	}
	sortItems(items)
	out := l.newItem(sumItem)
	out.args, out.flags = l.list(len(items)), make([]bool, len(items))
	for i, s := range items {
		out.args[i], out.flags[i] = s.item, s.flag
		out.grow(s.item)
	}
	return out
}

// term lays out a term without its sign.
func (l *layouter) term(t term, fixed, alone bool) *item {
	switch n := t.node.(type) {
	case *ast.Number:
		return l.rational(n.Value.Abs())
	case *ast.Mul:
		switch {
		case l.shared(n):
		case t.isScalar && fixed && (len(n.Scalars) == 0 || !l.forPeople):
			return l.productOf(n.Coef.Abs(), n.Scalars, nil)
		case t.isEye:
			return l.productOf(n.Coef.Abs(), n.Scalars, []*item{l.identity(n.Chain[0], fixed || alone)})
		case t.minus:
			return l.product(n)
		}
	default:
		if t.isScalar && fixed {
			return l.number("1")
		}
		if t.isEye {
			return l.identity(n, fixed || alone)
		}
	}
	return l.ref(t.node)
}
