package index

import (
	"slices"

	"matcalc/ast"
	"matcalc/simplify"
)

// A pusher takes entries of expressions: the entry of a sum is the sum of the entries, that of a product a
// sum over an index, and so on, until only entries of differentials and of constants are left. It
// goes as deep as differentials stand in the rules, never into what they are taken of.
type pusher struct{ s *sweep }

func one(factors ...ast.Node) simplify.Term {
	return simplify.Term{Coef: ast.RatInt(1), Factors: factors}
}

// push gives the entry of an expression that is linear in differentials.
func (p pusher) push(n, row, col ast.Node) ([]simplify.Term, error) {
	if !p.s.e.c.Varies(n) {
		return []simplify.Term{one(p.constant(n, row, col))}, nil
	}
	t := p.s.e.t
	switch n := n.(type) {
	case *ast.Differential:
		return []simplify.Term{p.s.leaf(n.Arg(), row, col)}, nil
	case *ast.Add:
		var out []simplify.Term
		for _, a := range n.Args() {
			part, err := p.push(a, row, col)
			if err != nil {
				return nil, err
			}
			out = append(out, part...)
		}
		return out, nil
	case *ast.Mul:
		return p.product(append([]ast.Node{t.Number(n.Coef)}, n.Scalars...), n.Chain, row, col)
	case *ast.Hadamard:
		return p.times(n.Args(), func(ast.Node) (ast.Node, ast.Node) { return row, col })
	case *ast.Transpose:
		return p.push(n.Arg(), col, row)
	case *ast.Inner:
		return p.inner(n.Args()[0], n.Args()[1])
	case *ast.Entry:
		if n.Row != nil {
			row = n.Row
		}
		if n.Col != nil {
			col = n.Col
		}
		return p.push(n.Arg(), row, col)
	case *ast.IndexSum:
		return p.indexSum(n, row, col)
	case *ast.Call:
		return p.call(n, row, col)
	}
	return nil, unsupported("the component of %T", n)
}

// times is the product of the entries of factors, at the places that are given for each.
func (p pusher) times(factors []ast.Node, at func(f ast.Node) (row, col ast.Node)) ([]simplify.Term, error) {
	out := []simplify.Term{one()}
	for _, f := range factors {
		row, col := at(f)
		parts, err := p.push(f, row, col)
		if err != nil {
			return nil, err
		}
		out = p.multiply(out, parts)
	}
	return out, nil
}

// multiply multiplies two sums of terms.
func (p pusher) multiply(a, b []simplify.Term) []simplify.Term {
	out := make([]simplify.Term, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, p.s.e.c.Times(x, y))
		}
	}
	return out
}

// inner is Σ_k Σ_l A_kl B_kl.
func (p pusher) inner(a, b ast.Node) ([]simplify.Term, error) {
	row, col, sums := p.fresh(a.Shape().Rows, a.Shape().Cols, a, b)
	terms, err := p.times([]ast.Node{a, b}, func(ast.Node) (ast.Node, ast.Node) { return row, col })
	return p.over(sums, terms), err
}

// product is the entry of a product of scalars and a chain, (A B C)_ij = Σ_k Σ_l A_ik B_kl C_lj.
func (p pusher) product(scalars, chain []ast.Node, row, col ast.Node) ([]simplify.Term, error) {
	none := func(ast.Node) (ast.Node, ast.Node) { return nil, nil }
	out, err := p.times(scalars, none)
	if err != nil || len(chain) == 0 {
		return out, err
	}
	var dims []ast.Dim
	for _, f := range chain[:len(chain)-1] {
		dims = append(dims, f.Shape().Cols)
	}
	between, sums := p.freshList(dims, slices.Concat([]ast.Node{row, col}, scalars, chain)...)
	for k, f := range chain {
		from, to := row, col
		if k > 0 {
			from = between[k-1]
		}
		if k < len(chain)-1 {
			to = between[k]
		}
		parts, err := p.push(f, from, to)
		if err != nil {
			return nil, err
		}
		out = p.multiply(out, parts)
	}
	if len(sums) > 0 {
		p.s.e.use("product/component")
	}
	return p.over(sums, out), nil
}

func (p pusher) indexSum(n *ast.IndexSum, row, col ast.Node) ([]simplify.Term, error) {
	use := p.s.e.c.Indices(one(present(row, col, n.Lo(), n.Hi())...))
	index, body := n.Index, n.Body()
	if slices.Contains(use, index) || p.s.e.c.Avoids(index) {
		index = p.s.e.c.Fresh(1, append(use, p.s.e.c.Indices(one(n))...))[0]
		body = p.s.e.c.Replace(body, map[*ast.Symbol]ast.Node{n.Index: index})
	}
	terms, err := p.push(body, row, col)
	return p.over([]simplify.Range{{Index: index, Lo: n.Lo(), Hi: n.Hi()}}, terms), err
}

// fresh gives indices for the axes of an array, nil for one of size 1, with the sums over them. They
// are none of the indices in use.
func (p pusher) fresh(rows, cols ast.Dim, use ...ast.Node) (row, col ast.Node, sums []simplify.Range) {
	list, sums := p.freshList([]ast.Dim{rows, cols}, use...)
	return list[0], list[1], sums
}

// freshList is fresh for a list of dimensions.
func (p pusher) freshList(dims []ast.Dim, use ...ast.Node) (indices []ast.Node, sums []simplify.Range) {
	c := p.s.e.c
	names := c.Fresh(len(dims), c.Indices(one(present(use...)...)))
	for i, d := range dims {
		if d == ast.One {
			indices = append(indices, nil)
			continue
		}
		indices = append(indices, names[i])
		sums = append(sums, c.Over(names[i], d))
	}
	return indices, sums
}

// over sums the terms over indices, from which those that they sum over themselves are kept apart.
func (p pusher) over(sums []simplify.Range, terms []simplify.Term) []simplify.Term {
	var own []*ast.Symbol
	for _, r := range sums {
		own = append(own, r.Index)
	}
	for i, term := range terms {
		term = p.s.e.c.Apart(term, own)
		term.Sums = slices.Concat(sums, term.Sums)
		terms[i] = term
	}
	return terms
}
