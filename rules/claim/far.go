package claim

import (
	"math"
	"slices"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// kinked are the functions that are not analytic: an expression with one of them may have another derivative far from
// the points at which claims are compared. Without them what is equal near a point is equal wherever it is connected to it.
var kinked = []string{"abs", "sign", "relu", "step", "max", "min", "norm1"}

// magnitudes are the sizes of the entries of variables at which claims on expressions with kinks are compared too.
var magnitudes = []float64{3, 10, 30, 1e2, 1e3, 1e4, 1e6}

// besides are the places beside a constant c, in its multiples, at which they are compared: on both sides of it.
var besides = []float64{0.9, 1.1, 2}

// maxConstants is the number of constants of an expression that are looked at.
const maxConstants = 8

// elsewhere looks for a point far from those of a claim that is right there, at which it is not: at variables of other
// magnitudes, of both signs, and beside the constants in the expression and the claim.
func (j *judge) elsewhere(v *Judgement, list []reading, points []*point) *Counterexample {
	nodes := ast.Topo(j.answer.Value, j.claim)
	if !slices.ContainsFunc(nodes, isKinked) {
		return nil
	}
	i := slices.IndexFunc(list, func(r reading) bool { return r.form == v.Form && r.transposed == v.Transposed })
	if i < 0 {
		return nil
	}
	for _, size := range farSizes(nodes) {
		for _, p := range points {
			for _, sign := range []float64{1, -1} {
				far, err := j.at(j.moved(p.in, sign, size), j.rng)
				if err != nil {
					continue
				}
				if c := j.compareAt(far, list[i]); c != nil {
					return c
				}
			}
		}
	}
	return nil
}

func isKinked(n ast.Node) bool {
	c, ok := n.(*ast.Call)
	return ok && slices.Contains(kinked, c.Fn.Name)
}

// farSizes lists the magnitudes to look at.
func farSizes(nodes []ast.Node) []float64 {
	out := slices.Clone(magnitudes)
	constants := 0
	for _, n := range nodes {
		x, ok := n.(*ast.Number)
		if c := 0.0; ok && constants < maxConstants {
			if c = math.Abs(x.Value.Float()); c > 0 && c != 1 {
				constants++
				for _, by := range besides {
					out = append(out, by*c)
				}
			}
		}
	}
	return out
}

// moved gives the variables entries of about that size, with the signs that they have, or the opposite ones. Positive
// definite matrices keep their sign.
func (j *judge) moved(in *numeric.Instance, sign, size float64) *numeric.Instance {
	for _, v := range j.result.Variables {
		x := symbolOf(v)
		at, ok := in.Value(x.Name)
		if !ok || x.Structure == ast.Orthogonal {
			continue
		}
		by := sign
		if x.Structure == ast.PositiveDefinite {
			by = 1
		}
		typical := 0.0
		for _, a := range at.Data {
			typical += math.Abs(a) / float64(len(at.Data))
		}
		in = in.With(x.Name, mapped(at, func(a float64) float64 { return by * size * a / typical }))
	}
	return in
}
