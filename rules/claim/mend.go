package claim

import (
	"matcalc/ast"
)

// mend looks for small changes that would make the claim right: another factor for terms of its sum, a term that is
// missing, one part that has to be transposed, inverted, negated or exchanged with its neighbour.
func (j *judge) mend(v *Judgement, list []reading, points []*point) {
	few := points[:min(len(points), 3)]
	for _, r := range list {
		if v.Mendings = j.mendTerms(r, few); len(v.Mendings) > 0 {
			return
		}
	}
	for _, e := range j.edits() {
		changed := j.t.Substitute(j.claim, map[ast.Node]ast.Node{e.Part: e.By})
		if changed == j.claim {
			continue
		}
		readings, _ := j.readings(changed)
		for _, r := range readings {
			if r.form == list[0].form && r.transposed == list[0].transposed && j.agrees(r, few) {
				v.Mendings = append(v.Mendings, e)
				break
			}
		}
		if len(v.Mendings) == maxMendings {
			return
		}
	}
	if len(v.Mendings) == 0 && v.Verdict == Wrong {
		v.Mendings = j.otherExpressions(list, few)
	}
}

const (
	maxMendings = 2
	maxEdits    = 60
	maxTerms    = 8
)

// agrees reports whether a reading is right at all points.
func (j *judge) agrees(r reading, points []*point) bool {
	for _, p := range points {
		if p.apart(j.truth, r) > j.options.Tolerance {
			return false
		}
	}
	return true
}

// edits lists changes of one part of the claim.
func (j *judge) edits() []Mending {
	var out []Mending
	add := func(part, by ast.Node) {
		if part != by && len(out) < maxEdits {
			out = append(out, Mending{Replace, part, by})
		}
	}
	nodes := ast.Topo(j.claim)
	for i := len(nodes) - 1; i >= 0 && len(out) < maxEdits; i-- {
		n := nodes[i]
		if s := n.Shape(); s.IsSquare() && !s.IsScalar() {
			add(n, j.t.Transpose(n))
		}
		if c, ok := n.(*ast.Call); ok && c.Fn.Name == "kron" {
			if swapped := j.t.Call(c.Fn, c.Sizes, c.Args()[1], c.Args()[0]); swapped.Shape() == n.Shape() {
				add(n, swapped)
			}
		}
		if m, ok := n.(*ast.Mul); ok {
			for k := range len(m.Chain) - 1 {
				a, b := m.Chain[k], m.Chain[k+1]
				if a.Shape().IsSquare() && a.Shape() == b.Shape() {
					chain := append([]ast.Node{j.t.Number(m.Coef)}, m.Args()...)
					at := len(chain) - len(m.Chain) + k
					chain[at], chain[at+1] = b, a
					add(n, j.t.Mul(chain...))
				}
			}
		}
	}
	for i := len(nodes) - 1; i >= 0 && len(out) < maxEdits; i-- {
		n := nodes[i]
		if _, number := n.(*ast.Number); number || isIndex(n) {
			continue
		}
		add(n, j.t.Neg(n))
		if s := n.Shape(); s.IsSquare() && !s.IsScalar() {
			add(n, j.t.Inv(n))
		}
	}
	return out
}

// isIndex reports whether n is an index or a size.
func isIndex(n ast.Node) bool {
	s, ok := n.(*ast.Symbol)
	return ok && s.Kind != ast.Variable
}

