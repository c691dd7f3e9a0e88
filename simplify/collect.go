package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/simplify/network"
)

// A sum is multiplied out into products without sums, monomials, where some of them may be equal. Those
// that are equal as graphs are collected, which may cancel them, and common factors are taken out of
// what is left. What this comes to takes the place of the sum where it is shorter.
//
// Whether monomials may be equal is told by their factors as if all of them commuted: a number for each
// monomial, the sum of numbers of its factors. Only monomials with equal numbers are compared, and where
// no two are, nothing is multiplied out at all.

// maxMonomials bounds the monomials of a sum.
const maxMonomials = 64

// collect multiplies the sum, or the product of sums, n out where monomials may be equal.
func (s *Simplifier) collect(n ast.Node) ast.Node {
	if !composed(n) && !isSum(n) && !isSquare(n) || s.collected.Has(n) || !isSum(n) && !ofSum(n) {
		return n
	}
	s.collected.Add(n)
	terms := []ast.Node{n}
	if sum, ok := n.(*ast.Add); ok {
		terms = sum.Args()
		if like := s.like(sum); like != n {
			return like
		}
	}
	open, kept := s.colliding(terms)
	if len(open) == 0 {
		return n
	}
	var monomials []ast.Node
	for _, term := range open {
		monomials = append(monomials, s.multiplied(term)...)
	}
	_, call := n.(*ast.Call)
	if !call && !slices.ContainsFunc(monomials, cancels) {
		known := isSum(n) && slices.Equal(monomials, open) // [Simplifier.like] has found none
		if known || len(open) == 1 && s.isSquare(open[0]) || len(s.joined(monomials, s.onlyMark)) == len(monomials) {
			return n
		}
	}
	for i, m := range monomials {
		monomials[i] = s.simple(m)
	}
	joined := s.joined(monomials, s.onlyMark)
	if len(joined) == len(monomials) && !call {
		return n
	}
	var sum ast.Node = s.t.Zeros(n.Shape())
	if parts := append(slices.Clone(kept), joined...); len(parts) > 0 {
		sum = s.t.Add(parts...)
	}
	if sum == n {
		return n
	}
	if short := s.simple(sum); s.length.Length(short) < s.length.Length(n) && !s.loses(n, short) {
		return short
	}
	return n
}

// ofSum reports whether an argument of n is a sum, or where n is the trace or the sum of the entries of a product, a factor.
func ofSum(n ast.Node) bool {
	if c, ok := n.(*ast.Call); ok {
		if m, ok := c.Args()[0].(*ast.Mul); ok {
			return slices.ContainsFunc(m.Chain, isSum)
		}
	}
	return slices.ContainsFunc(n.Args(), isSum)
}

// isSquare reports whether n is the square of a matrix.
func isSquare(n ast.Node) bool {
	p, ok := n.(*ast.Power)
	return ok && !n.Shape().IsScalar() && ast.IsNumber(p.Exponent(), 2)
}

// shareable is the length up to which an expression may lose parts that it shares.
const shareable = 64

// loses reports whether a long expression becomes longer when parts that occur more than once are written
// once.
func (s *Simplifier) loses(n, short ast.Node) bool {
	return s.length.Length(n) > shareable && s.once(short) > s.once(n)
}

// once is the length of an expression in which each part is written once.
func (s *Simplifier) once(n ast.Node) int64 {
	var total int64
	for _, part := range ast.Topo(n) {
		total += s.length.Length(part)
		for _, a := range part.Args() {
			total -= s.length.Length(a)
		}
		total++ // its name where it occurs again
	}
	return total
}

// onlyMark is the mark of a monomial; false for a sum.
func (s *Simplifier) onlyMark(n ast.Node) (mark, bool) {
	w, ok := s.marks(n)
	if !ok || len(w) != 1 {
		return 0, false
	}
	return w[0], true
}

// isSquare reports whether a term is a number times u'*M*u, or u^2 entry by entry, and only u is a sum: then monomials
// are equal in pairs, and together longer than it.
func (s *Simplifier) isSquare(term ast.Node) bool {
	switch _, core := s.t.SplitCoef(term); n := core.(type) {
	case *ast.Mul:
		last := len(n.Chain) - 1
		for i, f := range n.Chain {
			if s.t.Transpose(f) != n.Chain[last-i] || 0 < i && i < last && holdsSum(f) {
				return false
			}
		}
		return len(n.Scalars) == 0 && n.Shape().IsScalar()
	case *ast.EntryPower:
		return ast.IsNumber(n.Args()[1], 2)
	}
	return false
}

// holdsSum reports whether a factor is a sum, or the transpose of one.
func holdsSum(f ast.Node) bool {
	if tr, ok := f.(*ast.Transpose); ok {
		f = tr.Arg()
	}
	return isSum(f)
}

// divides reports whether a product has a factor with a negative exponent, or one whose sign is not known.
func divides(n ast.Node) bool {
	var f exponents
	f.add(n, 1)
	return f.open || len(f.negative) > 0
}

