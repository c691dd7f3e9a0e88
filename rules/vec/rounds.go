package vec

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// vectorised brings the last line, where it has no other differential than dX, to the form J*vec(dX) by
// the rules for vec, one operation after the other.
func (w *writer) vectorised(full coefficient) {
	last := w.lines[len(w.lines)-1].Node
	if ast.IsZero(last) {
		return
	}
	j := w.simple(full)
	steps, differentials := w.steps(last), len(w.lines)
	// The coefficients are made before vec(dX), so that in scalars they stand in front.
	for _, s := range steps {
		for _, p := range s.parts {
			w.matrixOf(p.c)
		}
	}
	for i, s := range steps {
		end, sum := i == len(steps)-1, w.sum(s.parts, last.Shape())
		shown := end && (len(s.parts) > 1 || w.rewritten(sum, w.applied(j)))
		w.put(rules.Same, last.Shape().IsScalar() && !shown, sum, s.used...)
	}
	// Rules that lead to a line as it stands are no reason for what is simplified in it after that.
	if end := &w.lines[len(w.lines)-1]; w.rewritten(end.Node, w.applied(j)) {
		switch {
		case len(w.lines) > differentials:
			end.Rules, w.carried = rules.Distinct(append(end.Rules, w.carried...)), nil
		case !ast.Contains(end.Node, w.t.Transpose(w.dx)):
			w.carried = nil
		}
	}
	w.put(rules.Same, false, w.applied(j))
}

// rewritten reports whether more than the rules is needed from one line to the next, of lines that are
// not long.
func (w *writer) rewritten(before, after ast.Node) bool {
	return max(w.measure.Length(before), w.measure.Length(after)) <= maxLine && operation.Rewritten(before, after)
}

// A round is a sum of parts and the rules that led there.
type round struct {
	parts []part
	used  []*rules.Rule
}

// steps are the sums that lead from a line to C*vec(dX).
func (w *writer) steps(line ast.Node) []round {
	var out []round
	if len(w.pending(line)) > 0 {
		return nil
	}
	n := line
	if c := isCall(n, "vec"); c != nil {
		n = c.Args()[0]
	}
	w.sweeps++
	parts := w.terms([]part{{w.start(n), n}})
	for range maxRounds {
		next, used, ok := w.step(parts)
		if !ok {
			return out
		}
		parts = w.terms(next)
		out = append(out, round{parts, used})
	}
	return out
}

// terms takes sums and multiples apart.
func (w *writer) terms(parts []part) []part {
	var out []part
	for len(parts) > 0 {
		p := parts[0]
		parts = parts[1:]
		switch n := p.n.(type) {
		case *ast.Add:
			var terms []part
			for _, a := range n.Args() {
				terms = append(terms, part{p.c, a})
			}
			parts = append(terms, parts...)
			continue
		case *ast.Mul:
			if len(n.Args()) == 1 {
				p = part{w.times(p.c, w.t.Number(n.Coef), n.Shape()), n.Args()[0]}
				parts = append([]part{p}, parts...)
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// step applies the rule for the outermost operation of each part.
func (w *writer) step(parts []part) (out []part, used []*rules.Rule, ok bool) {
	for _, p := range parts {
		n := p.n
		for n != w.dx {
			if _, ok := n.(*ast.IndexSum); ok {
				return w.whole(p, parts)
			}
			k, several := -1, false
			for i, a := range n.Args() {
				if ast.Contains(a, w.dx) {
					several = k >= 0
					k = i
				}
			}
			if k < 0 || several {
				return w.whole(p, parts)
			}
			c := p.c
			if n.Shape().IsScalar() {
				c = w.atScalar(c)
			}
			used = append(used, vectorisationRules(n, k, c.gradient != nil)...)
			c, err := w.argument(n, k, c, true)
			if err != nil {
				return nil, nil, false
			}
			same := w.matrixOf(c) == w.matrixOf(p.c)
			p.c, n = c, n.Args()[k]
			if !same {
				break
			}
		}
		out = append(out, part{p.c, n})
		ok = ok || n != p.n
	}
	return out, used, ok
}

// whole brings a part in which dX stands in several places, or in a sum over an index, to C*vec(dX) in
// one step, and leaves the other parts as they are.
func (w *writer) whole(p part, parts []part) (out []part, used []*rules.Rule, ok bool) {
	c, err := w.sweep(p.n, p.c, []ast.Node{w.dx}, true)
	if err != nil {
		return nil, nil, false
	}
	for _, q := range parts {
		if q != p {
			out = append(out, q)
		} else if of, ok := c[w.dx]; ok {
			out = append(out, part{of, w.dx})
		}
	}
	nodes := ast.Topo(p.n)
	on := ast.DependsOn(nodes, w.dx)
	for _, n := range slices.Backward(nodes) {
		for k, a := range n.Args() {
			if on.Has(a) && n != w.dx {
				used = append(used, vectorisationRules(n, k, p.c.gradient != nil)...)
			}
		}
	}
	return out, used, true
}

// sum is Σ c·vec(n), an array of that shape.
func (w *writer) sum(parts []part, shape ast.Shape) ast.Node {
	if len(parts) == 0 {
		return w.t.Zeros(shape)
	}
	terms := make([]ast.Node, len(parts))
	for i, p := range parts {
		terms[i] = w.onto(w.matrixOf(p.c), w.vec(p.n))
	}
	return w.t.Add(terms...)
}
