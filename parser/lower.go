package parser

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// lower makes the nodes of all terms that are needed, in the order of the terms, after the symbols
// and the unknown functions in the order of their appearance.
func (e *elaborator) lower() {
	needed := e.needed()
	e.findIntegers(needed)
	e.nameSizes()
	e.in.Table.Reserve(len(e.list))
	for _, name := range e.appearance {
		if x := e.names[name]; x != nil && x.term != nil && needed[x.term.id] {
			e.makeSymbol(x)
		} else if x != nil && x.kind == aFunction && x.applied {
			e.unknown(x)
		}
	}
	for _, t := range e.list {
		if needed[t.id] && t.node == nil {
			t.node = e.node(t)
		}
	}
}

// needed marks the terms from which the root and the bound values are made. A derivative that
// stands before directions is not needed itself.
func (e *elaborator) needed() []bool {
	needed := make([]bool, len(e.list))
	for _, t := range e.roots {
		needed[t.id] = true
	}
	for _, x := range e.bound {
		needed[x.value.id], needed[x.term.id] = true, true
	}
	for i := len(e.list) - 1; i >= 0; i-- {
		if !needed[i] {
			continue
		}
		t := e.list[i]
		args := t.args
		if t.op == opDirection || t.op == opAdjoint || t.op == opComponent {
			for _, a := range args[0].args {
				needed[a.id] = true
			}
			args = args[1:]
		}
		for _, a := range args {
			needed[a.id] = true
		}
	}
	return needed
}

// findIntegers makes integers of the names in exponents of matrices and of negative numbers, and in bounds of sums, where
// they are nothing else.
func (e *elaborator) findIntegers(needed []bool) {
	for _, t := range e.list {
		if needed[t.id] && t.op == opIndexSum {
			for _, bound := range t.args[2:] {
				e.integral(bound)
			}
		}
		if !needed[t.id] || t.op != opPower {
			continue
		}
		if e.isScalar(t.args[0]) {
			if base, ok := e.constantOf(t.args[0]); ok && base.Sign() < 0 {
				e.integral(t.args[1])
			}
			continue
		}
		e.checkExponent(t)
	}
}

// makeSymbol makes the node of a variable, dimension, integer or index.
func (e *elaborator) makeSymbol(x *entity) {
	t := x.term
	if t.op != opSymbol || t.node != nil {
		return
	}
	x = t.entity // another one where x is bound to a name alone, as in z = x
	kind := ast.Variable
	switch x.kind {
	case aDimension:
		kind = ast.Dimension
	case anInteger:
		kind = ast.Integer
		if x.natural {
			kind = ast.Natural
		}
	case anIndex:
		kind = ast.Index
	}
	shape, structure := e.finalShape(t.rows, t.cols), x.structure
	if slices.Contains(e.in.loose, x.name) {
		structure = ast.Unstructured
	}
	if structure == ast.SkewSymmetric && shape.IsScalar() {
		e.fail(ast.DeclarationError, x.at, "leave it out, or give it more rows", "%s is 0: no other matrix with one row is skew-symmetric", x.name)
	}
	if old := e.in.Table.Lookup(x.name); old != nil && (old.Kind != kind || old.Shape() != shape || old.Structure != structure) {
		e.fail(ast.DeclarationError, x.at, "give it another name", "%s stands for something else already", x.name)
	}
	t.node = e.in.Table.Symbol(x.name, kind, shape, structure)
}

