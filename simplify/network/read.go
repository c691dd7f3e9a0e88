package network

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// Read gives the shortest matrix notation for a network that is found, as measured by length; nil where
// the network has none.
//
// Indices are removed one by one. Where there is but one way that can be shortest it is taken: an index
// that meets two arrays is a product, arrays at the same indices are a Hadamard product, an array at an
// index that nothing else meets is summed, and one whose two indices are equal is a trace or a diagonal.
// What is left are vectors at indices that join matrices: there each way is tried to put them, as Diag,
// beside one of the matrices.
func Read(t *ast.Table, n *Network, length func(ast.Node) int64) ast.Node {
	r := reader{t: t, Network: n, length: length}
	var arrays []array
	scalars := []ast.Node{t.Number(n.Coef)}
	met := make([]bool, len(n.Dims))
	for _, f := range n.Factors {
		node := t.EntryPower(f.Base, t.Number(f.Exponent))
		if f.Row == None && f.Col == None {
			scalars = append(scalars, r.scalarPower(f))
			continue
		}
		arrays = append(arrays, array{node, f.Row, f.Col})
		for _, i := range []int{f.Row, f.Col} {
			if i != None {
				met[i] = true
			}
		}
	}
	for i, d := range n.Dims {
		if !met[i] && !n.free(i) {
			scalars = append(scalars, t.DimNode(d))
		}
	}
	return r.read(t.Mul(scalars...), arrays)
}

// scalarPower is a scalar factor. The root of x'x is a norm.
func (r *reader) scalarPower(f Factor) ast.Node {
	short := r.t.Power(f.Base, r.t.Number(f.Exponent))
	if v := squareOf(r.t, f.Base); v != nil {
		twice := f.Exponent.Times(ast.RatInt(2))
		if norm := r.t.Power(r.t.Call(catalogue.Lookup("norm"), nil, v), r.t.Number(twice)); r.length(norm) < r.length(short) {
			return norm
		}
	}
	return short
}

// squareOf gives v where n is v'v, or v : v; nil elsewhere.
func squareOf(t *ast.Table, n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Inner:
		if n.Args()[0] == n.Args()[1] {
			return n.Args()[0]
		}
	case *ast.Mul:
		if k := len(n.Chain); k > 0 && k%2 == 0 && len(n.Scalars) == 0 && n.Coef.IsOne() {
			if v := t.Mul(n.Chain[k/2:]...); v.Shape().IsVector() && t.Transpose(v) == t.Mul(n.Chain[:k/2]...) {
				return v
			}
		}
	}
	return nil
}

// An array is an expression with the indices of its rows and columns; of a vector the column has none.
type array struct {
	node     ast.Node
	row, col int
}

// maxReadings bounds the ways that are tried.
const maxReadings = 256

type reader struct {
	*Network
	t      *ast.Table
	length func(ast.Node) int64
	tried  int
}

// turned is the array with rows for columns.
func (r *reader) turned(a array) array { return array{r.t.Transpose(a.node), a.col, a.row} }

// upright is a vector as a column, and any other array as it is.
func (r *reader) upright(a array) array {
	if a.row == None {
		return r.turned(a)
	}
	return a
}

// read joins arrays until they are one expression. Each call that tries several ways has one array
// less, or one that is no vector, so its depth is bounded.
func (r *reader) read(scalar ast.Node, arrays []array) ast.Node {
	arrays = slices.Clone(arrays)
	for i := range arrays {
		arrays[i] = r.upright(arrays[i])
	}
	for r.reduce(&scalar, &arrays) {
	}
	if r.tried++; r.tried > maxReadings {
		return nil
	}
	if out := r.whole(scalar, arrays); out != nil {
		return out
	}
	var best ast.Node
	for _, next := range r.ways(arrays) {
		if out := r.read(scalar, next); out != nil && (best == nil || r.length(out) < r.length(best)) {
			best = out
		}
	}
	return best
}

// meeting lists for an index the arrays that it meets; an array that it meets twice is listed twice.
func (r *reader) meeting(arrays []array) [][]int {
	at := make([][]int, len(r.Dims))
	for k, a := range arrays {
		for _, i := range []int{a.row, a.col} {
			if i != None {
				at[i] = append(at[i], k)
			}
		}
	}
	return at
}

