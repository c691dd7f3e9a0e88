package ast

import "fmt"

// Entry is the entry of a in row i and column j, counted from 1; a nil index takes the whole row
// or column, so that Entry(X, i, nil) is a row and Entry(X, nil, j) a column vector. An index
// of a dimension of size 1 is dropped, an entry of a transpose is an entry of what is
// transposed, and one of zeros is 0. It panics when an index is no scalar.
func (t *Table) Entry(a, row, col Node) Node {
	shape := a.Shape()
	if shape.Rows == One {
		row = nil
	}
	if shape.Cols == One {
		col = nil
	}
	if tr, ok := a.(*Transpose); ok && (row != nil || shape.Rows == One) && (col != nil || shape.Cols == One) {
		return t.Entry(tr.Arg(), col, row)
	}
	if e, ok := a.(*Entry); ok && (row != nil || col != nil) {
		switch { // an entry of a row or column is one of the whole
		case e.Row != nil && e.Col == nil && row == nil:
			return t.Entry(e.Arg(), e.Row, col)
		case e.Col != nil && e.Row == nil && col == nil:
			return t.Entry(e.Arg(), row, e.Col)
		}
	}
	args := []Node{a}
	t.begin(tagEntry)
	for _, index := range []Node{row, col} {
		if index == nil {
			t.keyInt(0)
			continue
		}
		if !index.Shape().IsScalar() {
			panic(fmt.Sprintf("ast: an index of shape %s", index.Shape()))
		}
		t.keyInt(1)
		args = append(args, index)
	}
	if len(args) == 1 {
		return a
	}
	if row != nil {
		shape.Rows = One
	}
	if col != nil {
		shape.Cols = One
	}
	if IsZero(a) {
		return t.Zeros(shape)
	}
	return t.intern(args, func([]Node) Node { return &Entry{newHead(shape), row, col} })
}

// Delta is the Kronecker delta of two indices: 1 where they are equal, else 0. Equal and unequal
// numbers are folded.
func (t *Table) Delta(i, j Node) Node {
	if i == j {
		return t.one
	}
	_, ni := i.(*Number)
	_, nj := j.(*Number)
	if ni && nj {
		return t.zero
	}
	if byID(i, j) > 0 {
		i, j = j, i
	}
	t.begin(tagDelta)
	return t.intern([]Node{i, j}, func([]Node) Node { return &Delta{newHead(Scalar)} })
}

// IndexSum is the sum of body over index = lo, …, hi. A body of zeros is zeros; lo and hi are
// scalars.
func (t *Table) IndexSum(index *Symbol, lo, hi, body Node) Node {
	if IsZero(body) {
		return body
	}
	index.Bind(Range{lo, hi})
	t.begin(tagIndexSum)
	t.keyText(index.Name)
	return t.intern([]Node{lo, hi, body}, func([]Node) Node { return &IndexSum{newHead(body.Shape()), index} })
}

// Differential is dX, the differential of a, as it stands in rules and derivations.
func (t *Table) Differential(a Node) Node {
	t.begin(tagDifferential)
	return t.intern([]Node{a}, func([]Node) Node { return &Differential{newHead(a.Shape())} })
}
