package index

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

// expand gives d(n[row,col]) as terms in the differentials of entries of the arguments of n.
func (s *sweep) expand(n ast.Node, row, col ast.Node) ([]simplify.Term, error) {
	p := pusher{s}
	t := s.e.t
	switch n := n.(type) {
	case *ast.Add:
		var terms []simplify.Term
		for _, a := range n.Args() {
			if s.depends(a) {
				terms = append(terms, s.leaf(a, row, col))
			}
		}
		s.e.use("addition/differential")
		return terms, nil
	case *ast.Transpose:
		s.e.use("transpose/component")
		return []simplify.Term{s.leaf(n.Arg(), col, row)}, nil
	case *ast.Entry:
		if n.Row != nil {
			row = n.Row
		}
		if n.Col != nil {
			col = n.Col
		}
		return []simplify.Term{s.leaf(n.Arg(), row, col)}, nil
	case *ast.Mul:
		s.e.use("product/differential")
		return s.product(p, n, row, col)
	case *ast.Hadamard:
		s.e.use("hadamard/differential")
		return s.hadamard(p, n, row, col), nil
	case *ast.Inner:
		s.e.use("inner product/differential")
		var terms []simplify.Term
		for k, a := range n.Args() {
			if s.depends(a) {
				part, err := p.inner(t.Differential(a), n.Args()[1-k])
				if err != nil {
					return nil, err
				}
				terms = append(terms, part...)
			}
		}
		return terms, nil
	case *ast.IndexSum:
		s.e.use("sum over an index/differential")
		return s.indexSum(n, row, col), nil
	case *ast.Power:
		if u, ok := operation.Square(n); ok && s.depends(u) {
			s.e.use(operation.SquareRule().Name)
			return p.push(operation.SquareDifferential(t, u, t.Differential(u)), nil, nil)
		}
	case *ast.Apply:
		return s.apply(p, n, row, col)
	}
	if power, ok := n.(*ast.EntryPower); ok {
		s.e.useDifferential(n)
		return s.entryPower(p, power, row, col), nil
	}
	n, d := s.lower(p, n, row, col)
	if n.Shape().IsScalar() {
		row, col = nil, nil
	}
	change, err := operation.Differential(t, n, d)
	if err != nil {
		return nil, err
	}
	s.e.useDifferential(n)
	if ast.IsZero(change) {
		return nil, nil
	}
	return p.push(change, row, col)
}

// lower gives a function that acts entry by entry as that of the entries in its arguments, any other one as it
// is, with the differentials of the arguments.
func (s *sweep) lower(p pusher, n, row, col ast.Node) (lowered ast.Node, d []ast.Node) {
	t := s.e.t
	d = make([]ast.Node, len(n.Args()))
	call, ok := n.(*ast.Call)
	entries := ok && call.Fn.Elementwise && !n.Shape().IsScalar()
	args := slices.Clone(n.Args())
	for k, a := range args {
		at := func(x ast.Node) ast.Node { return x }
		if entries && !a.Shape().IsScalar() {
			at = func(x ast.Node) ast.Node { return t.Entry(x, row, col) }
			args[k] = p.constant(a, row, col)
		}
		if s.depends(a) {
			d[k] = t.Differential(at(a))
		}
	}
	if !entries {
		return n, d
	}
	return t.Call(call.Fn, call.Sizes, args...), d
}

// entryPower is d(x^p) = p x^(p-1) dx + x^p log(x) dp, entry by entry.
func (s *sweep) entryPower(p pusher, n *ast.EntryPower, row, col ast.Node) []simplify.Term {
	t := s.e.t
	x, e := p.constant(n.Base(), row, col), p.constant(n.Exponent(), row, col)
	var out []simplify.Term
	if s.depends(n.Base()) {
		term := s.leaf(n.Base(), row, col)
		term.Factors = append(term.Factors, e, t.Power(x, t.Add(e, t.Int(-1))))
		out = append(out, term)
	}
	if s.depends(n.Exponent()) {
		if n.Exponent().Shape().IsScalar() {
			row, col = nil, nil
		}
		term := s.leaf(n.Exponent(), row, col)
		term.Factors = append(term.Factors, t.Power(x, e), t.Call(catalogue.Lookup("log"), nil, x))
		out = append(out, term)
	}
	return out
}

