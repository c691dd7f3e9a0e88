package simplify

import (
	"iter"
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// Scalars can be read in more than one direction: x'*A*y is y'*A'*x, and a trace begins anywhere in its
// cycle. In a sum of them each is read so that it has most factors in common with another one.

// maxAligned bounds the sums of scalars in which this is tried.
const maxAligned = 16

// aligned are the sum of scalars with inner products that have a vector in common, or traces that have
// factors in common, written as one.
func (s *Simplifier) aligned(terms []ast.Node) []candidate {
	if !terms[0].Shape().IsScalar() || len(terms) > maxAligned {
		return nil
	}
	chains := make([]scalarChain, len(terms))
	for i, term := range terms {
		chains[i] = splitChain(s.t, term)
	}
	return append(s.commonVectors(terms, chains), s.commonTraces(terms, chains)...)
}

// A scalarChain is a scalar times an inner product, or times the trace of a product.
type scalarChain struct {
	scalar ast.Node
	chain  []ast.Node // from a row to a column, or a cycle; nil where there is neither
	cycle  bool
}

// splitChain takes the first inner product, or trace of a product, out of a term.
func splitChain(t *ast.Table, term ast.Node) scalarChain {
	of := func(n ast.Node) ([]ast.Node, bool) {
		switch n := n.(type) {
		case *ast.Inner:
			return slices.Concat(plainChain(t.Transpose(n.Args()[0])), plainChain(n.Args()[1])), true
		case *ast.Mul:
			if n.Coef.IsOne() && len(n.Scalars) == 0 {
				return n.Chain, false
			}
		case *ast.Power:
			if x := underNorm(n); x != nil {
				return slices.Concat(plainChain(t.Transpose(x)), plainChain(x)), !x.Shape().IsVector()
			}
		case *ast.Call:
			if m, ok := n.Args()[0].(*ast.Mul); ok && n.Fn.Name == "tr" && m.Coef.IsOne() && len(m.Scalars) == 0 {
				return m.Chain, true
			}
		}
		return nil, false
	}
	if c, cycle := of(term); len(c) > 1 {
		return scalarChain{t.Int(1), c, cycle}
	}
	m, ok := term.(*ast.Mul)
	if !ok {
		return scalarChain{}
	}
	for i, f := range m.Scalars {
		if c, cycle := of(f); len(c) > 1 {
			rest := append([]ast.Node{t.Number(m.Coef)}, slices.Delete(slices.Clone(m.Scalars), i, i+1)...)
			return scalarChain{t.Mul(rest...), c, cycle}
		}
	}
	return scalarChain{}
}

// plainChain are the factors of a product of arrays alone, or n itself.
func plainChain(n ast.Node) []ast.Node {
	if m, ok := n.(*ast.Mul); ok && m.Coef.IsOne() && len(m.Scalars) == 0 {
		return m.Chain
	}
	return []ast.Node{n}
}

// commonVectors writes inner products that end in one vector as one: u'*v + v'*w is (u + w)'*v.
func (s *Simplifier) commonVectors(terms []ast.Node, chains []scalarChain) []candidate {
	t := s.t
	ends := s.groups(terms, func(t *ast.Table, list []ast.Node, term ast.Node) []ast.Node {
		c := chains[slices.Index(terms, term)]
		if c.chain == nil || c.cycle {
			return list
		}
		last := c.chain[len(c.chain)-1]
		list = append(list, last)
		if first := t.Transpose(c.chain[0]); first != last {
			list = append(list, first)
		}
		return list
	})
	var out []candidate
	for _, g := range ends {
		var reference []ast.Node
		var inside, rest []ast.Node
		for i, term := range terms {
			if !slices.Contains(g.places, i) {
				rest = append(rest, term)
				continue
			}
			c := chains[i].chain
			if back := backwards(t, c); c[len(c)-1] != g.factor || back[len(back)-1] == g.factor && closer(t, back, c, reference) {
				c = back
			}
			if reference == nil {
				reference = c
			}
			inside = append(inside, t.Mul(chains[i].scalar, t.Transpose(t.Mul(c[:len(c)-1]...))))
		}
		around := func(inner ast.Node) ast.Node {
			return t.Add(append(slices.Clip(rest), t.Mul(t.Transpose(inner), g.factor))...)
		}
		inner := t.Add(inside...)
		if slices.ContainsFunc(g.places, func(i int) bool { return isSquareOfNorm(terms[i]) }) { // which is longer opened
			inner = s.node(inner)
		}
		out = append(out, candidate{rule: "inner product/common factor", whole: around(inner), inner: inner, around: around})
	}
	return out
}

// closer reports whether a has more factors in common with a reference than b has; or as many, or where there is none yet,
// and fewer transposes as a column, without the last factor.
func closer(t *ast.Table, a, b, reference []ast.Node) bool {
	if reference != nil {
		if d := common(a, reference) - common(b, reference); d != 0 {
			return d > 0
		}
	}
	return transposes(backwards(t, a)) < transposes(backwards(t, b))
}

// commonTraces writes traces that have factors in common as one.
func (s *Simplifier) commonTraces(terms []ast.Node, chains []scalarChain) []candidate {
	t := s.t
	var out []candidate
	cycles := 0
	for _, c := range chains {
		if c.cycle {
			cycles++
		}
	}
	if cycles < 2 {
		return nil
	}
	for first, reference := range s.references(chains) {
		c := chains[first]
		inside := []ast.Node{t.Mul(append([]ast.Node{c.scalar}, reference...)...)}
		var rest []ast.Node
		for i := range terms {
			if i == first {
				continue
			}
			turned := s.turnedTo(chains[i], reference)
			if turned == nil {
				rest = append(rest, terms[i])
				continue
			}
			inside = append(inside, t.Mul(append([]ast.Node{chains[i].scalar}, turned...)...))
		}
		if len(inside) == 1 {
			continue
		}
		around := func(inner ast.Node) ast.Node {
			trace := t.Call(catalogue.Lookup("tr"), nil, inner)
			if ast.IsZero(inner) {
				trace = t.Int(0)
			}
			return t.Add(append(slices.Clip(rest), trace)...)
		}
		inner := s.t.Add(inside...)
		// The sum inside is measured as it is without the factors in common, which the rules take out.
		out = append(out, candidate{rule: "sum/of traces", whole: around(s.node(inner)), inner: inner, around: around})
	}
	return out
}

// maxTurned bounds the cycles that are turned, where more than two traces are compared.
const maxTurned = 8

// references are the cycles of traces with which the others are compared: as each is written, and from each place
// of its cycle where that may matter.
func (s *Simplifier) references(chains []scalarChain) iter.Seq2[int, []ast.Node] {
	return func(yield func(int, []ast.Node) bool) {
		for i, c := range chains {
			if !c.cycle {
				continue
			}
			for k := range c.chain {
				if k > 0 && len(c.chain) > maxTurned {
					break
				}
				if !yield(i, slices.Concat(c.chain[k:], c.chain[:k])) {
					return
				}
			}
		}
	}
}

// turnedTo is the cycle of a trace, in the direction and from the place that has most factors in common with
// another one; nil where it has none.
func (s *Simplifier) turnedTo(c scalarChain, reference []ast.Node) []ast.Node {
	if !c.cycle || len(c.chain) > maxCycle || len(reference) > maxCycle {
		return nil
	}
	var best []ast.Node
	most := 0
	for _, direction := range [][]ast.Node{c.chain, backwards(s.t, c.chain)} {
		for i := range direction {
			turned := slices.Concat(direction[i:], direction[:i])
			if turned[0].Shape().Rows != reference[0].Shape().Rows {
				continue
			}
			if k := common(turned, reference); k > most {
				best, most = turned, k
			}
		}
	}
	return best
}

// common counts the factors at the beginning, and those at the end, that two chains have in common.
func common(a, b []ast.Node) int {
	from, least := 0, min(len(a), len(b))
	for from < least && a[from] == b[from] {
		from++
	}
	to := 0
	for to < least-from && a[len(a)-1-to] == b[len(b)-1-to] {
		to++
	}
	return from + to
}
