package simplify

import (
	"slices"

	"matcalc/ast"
)

// maxJoined bounds the number of terms in which common factors are looked for.
const maxJoined = 16

// Short joins terms with factors in common where that makes the whole shorter: Σ_k A_ik x_k + Σ_k A_ki x_k
// is Σ_k (A_ik + A_ki) x_k.
func (c *Components) Short(terms []Term) []Term {
	if len(terms) > maxJoined {
		return terms
	}
	terms = slices.Clone(terms)
	for joined := true; joined; {
		joined = false
		for i := 0; i < len(terms) && !joined; i++ {
			for k := i + 1; k < len(terms) && !joined; k++ {
				if t, ok := c.join(terms[i], terms[k]); ok {
					terms[i] = t
					terms = slices.Delete(terms, k, k+1)
					joined = true
				}
			}
		}
	}
	return terms
}

// join writes two terms that differ in one factor as one.
func (c *Components) join(a, b Term) (Term, bool) {
	if len(a.Sums) == 0 || len(a.Sums) != len(b.Sums) || len(a.Factors) != len(b.Factors) || len(a.Factors) < 2 {
		return a, false
	}
	places := make([]int, len(b.Sums))
	for i := range places {
		places[i] = i
	}
	for _, order := range orders([][]int{places}) {
		by := map[*ast.Symbol]ast.Node{}
		for i, k := range order {
			by[b.Sums[k].Index] = a.Sums[i].Index
		}
		other := c.rename(b, by)
		if slices.ContainsFunc(other.Sums, func(r Range) bool { return !slices.Contains(a.Sums, r) }) {
			continue
		}
		var common []ast.Node
		for _, f := range a.Factors {
			if slices.Contains(other.Factors, f) {
				common = append(common, f)
			}
		}
		if len(common) != len(a.Factors)-1 {
			continue
		}
		left := func(t Term) ast.Node {
			factors := []ast.Node{c.t.Number(t.Coef)}
			for _, f := range t.Factors {
				if !slices.Contains(common, f) {
					factors = append(factors, f)
				}
			}
			return c.t.Mul(factors...)
		}
		coef, sum := c.content(left(a), left(other))
		out := Term{coef, append(common, sum), a.Sums}
		if c.Length(c.TermNode(out)) < c.Length(c.Node([]Term{a, b})) {
			return out, true
		}
	}
	return a, false
}

// content is the sum of two factors, with their number in front where it is the same.
func (c *Components) content(a, b ast.Node) (ast.Rat, ast.Node) {
	x, p := c.t.SplitCoef(a)
	y, q := c.t.SplitCoef(b)
	if !x.Abs().Equal(y.Abs()) {
		return ast.RatInt(1), c.t.Add(a, b)
	}
	sign := int64(1)
	if !x.Equal(y) {
		sign = -1
	}
	return x, c.t.Add(p, c.t.Scale(ast.RatInt(sign), q))
}
