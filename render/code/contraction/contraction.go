package contraction

import (
	"slices"

	"matcalc/ast"
)

// An Index numbers an axis, or a part of one; equal numbers are one index.
type Index int

// A Kind tells which array an operand is.
type Kind uint8

// The kinds of operands.
const (
	Product Kind = iota // the matrix product of Chain
	Tensor              // all of the derivative of an unknown function that Chain[0] applies
	Unit                // the unit vector with Dims[0] entries whose 1 stands at Chain[0], from 1
	Delta               // the Kronecker delta of size Dims[0]
	Ones                // a vector of Dims[0] ones
	Lower               // Dims[0]×Dims[1], 1 where the row is at least the column, else 0
	Block               // Dims[0]×Dims[1], the columns of the identity of size Dims[0] from Dims[2] on
	Stack               // the values of Chain for Index from 1 to Dims[0], along a first axis; all of several are scalars
	Elim                // Elim(n) for n = Dims[0], with Elim(n)·vec(X) = vech(X)
)

// An Operand is an array without directions, with an index for each of its axes. A Product has
// none for a scalar, one for a vector or a row, two for a matrix. A Tensor has the axes of the value,
// then those of each slot, where a row has two. A Stack has one for the sum, then those of the value.
type Operand struct {
	Kind    Kind
	Chain   []ast.Node
	Dims    []ast.Dim
	Index   *ast.Symbol
	Indices []Index
	// Split is set where an axis has several indices, the slowest first: the array is to be
	// reshaped to the sizes of Indices.
	Split bool
}

// A Term is a number times scalars times a product of operands. An index that is not one of the
// result is summed over.
type Term struct {
	Coef     ast.Rat
	Scalars  []ast.Node
	Operands []Operand
}

// A Form is the array of a multilinear map: the sum of its terms.
type Form struct {
	Terms []Term
	// Axes are the axes of the array: those of the value, then those of each direction.
	Axes []Index
	// Result are the indices of the axes: one for an axis, or several where it is split, the
	// slowest first, and none for an axis of size 1.
	Result []Index
	// Sizes gives the size of each index.
	Sizes map[Index]ast.Dim
}

// Split reports whether an axis has several indices.
func (f *Form) Split() bool {
	return slices.ContainsFunc(f.Axes, func(x Index) bool { return f.Sizes[x] != ast.One && !slices.Contains(f.Result, x) })
}

// What is longer than these bounds has no form.
const (
	maxTerms    = 64
	maxOperands = 16
	maxScalars  = 64
)

// Of writes the map n, linear in each direction, as the array of its coefficients: the axes of the
// value, then those of each direction in turn. ok is false where an operation between n and a
// direction has no such form, or the expansion is too long.
func Of(n ast.Node, directions ...*ast.Symbol) (form *Form, ok bool) {
	e := newExpansion(n, directions)
	row, col := e.index(n.Shape().Rows), e.index(n.Shape().Cols)
	e.axes = axes(n.Shape(), row, col)
	terms, ok := e.expand(n, row, col)
	if !ok || len(terms) > maxTerms {
		return nil, false
	}
	for _, d := range directions {
		r, c := e.index(d.Shape().Rows), e.index(d.Shape().Cols)
		e.axes = append(e.axes, axes(d.Shape(), r, c)...)
		e.places = append(e.places, [2]Index{r, c})
	}
	bindings := make([]*binding, len(terms))
	for i, t := range terms {
		if bindings[i], ok = e.bind(t); !ok {
			return nil, false
		}
	}
	form = &Form{Sizes: e.sizes, Axes: e.axes}
	for _, x := range e.axes {
		form.Result = append(form.Result, e.parts(x)...)
	}
	for _, b := range bindings {
		form.Terms = append(form.Terms, b.term(form.Result))
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
