package notation

import (
	"fmt"

	"matcalc/ast"
)

// A layouter lays out nodes one by one, arguments before what is made of them.
type layouter struct {
	parts map[ast.Node]*part // the shared parts so far
	nodes ast.Map[laid]
	// ranges tells for each node what indices run over in it.
	ranges ast.Map[rangings]
	names  []int   // room for keys
	room   []item  // for items
	lists  []*item // room for the parts of items
	// forPeople puts simple scalars in front, whatever their names; fractions puts a number that
	// is no integer in front as a whole.
	forPeople, fractions bool
	sheet                *Sheet // whose expressions are laid out, or nil
	// alone tells that the node laid out is a whole expression, so that no other tells its size.
	alone bool
}

// laid is the layout of a node, and what its place among others depends on.
type laid struct {
	item *item
	key  key
}

func newLayouter(s *Sheet) *layouter {
	return &layouter{parts: s.parts, sheet: s}
}

// Room for items is made for a few at first, and then for more and more at once; that for their parts always for as many.
const (
	fewItems    = 6
	manyItems   = 64
	partsAtOnce = 16
)

// keep gives an item a place.
func (l *layouter) keep(it item) *item {
	if len(l.room) == cap(l.room) {
		l.room = make([]item, 0, min(max(fewItems, cap(l.room)*3/2), manyItems))
	}
	l.room = append(l.room, it)
	return &l.room[len(l.room)-1]
}

// list makes room for n parts of an item.
func (l *layouter) list(n int) []*item {
	if len(l.lists) < n {
		l.lists = make([]*item, max(partsAtOnce, n))
	}
	list := l.lists[:n:n]
	l.lists = l.lists[n:]
	return list
}

// namedI reports whether a symbol has the name I, so that no identity may be written so.
func (l *layouter) namedI() bool { return l.sheet != nil && l.sheet.taken("I") }

// reserve makes room for so many nodes.
func (l *layouter) reserve(count int) {
	l.nodes.Reserve(count)
}

// ref stands for n where it is a part of something else: a name, a number or a reference.
func (l *layouter) ref(n ast.Node) *item {
	if p := l.parts[n]; p != nil {
		return l.keep(item{op: partItem, node: n})
	}
	it := l.nodes.Of(n).item
	switch it.op {
	case numberItem, nameItem, constantItem, identityItem:
		return it
	}
	return l.keep(item{op: refItem, node: n, tall: it.tall, pending: it.pending})
}

func (l *layouter) refs(nodes []ast.Node) []*item {
	items := l.list(len(nodes))
	for i, n := range nodes {
		items[i] = l.ref(n)
	}
	return items
}

// shared reports whether n is printed as the name of a part.
func (l *layouter) shared(n ast.Node) bool { return l.parts[n] != nil }

// reach lays out what is new in an expression, arguments first.
func (l *layouter) reach(root ast.Node) {
	if l.nodes.Has(root) {
		return
	}
	for _, n := range ast.Topo(root) {
		if !l.nodes.Has(n) {
			l.add(n)
		}
	}
}

// add lays out n, whose arguments are laid out already.
func (l *layouter) add(n ast.Node) *item {
	it := l.lay(n)
	l.nodes.Set(n, laid{it, l.keyOf(it)})
	if r := l.rangingsOf(n); r.many || len(r.list) > 0 {
		l.ranges.Set(n, r)
	}
	return it
}

// whole lays out n as a whole expression, in which an identity is I with or without scalars in
// front.
func (l *layouter) whole(n ast.Node) *item {
	l.alone = true
	it := l.lay(n)
	l.alone = false
	return it
}

func (l *layouter) lay(n ast.Node) *item {
	switch n := n.(type) {
	case *ast.Number:
		return l.rational(n.Value)
	case *ast.Symbol:
		return l.keep(item{op: nameItem, text: n.Name, node: n})
	case *ast.Constant:
		return l.constant(n)
	case *ast.Add:
		return l.sum(n)
	case *ast.Mul:
		positive := l.product(n)
		if n.Coef.Sign() < 0 {
			return l.newItem(negativeItem, positive)
		}
		return positive
	case *ast.Power:
		if base, e, ok := l.divisor(n); ok {
			return l.quotient(l.number("1"), l.power(base, e))
		}
		return l.power(n.Base(), l.exponent(n.Exponent()))
	case *ast.Hadamard:
		return l.hadamard(nil, n.Args())
	case *ast.EntryPower:
		return l.hadamard(nil, []ast.Node{n})
	case *ast.Transpose:
		if l.isGradient(n.Arg()) {
			return l.derivative(rowItem, n.Arg().(*ast.Apply))
		}
		return l.newItem(transposeItem, l.ref(n.Arg()))
	case *ast.Inner:
		return l.newItem(innerItem, l.refs(n.Args())...)
	case *ast.Call:
		return l.call(n, n.Fn)
	case *ast.Apply:
		return l.derivative(applyItem, n)
	case *ast.Entry:
		it := l.newItem(entryItem, l.refs(n.Args())...)
		it.node = n
		return it
	case *ast.IndexSum:
		return l.indexSum(n)
	case *ast.Delta:
		return l.newItem(deltaItem, l.refs(n.Args())...)
	case *ast.Differential:
		it := l.newItem(differentialItem, l.ref(n.Arg()))
		it.node, it.pending = n, true
		return it
	}
	panic(fmt.Sprintf("notation: layout of %T", n))
}

// call lays out a call as one of a function, that of the call or one that reads the same.
func (l *layouter) call(n *ast.Call, fn *ast.Function) *item {
	it := l.newItem(callItem, l.refs(n.Args())...)
	it.node, it.fn = n, fn
	return it
}

func (l *layouter) derivative(o op, n *ast.Apply) *item {
	it := l.newItem(o, l.refs(n.Args())...)
	it.node = n
	return it
}

// isGradient reports whether n is the gradient of an unknown function, printed in place.
func (l *layouter) isGradient(n ast.Node) bool {
	a, ok := n.(*ast.Apply)
	return ok && a.Form == ast.Gradient && !l.shared(n)
}

// constant lays out an array that is given by its sizes.
func (l *layouter) constant(n *ast.Constant) *item {
	it := l.newItem(constantItem, l.refs(n.Args())...)
	it.node = n
	if n.Kind == ast.Eye && l.alone && !l.namedI() {
		it.op = identityItem
	}
	return it
}

// identity is I where the size follows from what stands beside it.
func (l *layouter) identity(n ast.Node, fixed bool) *item {
	if fixed && !l.namedI() {
		return l.keep(item{op: identityItem, node: n})
	}
	return l.keep(item{op: constantItem, node: n})
}

func (l *layouter) indexSum(n *ast.IndexSum) *item {
	index := l.keep(item{op: nameItem, text: n.Index.Name, node: n.Index})
	args := []*item{index, l.ref(n.Body())}
	if !l.boundsFollow(n) {
		args = append(args, l.ref(n.Lo()), l.ref(n.Hi()))
	}
	it := l.newItem(indexSumItem, args...)
	it.node, it.tall = n, true
	return it
}
