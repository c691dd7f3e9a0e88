package simplify

import (
	"cmp"
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// factor takes a common factor out of the terms of a sum where that makes it shorter: the same
// number in front of all, scalars, the first or last factors of products, factors of entry-by-entry
// products. It takes the change that saves most, and then makes the sum in the parentheses simple. The name
// of its rule is told.
func (s *Simplifier) factor(n *ast.Add) (ast.Node, string) {
	terms, candidates := s.oneWay(n.Args()), s.candidates
	if len(terms) > maxTerms {
		s.stops.add(manyTerms, n)
		candidates = s.ofLarge
	}
	best, shortest := candidate{whole: n}, s.length.Length(n)
	for _, c := range candidates(terms) {
		if l := s.length.Length(c.whole); l < shortest || l == shortest && best.whole != n && s.compare(c.whole, best.whole) < 0 {
			best, shortest = c, l
		}
	}
	if best.inner == nil {
		return best.whole, best.rule
	}
	return best.around(s.node(best.inner)), best.rule
}

// A candidate is a sum written in another way: the whole, and where a factor was taken out, the sum
// that is left in the parentheses and what stands around it.
type candidate struct {
	rule   string
	whole  ast.Node
	inner  ast.Node
	around func(inner ast.Node) ast.Node
}

// maxTerms bounds the sums in which common factors of a few terms are looked for.
const maxTerms = 48

// candidates are the sum of terms written in other ways, with one common factor taken out.
func (s *Simplifier) candidates(terms []ast.Node) []candidate {
	var out []candidate
	for _, c := range []candidate{
		s.content(terms),
		{rule: "sum/square of a sum", whole: s.square(terms)},
		{rule: "sum/of transposes", whole: s.transposed(terms)},
		{rule: "sum/multiplied out", whole: s.multipliedOut(terms)},
		{rule: "trace/inner product", whole: s.opened(terms)},
	} {
		if c.whole != nil {
			out = append(out, c)
		}
	}
	out = append(out, s.linear(terms)...)
	out = append(out, s.aligned(terms)...)
	out = append(out, s.apart(terms)...)
	for _, g := range scalarGroups(terms) {
		out = append(out, s.takeOut(terms, g, scalarSide))
	}
	for _, side := range sides {
		for _, g := range s.groups(terms, side.factors) {
			out = append(out, s.takeOut(terms, g, side))
		}
	}
	return out
}

// transposed is the transpose of the sum of the transposed terms.
func (s *Simplifier) transposed(terms []ast.Node) ast.Node {
	if terms[0].Shape().IsScalar() || !slices.ContainsFunc(terms, hasTranspose) {
		return nil
	}
	return s.t.Transpose(s.t.Add(s.transposes(terms)...))
}

// hasTranspose reports whether a term is a transpose, or a product with one among its factors.
func hasTranspose(term ast.Node) bool {
	switch n := term.(type) {
	case *ast.Transpose:
		return true
	case *ast.Mul:
		return slices.ContainsFunc(n.Chain, hasTranspose)
	case *ast.Hadamard:
		return slices.ContainsFunc(n.Args(), hasTranspose)
	}
	return false
}

// An appender appends factors of a term to a list.
type appender func(t *ast.Table, list []ast.Node, term ast.Node) []ast.Node

// A side is a place where terms can have a factor in common.
type side struct {
	rule string
	// factors appends the factors of a term that stand in this place.
	factors appender
	// without is the term without such a factor.
	without func(t *ast.Table, term, factor ast.Node) ast.Node
	// with puts the factor back in front of, or behind, a sum.
	with func(t *ast.Table, sum, factor ast.Node) ast.Node
	// unit is what the factor alone is with.
	unit func(t *ast.Table, factor ast.Node) ast.Node
}

// scalarSide takes out a scalar, of which terms may have different powers.
var scalarSide = side{
	rule: "sum/common scalar", without: withoutScalar,
	with: func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(f, sum) },
}

var sides = []side{
	{"sum/common array", wholeArray, withoutArray, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(sum, f) },
		func(t *ast.Table, _ ast.Node) ast.Node { return t.Int(1) }},
	{"sum/common first factor", firstFactor, withoutFirst, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(f, sum) },
		func(t *ast.Table, f ast.Node) ast.Node { return t.Eye(f.Shape().Cols) }},
	{"sum/common last factor", lastFactor, withoutLast, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(sum, f) },
		func(t *ast.Table, f ast.Node) ast.Node { return t.Eye(f.Shape().Rows) }},
	{"inner product/common factor", innerSides, withoutInnerSide, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Inner(sum, f) }, nil},
	{"sum/common factor entry by entry", entryFactors, withoutEntry, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Hadamard(f, sum) },
		func(t *ast.Table, f ast.Node) ast.Node { return t.Ones(f.Shape()) }},
}

