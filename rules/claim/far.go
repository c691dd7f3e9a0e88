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

// elsewhere looks for a point far from those of a claim that is right there, at which it is not: at variables, and at
// other symbols below kinks, of other magnitudes, of both signs, and beside the constants in the expression and the claim.
func (j *judge) elsewhere(v *Judgement, list []reading, points []*point) *Counterexample {
	nodes := ast.Topo(j.answer.Value, j.claim)
	if !slices.ContainsFunc(nodes, isKinked) {
		return nil
	}
	i := slices.IndexFunc(list, func(r reading) bool { return r.form == v.Form && r.transposed == v.Transposed })
	if i < 0 {
		return nil
	}
	sides := [][]*ast.Symbol{j.varied(), j.parameters(nodes)}
	for _, size := range farSizes(nodes) {
		for _, symbols := range sides {
			if c := j.compareFar(list[i], points, symbols, size); c != nil {
				return c
			}
		}
	}
	return nil
}

// compareFar compares a reading with the derivative where symbols have entries of about that size, of both signs.
func (j *judge) compareFar(r reading, points []*point, symbols []*ast.Symbol, size float64) *Counterexample {
	if len(symbols) == 0 {
		return nil
	}
	for _, p := range points {
		for _, sign := range []float64{1, -1} {
			far, err := j.at(moved(p.in, symbols, sign, size), j.rng)
			if err != nil {
				continue
			}
			if c := j.compareAt(far, r); c != nil {
				return c
			}
		}
	}
	return nil
}

// varied lists the symbols by which the derivative is taken.
func (j *judge) varied() []*ast.Symbol {
	var out []*ast.Symbol
	for _, v := range j.result.Variables {
		out = append(out, symbolOf(v))
	}
	return out
}

// parameters lists the other symbols that decide on which side of a kink a point is.
func (j *judge) parameters(nodes []ast.Node) []*ast.Symbol {
	var kinks []ast.Node
	for _, n := range nodes {
		if isKinked(n) {
			kinks = append(kinks, n)
		}
	}
	var out []*ast.Symbol
	for _, n := range ast.Topo(kinks...) {
		x, ok := n.(*ast.Symbol)
		if ok && x.Kind == ast.Variable && !j.isDirection(x) && !slices.Contains(j.varied(), x) {
			out = append(out, x)
		}
	}
	return out
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

// moved gives symbols entries of about that size, with the signs that they have, or the opposite ones. Positive definite
// matrices keep their sign.
func moved(in *numeric.Instance, symbols []*ast.Symbol, sign, size float64) *numeric.Instance {
	values := map[string]ast.Array{}
	for _, x := range symbols {
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
		values[x.Name] = mapped(at, func(a float64) float64 { return by * size * a / typical })
	}
	return in.WithAll(values)
}
