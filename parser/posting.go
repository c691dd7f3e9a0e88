package parser

import (
	"fmt"

	"matcalc/ast"
)

// shape sets the sizes of a new term, and states what they must satisfy.
func (e *elaborator) shape(t *term) {
	e.current = t
	switch t.op {
	case opNumber, opPi, opSize, opDelta, opComponent:
		// a scalar: both sizes are cell 0 already
	case opSymbol, opNode:
		// the one who makes it sets the sizes
	case opSum, opHadamard, opEntryPower:
		t.rows, t.cols = e.fresh(), e.fresh()
		e.post(broadcast, t)
	case opProduct:
		t.rows, t.cols = e.fresh(), e.fresh()
		e.post(product, t)
	case opPower:
		e.shapePower(t)
	case opTranspose:
		t.rows, t.cols = t.args[0].cols, t.args[0].rows
	case opInner:
		if !e.same(t.args[0], t.args[1]) {
			e.report(&conflict{kind: broadcast, t: t, i: 0, j: 1})
		}
	case opCall:
		e.shapeCall(t)
	case opEye:
		t.rows = e.fresh()
		t.cols = t.rows
		e.widen(t.rows)
	case opApply:
		t.rows, t.cols = t.entity.result.rows, t.entity.result.cols
		if t.entity.elementwise {
			t.rows, t.cols = t.args[0].rows, t.args[0].cols
		}
	case opDerivative:
		t.rows, t.cols = e.fresh(), e.fresh()
		if t.head == "." {
			t.rows, t.cols = t.args[0].rows, t.args[0].cols
			return
		}
		e.post(derived, t)
	case opDirection:
		t.rows, t.cols = t.entity.result.rows, t.entity.result.cols
	case opAdjoint:
		p := t.entity.params[t.slots[len(t.slots)-1]]
		t.rows, t.cols = p.rows, p.cols
	case opEntry:
		switch t.axes {
		case rowIndex:
			t.cols = t.args[0].cols
		case colIndex:
			t.rows = t.args[0].rows
		}
	case opIndexSum:
		t.rows, t.cols = t.args[1].rows, t.args[1].cols
	case opBar, opDifferential:
		t.rows, t.cols = t.args[0].rows, t.args[0].cols
	default:
		panic("parser: a term of unknown kind")
	}
}

// shapePower: the base is square, the exponent a scalar.
func (e *elaborator) shapePower(t *term) {
	base, exponent := t.args[0], t.args[1]
	if t.head == "/" {
		return // of a divisor, which must be a scalar
	}
	t.rows, t.cols = base.rows, base.cols
	if !e.makeScalar(exponent) {
		at := t.argPlace(1)
		e.fail(ast.ShapeError, at, "write .^ for powers entry by entry",
			"the exponent is no scalar: %s", e.describeAt(exponent, at))
	}
	if names, ok := namesIn(exponent, nil); ok {
		for _, name := range names {
			e.makeScalar(name) // where it cannot be, the product tells
		}
	}
	if !e.unify(base.rows, base.cols) {
		hint := "write .^ for powers entry by entry"
		if exponent.op == opNumber && exponent.num.Equal(ast.RatInt(2)) {
			name := t.argPlace(0).text()
			hint = fmt.Sprintf("write %s.^2 for the squares of the entries, norm(%s)^2 for their sum", name, name)
		}
		e.fail(ast.ShapeError, t.place, hint, "only a scalar or a square matrix has powers: %s", e.describeArg(t, 0))
	}
}

// namesIn adds the names in t to a list; ok tells that sums and products of names and numbers are all it is
// made of. A row times a column is a scalar too, but nobody writes that as a product of two names.
func namesIn(t *term, list []*term) (names []*term, ok bool) {
	switch t.op {
	case opNumber:
		return list, true
	case opSymbol:
		return append(list, t), t.entity.kind == aVariable && !t.entity.declared
	case opSum, opProduct:
		for _, a := range t.args {
			if list, ok = namesIn(a, list); !ok {
				return nil, false
			}
		}
		return list, true
	}
	return nil, false
}

// shapeCall states the signature of a function of the catalogue.
func (e *elaborator) shapeCall(t *term) {
	f := t.fn
	t.rows, t.cols = e.fresh(), e.fresh()
	switch {
	case f.Variadic:
		e.post(combined, t)
	case f.Elementwise && len(t.args) == 1:
		t.rows, t.cols = t.args[0].rows, t.args[0].cols
	case f.Elementwise:
		for i, a := range t.args {
			if scalarParameter(f, i) && !e.makeScalar(a) {
				e.report(&conflict{kind: signatures, t: t, i: i})
			}
		}
		e.post(broadcast, t)
	case len(f.Signatures) > 1:
		e.post(signatures, t)
	case axisFunction(f) && len(t.args) == 1:
		e.shapeAxis(t)
	default:
		in := instance{}
		for i, name := range f.Sizes {
			if i < len(t.sizes) {
				in[name] = t.sizes[i]
			}
		}
		if i := e.conform(t, t.args, &f.Signatures[0], in); i >= 0 {
			e.report(&conflict{kind: signatures, t: t, i: i})
		}
	}
}

// scalarParameter reports whether a parameter of an entry-by-entry function is a scalar in itself,
// as the order of polygamma is, so that it stands for no array.
func scalarParameter(f *ast.Function, i int) bool {
	return len(f.Signatures) == 1 && f.Signatures[0].Args[i].IsScalar()
}

// shapeAxis states the signature of a function of a vector that has variants for matrices: that
// its argument is a vector, and no matrix, is not taken for granted.
func (e *elaborator) shapeAxis(t *term) {
	sig := &t.fn.Signatures[0]
	rows, _ := sig.Args[0].Rows.Name()
	in := instance{rows: t.args[0].rows}
	if !e.unify(t.rows, e.instantiate(sig.Result.Rows, in)) || !e.unify(t.cols, e.instantiate(sig.Result.Cols, in)) {
		e.report(&conflict{kind: signatures, t: t, i: len(t.args)})
	}
	e.vectorCalls = append(e.vectorCalls, e.post(signatures, t))
}
