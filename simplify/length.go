package simplify

import (
	"matcalc/ast"
)

// A Measure gives the length of expressions as they are printed: each name, number, operator and
// application counts 1, parentheses count nothing. Lengths are kept by node, so that measuring is
// linear in the graph; they saturate at ast.MaxCount.
type Measure struct{ lengths ast.Map[int64] }

// Length is the length of n. Only what has not been measured yet is visited.
func (m *Measure) Length(n ast.Node) int64 { return m.lengths.Fill(n, m.of) }

// of is the length of n when the lengths of its arguments are known.
func (m *Measure) of(n ast.Node) int64 {
	var sum int64
	for _, a := range n.Args() {
		sum = min(sum+m.lengths.Of(a), ast.MaxCount)
	}
	count := int64(len(n.Args()))
	switch n := n.(type) {
	case *ast.Symbol:
		return 1
	case *ast.Number:
		return numberLength(n.Value)
	case *ast.Constant:
		if (n.Kind == ast.Ones || n.Kind == ast.Zeros) && n.Shape().IsVector() { // ones(n)
			return 2
		}
		return 1 + int64(len(n.Dims))
	case *ast.Add:
		return sum + count - 1 - m.broadcast(n)
	case *ast.Mul:
		if Turned(n) {
			sum -= int64(turnedSigns(n))
		}
		sum -= meansIn(n)
		if l := numberLength(n.Coef); !n.Coef.IsOne() {
			if n.Coef.Neg().IsOne() {
				return sum + count - min(m.quotients(n), count-1) // a sign, and operators between the factors
			}
			return sum + count + l - m.quotients(n)
		}
		return sum + count - 1 - m.quotients(n)
	case *ast.Hadamard:
		return sum + count - 1
	case *ast.Power, *ast.EntryPower:
		if e, ok := n.Args()[1].(*ast.Number); ok && (e.Value.Equal(ast.RatInt(-1)) || e.Value.Equal(ast.RatFrac(1, 2))) {
			return m.lengths.Of(n.Args()[0]) + 1
		}
		return sum + 1
	case *ast.Transpose, *ast.Inner:
		return sum + 1
	case *ast.IndexSum:
		return sum + 2 // the index too
	case *ast.Entry:
		if _, ok := n.Arg().(*ast.Symbol); ok {
			return sum // a name with its indices; around anything else come brackets
		}
	}
	return sum + 1
}

// broadcast is what the arrays of ones in a sum count, since a scalar beside another array needs none.
func (m *Measure) broadcast(n *ast.Add) int64 {
	var saved int64
	alone := true // there is no other array
	for _, a := range n.Args() {
		if mul, ok := a.(*ast.Mul); ok && len(mul.Chain) == 1 && ast.IsConstant(mul.Chain[0], ast.Ones) {
			saved += m.lengths.Of(mul.Chain[0]) - 1
			if len(mul.Scalars) > 0 || !mul.Coef.Neg().IsOne() { // 2*ones(n) reads 2, and -ones(n) reads -1
				saved += 2
			}
		} else if ast.IsConstant(a, ast.Ones) {
			saved += m.lengths.Of(a) - 1
		} else {
			alone = false
		}
	}
	if alone {
		return 0
	}
	return saved
}

// quotients counts what divisors do not need, since a*s^-2 is a/s^2.
func (m *Measure) quotients(n *ast.Mul) int64 {
	var saved int64
	for _, s := range n.Scalars {
		if p, ok := s.(*ast.Power); ok {
			saved += divisor(p.Exponent())
		}
	}
	return saved
}

// divisor is what s^e needs less as the divisor s^-e: a sign, the exponent of 1/s, or that of 1/sqrt(s).
func divisor(exponent ast.Node) int64 {
	e, ok := exponent.(*ast.Number)
	switch {
	case !ok || e.Value.Sign() >= 0:
		return 0
	case e.Value.Equal(ast.RatFrac(-1, 2)):
		return numberLength(e.Value)
	}
	return 1
}

func numberLength(r ast.Rat) int64 {
	l := int64(1)
	if r.Sign() < 0 {
		l++
	}
	if !r.IsInt() {
		l += 2
	}
	return l
}
