package simplify

import (
	"slices"

	"matcalc/ast"
)

// collapse collapses the deltas of a term: Σ_k δ_ke f(k) = f(e) where e lies in the range of k, and a
// sum over an index on which nothing depends is a multiple. It tells which of them happened.
func (c *Components) collapse(term Term) (out Term, done Changes) {
	term = c.tidy(term)
	for !term.Coef.IsZero() {
		next, ok := c.collapseOne(term)
		if ok {
			done.Deltas = true
		} else if next, ok = c.count(term); ok {
			done.Counts = true
		} else {
			break
		}
		term = c.tidy(next)
	}
	return term, done
}

// CollapseEach collapses the deltas of each term, but adds no terms up.
func (c *Components) CollapseEach(terms []Term) (out []Term, done Changes) {
	for _, term := range terms {
		next, changes := c.collapse(term)
		done.Deltas = done.Deltas || changes.Deltas
		done.Counts = done.Counts || changes.Counts
		if !next.Coef.IsZero() {
			out = append(out, next)
		}
	}
	return out, done
}

// CollapseWith collapses the deltas between the node and an index that is summed over, and no others.
// changed tells whether there was any.
func (c *Components) CollapseWith(terms []Term, n ast.Node) (out []Term, changed bool) {
	out = slices.Clone(terms)
	for i, term := range out {
		for k, f := range term.Factors {
			d, ok := f.(*ast.Delta)
			if !ok || !slices.Contains(d.Args(), n) {
				continue
			}
			other := d.Args()[0]
			if other == n {
				other = d.Args()[1]
			}
			term.Factors = slices.Delete(slices.Clone(term.Factors), k, k+1)
			if next, ok := c.eliminate(term, other, n); ok {
				out[i], changed = next, true
			}
			break
		}
	}
	return out, changed
}

func (c *Components) collapseOne(term Term) (Term, bool) {
	for i, f := range term.Factors {
		d, ok := f.(*ast.Delta)
		if !ok {
			continue
		}
		rest := term
		rest.Factors = slices.Delete(slices.Clone(term.Factors), i, i+1)
		a, b := d.Args()[0], d.Args()[1]
		if out, ok := c.eliminate(rest, b, a); ok {
			return out, true
		}
		if out, ok := c.eliminate(rest, a, b); ok {
			return out, true
		}
		if out, ok := c.split(rest, a, b); ok {
			return out, true
		}
		if out, ok := c.align(rest, a, b); ok {
			out.Factors = append(out.Factors, d)
			return out, true
		}
	}
	return term, false
}

// eliminate puts e in the place of the index k, over which the term then no longer sums.
func (c *Components) eliminate(rest Term, k, e ast.Node) (Term, bool) {
	at := slices.IndexFunc(rest.Sums, func(r Range) bool { return ast.Node(r.Index) == k })
	if at < 0 {
		return rest, false
	}
	r := rest.Sums[at]
	sums := slices.Delete(slices.Clone(rest.Sums), at, at+1)
	if c.Depends(e, r.Index) || !c.inside(e, r, sums) || c.bindsAround(sums, r.Index) {
		return rest, false
	}
	rest.Sums = sums
	return c.rename(rest, map[*ast.Symbol]ast.Node{r.Index: e}), true
}

// bindsAround reports whether the bounds of a sum depend on the index.
func (c *Components) bindsAround(sums []Range, k *ast.Symbol) bool {
	return slices.ContainsFunc(sums, func(r Range) bool { return c.Depends(r.Lo, k) || c.Depends(r.Hi, k) })
}

// split takes a delta of two places of one matrix, n(q-1)+r and n(q'-1)+r', apart into one of the
// columns and one of the rows.
func (c *Components) split(rest Term, a, b ast.Node) (Term, bool) {
	p, ok := c.placeOf(a, rest.Sums)
	q, ok2 := c.placeOf(b, rest.Sums)
	if !ok || !ok2 || p.n != q.n {
		return rest, false
	}
	rest.Factors = append(rest.Factors, c.t.Delta(p.q, q.q), c.t.Delta(p.r, q.r))
	return rest, true
}

// align writes what depends on the later one of two free indices that are equal with the earlier one.
func (c *Components) align(rest Term, a, b ast.Node) (Term, bool) {
	first, ok := a.(*ast.Symbol)
	later, ok2 := b.(*ast.Symbol)
	if !ok || !ok2 || c.summed(rest, first) || c.summed(rest, later) {
		return rest, false
	}
	if len(c.within[later]) == 0 || !slices.ContainsFunc(rest.Factors, func(f ast.Node) bool { return c.Depends(f, later) }) ||
		!slices.ContainsFunc(c.within[later], func(d ast.Dim) bool { return slices.Contains(c.within[first], d) }) ||
		c.bindsAround(rest.Sums, later) {
		return rest, false
	}
	return c.rename(rest, map[*ast.Symbol]ast.Node{later: first}), true
}

func (c *Components) summed(term Term, k *ast.Symbol) bool {
	return slices.ContainsFunc(term.Sums, func(r Range) bool { return r.Index == k })
}

// count replaces a sum on whose index nothing depends by the number of its terms.
func (c *Components) count(term Term) (Term, bool) {
	for i, r := range term.Sums {
		sums := slices.Delete(slices.Clone(term.Sums), i, i+1)
		if slices.ContainsFunc(term.Factors, func(f ast.Node) bool { return c.Depends(f, r.Index) }) || c.bindsAround(sums, r.Index) {
			continue
		}
		n := termCount(c.t, r.Lo, r.Hi)
		return Term{term.Coef, append(slices.Clone(term.Factors), n), sums, term.Place}, true
	}
	return term, false
}
