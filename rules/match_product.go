package rules

import (
	"slices"

	"matcalc/ast"
)

// partOfProduct matches the chain of p against a stretch of the chain of n, and the scalars of p
// against some of the scalars of n.
func (m *matcher) partOfProduct(p, n *ast.Mul, next func(rest func(ast.Node) ast.Node) bool) bool {
	coef := func() ast.Node {
		if !p.Coef.IsOne() {
			return m.t.Int(1)
		}
		return m.t.Number(n.Coef)
	}
	return m.subset(p.Scalars, n.Scalars, func(left []ast.Node) bool {
		put := func(before, after []ast.Node) func(ast.Node) ast.Node {
			return func(r ast.Node) ast.Node {
				return m.t.Mul(slices.Concat([]ast.Node{coef()}, left, before, []ast.Node{r}, after)...)
			}
		}
		if len(p.Chain) == 0 {
			return next(func(r ast.Node) ast.Node {
				return m.t.Mul(slices.Concat([]ast.Node{coef(), r}, left, n.Chain)...)
			})
		}
		for from := 0; from+len(p.Chain) <= len(n.Chain); from++ {
			for to := len(n.Chain); to >= from+len(p.Chain); to-- {
				if ends(p.Chain, n.Chain[from:to]) && m.chain(p.Chain, n.Chain[from:to], func() bool { return next(put(n.Chain[:from], n.Chain[to:])) }) {
					return true
				}
			}
		}
		return m.backwards(p, n, func() bool { return next(put(nil, nil)) })
	})
}

// backwards matches the chain of p against the whole chain of n read in the other direction, where
// both are scalars: which direction is the normal form depends on names.
func (m *matcher) backwards(p, n *ast.Mul, next func() bool) bool {
	if !p.Shape().IsScalar() || !n.Shape().IsScalar() || len(p.Chain) == 0 {
		return false
	}
	back := make([]ast.Node, len(n.Chain))
	for i, f := range n.Chain {
		back[len(back)-1-i] = m.t.Transpose(f)
	}
	return ends(p.Chain, back) && m.chain(p.Chain, back, next)
}

// ends reports quickly whether the first and the last factor may match the first and last patterns.
func ends(patterns, factors []ast.Node) bool {
	first, last := patterns[0], patterns[len(patterns)-1]
	return (takesStretch(first) || mayMatch(first, factors[0])) &&
		(takesStretch(last) || mayMatch(last, factors[len(factors)-1]))
}

// anchored reports quickly whether each pattern that takes one factor alone has one that it may match.
func anchored(patterns, factors []ast.Node) bool {
	for _, p := range patterns {
		if !takesStretch(p) && !slices.ContainsFunc(factors, func(f ast.Node) bool { return mayMatch(p, f) }) {
			return false
		}
	}
	return true
}

func mayMatch(p, n ast.Node) bool {
	switch p := p.(type) {
	case *ast.Constant:
		return ast.IsConstant(n, p.Kind)
	case *ast.Transpose, *ast.Power:
		_, name := p.Args()[0].(*ast.Symbol)
		return sameHead(p, n) && (name || mayMatch(p.Args()[0], n.Args()[0]))
	}
	return sameHead(p, n)
}

// chain matches patterns against all the factors, in order; a name takes one factor or more.
func (m *matcher) chain(patterns, factors []ast.Node, next func() bool) bool {
	if len(patterns) == 0 {
		return len(factors) == 0 && next()
	}
	p := patterns[0]
	longest := 1
	if takesStretch(p) {
		longest = len(factors) - len(patterns) + 1
	}
	shortest := 1
	if len(patterns) == 1 {
		shortest = len(factors) // the last pattern takes what is left
	}
	for k := shortest; k <= longest && k <= len(factors); k++ {
		if len(patterns) > 1 && k < len(factors) && !takesStretch(patterns[1]) && !mayMatch(patterns[1], factors[k]) {
			continue
		}
		segment := factors[0]
		if k > 1 {
			segment = m.t.Mul(factors[:k]...)
		}
		if m.match(p, segment, func() bool { return m.chain(patterns[1:], factors[k:], next) }) {
			return true
		}
	}
	return false
}

func takesStretch(p ast.Node) bool {
	if tr, ok := p.(*ast.Transpose); ok && p.Shape().Rows == ast.One {
		p = tr.Arg()
	}
	_, ok := p.(*ast.Symbol)
	return ok
}
