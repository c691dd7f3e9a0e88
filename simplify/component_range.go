package simplify

import (
	"maps"
	"slices"
	"strings"

	"matcalc/ast"
)

// A linear is Σ coefficient·index + constant, the form of the places of entries in vec(X).
type linear struct {
	coef     map[*ast.Symbol]ast.Dim
	constant ast.Dim
}

// maxPower bounds the powers of dimensions that are multiplied out.
const maxPower = 8

// linearOf writes an index expression as linear in the indices in it.
func linearOf(n ast.Node) (linear, bool) {
	constant := func(d ast.Dim) (linear, bool) { return linear{constant: d}, true }
	switch n := n.(type) {
	case *ast.Number:
		if k, ok := n.Value.Int(); ok {
			return constant(ast.DimInt(k))
		}
	case *ast.Symbol:
		switch n.Kind {
		case ast.Dimension:
			return constant(ast.DimName(n.Name))
		case ast.Index, ast.Integer, ast.Natural:
			return linear{map[*ast.Symbol]ast.Dim{n: ast.One}, ast.DimInt(0)}, true
		}
	case *ast.Add:
		sum := linear{map[*ast.Symbol]ast.Dim{}, ast.DimInt(0)}
		for _, a := range n.Args() {
			l, ok := linearOf(a)
			if !ok {
				return linear{}, false
			}
			for s, d := range l.coef {
				if old, ok := sum.coef[s]; ok {
					d = old.Plus(d)
				}
				sum.coef[s] = d
			}
			sum.constant = sum.constant.Plus(l.constant)
		}
		return sum, true
	case *ast.Mul:
		return linearProduct(n)
	case *ast.Power:
		base, ok := linearOf(n.Base())
		e, ok2 := n.Exponent().(*ast.Number)
		if !ok || !ok2 || len(base.coef) > 0 {
			break
		}
		power := ast.One
		k, ok := e.Value.Int()
		if !ok || k < 0 || k > maxPower {
			break
		}
		for range k {
			power = power.Times(base.constant)
		}
		return constant(power)
	}
	return linear{}, false
}

// linearProduct is linearOf for a product in which one factor at most has indices.
func linearProduct(n *ast.Mul) (linear, bool) {
	k, ok := n.Coef.Int()
	if !ok || len(n.Chain) > 0 {
		return linear{}, false
	}
	out := linear{constant: ast.DimInt(k)}
	for _, f := range n.Scalars {
		l, ok := linearOf(f)
		switch {
		case !ok || len(l.coef) > 0 && len(out.coef) > 0:
			return linear{}, false
		case len(l.coef) == 0:
			l, out = out, l
		}
		scaled := linear{map[*ast.Symbol]ast.Dim{}, l.constant.Times(out.constant)}
		for s, d := range l.coef {
			scaled.coef[s] = d.Times(out.constant)
		}
		out = scaled
	}
	return out, true
}

// notNegative reports whether a dimension is at least 0 for all sizes; it may be so without being seen.
func notNegative(d ast.Dim) bool { return !strings.Contains(d.String(), "-") }

// inside reports whether the index expression e is known to lie in the range r; the indices in e are
// free, or summed over as sums tells.
func (c *Components) inside(e ast.Node, r Range, sums []Range) bool {
	lo, ok := linearOf(r.Lo)
	hi, ok2 := linearOf(r.Hi)
	if !ok || !ok2 {
		return c.sameRange(e, r, sums)
	}
	if len(lo.coef)+len(hi.coef) > 0 {
		return c.sameRange(e, r, sums)
	}
	if lo.constant == ast.One && slices.ContainsFunc(c.within[e], func(d ast.Dim) bool { return notNegative(hi.constant.Minus(d)) }) {
		return true
	}
	l, ok := linearOf(e)
	if !ok {
		return false
	}
	least, most := l.constant, l.constant
	for s, d := range l.coef {
		from, to, ok := c.bounds(s, sums)
		if !ok || !notNegative(d) {
			return false
		}
		least, most = least.Plus(d.Times(from)), most.Plus(d.Times(to))
	}
	return notNegative(least.Minus(lo.constant)) && notNegative(hi.constant.Minus(most))
}

// sameRange reports whether e is an index that is summed over the same range.
func (c *Components) sameRange(e ast.Node, r Range, sums []Range) bool {
	return slices.ContainsFunc(sums, func(q Range) bool { return ast.Node(q.Index) == e && q.Lo == r.Lo && q.Hi == r.Hi })
}

// bounds are the least and the greatest value of an index.
func (c *Components) bounds(s *ast.Symbol, sums []Range) (from, to ast.Dim, ok bool) {
	for _, r := range sums {
		if r.Index == s {
			lo, ok := linearOf(r.Lo)
			hi, ok2 := linearOf(r.Hi)
			return lo.constant, hi.constant, ok && ok2 && len(lo.coef)+len(hi.coef) == 0
		}
	}
	if known := c.within[s]; len(known) > 0 {
		return ast.One, known[0], true
	}
	return from, to, false
}

// A place is a composite index n·(q-1) + r with 1 ≤ r ≤ n.
type place struct {
	n    ast.Dim
	q, r *ast.Symbol
}

// placeOf recognises a place.
func (c *Components) placeOf(e ast.Node, sums []Range) (p place, ok bool) {
	l, ok := linearOf(e)
	if !ok || len(l.coef) != 2 {
		return p, false
	}
	for _, s := range slices.SortedFunc(maps.Keys(l.coef), compareIDs) {
		if d := l.coef[s]; d == ast.One && p.r == nil {
			p.r = s
		} else {
			p.q, p.n = s, d
		}
	}
	if p.q == nil || p.r == nil || l.constant.Plus(p.n) != ast.DimInt(0) {
		return p, false
	}
	return p, c.inside(p.r, c.Over(p.r, p.n), sums)
}