// node makes the node of a term whose arguments have theirs.
func (e *elaborator) node(t *term) ast.Node {
	tb := e.in.Table
	args := make([]ast.Node, len(t.args))
	for i, a := range t.args {
		args[i] = a.node
	}
	switch t.op {
	case opNumber:
		return tb.Number(t.num)
	case opSymbol:
		e.makeSymbol(t.entity)
		return t.node
	case opPi:
		return tb.Pi()
	case opSize:
		return e.sizeNode(e.final(t.sizes[0]))
	case opSum:
		return e.sumNode(t, args)
	case opProduct:
		return e.productNode(args)
	case opHadamard:
		return tb.Hadamard(args...)
	case opPower:
		e.checkPower(t, args)
		e.notePower(t, args)
		return tb.Power(args[0], args[1])
	case opEntryPower:
		e.checkPower(t, args)
		return tb.EntryPower(args[0], args[1])
	case opTranspose:
		return tb.Transpose(args[0])
	case opInner:
		return tb.Inner(args[0], args[1])
	case opCall:
		return e.callNode(t, args)
	case opEye:
		return tb.Eye(e.final(t.rows))
	case opApply:
		return tb.Apply(e.unknown(t.entity), ast.Value, nil, args...)
	case opDerivative, opDirection, opAdjoint, opComponent:
		return e.derivativeNode(t, args)
	case opEntry:
		return e.entryNode(t, args)
	case opIndexSum:
		return e.indexSumNode(t, args)
	case opDelta:
		return tb.Delta(args[0], args[1])
	case opBar:
		return e.barNode(t, args[0])
	case opDifferential:
		return tb.Differential(args[0])
	}
	panic("parser: a term of unknown kind")
}

// sumNode adds; a scalar beside an array stands for its multiple of ones.
func (e *elaborator) sumNode(t *term, args []ast.Node) ast.Node {
	shape := ast.Scalar
	for _, a := range args {
		if !a.Shape().IsScalar() {
			shape = a.Shape()
		}
	}
	if shape.IsScalar() {
		return e.in.Table.Add(args...)
	}
	for i, a := range args {
		if a.Shape().IsScalar() {
			if !t.place.implied {
				e.note("the scalar %s is added to every entry in %s", shortened(t.argPlace(i).text()), shortened(t.place.text()))
			}
			args[i] = e.spread(a, shape)
		}
	}
	return e.in.Table.Add(args...)
}

// spread is the array of a shape with the scalar s in every entry.
func (e *elaborator) spread(s ast.Node, shape ast.Shape) ast.Node {
	return e.in.Table.Mul(s, e.in.Table.Ones(shape))
}

// productNode multiplies from left to right: where the product so far is a scalar, it commutes
// with what follows.
func (e *elaborator) productNode(args []ast.Node) ast.Node {
	factors := make([]ast.Node, 0, len(args))
	var chain []ast.Node
	for _, a := range args {
		if a.Shape().IsScalar() {
			factors = append(factors, a)
			continue
		}
		chain = append(chain, a)
		if chain[0].Shape().Rows == ast.One && a.Shape().Cols == ast.One {
			factors = append(factors, e.in.Table.Mul(chain...))
			chain = chain[:0:0]
		}
	}
	return e.in.Table.Mul(append(factors, chain...)...)
}

// checkPower refuses 0 to a negative power, roots of negative numbers, and powers of both with exponents that may be
// any number.
func (e *elaborator) checkPower(t *term, args []ast.Node) {
	base, ok := args[0].(*ast.Number)
	x, number := args[1].(*ast.Number)
	if !number {
		switch {
		case ast.IsInteger(args[1]):
		case ast.IsZero(args[0]):
			e.fail(ast.SyntaxError, t.place, "a name as the exponent needs a base that is positive", "%s is 0 for positive exponents, and has no value for others", t.place.text())
		case ok && base.Value.Sign() < 0:
			e.fail(ast.SyntaxError, t.place, "a name as the exponent needs a base that is positive, or k in Z", "%s has real values for integer exponents only", t.place.text())
		}
		return
	}
	switch {
	case ast.IsZero(args[0]) && x.Value.Sign() < 0:
		e.fail(ast.SyntaxError, t.place, "the divisor must be another number than 0", "division by zero")
	case ok && base.Value.Sign() < 0 && !x.Value.IsInt():
		e.fail(ast.SyntaxError, t.place, "a fractional power needs a base that is not negative", "%s has no real value", t.place.text())
	}
}

