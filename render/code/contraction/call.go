package contraction

import "matcalc/ast"

// call expands the functions that are linear and move entries about.
func (e *expansion) call(n *ast.Call, row, col Index) ([]open, bool) {
	a := n.Args()[0]
	s := a.Shape()
	switch n.Fn.Name {
	case "tr":
		k := e.index(s.Rows)
		return e.expand(a, k, k)
	case "sum":
		return e.expand(a, e.index(s.Rows), e.index(s.Cols))
	case "rowsum":
		return e.expand(a, row, e.index(s.Cols))
	case "colsum":
		return e.expand(a, e.index(s.Rows), row)
	case "diag":
		return e.expand(a, row, row)
	case "Diag":
		terms, ok := e.expand(a, row, e.index(ast.One))
		return each(terms, ok, e.delta(row, col))
	case "sym":
		return e.half(a, row, col, 1)
	case "skew":
		return e.half(a, row, col, -1)
	case "tril":
		terms, ok := e.expand(a, row, col)
		return each(terms, ok, e.lower(row, col)...)
	case "triu":
		terms, ok := e.expand(a, row, col)
		return each(terms, ok, e.lower(col, row)...)
	case "vec":
		k, ok := e.split(row, s.Cols, s.Rows)
		if !ok {
			return nil, false
		}
		return e.expand(a, k[1], k[0])
	case "unvec":
		return e.expand(a, e.fuse(col, row), e.index(ast.One))
	case "vech":
		i, j := e.index(s.Rows), e.index(s.Cols)
		terms, ok := e.expand(a, i, j)
		return each(terms, ok, Operand{Kind: Elim, Dims: []ast.Dim{s.Rows}, Indices: []Index{row, e.fuse(j, i)}})
	case "hcat":
		return e.stack(n.Args(), row, col, false, true)
	case "vcat":
		return e.stack(n.Args(), row, col, true, false)
	case "blkdiag":
		return e.stack(n.Args(), row, col, true, true)
	case "kron":
		b := n.Args()[1]
		r, ok := e.split(row, s.Rows, b.Shape().Rows)
		c, okCol := e.split(col, s.Cols, b.Shape().Cols)
		if !ok || !okCol {
			return nil, false
		}
		return e.multiply(nil, place{a, r[0], c[0]}, place{b, r[1], c[1]})
	}
	return nil, false
}

// each multiplies every term with operands.
func each(terms []open, ok bool, operands ...Operand) ([]open, bool) {
	out := make([]open, len(terms))
	for i, t := range terms {
		out[i] = t.with(operands...)
	}
	return out, ok
}

// half is (a[row,col] + sign·a[col,row])/2.
func (e *expansion) half(a ast.Node, row, col Index, sign int64) ([]open, bool) {
	terms, ok := e.expand(a, row, col)
	swapped, okSwapped := e.expand(a, col, row)
	if !ok || !okSwapped || len(terms)+len(swapped) > maxTerms {
		return nil, false
	}
	var out []open
	for i, t := range append(terms, swapped...) {
		t.coef = t.coef.Times(ast.RatFrac(1, 2))
		if i >= len(terms) {
			t.coef = t.coef.Times(ast.RatInt(sign))
		}
		out = append(out, t)
	}
	return out, true
}

// lower is 1 where the row is at least the column. A column has no entry above its first row, and a
// row only that in its first column.
func (e *expansion) lower(row, col Index) []Operand {
	if e.sizes[col] == ast.One {
		return nil
	}
	return []Operand{{Kind: Lower, Dims: []ast.Dim{e.sizes[row], e.sizes[col]}, Indices: []Index{row, col}}}
}

// stack puts blocks below one another, side by side, or both.
func (e *expansion) stack(blocks []ast.Node, row, col Index, down, right bool) ([]open, bool) {
	var all []open
	above, before := ast.DimInt(0), ast.DimInt(0)
	for _, b := range blocks {
		s := b.Shape()
		r, c := row, col
		var operands []Operand
		if down {
			r = e.index(s.Rows)
			operands = append(operands, Operand{Kind: Block, Dims: []ast.Dim{e.sizes[row], s.Rows, above}, Indices: []Index{row, r}})
			above = above.Plus(s.Rows)
		}
		if right {
			c = e.index(s.Cols)
			operands = append(operands, Operand{Kind: Block, Dims: []ast.Dim{e.sizes[col], s.Cols, before}, Indices: []Index{col, c}})
			before = before.Plus(s.Cols)
		}
		terms, ok := e.expand(b, r, c)
		terms, ok = each(terms, ok, operands...)
		if !ok || len(all)+len(terms) > maxTerms {
			return nil, false
		}
		all = append(all, terms...)
	}
	return all, true
}

// split takes the index x apart into one of size slow and one of size fast; ok is false where x is
// taken apart otherwise.
func (e *expansion) split(x Index, slow, fast ast.Dim) (parts [2]Index, ok bool) {
	switch parts, done := e.splits[x]; {
	case done:
		return parts, e.sizes[parts[0]] == slow && e.sizes[parts[1]] == fast
	case slow == ast.One:
		return [2]Index{e.index(ast.One), x}, true
	case fast == ast.One:
		return [2]Index{x, e.index(ast.One)}, true
	}
	e.splits[x] = [2]Index{e.index(slow), e.index(fast)}
	return e.splits[x], true
}

// fuse is the index of which the two given ones are the parts.
func (e *expansion) fuse(slow, fast Index) Index {
	switch {
	case e.sizes[slow] == ast.One:
		return fast
	case e.sizes[fast] == ast.One:
		return slow
	}
	x := e.index(e.sizes[slow].Times(e.sizes[fast]))
	e.splits[x] = [2]Index{slow, fast}
	return x
}
