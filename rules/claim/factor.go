package claim

import (
	"fmt"
	"math"

	"matcalc/ast"
)

// factor finds out whether the derivative is a multiple of the claim: by a number, or by a scalar that occurs
// in the expression, as a norm or the size n.
func (j *judge) factor(v *Judgement, list []reading, points []*point) bool {
	for _, r := range list {
		factors, ok := j.ratios(r, points)
		if !ok {
			continue
		}
		by := j.constantFactor(factors)
		if by == nil && len(points) > 2 {
			by = j.scalarFactor(factors, points)
		}
		if by == nil {
			continue
		}
		v.Verdict, v.Form, v.Transposed, v.Factor = Factor, r.form, r.transposed, by
		return true
	}
	return false
}

// ratios gives at each point the number by which the claim has to be multiplied; ok is false where there is none.
func (j *judge) ratios(r reading, points []*point) (factors []float64, ok bool) {
	for _, p := range points {
		want, got := p.eval(j.truth), p.eval(r)
		if !finite(got) || top(want) == 0 || top(got) == 0 {
			return nil, false
		}
		product, square := 0.0, 0.0
		for i, g := range got {
			product += g * want[i]
			square += g * g
		}
		c := product / square
		scaled := make([]float64, len(got))
		for i, g := range got {
			scaled[i] = c * g
		}
		if p.relative(want, scaled) > j.options.Tolerance {
			return nil, false
		}
		factors = append(factors, c)
	}
	return factors, true
}

// constantFactor is the number that all factors are, or nil.
func (j *judge) constantFactor(factors []float64) ast.Node {
	if c, ok := constant(factors); ok {
		return j.t.Number(rational(c))
	}
	return nil
}

// constant is the number that all of the list are, to what rounding leaves.
func constant(list []float64) (float64, bool) {
	for _, c := range list {
		if math.Abs(c-list[0]) > sameFactor*math.Abs(list[0]) {
			return 0, false
		}
	}
	return list[0], true
}

const (
	// sameFactor is the relative error of factors that are the same.
	sameFactor = 1e-6
	// simpleDenominator is the greatest denominator of a factor that is taken as a fraction.
	simpleDenominator = 720
)

// simple is the fraction with a small denominator that x is, or false.
func simple(x float64) (ast.Rat, bool) {
	for den := int64(1); den <= simpleDenominator; den++ {
		num := math.Round(x * float64(den))
		if math.Abs(num) < 1e9 && math.Abs(x-num/float64(den)) <= sameFactor*max(math.Abs(x), 1e-3) {
			return ast.RatFrac(int64(num), den), true
		}
	}
	return ast.Rat{}, false
}

// rational is x as a fraction, or as a decimal number.
func rational(x float64) ast.Rat {
	if r, ok := simple(x); ok {
		return r
	}
	r, _ := ast.ParseRat(fmt.Sprintf("%.6f", math.Abs(x)))
	if x < 0 {
		r = r.Neg()
	}
	return r
}

// scalarFactor is a fraction times a power of a scalar, with which the factors at all points agree: of a part of
// the expression, the claim or the derivative, or of a size.
func (j *judge) scalarFactor(factors []float64, points []*point) ast.Node {
	for _, s := range j.scalars() {
		for _, exponent := range []int64{1, -1, 2, -2} {
			quotients := make([]float64, len(points))
			for i, p := range points {
				a, err := p.in.Eval(s)
				if err != nil || len(a.Data) != 1 {
					quotients = nil
					break
				}
				quotients[i] = factors[i] / math.Pow(a.Data[0], float64(exponent))
			}
			if len(quotients) == 0 || !finite(quotients) {
				break
			}
			if c, same := constant(quotients); same {
				if r, ok := simple(c); ok {
					return j.t.Mul(j.t.Number(r), j.t.Power(s, j.t.Int(exponent)))
				}
			}
		}
	}
	return nil
}

// maxScalars is the number of scalars that are tried as factors.
const maxScalars = 60

// scalars lists what a factor can consist of: sizes, and scalars in the claim, the expression and the derivative.
func (j *judge) scalars() []ast.Node {
	var sizes, parts []ast.Node
	seen := map[ast.Node]bool{}
	add := func(list *[]ast.Node, n ast.Node) {
		if _, number := n.(*ast.Number); !number && !seen[n] {
			seen[n] = true
			*list = append(*list, n)
		}
	}
	for _, n := range ast.Topo(j.claim, j.answer.Value, j.result.Derivative) {
		_, index := n.(*ast.Symbol)
		if s, ok := n.(*ast.Symbol); ok {
			index = s.Kind == ast.Index
			for _, d := range []ast.Dim{s.Shape().Rows, s.Shape().Cols, s.Shape().Entries()} {
				add(&sizes, j.t.DimNode(d))
			}
		}
		if len(parts) < maxScalars && n.Shape().IsScalar() && !index && len(j.freeIndices(n)) == 0 {
			add(&parts, n)
		}
	}
	if all := append(sizes, parts...); len(all) > maxScalars {
		return all[:maxScalars]
	}
	return append(sizes, parts...)
}