// callNode calls a function of the catalogue; entry by entry, scalars are spread.
func (e *elaborator) callNode(t *term, args []ast.Node) ast.Node {
	sizes := make([]ast.Dim, len(t.sizes))
	for i, d := range t.sizes {
		sizes[i] = e.final(d)
	}
	f := t.fn
	if f.Name == "e" {
		e.checkRange(args[0], t.args[0].place, sizes[0], shortened(t.place.text()))
	}
	if f.Elementwise {
		e.checkDomain(t, args)
		shape := e.finalShape(t.rows, t.cols)
		for i, a := range args {
			if a.Shape() != shape && !(len(args) > 1 && scalarParameter(f, i)) {
				if !t.place.implied {
					e.note("the scalar %s stands for every entry in %s", shortened(t.argPlace(i).text()), shortened(t.place.text()))
				}
				args[i] = e.spread(a, shape)
			}
		}
	}
	if f.Build != nil {
		return f.Build(e.in.Table, sizes, args)
	}
	return e.in.Table.Call(f, sizes, args...)
}

// checkDomain refuses log(0) and the like.
func (e *elaborator) checkDomain(t *term, args []ast.Node) {
	values := make([]float64, len(args))
	for i, a := range args {
		n, ok := a.(*ast.Number)
		if !ok {
			return
		}
		values[i] = n.Value.Float()
		if math.Abs(values[i]) > 100 {
			return // exp(1000) is only too large for a float64
		}
	}
	if t.fn.Scalar == nil {
		return
	}
	if v := t.fn.Scalar(values...); math.IsNaN(v) || math.IsInf(v, 0) {
		e.fail(ast.SyntaxError, t.place, fmt.Sprintf("%s is not defined there", t.fn.Name), "%s has no value", t.place.text())
	}
}

func (e *elaborator) barNode(t *term, arg ast.Node) ast.Node {
	if arg.Shape().IsScalar() {
		return e.in.Table.Call(catalogue.Lookup("abs"), nil, arg)
	}
	text := t.argPlace(0).text()
	hint := fmt.Sprintf("write det(%s) for the determinant, abs(%s) for the absolute values of the entries", text, text)
	if !arg.Shape().IsMatrix() {
		hint = fmt.Sprintf("write norm(%s) for the norm, abs(%s) for the absolute values of the entries", text, text)
	}
	e.fail(ast.SyntaxError, t.place, hint, "%s can be det(%s) and abs(%s)", t.place.text(), text, text)
	return nil
}

// sizeNode is a size as a scalar.
func (e *elaborator) sizeNode(d ast.Dim) ast.Node {
	tb := e.in.Table
	if n, ok := d.Int(); ok {
		return tb.Int(n)
	}
	if name, ok := d.Name(); ok {
		return tb.Symbol(name, ast.Dimension, ast.Scalar, ast.Unstructured)
	}
	var terms []ast.Node
	sign := int64(1)
	for _, word := range strings.Fields(d.String()) {
		switch word {
		case "+":
			sign = 1
			continue
		case "-":
			sign = -1
			continue
		}
		if rest, ok := strings.CutPrefix(word, "-"); ok {
			sign, word = -1, rest
		}
		factors := []ast.Node{tb.Int(sign)}
		text, denominator, ok := strings.Cut(word, "/")
		if ok {
			k, _ := strconv.ParseInt(denominator, 10, 64)
			factors = append(factors, tb.Number(ast.RatFrac(1, k)))
		}
		for f := range strings.SplitSeq(text, "*") {
			if k, err := strconv.ParseInt(f, 10, 64); err == nil {
				factors = append(factors, tb.Int(k))
			} else {
				factors = append(factors, tb.Symbol(f, ast.Dimension, ast.Scalar, ast.Unstructured))
			}
		}
		terms = append(terms, tb.Mul(factors...))
	}
	return tb.Add(terms...)
}

// notePower tells of a power of a matrix whose base has a scalar added to every entry: who writes (A*x - b)^2
// may mean the square of each entry, and x was then read as a scalar for it.
func (e *elaborator) notePower(t *term, args []ast.Node) {
	sum, ok := args[0].(*ast.Add)
	if !ok || sum.Shape().IsScalar() {
		return
	}
	broadcast := func(n ast.Node) bool {
		m, ok := n.(*ast.Mul)
		return ok && len(m.Chain) == 1 && ast.IsConstant(m.Chain[0], ast.Ones)
	}
	if slices.ContainsFunc(sum.Args(), broadcast) {
		base := shortened(t.argPlace(0).text())
		e.note("%s is a power of the matrix %s; for a power of each entry write .^", shortened(t.place.text()), base)
	}
}
