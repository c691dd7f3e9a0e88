package index

import (
	"slices"
	"strconv"

	"matcalc/ast"
	"matcalc/simplify"
)

// What is longer than these bounds is kept as an array, so that the terms do not multiply.
const (
	maxTerms   = 6
	maxFactors = 40
	maxSums    = 8
	// fewSums is the bound for sums where the sweep has come to many terms.
	fewSums  = 3
	manyMade = 60
)

// heavy reports whether the coefficients of a node are better kept as an array.
func (s *sweep) heavy(terms []simplify.Term) bool {
	factors, sums := 0, 0
	for _, term := range terms {
		factors += len(term.Factors) - 1
		sums = max(sums, len(term.Sums))
	}
	if s.big {
		return len(terms) > 1 || factors > 3 || sums > 2
	}
	return len(terms) > maxTerms || factors > maxFactors || sums > maxSums || s.made > manyMade && sums > fewSums
}

// namesOfAxes is how many names of the pool are left to the axes of results.
const namesOfAxes = 8

// wrap writes Σ coefficient · d(n[·,·]) as Σ_r Σ_s A[r,s] d(n[r,s]), where the array A holds the
// coefficients. Indices of sums around it that n depends on stay outside.
func (s *sweep) wrap(n ast.Node, terms []simplify.Term) []simplify.Term {
	e, t := s.e, s.e.t
	reserved := make([]*ast.Symbol, namesOfAxes)
	for i := range reserved {
		reserved[i] = e.c.Name(i)
	}
	defer e.c.Scope()()
	type group struct {
		outer []simplify.Range
		terms []simplify.Term
	}
	groups := map[string]*group{}
	var order []*group
	row, col, axes := e.axes(n.Shape(), append(slices.Clone(reserved), e.c.Indices(terms...)...))
	for _, term := range terms {
		coef, l := leafOf(term)
		if l.node != n {
			order = append(order, &group{terms: []simplify.Term{term}})
			continue
		}
		var outer []simplify.Range
		key := ""
		for _, r := range term.Sums {
			if e.c.Depends(n, r.Index) {
				outer = append(outer, r)
				key += " " + strconv.Itoa(r.Index.ID()) + "," + strconv.Itoa(r.Lo.ID()) + "," + strconv.Itoa(r.Hi.ID())
			}
		}
		coef.Sums = slices.DeleteFunc(slices.Clone(coef.Sums), func(r simplify.Range) bool { return slices.Contains(outer, r) })
		for _, pair := range [][2]ast.Node{{l.row, row}, {l.col, col}} {
			if pair[0] != nil {
				coef.Factors = append(slices.Clip(coef.Factors), t.Delta(pair[0], pair[1]))
			}
		}
		g := groups[key]
		if g == nil {
			g = &group{outer: outer}
			groups[key] = g
			order = append(order, g)
		}
		for _, r := range outer {
			e.c.During(r)
		}
		g.terms = append(g.terms, coef)
	}
	var out []simplify.Term
	for _, g := range order {
		if len(g.terms) == 1 && hasLeaf(g.terms[0]) {
			out = append(out, g.terms[0])
			continue
		}
		out = append(out, s.wrapGroup(n, g.terms, g.outer, row, col, axes, reserved))
	}
	return out
}

func hasLeaf(term simplify.Term) bool {
	return slices.ContainsFunc(term.Factors, func(f ast.Node) bool { _, ok := f.(*ast.Differential); return ok })
}

// wrapGroup is wrap for terms with the same sums around them.
func (s *sweep) wrapGroup(n ast.Node, terms []simplify.Term, outer []simplify.Range, row, col ast.Node, axes, reserved []*ast.Symbol) simplify.Term {
	e, t := s.e, s.e.t
	before := e.c.Avoid(append(slices.Clone(reserved), axes...))
	body := e.c.Node(e.c.Collect(terms))
	e.c.Avoid(before)
	own := e.ranges(n.Shape(), row, col)
	out := simplify.Term{Coef: ast.RatInt(1), Sums: slices.Concat(outer, own), Place: terms[0].Place}
	inside := own // the axes of the array: those of the sums around it too, where that makes no more than two
	if whole := slices.Concat(outer, own); len(whole) <= 2 && len(outer) > 0 && !slices.ContainsFunc(outer, func(r simplify.Range) bool { _, ok := e.c.Full(r); return !ok }) {
		inside = whole
	}
	array := body
	indices := make([]ast.Node, 2)
	for i, r := range inside {
		d, _ := e.c.Full(r)
		unit := t.Unit(r.Index, d)
		if i == 1 || len(outer) == 0 && row == nil {
			unit = t.Transpose(unit)
			indices[1] = r.Index
		} else {
			indices[0] = r.Index
		}
		array = t.Mul(array, unit)
	}
	for _, r := range slices.Backward(inside) {
		array = t.IndexSum(r.Index, r.Lo, r.Hi, array)
	}
	out.Factors = []ast.Node{t.Entry(array, indices[0], indices[1]), t.Differential(t.Entry(n, row, col))}
	return out
}

// ranges are those of the indices of an array of that shape.
func (e *Engine) ranges(s ast.Shape, row, col ast.Node) []simplify.Range {
	var out []simplify.Range
	if row != nil {
		out = append(out, e.c.Over(row.(*ast.Symbol), s.Rows))
	}
	if col != nil {
		out = append(out, e.c.Over(col.(*ast.Symbol), s.Cols))
	}
	return out
}