// cancels reports whether a product may have a factor that cancels against another one: the same occurs with a negative
// exponent and without.
func cancels(n ast.Node) bool {
	var f exponents
	f.add(n, 1)
	return f.open || slices.ContainsFunc(f.negative, func(n ast.Node) bool { return slices.Contains(f.positive, n) })
}

// exponents are the factors of a product by the sign of their exponent; open tells of one whose sign is not known.
type exponents struct {
	positive, negative []ast.Node
	open               bool
}

// add appends the factors of n to the power of that sign.
func (e *exponents) add(n ast.Node, sign int) {
	switch n := n.(type) {
	case *ast.Power, *ast.EntryPower:
		exponent, ok := n.Args()[1].(*ast.Number)
		if !ok {
			e.open = true
			return
		}
		e.add(n.Args()[0], sign*exponent.Value.Sign())
		return
	case *ast.Mul, *ast.Hadamard, *ast.Inner, *ast.Transpose:
		for _, a := range n.Args() {
			e.add(a, sign)
		}
		return
	case *ast.Call:
		switch {
		case additive(n), n.Fn.Name == "norm":
			e.add(n.Args()[0], sign)
			return
		case n.Fn.Name == "pinv":
			e.add(n.Args()[0], -sign)
			return
		}
	}
	if sign > 0 {
		e.positive = append(e.positive, n)
	} else {
		e.negative = append(e.negative, n)
	}
}

// like joins the terms of a sum that are equal as graphs in which sums are factors.
func (s *Simplifier) like(n *ast.Add) ast.Node {
	if len(n.Args()) > maxMonomials {
		return n
	}
	marks := make([]mark, len(n.Args()))
	for i, term := range n.Args() {
		marks[i] = s.whole(term)
	}
	count := counted(marks)
	if len(count) == 0 {
		return n
	}
	joined := s.joined(n.Args(), func(term ast.Node) (mark, bool) { w := s.whole(term); return w, count[w] > 1 })
	switch len(joined) {
	case len(n.Args()):
		return n
	case 0:
		return s.t.Zeros(n.Shape())
	}
	return s.t.Add(joined...)
}

// counted tells how often marks occur of which some do more than once; it is nil where none does.
func counted(marks []mark) map[mark]int {
	sorted := append(make([]mark, 0, maxMonomials), marks...)
	slices.Sort(sorted)
	if len(slices.Compact(sorted)) == len(marks) {
		return nil
	}
	count := map[mark]int{}
	for _, w := range marks {
		count[w]++
	}
	return count
}

// colliding are the terms with a monomial that may be equal to another one, and the other terms.
func (s *Simplifier) colliding(terms []ast.Node) (open, kept []ast.Node) {
	all := make([]mark, 0, maxMonomials)
	for _, term := range terms {
		m, ok := s.marks(term)
		if !ok || len(all)+len(m) > maxMonomials {
			return nil, terms
		}
		all = append(all, m...)
	}
	count := counted(all)
	if len(count) == 0 {
		return nil, terms
	}
	for _, term := range terms {
		m, _ := s.marks(term)
		if slices.ContainsFunc(m, func(w mark) bool { return count[w] > 1 }) {
			open = append(open, term)
		} else {
			kept = append(kept, term)
		}
	}
	return open, kept
}

// joined are monomials of which no two are equal but for the number in front. Only those of equal marks are
// compared, and none that has no mark.
func (s *Simplifier) joined(monomials []ast.Node, markOf func(ast.Node) (mark, bool)) []ast.Node {
	type class struct {
		net  *network.Network
		node ast.Node
		coef ast.Rat
	}
	var classes []*class
	byMark := map[mark][]*class{}
	for _, m := range monomials {
		if ast.IsZero(m) {
			continue
		}
		c := &class{node: m, coef: ast.RatInt(1)}
		classes = append(classes, c)
		w, ok := markOf(m)
		if !ok {
			continue
		}
		if s.hasMany(m) {
			continue
		}
		if c.net, ok = network.Of(s.t, m); !ok {
			continue
		}
		known := slices.IndexFunc(byMark[w], func(k *class) bool { return network.Same(k.net, c.net) })
		if known < 0 {
			byMark[w] = append(byMark[w], c)
			continue
		}
		classes = classes[:len(classes)-1]
		k := byMark[w][known]
		if s.length.Length(m) < s.length.Length(k.node) || s.length.Length(m) == s.length.Length(k.node) && s.compare(m, k.node) < 0 {
			k.coef = k.coef.Times(k.net.Coef).Times(c.net.Coef.Inv())
			k.net, k.node = c.net, m
		}
		k.coef = k.coef.Plus(c.net.Coef.Times(k.net.Coef.Inv()))
	}
	var out []ast.Node
	for _, c := range classes {
		if !c.coef.IsZero() {
			out = append(out, s.t.Scale(c.coef, c.node))
		}
	}
	return out
}

// simple is n simplified while another simplification waits.
func (s *Simplifier) simple(n ast.Node) ast.Node {
	waiting := s.becomes
	s.becomes = ast.Map[change]{}
	defer func() { s.becomes = waiting }()
	return s.Simplify(n)
}
