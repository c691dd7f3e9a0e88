package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// factor takes a common factor out of the terms of a sum where that makes it shorter: the same
// number in front of all, scalars, the first or last factors of products, factors of entry-by-entry
// products. It takes the change that saves most, and then makes the sum in the parentheses simple. The name
// of its rule is told.
func (s *Simplifier) factor(n *ast.Add) (ast.Node, string) {
	terms := n.Args()
	if len(terms) > maxTerms {
		s.stops.add(manyTerms, n)
		return n, ""
	}
	best, shortest := candidate{whole: n}, s.length.Length(n)
	for _, c := range s.candidates(terms) {
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

// maxTerms bounds the sums in which common factors of a part of the terms are looked for.
const maxTerms = 48

// candidates are the sum of terms written in other ways, with one common factor taken out.
func (s *Simplifier) candidates(terms []ast.Node) []candidate {
	var out []candidate
	for _, c := range []candidate{
		{rule: "sum/common number", whole: s.content(terms)},
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
	for _, g := range scalarGroups(terms) {
		out = append(out, s.takeOut(terms, g, scalarSide))
	}
	for _, side := range sides {
		for _, g := range groups(terms, func(term ast.Node) []ast.Node { return side.factors(s.t, term) }) {
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
	parts := make([]ast.Node, len(terms))
	for i, term := range terms {
		parts[i] = s.t.Transpose(term)
	}
	return s.t.Transpose(s.t.Add(parts...))
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

// A side is a place where terms can have a factor in common.
type side struct {
	rule string
	// factors lists the factors of a term that stand in this place.
	factors func(t *ast.Table, term ast.Node) []ast.Node
	// without is the term without such a factor.
	without func(t *ast.Table, term, factor ast.Node) ast.Node
	// with puts the factor back in front of, or behind, a sum.
	with func(t *ast.Table, sum, factor ast.Node) ast.Node
}

// scalarSide takes out a scalar, of which terms may have different powers.
var scalarSide = side{
	rule: "sum/common scalar", without: withoutScalar,
	with: func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(f, sum) },
}

var sides = []side{
	{"sum/common array", wholeArray, withoutArray, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(sum, f) }},
	{"sum/common first factor", firstFactor, withoutFirst, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(f, sum) }},
	{"sum/common last factor", lastFactor, withoutLast, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Mul(sum, f) }},
	{"inner product/common factor", innerSides, withoutInnerSide, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Inner(sum, f) }},
	{"sum/common factor entry by entry", entryFactors, withoutEntry, func(t *ast.Table, sum, f ast.Node) ast.Node { return t.Hadamard(f, sum) }},
}

// wholeArray is an array without the scalars in front of it.
func wholeArray(t *ast.Table, term ast.Node) []ast.Node {
	if term.Shape().IsScalar() {
		return nil
	}
	_, array := t.SplitScalars(term)
	return []ast.Node{array}
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

func firstFactor(t *ast.Table, term ast.Node) []ast.Node {
	chain := chainOf(term)
	if len(chain) == 0 || ast.IsConstant(chain[0], ast.Eye) {
		return nil
	}
	return append(slices.Clip(chain[:1]), hiddenDiagonals(t, chain[0], false)...)
}

// hiddenDiagonals lists the Diag(x) that a vector in front stands for, x.*y being Diag(x)*y, or a row at
// the end, (x.*y)' being y'*Diag(x).
func hiddenDiagonals(t *ast.Table, factor ast.Node, atEnd bool) []ast.Node {
	if atEnd {
		row, ok := factor.(*ast.Transpose)
		if !ok {
			return nil
		}
		factor = row.Arg()
	}
	h, ok := factor.(*ast.Hadamard)
	if !ok || !h.Shape().IsVector() {
		return nil
	}
	out := make([]ast.Node, len(h.Args()))
	for i, x := range h.Args() {
		out[i] = t.Call(catalogue.Lookup("Diag"), nil, x)
	}
	return out
}

func withoutFirst(t *ast.Table, term, factor ast.Node) ast.Node { return strip(t, term, factor, true) }

func lastFactor(t *ast.Table, term ast.Node) []ast.Node {
	chain := chainOf(term)
	if len(chain) == 0 || ast.IsConstant(chain[len(chain)-1], ast.Eye) {
		return nil
	}
	last := chain[len(chain)-1]
	factors := append([]ast.Node{last}, hiddenDiagonals(t, last, true)...)
	if len(chain) == 1 && last.Shape().IsVector() {
		factors = append(factors, innerEnds(t, term)...)
	}
	return factors
}

// innerEnds lists the factors of the inner products u'*v in front of a vector: (u'*v)*w is w*u'*v.
func innerEnds(t *ast.Table, term ast.Node) []ast.Node {
	m, ok := term.(*ast.Mul)
	if !ok {
		return nil
	}
	var out []ast.Node
	for _, s := range m.Scalars {
		if c, ok := s.(*ast.Mul); ok && len(c.Chain) == 2 {
			out = append(out, c.Chain[1])
			if first := t.Transpose(c.Chain[0]); first != c.Chain[1] {
				out = append(out, first)
			}
		}
	}
	return out
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
func entryFactors(t *ast.Table, term ast.Node) []ast.Node {
	_, core := t.SplitCoef(term)
	if !core.Shape().IsScalar() {
		_, core = t.SplitScalars(core)
	}
	if h, ok := core.(*ast.Hadamard); ok {
		return h.Args()
	}
	if _, constant := core.(*ast.Constant); constant || core.Shape().IsScalar() {
		return nil
	}
	return []ast.Node{core}
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
func innerSides(_ *ast.Table, term ast.Node) []ast.Node {
	if inner, _ := innerOf(term); inner != nil {
		return inner.Args()
	}
	return nil
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
}

// groups lists the factors that at least two terms have, in the order of their first appearance.
func groups(terms []ast.Node, factors func(ast.Node) []ast.Node) []group {
	var at ast.Map[int]
	var all []group
	for i, term := range terms {
		for _, f := range factors(term) {
			k, ok := at.Get(f)
			if !ok {
				k = len(all)
				at.Set(f, k)
				all = append(all, group{factor: f})
			}
			if places := all[k].places; len(places) == 0 || places[len(places)-1] != i {
				all[k].places = append(places, i)
			}
		}
	}
	return slices.DeleteFunc(all, func(g group) bool { return len(g.places) < 2 })
}

// takeOut writes the terms of a group as one product.
func (s *Simplifier) takeOut(terms []ast.Node, g group, side side) candidate {
	var inside, rest []ast.Node
	for i, term := range terms {
		if slices.Contains(g.places, i) {
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
