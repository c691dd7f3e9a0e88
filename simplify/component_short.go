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

// Recognised writes the functions among the factors of each term by the rules for scalars, where that is
// shorter: exp(x_i)/(1 + exp(x_i)) is sigmoid(x_i). It tells whether that changes a term.
func (c *Components) Recognised(terms []Term) (out []Term, changed bool) {
	out = slices.Clone(terms)
	for i, term := range out {
		functions, rest := []ast.Node{c.t.Int(1)}, []ast.Node(nil)
		for _, f := range term.Factors {
			if isFunction(f) && !c.Varies(f) {
				functions = append(functions, f)
			} else {
				rest = append(rest, f)
			}
		}
		if len(functions) < 3 {
			continue
		}
		product := c.t.Mul(functions...)
		short := c.t.Map(c.scalars.Simplify(product), c.wholeEntry)
		if c.Length(short) < c.Length(product) {
			coef, factor := c.t.SplitCoef(short)
			out[i], changed = Term{term.Coef.Times(coef), append(rest, factor), term.Sums, term.Place}, true
		}
	}
	return out, changed
}

// wholeEntry writes a row of a matrix times the rest of a product as an entry of the product: X_j: w is
// (X w)_j.
func (c *Components) wholeEntry(n ast.Node) ast.Node {
	m, ok := n.(*ast.Mul)
	if !ok || len(m.Chain) < 2 || !m.Shape().IsScalar() {
		return n
	}
	row, ok := m.Chain[0].(*ast.Entry)
	if !ok || row.Col != nil {
		return n
	}
	return c.t.Entry(c.t.Mul(append([]ast.Node{row.Arg()}, m.Chain[1:]...)...), row.Row, nil)
}

// isFunction reports whether a factor is a function or a power of scalars, without sums over indices.
func isFunction(n ast.Node) bool {
	switch n.(type) {
	case *ast.Call, *ast.Power:
		return !slices.ContainsFunc(ast.Topo(n), func(a ast.Node) bool { _, sum := a.(*ast.IndexSum); return sum })
	}
	return false
}

// join writes two terms that differ in one factor as one.
func (c *Components) join(a, b Term) (Term, bool) {
	if len(a.Sums) == 0 || len(a.Sums) != len(b.Sums) || len(a.Factors) != len(b.Factors) || len(a.Factors) < 2 {
		return a, false
	}
	if earlier(b.Sums, a.Sums) {
		a, b = b, a
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
		out := Term{coef, append(common, sum), a.Sums, a.Place}
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
