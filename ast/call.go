package ast

import "slices"

// Call is a function of the catalogue applied to arguments and sizes. A function with a definition
// is replaced by the parser, not here. An entry-by-entry function of a transpose is the transpose
// of the function; a function that is linear in an argument of zeros is zero. It panics when the arguments do not conform; Function.Shape tells beforehand.
func (t *Table) Call(f *Function, sizes []Dim, args ...Node) Node {
	shapes := make([]Shape, len(args))
	for i, a := range args {
		shapes[i] = a.Shape()
	}
	shape, err := f.Shape(shapes, sizes)
	if err != nil {
		panic("ast: " + err.Error())
	}
	for i, a := range args {
		if IsZero(a) && f.LinearIn(i) {
			return t.Zeros(shape)
		}
	}
	if f.Variadic && !slices.ContainsFunc(args, func(a Node) bool { return !IsZero(a) }) {
		return t.Zeros(shape)
	}
	if f.Elementwise && len(args) == 1 {
		if tr, ok := args[0].(*Transpose); ok {
			return t.Transpose(t.Call(f, nil, tr.Arg()))
		}
	}
	t.begin(tagCall)
	t.keyText(f.Key())
	t.keyDims(sizes)
	return t.intern(args, func([]Node) Node { return &Call{newHead(shape), f, sizes} })
}