// mendTerms writes the derivative as a sum of the terms of the claim with other numbers in front, or the claim as
// such a sum of terms of the derivative, of which some are then missing.
func (j *judge) mendTerms(r reading, points []*point) []Mending {
	if r.component != nil {
		return nil
	}
	terms := j.terms(j.claim)
	readings := j.readTerms(r, terms)
	if len(readings) > 1 {
		if by, ok := j.combine(points, readings, j.truth); ok {
			return scaled(j.t, terms, by)
		}
	}
	terms = j.terms(j.result.Derivative)
	readings = nil
	for _, t := range terms {
		list, _ := j.readings(t)
		for _, of := range list {
			if of.transposed == j.turned {
				readings = append(readings, of)
				break
			}
		}
	}
	if len(readings) < 2 || len(readings) != len(terms) {
		return nil
	}
	by, ok := j.combine(points, readings, r)
	if !ok {
		return nil
	}
	var out []Mending
	for i, t := range terms {
		switch {
		case by[i].IsZero():
			out = append(out, Mending{Missing, t, nil})
		case !by[i].IsOne():
			out = append(out, Mending{Scale, j.t.Scale(by[i], t), j.t.Number(by[i].Inv())})
		}
	}
	return out
}

// readTerms reads terms as the claim was read.
func (j *judge) readTerms(r reading, terms []ast.Node) []reading {
	var out []reading
	for _, t := range terms {
		list, _ := j.readings(t)
		for _, of := range list {
			if of.form == r.form && of.transposed == r.transposed {
				out = append(out, of)
				break
			}
		}
	}
	if len(out) != len(terms) {
		return nil
	}
	return out
}

// scaled tells by what the terms of a claim have to be multiplied.
func scaled(t *ast.Table, terms []ast.Node, by []ast.Rat) []Mending {
	var out []Mending
	for i, n := range terms {
		switch {
		case by[i].IsZero():
			out = append(out, Mending{Remove, n, nil})
		case !by[i].IsOne():
			out = append(out, Mending{Scale, n, t.Number(by[i])})
		}
	}
	return out
}

// terms are those of a sum; a product with a sum in it is multiplied out.
func (j *judge) terms(n ast.Node) []ast.Node {
	if a, ok := n.(*ast.Add); ok {
		return a.Args()
	}
	m, ok := n.(*ast.Mul)
	if !ok {
		return []ast.Node{n}
	}
	for k, c := range m.Chain {
		sum, ok := c.(*ast.Add)
		if !ok {
			continue
		}
		var out []ast.Node
		for _, term := range sum.Args() {
			factors := append([]ast.Node{j.t.Number(m.Coef)}, m.Args()...)
			factors[len(factors)-len(m.Chain)+k] = term
			out = append(out, j.t.Mul(factors...))
		}
		return out
	}
	return []ast.Node{n}
}

// combine gives the fractions with which the readings add up to the target at all points; ok is false where there are
// none, where they are not determined, or where more of them differ from 1 than not.
func (j *judge) combine(points []*point, readings []reading, target reading) (by []ast.Rat, ok bool) {
	k := len(readings)
	if k > maxTerms {
		return nil, false
	}
	normal := make([][]float64, k) // of the least squares, with the right side at the end
	for i := range normal {
		normal[i] = make([]float64, k+1)
	}
	columns := make([][][]float64, len(points))
	for a, p := range points {
		want := p.eval(target)
		scale := 1 / max(top(want), 1e-9)
		for _, r := range readings {
			columns[a] = append(columns[a], p.eval(r))
			if !finite(p.eval(r)) || !finite(want) {
				return nil, false
			}
		}
		for i := range k {
			for l := range k {
				normal[i][l] += scale * scale * dot(columns[a][i], columns[a][l])
			}
			normal[i][k] += scale * scale * dot(columns[a][i], want)
		}
	}
	solution, ok := solve(normal)
	if !ok {
		return nil, false
	}
	by = make([]ast.Rat, k)
	ones := 0
	for i, x := range solution {
		if by[i], ok = simple(x); !ok || by[i].Abs().Cmp(ast.RatInt(100)) > 0 {
			return nil, false
		}
		if by[i].IsOne() {
			ones++
		}
	}
	for a, p := range points {
		sum := make([]float64, len(columns[a][0]))
		for i, c := range columns[a] {
			for e, x := range c {
				sum[e] += by[i].Float() * x
			}
		}
		if p.relative(p.eval(target), sum) > j.options.Tolerance {
			return nil, false
		}
	}
	return by, ones > 0
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
