package numpy

import (
	"fmt"
	"slices"

	"matcalc/ast"
	"matcalc/render/code/contraction"
)

// An indexed array has an index for each of its axes.
type indexed struct {
	value   *value
	indices []contraction.Index
}

// A link is a chain of matrices with the indices of its rows and columns; none stands for a size
// of 1.
type link struct {
	factors  []operand
	row, col contraction.Index
}

const none contraction.Index = -1

func (k link) transposed(g *graph) link {
	out := link{row: k.col, col: k.row}
	for _, f := range slices.Backward(k.factors) {
		f.rows, f.cols = f.cols, f.rows
		if f.kind == dense && !f.symmetric {
			f.value = g.transpose(f.value)
		}
		out.factors = append(out.factors, f)
	}
	return out
}

// merged lowers the operands of a term. Matrices and vectors that share an index which no other
// operand has, and over which is summed, are multiplied; those of equal indices are multiplied entry
// by entry. So what einsum has to do is small, and is shared with the rest of the function.
func (l *lowerer) merged(t contraction.Term, form *contraction.Form) []indexed {
	var links []link
	var others []indexed
	for _, o := range t.Operands {
		if o.Kind == contraction.Product && !o.Split {
			links = append(links, l.link(o))
			continue
		}
		others = append(others, l.fixed(o, form))
	}
	links = l.joined(links, func(x contraction.Index) bool {
		return slices.Contains(form.Result, x) || slices.ContainsFunc(others, func(a indexed) bool { return slices.Contains(a.indices, x) })
	})
	var out []indexed
	for _, k := range links {
		a := indexed{value: l.densify(l.multiplyAll(k.factors)).value}
		for _, x := range []contraction.Index{k.row, k.col} {
			if x != none {
				a.indices = append(a.indices, x)
			}
		}
		out = l.entrywise(out, a)
	}
	return append(out, others...)
}

// link makes a chain of a product of matrices.
func (l *lowerer) link(o contraction.Operand) link {
	k := link{factors: l.operands(o.Chain), row: none, col: none}
	next := 0
	if o.Chain[0].Shape().Rows != ast.One && next < len(o.Indices) {
		k.row = o.Indices[next]
		next++
	}
	if next < len(o.Indices) {
		k.col = o.Indices[next]
	}
	return k
}

// joined multiplies chains that share an index, unless it is held or both their indices are shared.
func (l *lowerer) joined(links []link, held func(contraction.Index) bool) []link {
	for i := 0; i < len(links); i++ {
		for _, x := range []contraction.Index{links[i].col, links[i].row} {
			if x == none || held(x) || links[i].row == links[i].col {
				continue
			}
			j, count := partner(links, i, x)
			if count != 1 {
				continue
			}
			a, b := links[i], links[j]
			if a.col != x {
				a = a.transposed(l.graph)
			}
			if b.row != x {
				b = b.transposed(l.graph)
			}
			if a.row == b.col && a.row != none {
				continue
			}
			links[min(i, j)] = link{slices.Concat(a.factors, b.factors), a.row, b.col}
			links = slices.Delete(links, max(i, j), max(i, j)+1)
			i = -1
			break
		}
	}
	return links
}

// partner gives the last chain beside links[i] with the index x, and how often x occurs in them.
func partner(links []link, i int, x contraction.Index) (j, count int) {
	for k, other := range links {
		if k == i {
			continue
		}
		for _, y := range []contraction.Index{other.row, other.col} {
			if y == x {
				j = k
				count++
			}
		}
	}
	return j, count
}

// entrywise adds an array to the list, or multiplies one of the list with it that has its indices.
func (l *lowerer) entrywise(list []indexed, a indexed) []indexed {
	for i, b := range list {
		switch {
		case len(a.indices) == 0:
		case slices.Equal(a.indices, b.indices):
			list[i].value = l.graph.times(b.value, a.value)
			return list
		case len(a.indices) == 2 && len(b.indices) == 2 && a.indices[0] == b.indices[1] && a.indices[1] == b.indices[0]:
			list[i].value = l.graph.times(b.value, l.graph.transpose(a.value))
			return list
		}
	}
	return append(list, a)
}

// fixed lowers an operand that takes no part in products of matrices.
func (l *lowerer) fixed(o contraction.Operand, form *contraction.Form) indexed {
	g := l.graph
	var v *value
	switch o.Kind {
	case contraction.Product:
		v = l.densify(l.multiplyAll(l.operands(o.Chain))).value
	case contraction.Tensor:
		v = l.tensor(o.Chain[0].(*ast.Apply))
	case contraction.Unit:
		v = g.call("np.eye(1, $1, $2)[0]", 1, l.dim(o.Dims[0]), l.before(o.Chain[0]))
	case contraction.Delta:
		v = g.call("np.eye($1)", 2, l.dim(o.Dims[0]))
	case contraction.Ones:
		v = g.call("np.ones($1)", 1, l.dim(o.Dims[0]))
	case contraction.Lower:
		v = g.call("np.tri($1, $2)", 2, l.dim(o.Dims[0]), l.dim(o.Dims[1]))
	case contraction.Stack:
		v = l.stack(o)
	case contraction.Block:
		v = l.block(o)
	case contraction.Elim:
		v = g.call("_Elim($1)", 2, l.dim(o.Dims[0]))
	default:
		panic(fmt.Sprintf("numpy: operand of kind %d", o.Kind))
	}
	if o.Split {
		v = l.sized("np.reshape", o.Indices, form, v)
	}
	return indexed{v, o.Indices}
}

// block lowers some columns of an identity.
func (l *lowerer) block(o contraction.Operand) *value {
	if n, ok := o.Dims[2].Int(); ok && n == 0 {
		return l.graph.call("np.eye($1, $2)", 2, l.dim(o.Dims[0]), l.dim(o.Dims[1]))
	}
	before := l.graph.negative(l.dim(o.Dims[2]))
	before.cheap = true
	return l.graph.call("np.eye($1, $2, $3)", 2, l.dim(o.Dims[0]), l.dim(o.Dims[1]), before)
}

// stack lowers the values for each value of an index to a loop that lists them.
func (l *lowerer) stack(o contraction.Operand) *value {
	list := l.loop(o.Index, l.graph.leaf("1", 0), l.dim(o.Dims[0]), func() *value {
		if len(o.Chain) > 1 {
			return l.scaled(ast.RatInt(1), o.Chain, nil)
		}
		return l.lower(o.Chain[0])
	}, true)
	return l.graph.call("np.array($1)", list.axes, list)
}