// wholeArray is an array without the scalars in front of it.
func wholeArray(t *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
	if term.Shape().IsScalar() {
		return list
	}
	_, array := t.SplitScalars(term)
	return append(list, array)
}

func withoutArray(t *ast.Table, term, _ ast.Node) ast.Node {
	scalar, _ := t.SplitScalars(term)
	return scalar
}

func withoutScalar(t *ast.Table, term, factor ast.Node) ast.Node {
	return t.Mul(term, t.Inv(factor))
}

// chainOf is the chain of factors of a term that is no scalar.
func chainOf(term ast.Node) []ast.Node {
	if term.Shape().IsScalar() {
		return nil
	}
	if m, ok := term.(*ast.Mul); ok {
		return m.Chain
	}
	return []ast.Node{term}
}

func firstFactor(t *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
	chain := chainOf(term)
	if len(chain) == 0 || ast.IsConstant(chain[0], ast.Eye) {
		return list
	}
	return hiddenDiagonals(t, append(list, chain[0]), chain[0], false)
}

// hiddenDiagonals appends the Diag(x) that a vector in front stands for, x.*y being Diag(x)*y, or a row at
// the end, (x.*y)' being y'*Diag(x).
func hiddenDiagonals(t *ast.Table, list []ast.Node, factor ast.Node, atEnd bool) []ast.Node {
	if atEnd {
		row, ok := factor.(*ast.Transpose)
		if !ok {
			return list
		}
		factor = row.Arg()
	}
	if h, ok := factor.(*ast.Hadamard); ok && h.Shape().IsVector() {
		for _, x := range h.Args() {
			list = append(list, t.Call(catalogue.Lookup("Diag"), nil, x))
		}
	}
	return list
}

func withoutFirst(t *ast.Table, term, factor ast.Node) ast.Node { return strip(t, term, factor, true) }

func lastFactor(t *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
	chain := chainOf(term)
	if len(chain) == 0 || ast.IsConstant(chain[len(chain)-1], ast.Eye) {
		return list
	}
	last := chain[len(chain)-1]
	list = hiddenDiagonals(t, append(list, last), last, true)
	if len(chain) == 1 && last.Shape().IsVector() {
		list = innerEnds(t, list, term)
	}
	return list
}

// innerEnds appends the factors of the inner products u'*v in front of a vector: (u'*v)*w is w*u'*v.
func innerEnds(t *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
	m, ok := term.(*ast.Mul)
	if !ok {
		return list
	}
	for _, s := range m.Scalars {
		if c, ok := s.(*ast.Mul); ok && len(c.Chain) == 2 {
			list = append(list, c.Chain[1])
			if first := t.Transpose(c.Chain[0]); first != c.Chain[1] {
				list = append(list, first)
			}
		}
	}
	return list
}

// withoutInnerEnd writes (u'*v)*w as w*u'; false where no inner product in front of w has the factor v.
func withoutInnerEnd(t *ast.Table, m *ast.Mul, v ast.Node) (ast.Node, bool) {
	if m == nil || len(m.Chain) != 1 || !m.Shape().IsVector() {
		return nil, false
	}
	for i, s := range m.Scalars {
		c, ok := s.(*ast.Mul)
		if !ok || len(c.Chain) != 2 {
			continue
		}
		chain := c.Chain
		if chain[1] != v {
			if t.Transpose(chain[0]) != v {
				continue
			}
			chain = backwards(t, chain)
		}
		scalars := append([]ast.Node{t.Number(m.Coef)}, slices.Delete(slices.Clone(m.Scalars), i, i+1)...)
		return t.Mul(slices.Concat(scalars, m.Chain, chain[:1])...), true
	}
	return nil, false
}

func withoutLast(t *ast.Table, term, factor ast.Node) ast.Node { return strip(t, term, factor, false) }

// strip takes the factor from the left or the right end of the chain of a term.
func strip(t *ast.Table, term, factor ast.Node, left bool) ast.Node {
	chain := slices.Clone(chainOf(term))
	out := []ast.Node{t.Int(1)}
	if m, ok := term.(*ast.Mul); ok {
		out = append([]ast.Node{t.Number(m.Coef)}, m.Scalars...)
	}
	end := len(chain) - 1
	if left {
		end = 0
	}
	m, _ := term.(*ast.Mul)
	if rest, ok := withoutInnerEnd(t, m, factor); !left && ok {
		return rest
	}
	if chain[end] == factor {
		chain = slices.Delete(chain, end, end+1)
	} else {
		chain[end] = withoutDiagonal(t, chain[end], factor)
	}
	if len(chain) == 0 {
		size := factor.Shape().Cols
		if !left {
			size = factor.Shape().Rows
		}
		chain = append(chain, t.Eye(size))
	}
	return t.Mul(append(out, chain...)...)
}

