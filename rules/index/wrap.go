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
)

// heavy reports whether the coefficients of a node are better kept as an array.
func (s *sweep) heavy(terms []simplify.Term) bool {
	factors, sums := 0, 0
	for _, term := range terms {
		factors += len(term.Factors) - 1
		sums += len(term.Sums)
	}
	if s.big {
		return len(terms) > 1 || factors > 3 || sums > 2
	}
	return len(terms) > maxTerms || factors > maxFactors
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
	array := e.c.Node(e.c.Collect(terms))
	e.c.Avoid(before)
	out := simplify.Term{Coef: ast.RatInt(1), Sums: slices.Clone(outer)}
	k := 0
	for i, index := range []ast.Node{row, col} {
		if index == nil {
			continue
		}
		d := n.Shape().Rows
		unit := t.Unit(index, d)
		if i == 1 {
			d = n.Shape().Cols
			unit = t.Transpose(t.Unit(index, d))
		}
		array = t.Mul(array, unit)
		out.Sums = append(out.Sums, e.c.Over(axes[k], d))
		k++
	}
	for _, a := range slices.Backward(axes) {
		d := n.Shape().Cols
		if ast.Node(a) == row {
			d = n.Shape().Rows
		}
		array = t.IndexSum(a, t.Int(1), t.DimNode(d), array)
	}
	e.wrapped[array] = true
	out.Factors = []ast.Node{t.Entry(array, row, col), t.Differential(t.Entry(n, row, col))}
	return out
}
