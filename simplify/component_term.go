package simplify

import (
	"slices"

	"matcalc/ast"
)

// maxOpened bounds the number of terms up to which products of sums are multiplied out.
const maxOpened = 256

// Terms writes the scalar n as a sum of terms: sums over indices stand in front, and sums in products
// are multiplied out where that frees a delta or a differential. No deltas are collapsed.
func (c *Components) Terms(n ast.Node) []Term {
	type open struct {
		term    Term
		pending []ast.Node
	}
	work := []open{{Term{Coef: ast.RatInt(1)}, []ast.Node{n}}}
	var out []Term
	for len(work) > 0 {
		w := work[len(work)-1]
		work = work[:len(work)-1]
		if len(w.pending) == 0 {
			out = append(out, w.term)
			continue
		}
		p := w.pending[0]
		w.pending = w.pending[1:]
		switch p := p.(type) {
		case *ast.Number:
			w.term.Coef = w.term.Coef.Times(p.Value)
		case *ast.Mul:
			if len(p.Chain) > 0 {
				w.term.Factors = append(slices.Clip(w.term.Factors), p)
				break
			}
			w.term.Coef = w.term.Coef.Times(p.Coef)
			w.pending = slices.Concat(p.Scalars, w.pending)
		case *ast.Add:
			alone := len(w.term.Factors)+len(w.pending) == 0
			if !alone && !c.of(p).opens || len(out)+len(work)+len(p.Args()) > maxOpened {
				w.term.Factors = append(slices.Clip(w.term.Factors), p)
				break
			}
			for _, a := range slices.Backward(p.Args()) {
				work = append(work, open{w.term, slices.Concat([]ast.Node{a}, w.pending)})
			}
			continue
		case *ast.IndexSum:
			sum := Term{Coef: ast.RatInt(1), Factors: []ast.Node{p.Body()}, Sums: []Range{{p.Index, p.Lo(), p.Hi()}}}
			rest := Term{Factors: w.pending}
			sum = c.Apart(sum, union(c.Indices(w.term, rest), nil))
			w.term.Sums = append(slices.Clip(w.term.Sums), sum.Sums[0])
			w.pending = slices.Concat(sum.Factors, w.pending)
		default:
			w.term.Factors = append(slices.Clip(w.term.Factors), p)
		}
		if !w.term.Coef.IsZero() {
			work = append(work, w)
		}
	}
	return out
}

// Node is the sum of the terms as an expression. Factors that do not depend on an index stand in
// front of all sums.
func (c *Components) Node(terms []Term) ast.Node {
	sum := []ast.Node{c.t.Int(0)}
	for _, term := range terms {
		sum = append(sum, c.TermNode(term))
	}
	return c.t.Add(sum...)
}

// TermNode is a term as an expression.
func (c *Components) TermNode(term Term) ast.Node {
	outside, inside := []ast.Node{c.t.Number(term.Coef)}, []ast.Node{c.t.Int(1)}
	for _, f := range term.Factors {
		if slices.ContainsFunc(term.Sums, func(r Range) bool { return c.Depends(f, r.Index) }) {
			inside = append(inside, f)
		} else {
			outside = append(outside, f)
		}
	}
	body := c.t.Mul(inside...)
	for _, r := range slices.Backward(term.Sums) {
		body = c.t.IndexSum(r.Index, r.Lo, r.Hi, body)
	}
	return c.t.Mul(append(outside, body)...)
}

// tidy brings the factors into the normal form of products: powers of one base are one power, and
// numbers stand in front. A power of a delta is the delta.
func (c *Components) tidy(term Term) Term {
	factors := make([]ast.Node, 0, len(term.Factors)+1)
	factors = append(factors, c.t.Number(term.Coef))
	for _, f := range term.Factors {
		factors = append(factors, c.orient(f))
	}
	product := c.t.Mul(factors...)
	coef, core := c.t.SplitCoef(product)
	term.Coef, term.Factors = coef, nil
	switch m := core.(type) {
	case *ast.Number:
	case *ast.Mul:
		term.Factors = slices.Clone(m.Scalars)
		if len(m.Chain) > 0 {
			term.Factors = []ast.Node{m}
		}
	default:
		term.Factors = []ast.Node{core}
	}
	for i, f := range term.Factors {
		if p, ok := f.(*ast.Power); ok {
			if d, ok := p.Base().(*ast.Delta); ok {
				if e, ok := p.Exponent().(*ast.Number); ok && e.Value.Sign() > 0 {
					term.Factors[i] = d
				}
			}
		}
	}
	return term
}