// withoutDiagonal takes x out of x.*y, or of the row (x.*y)', where diagonal is Diag(x).
func withoutDiagonal(t *ast.Table, factor, diagonal ast.Node) ast.Node {
	row, transposed := factor.(*ast.Transpose)
	if transposed {
		factor = row.Arg()
	}
	x := diagonal.Args()[0]
	rest := t.Hadamard(slices.DeleteFunc(slices.Clone(factor.Args()), func(a ast.Node) bool { return a == x })...)
	if transposed {
		return t.Transpose(rest)
	}
	return rest
}

// entryFactors lists the factors of a product entry by entry; an array that is none is its own factor, with ones
// beside it: X + X.*Y is X.*(1 + Y).
func entryFactors(t *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
	_, core := t.SplitCoef(term)
	if !core.Shape().IsScalar() {
		_, core = t.SplitScalars(core)
	}
	if h, ok := core.(*ast.Hadamard); ok {
		return append(list, h.Args()...)
	}
	if _, constant := core.(*ast.Constant); constant || core.Shape().IsScalar() {
		return list
	}
	return append(list, core)
}

func withoutEntry(t *ast.Table, term, factor ast.Node) ast.Node {
	outer, h := t.SplitScalars(term)
	if h == factor {
		return t.Mul(outer, t.Ones(term.Shape()))
	}
	rest := []ast.Node{outer}
	for _, a := range h.Args() {
		if a != factor {
			rest = append(rest, a)
		}
	}
	return t.Hadamard(rest...)
}

// innerSides are the two sides of an inner product A : B.
func innerSides(_ *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
	if inner, _ := innerOf(term); inner != nil {
		return append(list, inner.Args()...)
	}
	return list
}

// innerOf is the first inner product A : B among the scalars of a term, and its place there.
func innerOf(term ast.Node) (*ast.Inner, int) {
	if inner, ok := term.(*ast.Inner); ok {
		return inner, 0
	}
	if m, ok := term.(*ast.Mul); ok && term.Shape().IsScalar() {
		for i, f := range m.Scalars {
			if inner, ok := f.(*ast.Inner); ok {
				return inner, i
			}
		}
	}
	return nil, -1
}

// withoutInnerSide is the other side of the inner product in a term, times the rest of the term.
func withoutInnerSide(t *ast.Table, term, factor ast.Node) ast.Node {
	inner, place := innerOf(term)
	other := inner.Args()[0]
	if other == factor {
		other = inner.Args()[1]
	}
	if m, ok := term.(*ast.Mul); ok {
		rest := append([]ast.Node{t.Number(m.Coef), other}, slices.Delete(slices.Clone(m.Scalars), place, place+1)...)
		return t.Mul(append(rest, m.Chain...)...)
	}
	return other
}

// A group is a factor and the places of the terms that have it.
type group struct {
	factor ast.Node
	places []int
	order  int // of its first appearance
}

// A holding is a factor and a place of the terms that has it, in the order of appearance.
type holding struct {
	factor       ast.Node
	place, order int
}

// groups lists the factors that at least two terms have, of those that factors appends, in the order of their first
// appearance.
func (s *Simplifier) groups(terms []ast.Node, factors appender) []group {
	if s.found == nil {
		s.found, s.listed = make([]holding, 0, 16), make([]ast.Node, 0, 16)
	}
	found := s.found[:0]
	for i, term := range terms {
		s.listed = factors(s.t, s.listed[:0], term)
		for _, f := range s.listed {
			found = append(found, holding{f, i, len(found)})
		}
	}
	s.found = found
	slices.SortFunc(found, func(a, b holding) int {
		return cmp.Or(cmp.Compare(a.factor.ID(), b.factor.ID()), cmp.Compare(a.order, b.order))
	})
	var all []group
	for from := 0; from < len(found); {
		to := from + 1
		for to < len(found) && found[to].factor == found[from].factor {
			to++
		}
		if found[from].place != found[to-1].place {
			g := group{factor: found[from].factor, order: found[from].order}
			for _, h := range found[from:to] {
				if k := len(g.places); k == 0 || g.places[k-1] != h.place {
					g.places = append(g.places, h.place)
				}
			}
			all = append(all, g)
		}
		from = to
	}
	slices.SortFunc(all, func(a, b group) int { return cmp.Compare(a.order, b.order) })
	return all
}

// takeOut writes the terms of a group as one product.
func (s *Simplifier) takeOut(terms []ast.Node, g group, side side) candidate {
	var inside, rest []ast.Node
	places := g.places
	for i, term := range terms {
		if len(places) > 0 && places[0] == i {
			places = places[1:]
			inside = append(inside, side.without(s.t, term, g.factor))
		} else {
			rest = append(rest, term)
		}
	}
	c := candidate{rule: side.rule, inner: s.t.Add(inside...)}
	c.around = func(inner ast.Node) ast.Node {
		return s.t.Add(append(slices.Clip(rest), side.with(s.t, inner, g.factor))...)
	}
	c.whole = c.around(c.inner)
	return c
}