// reduce makes one change that leads to no longer expression than any other, or none.
func (r *reader) reduce(scalar *ast.Node, arrays *[]array) bool {
	list := *arrays
	at := r.meeting(list)
	// An array whose indices are equal.
	for k, a := range list {
		if a.row != a.col || a.row == None {
			continue
		}
		if len(at[a.row]) == 2 && !r.free(a.row) {
			*scalar = r.t.Mul(*scalar, r.t.Call(catalogue.Lookup("tr"), nil, a.node))
			*arrays = slices.Delete(list, k, k+1)
		} else {
			list[k] = array{r.t.Call(catalogue.Lookup("diag"), nil, a.node), a.row, None}
		}
		return true
	}
	// A product over an index that meets two arrays.
	for i, ks := range at {
		if len(ks) != 2 || r.free(i) {
			continue
		}
		a, b := list[ks[0]], list[ks[1]]
		if a.col != i {
			a = r.turned(a)
		}
		if b.row != i {
			b = r.turned(b)
		}
		product := r.upright(array{r.t.Mul(a.node, b.node), a.row, b.col})
		*arrays = slices.Delete(list, ks[1], ks[1]+1)
		if product.row == None {
			*scalar = r.t.Mul(*scalar, product.node)
			*arrays = slices.Delete(*arrays, ks[0], ks[0]+1)
		} else {
			(*arrays)[ks[0]] = product
		}
		return true
	}
	// Arrays at the same indices.
	for k, a := range list {
		for l, b := range list[k+1:] {
			if min(a.row, a.col) != min(b.row, b.col) || max(a.row, a.col) != max(b.row, b.col) {
				continue
			}
			list[k] = r.entrywise(a, b)
			*arrays = slices.Delete(list, k+1+l, k+2+l)
			return true
		}
	}
	// A sum over an index that meets one array.
	for i, ks := range at {
		if len(ks) != 1 || r.free(i) {
			continue
		}
		a := list[ks[0]]
		if a.col == None {
			*scalar = r.t.Mul(*scalar, r.t.Call(catalogue.Lookup("sum"), nil, a.node))
			*arrays = slices.Delete(list, ks[0], ks[0]+1)
			return true
		}
		if a.col != i {
			a = r.turned(a)
		}
		list[ks[0]] = array{r.summed(a), a.row, None}
		return true
	}
	return false
}

// summed is the sum of the columns of an array; of squares, (A.^2)*1, the diagonal of A*A' where that is shorter.
func (r *reader) summed(a array) ast.Node {
	sum := r.t.Mul(a.node, r.t.Ones(ast.Vector(r.Dims[a.col])))
	inner := a.node
	if tr, ok := inner.(*ast.Transpose); ok {
		inner = tr.Arg()
	}
	p, ok := inner.(*ast.EntryPower)
	if !ok || !ast.IsNumber(p.Exponent(), 2) {
		return sum
	}
	base := p.Base()
	if inner != a.node {
		base = r.t.Transpose(base)
	}
	square := r.t.Call(catalogue.Lookup("diag"), nil, r.t.Mul(base, r.t.Transpose(base)))
	if r.length(square) < r.length(sum) {
		return square
	}
	return sum
}

// entrywise is the Hadamard product of arrays at the same indices, in the direction that is shorter.
func (r *reader) entrywise(a, b array) array {
	if a.row == b.row {
		return array{r.t.Hadamard(a.node, b.node), a.row, a.col}
	}
	first := array{r.t.Hadamard(a.node, r.t.Transpose(b.node)), a.row, a.col}
	second := array{r.t.Hadamard(r.t.Transpose(a.node), b.node), b.row, b.col}
	if r.length(second.node) < r.length(first.node) {
		return second
	}
	return first
}

// whole is the expression that is left where nothing is to be joined; nil where something is.
func (r *reader) whole(scalar ast.Node, arrays []array) ast.Node {
	t := r.t
	var matrix ast.Node
	vectors := map[int]ast.Node{}
	for _, a := range arrays {
		switch {
		case a.col != None && matrix == nil && r.Row != r.Col && r.free(a.row) && r.free(a.col):
			if a.row != r.Row {
				a = r.turned(a)
			}
			matrix = a.node
		case a.col == None && r.free(a.row):
			vectors[a.row] = a.node
		default:
			return nil
		}
	}
	of := func(i int) ast.Node {
		switch {
		case i == None:
			return t.Int(1)
		case vectors[i] != nil:
			return vectors[i]
		}
		return t.Ones(ast.Vector(r.Dims[i]))
	}
	switch {
	case matrix != nil && len(vectors) == 0:
		return t.Mul(scalar, matrix)
	case matrix != nil:
		return nil
	case r.Row == None && r.Col == None:
		return scalar
	case r.Row == r.Col && len(vectors) == 0:
		return t.Mul(scalar, t.Eye(r.Dims[r.Row]))
	case r.Row == r.Col:
		return t.Mul(scalar, t.Call(catalogue.Lookup("Diag"), nil, of(r.Row)))
	case r.Row != None && r.Col != None && len(vectors) == 0:
		return t.Mul(scalar, t.Ones(ast.Shape{Rows: r.Dims[r.Row], Cols: r.Dims[r.Col]}))
	}
	return t.Mul(scalar, of(r.Row), t.Transpose(of(r.Col)))
}

// ways lists what a vector at an index with matrices can be joined to.
func (r *reader) ways(arrays []array) [][]array {
	vector := make([]int, len(r.Dims)) // the place of the vector at an index, counted from 1
	for k, a := range arrays {
		if a.col == None {
			vector[a.row] = k + 1
		}
	}
	var out [][]array
	for k, m := range arrays {
		if m.col == None {
			continue
		}
		u, v := vector[m.row]-1, vector[m.col]-1
		diag := func(k int) ast.Node { return r.t.Call(catalogue.Lookup("Diag"), nil, arrays[k].node) }
		if u >= 0 {
			out = append(out, replaced(arrays, k, u, r.t.Mul(diag(u), m.node)))
		}
		if v >= 0 {
			out = append(out, replaced(arrays, k, v, r.t.Mul(m.node, diag(v))))
		}
	}
	return out
}

// replaced are the arrays with another expression for the k-th, and without the one that is gone.
func replaced(arrays []array, k, gone int, by ast.Node) []array {
	next := slices.Clone(arrays)
	next[k].node = by
	return slices.Delete(next, gone, gone+1)
}
