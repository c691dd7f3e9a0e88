package contraction

import (
	"slices"

	"matcalc/ast"
)

// A place is an expression with the indices of its entry.
type place struct {
	node     ast.Node
	row, col Index
}

// product expands a product; neighbours in the chain without directions stay one operand, unless
// they are a column and a row.
func (e *expansion) product(n *ast.Mul, row, col Index) ([]open, bool) {
	var factors []place
	first := open{coef: n.Coef}
	stack := -1
	for _, s := range n.Scalars {
		index, one := e.varies(s)
		switch {
		case e.constant(s):
			first.scalars = append(first.scalars, s)
		case one && stack >= 0 && first.operands[stack].Index == index:
			first.operands[stack].Chain = append(first.operands[stack].Chain, s)
		case one && stack < 0 && !isPart(s):
			stack = len(first.operands)
			first.operands = append(first.operands, e.stackOf(index, s))
		default:
			factors = append(factors, place{s, e.index(ast.One), e.index(ast.One)})
		}
	}
	at := row
	for i := 0; i < len(n.Chain); {
		j := i + 1
		for e.constant(n.Chain[i]) && j < len(n.Chain) && e.constant(n.Chain[j]) && n.Chain[j].Shape().Rows != ast.One {
			j++
		}
		next := col
		if j < len(n.Chain) {
			next = e.index(n.Chain[j].Shape().Rows)
		}
		if j == i+1 {
			factors = append(factors, place{n.Chain[i], at, next})
		} else {
			first.operands = append(first.operands, Operand{Chain: n.Chain[i:j], Indices: e.proper(at, next)})
		}
		i, at = j, next
	}
	return e.multiply(&first, factors...)
}

// multiply expands a product of entries and of the term first, which may be nil.
func (e *expansion) multiply(first *open, factors ...place) ([]open, bool) {
	all := []open{{coef: ast.RatInt(1)}}
	if first != nil {
		all[0] = *first
	}
	for _, f := range factors {
		terms, ok := e.expand(f.node, f.row, f.col)
		if !ok || len(all)*len(terms) > maxTerms {
			return nil, false
		}
		var next []open
		for _, a := range all {
			for _, b := range terms {
				c, ok := join(a, b)
				if !ok {
					return nil, false
				}
				next = append(next, c)
			}
		}
		all = next
	}
	return all, true
}

// join is the product of two terms.
func join(a, b open) (open, bool) {
	out := open{
		coef:     a.coef.Times(b.coef),
		scalars:  slices.Concat(a.scalars, b.scalars),
		operands: slices.Concat(a.operands, b.operands),
		at:       map[int][2]Index{},
	}
	for _, t := range []open{a, b} {
		for d, at := range t.at {
			if _, twice := out.at[d]; twice {
				return open{}, false
			}
			out.at[d] = at
		}
	}
	return out, len(out.operands) <= maxOperands && len(out.scalars) <= maxScalars
}

// with is a term times operands.
func (t open) with(operands ...Operand) open {
	t.operands = slices.Concat(t.operands, operands)
	return t
}
