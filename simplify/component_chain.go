package simplify

import (
	"slices"

	"matcalc/ast"
)

// Chained joins entries of powers of one matrix, Σ_k (X^p)_ik (X^q)_kj = (X^(p+q))_ij, and adds up what is
// equal then. It tells whether there were any, and what has changed beside.
func (c *Components) Chained(terms []Term) (out []Term, changed bool, changes Changes) {
	out = slices.Clone(terms)
	for i := range out {
		for joined := true; joined; {
			if out[i], joined = c.chain(out[i]); joined {
				changed = true
			}
		}
	}
	if changed {
		out, changes = c.CollectChanged(out)
	}
	return out, changed, changes
}

// chain joins two factors of a term.
func (c *Components) chain(term Term) (Term, bool) {
	for at, r := range term.Sums {
		sums := slices.Delete(slices.Clone(term.Sums), at, at+1)
		if _, full := c.Full(r); !full || c.bindsAround(sums, r.Index) {
			continue
		}
		var with, rest []ast.Node
		for _, f := range term.Factors {
			if c.Depends(f, r.Index) {
				with = append(with, f)
			} else {
				rest = append(rest, f)
			}
		}
		if len(with) != 2 {
			continue
		}
		if entry := c.chained(with[0], with[1], r.Index); entry != nil {
			return Term{term.Coef, append(rest, entry), sums, term.Place}, true
		}
	}
	return term, false
}

// chained is Σ_k a b for two entries where it is the entry of one power; nil for all others.
func (c *Components) chained(a, b ast.Node, k *ast.Symbol) ast.Node {
	for _, pair := range [][2]ast.Node{{a, b}, {b, a}} {
		left, i := c.from(pair[0], k, false)
		right, j := c.from(pair[1], k, true)
		if left == nil || right == nil || left.Shape().Cols != right.Shape().Rows {
			continue
		}
		switch product := c.t.Mul(left, right).(type) {
		case *ast.Constant:
			if product.Kind == ast.Eye {
				return c.t.Delta(i, j)
			}
		case *ast.Symbol, *ast.Power:
			return c.orient(c.t.Entry(product, i, j))
		}
	}
	return nil
}

// from gives the matrix of which n is an entry with k as its row, or as its column, and the other index.
func (c *Components) from(n ast.Node, k *ast.Symbol, asRow bool) (matrix, other ast.Node) {
	e, ok := n.(*ast.Entry)
	if !ok || e.Row == nil || e.Col == nil || c.Depends(e.Arg(), k) {
		return nil, nil
	}
	this, other := e.Col, e.Row
	if asRow {
		this, other = other, this
	}
	switch {
	case c.Depends(this, k) && c.Depends(other, k):
	case this == ast.Node(k):
		return e.Arg(), other
	case other == ast.Node(k) && e.Arg().Has(ast.IsSymmetric):
		return e.Arg(), this
	}
	return nil, nil
}
