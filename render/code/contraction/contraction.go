package contraction

import (
	"slices"

	"matcalc/ast"
)

// An Index numbers an axis; equal numbers are one index.
type Index int

// An Operand is an array without directions, with an index for each of its axes: none for a
// scalar, one for a vector, two for a matrix and for a row (whose first index has size 1).
type Operand struct {
	Node    ast.Node // nil for the Kronecker delta of two indices, and for ones along one index
	Size    ast.Dim  // of the delta, or of the ones
	Indices []Index
}

// A Term is a number times a product of operands.
type Term struct {
	Coef     ast.Rat
	Operands []Operand
}

// A Form is the array of a multilinear map: the sum of its terms, with the given indices in order.
type Form struct {
	Terms  []Term
	Result []Index
	// Sizes gives the size of each index.
	Sizes map[Index]ast.Dim
}

// maxTerms bounds the expansion of products of sums.
const maxTerms = 64

// Of writes the map n, linear in each direction, as the array of its coefficients: the axes of the
// value, then those of each direction in turn. ok is false where an operation between n and a
// direction has no such form, or the expansion is too long.
func Of(n ast.Node, directions ...*ast.Symbol) (form *Form, ok bool) {
	e := &expansion{directions: directions, sizes: map[Index]ast.Dim{}, active: map[ast.Node]bool{}}
	targets := make([]ast.Node, len(directions))
	for i, d := range directions {
		targets[i] = d
	}
	e.active = ast.DependsOn(ast.Topo(n), targets...)
	row, col := e.index(n.Shape().Rows), e.index(n.Shape().Cols)
	terms, ok := e.expand(n, row, col)
	if !ok || len(terms) > maxTerms {
		return nil, false
	}
	form = &Form{Sizes: e.sizes, Result: axes(n.Shape(), row, col)}
	free := slices.Clone(form.Result)
	for _, d := range directions {
		r, c := e.index(d.Shape().Rows), e.index(d.Shape().Cols)
		form.Result = append(form.Result, axes(d.Shape(), r, c)...)
		free = append(free, r, c)
		e.places = append(e.places, [2]Index{r, c})
	}
	for _, t := range terms {
		term, ok := e.close(t, form.Result)
		if !ok {
			return nil, false
		}
		form.Terms = append(form.Terms, term)
	}
	return form, true
}

// axes are the indices that an array of that shape has in code.
func axes(s ast.Shape, row, col Index) []Index {
	switch s.Axes() {
	case 0:
		return nil
	case 1:
		return []Index{row}
	}
	return []Index{row, col}
}

// An open term has, beside its operands, the indices with which each direction occurs.
type open struct {
	coef     ast.Rat
	operands []Operand
	at       map[int][2]Index
}

type expansion struct {
	directions []*ast.Symbol
	sizes      map[Index]ast.Dim
	active     map[ast.Node]bool
	places     [][2]Index // the indices of each direction in the result
}

func (e *expansion) index(size ast.Dim) Index {
	i := Index(len(e.sizes))
	e.sizes[i] = size
	return i
}

// expand writes the entry of n at row and col as open terms.
func (e *expansion) expand(n ast.Node, row, col Index) ([]open, bool) {
	one := ast.RatInt(1)
	if !e.active[n] {
		return []open{{coef: one, operands: []Operand{{Node: n, Indices: axes(n.Shape(), row, col)}}}}, true
	}
	for i, d := range e.directions {
		if n == ast.Node(d) {
			return []open{{coef: one, at: map[int][2]Index{i: {row, col}}}}, true
		}
	}
	args := n.Args()
	switch n := n.(type) {
	case *ast.Add:
		var all []open
		for _, a := range args {
			terms, ok := e.expand(a, row, col)
			if !ok || len(all)+len(terms) > maxTerms {
				return nil, false
			}
			all = append(all, terms...)
		}
		return all, true
	case *ast.Mul:
		return e.product(n, row, col)
	case *ast.Hadamard:
		factors := make([]place, len(args))
		for i, a := range args {
			factors[i] = place{a, row, col}
		}
		return e.multiply(one, factors)
	case *ast.Inner:
		s := args[0].Shape()
		r, c := e.index(s.Rows), e.index(s.Cols)
		return e.multiply(one, []place{{args[0], r, c}, {args[1], r, c}})
	case *ast.Transpose:
		return e.expand(n.Arg(), col, row)
	case *ast.Call:
		return e.call(n, row, col)
	}
	return nil, false
}

// a place is an expression with the indices of its entry.
type place struct {
	node     ast.Node
	row, col Index
}

func (e *expansion) product(n *ast.Mul, row, col Index) ([]open, bool) {
	var factors []place
	for _, s := range n.Scalars {
		factors = append(factors, place{s, e.index(ast.One), e.index(ast.One)})
	}
	at := row
	for i, f := range n.Chain {
		next := col
		if i < len(n.Chain)-1 {
			next = e.index(f.Shape().Cols)
		}
		factors = append(factors, place{f, at, next})
		at = next
	}
	return e.multiply(n.Coef, factors)
}

// multiply expands a product of entries.
func (e *expansion) multiply(coef ast.Rat, factors []place) ([]open, bool) {
	all := []open{{coef: coef}}
	for _, f := range factors {
		terms, ok := e.expand(f.node, f.row, f.col)
		if !ok || len(all)*len(terms) > maxTerms {
			return nil, false
		}
		var next []open
		for _, a := range all {
			for _, b := range terms {
				next = append(next, join(a, b))
			}
		}
		all = next
	}
	return all, true
}

func join(a, b open) open {
	out := open{coef: a.coef.Times(b.coef), operands: slices.Concat(a.operands, b.operands), at: map[int][2]Index{}}
	for _, t := range []open{a, b} {
		for d, at := range t.at {
			out.at[d] = at
		}
	}
	return out
}

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
		for i := range terms {
			terms[i].operands = append(terms[i].operands, Operand{Size: s.Rows, Indices: []Index{row, col}})
		}
		return terms, ok
	}
	return nil, false
}

// close names the indices of the directions as the result does: an index inside the term takes the
// name of the result's, and two indices of the result that are equal in the term get a delta.
func (e *expansion) close(t open, result []Index) (Term, bool) {
	if len(t.at) != len(e.directions) {
		return Term{}, false
	}
	name := map[Index]Index{}
	var deltas []Operand
	for d := range e.directions {
		for k, inside := range t.at[d] {
			outside := e.places[d][k]
			if e.sizes[outside] == ast.One {
				continue
			}
			taken, ok := name[inside]
			if slices.Contains(result, inside) {
				taken, ok = inside, true
			}
			if ok {
				deltas = append(deltas, Operand{Size: e.sizes[outside], Indices: []Index{taken, outside}})
				continue
			}
			name[inside] = outside
		}
	}
	term := Term{Coef: t.coef}
	for _, o := range append(slices.Clone(t.operands), deltas...) {
		indices := make([]Index, len(o.Indices))
		for i, x := range o.Indices {
			indices[i] = x
			if y, ok := name[x]; ok {
				indices[i] = y
			}
		}
		term.Operands = append(term.Operands, Operand{o.Node, o.Size, indices})
	}
	for _, x := range result {
		if !slices.ContainsFunc(term.Operands, func(o Operand) bool { return slices.Contains(o.Indices, x) }) {
			term.Operands = append(term.Operands, Operand{Size: e.sizes[x], Indices: []Index{x}})
		}
	}
	return term, true
}
