package parser

import (
	"slices"

	"matcalc/ast"
)

// constantOf is the value of a scalar that is made of numbers alone.
func (e *elaborator) constantOf(t *term) (ast.Rat, bool) {
	parts := []*term{t}
	for len(parts) > 0 {
		part := parts[len(parts)-1]
		parts = append(parts[:len(parts)-1], part.args...)
		switch part.op {
		case opNumber, opSum, opProduct, opPower:
			continue
		}
		if _, number := part.node.(*ast.Number); !number {
			return ast.Rat{}, false
		}
	}
	value, constant, ok := e.exponentParts(t)
	return value, ok && constant
}

func (e *elaborator) checkExponent(power *term) {
	value, constant, ok := e.integral(power.args[1])
	if _, small := value.Int(); ok && constant && !small {
		e.fail(ast.LimitError, power.argPlace(1), "write it as an integer name, declared as k in N", "the exponent %s is too large", power.argPlace(1).text())
	}
	if !ok {
		e.fail(ast.ShapeError, power.argPlace(1), "write .^ for powers entry by entry; integers are declared as k in N",
			"a matrix has only integer powers: %s is no integer", power.argPlace(1).text())
	}
}

// integral reports whether the scalar t is an integer: a number that folds to one, a name that is
// one or, being nothing else, becomes one, or a sum, product or natural power of such. The numbers
// in a sum or product count together, so that 4/2 and 1/2 + 1/2 are integers. The value is that of
// t where it is constant.
func (e *elaborator) integral(t *term) (value ast.Rat, constant, ok bool) {
	value, constant, ok = e.exponentParts(t)
	return value, constant, ok && (!constant || value.IsInt())
}

// exponentParts is integral for a part of an exponent, where a number need not be an integer.
func (e *elaborator) exponentParts(t *term) (value ast.Rat, constant, ok bool) {
	if n, isNumber := t.node.(*ast.Number); isNumber {
		return n.Value, true, true // of a further text
	}
	switch {
	case t.op == opNumber:
		return t.num, true, true
	case t.op == opSymbol && t.entity.kind == aVariable && !t.entity.declared:
		t.entity.kind, t.entity.natural = anInteger, true
		return value, false, e.makeScalar(t)
	case t.op == opSymbol && t.entity.kind != aVariable && t.entity.kind != aValue, t.op == opSize, t.op == opNode:
		return value, false, true
	case t.op == opSum, t.op == opProduct:
		number := ast.RatInt(0)
		if t.op == opProduct {
			number = ast.RatInt(1)
		}
		constant = true
		for _, a := range t.args {
			v, isConstant, ok := e.exponentParts(a)
			switch {
			case !ok:
				return value, false, false
			case !isConstant:
				constant = false
			case t.op == opSum:
				number = number.Plus(v)
			default:
				number = number.Times(v)
			}
		}
		return number, constant, constant || number.IsInt()
	case t.op == opPower:
		return e.exponentPower(t)
	}
	return value, false, false
}

// isNatural reports whether an integer is made of natural numbers alone, so that it is not negative.
func isNatural(t *term) bool {
	switch t.op {
	case opNumber:
		return t.num.Sign() >= 0
	case opSymbol:
		return t.entity.natural || t.entity.kind == aDimension
	case opSize:
		return true
	case opSum, opProduct, opPower:
		return !slices.ContainsFunc(t.args, func(a *term) bool { return !isNatural(a) })
	}
	number, ok := t.node.(*ast.Number)
	return ok && number.Value.Sign() >= 0
}

// exponentPower is exponentParts for a power: of a number, or of an integer with an exponent that
// is not negative.
func (e *elaborator) exponentPower(t *term) (value ast.Rat, constant, ok bool) {
	base, isNumber, ok := e.exponentParts(t.args[0])
	if !ok {
		return value, false, false
	}
	exponent, known, ok := e.integral(t.args[1])
	switch {
	case !ok:
		return value, false, false
	case !known:
		return value, false, isNatural(t.args[1]) && (!isNumber || base.IsInt())
	case !isNumber:
		return value, false, exponent.Sign() >= 0
	}
	k, small := exponent.Int()
	if !small || base.IsZero() && k < 0 {
		return value, false, false
	}
	value, ok = base.Pow(k)
	return value, true, ok
}