// longChain is the number of factors above which those before and behind one are kept as one matrix.
const longChain = 8

// product is the product rule.
func (s *sweep) product(p pusher, n *ast.Mul, row, col ast.Node) ([]simplify.Term, error) {
	t := s.e.t
	var out []simplify.Term
	others := without(t, n.Scalars)
	for k, a := range n.Scalars {
		if !s.depends(a) {
			continue
		}
		term := s.leaf(a, nil, nil)
		term.Coef, term.Factors = n.Coef, append(term.Factors, others(k))
		if len(n.Chain) > 0 {
			term.Factors = append(term.Factors, p.constant(t.Mul(n.Chain...), row, col))
		}
		out = append(out, term)
	}
	scalars := append([]ast.Node{t.Number(n.Coef)}, n.Scalars...)
	before, after := around(t, n.Chain)
	for k, a := range n.Chain {
		if !s.depends(a) {
			continue
		}
		chain := slices.Clone(n.Chain)
		chain[k] = t.Differential(a)
		if len(chain) > longChain {
			chain = slices.DeleteFunc([]ast.Node{before(k), chain[k], after(k)}, func(n ast.Node) bool { return n == nil })
		}
		part, err := p.product(scalars, chain, row, col)
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

// without gives, for each factor, the product of all others, in time linear in their number.
func without(t *ast.Table, factors []ast.Node) func(k int) ast.Node {
	if len(factors) <= longChain {
		return func(k int) ast.Node { return t.Mul(slices.Delete(slices.Clone(factors), k, k+1)...) }
	}
	before, after := around(t, factors)
	return func(k int) ast.Node {
		a, b := before(k), after(k)
		switch {
		case a == nil:
			return b
		case b == nil:
			return a
		}
		return t.Mul(a, b)
	}
}

// around gives the products of the factors before and behind each; nil where there are none.
func around(t *ast.Table, factors []ast.Node) (before, after func(k int) ast.Node) {
	if len(factors) <= longChain {
		return nil, nil
	}
	front, back := make([]ast.Node, len(factors)), make([]ast.Node, len(factors))
	for k := 1; k < len(factors); k++ {
		front[k] = factors[k-1]
		if front[k-1] != nil {
			front[k] = t.Mul(front[k-1], factors[k-1])
		}
	}
	for k := len(factors) - 2; k >= 0; k-- {
		back[k] = factors[k+1]
		if back[k+1] != nil {
			back[k] = t.Mul(factors[k+1], back[k+1])
		}
	}
	return func(k int) ast.Node { return front[k] }, func(k int) ast.Node { return back[k] }
}

// hadamard is the product rule, entry by entry.
func (s *sweep) hadamard(p pusher, n *ast.Hadamard, row, col ast.Node) []simplify.Term {
	factors := make([]ast.Node, len(n.Args()))
	for k, a := range n.Args() {
		factors[k] = p.constant(a, row, col)
	}
	others := without(s.e.t, factors)
	var out []simplify.Term
	for k, a := range n.Args() {
		if s.depends(a) {
			term := s.leaf(a, row, col)
			term.Factors = append(term.Factors, others(k))
			out = append(out, term)
		}
	}
	return out
}

// indexSum moves the differential into a sum over an index.
func (s *sweep) indexSum(n *ast.IndexSum, row, col ast.Node) []simplify.Term {
	use := append(s.e.c.Indices(simplify.Term{Factors: present(row, col)}), s.e.c.Indices(simplify.Term{Factors: []ast.Node{n.Lo(), n.Hi()}})...)
	index, body := n.Index, n.Body()
	if slices.Contains(use, index) || s.e.c.Avoids(index) {
		use = append(use, s.e.c.Indices(simplify.Term{Factors: []ast.Node{n}})...)
		index = s.e.c.Fresh(1, use)[0]
		body = s.e.c.Replace(body, map[*ast.Symbol]ast.Node{n.Index: index})
	}
	term := s.leaf(body, row, col)
	term.Sums = []simplify.Range{{Index: index, Lo: n.Lo(), Hi: n.Hi()}}
	return []simplify.Term{term}
}

// present lists the indices that are there.
func present(indices ...ast.Node) []ast.Node {
	return slices.DeleteFunc(indices, func(n ast.Node) bool { return n == nil })
}
