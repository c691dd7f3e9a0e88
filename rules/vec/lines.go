package vec

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// The bounds of what is written out line by line: the length of the expression, the lines in which
// differentials are put in, and the length of such a line.
const (
	maxLength = 300
	maxRounds = 12
	maxLine   = 400
)

// A before is what a derivative of some order differentiates: the expression, or the derivative of
// the order before.
type before struct {
	value ast.Node
	// outer stands in front of the derivative: Dup(n)' where value is the gradient by a symmetric
	// matrix; else nil.
	outer ast.Node
	of    string
}

// A writer writes the lines that lead to one derivative.
type writer struct {
	*Engine
	x      *ast.Symbol
	dx     ast.Node
	active *ast.Set   // the parts of the value that depend on x
	oldest int        // the least ID of a differential
	line   rules.Line // what all lines have in common
	lines  []rules.Line
	// carried are the rules of steps that are no lines.
	carried []*rules.Rule
}

// lines lead to the derivative d by the variable.
func (e *Engine) lines(b before, v rules.Variable, d derivative, order int) ([]rules.Line, error) {
	full, err := e.coefficient(b.value, v.Symbol)
	if err != nil {
		return nil, err
	}
	dx := e.t.Differential(v.Symbol)
	w := &writer{
		Engine: e, x: v.Symbol, dx: dx, oldest: dx.ID(), line: rules.Line{Order: order, Of: b.of},
		active: ast.DependsOn(ast.Topo(b.value), v.Symbol),
	}
	if err := w.differentials(b.value); err != nil {
		return nil, err
	}
	w.vectorised(full)
	w.finish(b, v, d, full)
	w.lines[0].Left = rules.TheDifferential
	return w.lines, nil
}

// put appends a line. Where the node is that of the line before, its rules go to the next one.
func (w *writer) put(left rules.Left, minor bool, n ast.Node, used ...*rules.Rule) {
	if last := len(w.lines) - 1; last >= 0 && left == rules.Same && w.lines[last].Node == n {
		w.lines[last].Minor = w.lines[last].Minor && minor
		w.carried = append(w.carried, used...)
		return
	}
	l := w.line
	l.Left, l.Minor, l.Node = left, minor, n
	if left != rules.TheDerivative {
		l.Rules = rules.Distinct(append(w.carried, used...))
	}
	w.carried = nil
	w.lines = append(w.lines, l)
}

// differentials writes d vec F = vec(…) and puts in the differentials of parts until those of the
// variable alone are left. Of large expressions only the first such line is written.
func (w *writer) differentials(f ast.Node) error {
	e := w.differential(f)
	if !w.active.Has(f) {
		w.put(rules.TheDifferential, false, w.t.Zeros(w.vec(f).Shape()))
		return nil
	}
	large := w.measure.Length(f) > maxLength
	for round := 0; round == 0 || !large && round < maxRounds; round++ {
		next, used, trivial, err := w.expand(e)
		if err != nil {
			return err
		}
		if next == e && round > 0 {
			return nil
		}
		if round > 0 && w.measure.Length(next) > maxLine {
			return nil
		}
		e = next
		if last := len(w.lines) - 1; trivial && last >= 0 {
			w.lines[last].Minor = true
		}
		w.put(rules.Same, false, w.vec(e), used...)
	}
	return nil
}

// expand puts in the differentials of all parts whose differential is pending in n, but those of the
// variable. It is trivial where a person would not write that as a line.
func (w *writer) expand(n ast.Node) (out ast.Node, used []*rules.Rule, trivial bool, err error) {
	by := map[ast.Node]ast.Node{}
	trivial = true
	for _, d := range w.pending(n) {
		u := d.Arg()
		if v, ok := operation.Square(u); ok {
			by[d] = operation.SquareDifferential(w.t, v, w.differential(v))
			used, trivial = append(used, operation.SquareRule()), false
			continue
		}
		args := make([]ast.Node, len(u.Args()))
		var vary []int
		for k, a := range u.Args() {
			if w.active.Has(a) {
				args[k] = w.differential(a)
				vary = append(vary, k)
			}
		}
		du, err := operation.Differential(w.t, u, args)
		if err != nil {
			return nil, nil, false, err
		}
		by[d] = du
		used = append(used, operation.DifferentialRules(u, vary)...)
		trivial = trivial && isTrivial(u)
	}
	if len(by) == 0 {
		return n, nil, true, nil
	}
	return w.substitute(n, by), used, trivial, nil
}

// substitute replaces differentials in n.
func (w *writer) substitute(n ast.Node, by map[ast.Node]ast.Node) ast.Node {
	to := map[ast.Node]ast.Node{}
	for _, m := range ast.TopoSince(w.oldest, n) {
		if r, ok := by[m]; ok {
			to[m] = r
			continue
		}
		args := slices.Clone(m.Args())
		for i, a := range args {
			if r, ok := to[a]; ok {
				args[i] = r
			}
		}
		to[m] = w.t.Rebuild(m, args)
	}
	return to[n]
}

// differential is d(n).
func (w *writer) differential(n ast.Node) ast.Node {
	d := w.t.Differential(n)
	w.oldest = min(w.oldest, d.ID())
	return d
}

// pending lists the differentials in n, but that of the variable.
func (w *writer) pending(n ast.Node) []*ast.Differential {
	var out []*ast.Differential
	for _, m := range ast.TopoSince(w.oldest, n) {
		if d, ok := m.(*ast.Differential); ok && d != w.dx && w.active.Has(d.Arg()) {
			out = append(out, d)
		}
	}
	return out
}

// isTrivial reports whether the differential of an operation is that of its arguments, in place of
// them.
func isTrivial(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Add, *ast.Transpose, *ast.Entry, *ast.IndexSum:
		return true
	case *ast.Mul:
		return len(n.Args()) == 1
	case *ast.Call:
		return n.Fn.Variadic || len(n.Args()) == 1 && n.Fn.LinearIn(0)
	}
	return false
}

// A part is c·vec(n), where n is linear in dX.
type part struct {
	c coefficient
	n ast.Node
}

// simple is a coefficient as a simplified matrix.
func (w *writer) simple(c coefficient) ast.Node {
	if c.gradient == nil || c.front != nil {
		return w.simplify(w.matrixOf(c))
	}
	scalar, core := w.t.SplitScalars(w.s.Simplify(c.gradient))
	return w.t.Mul(scalar, w.t.Transpose(w.vec(core)))
}

// applied is J*vec(dX).
func (w *writer) applied(j ast.Node) ast.Node { return w.onto(j, w.vec(w.dx)) }

// onto is m*v. Where that is a scalar which reads v'*m', the transpose of a sum over an index in m
// is taken inside of the sum, so that it reads m*v.
func (w *writer) onto(m, v ast.Node) ast.Node {
	n := w.t.Mul(m, v)
	if !n.Shape().IsScalar() || v.Shape().IsScalar() || !startsWith(n, w.t.Transpose(v)) {
		return n
	}
	inside := w.t.Map(m, func(n ast.Node) ast.Node {
		transposed, ok := n.(*ast.Transpose)
		if !ok {
			return n
		}
		sum, ok := transposed.Arg().(*ast.IndexSum)
		if !ok {
			return n
		}
		return w.t.IndexSum(sum.Index, sum.Lo(), sum.Hi(), w.t.Transpose(sum.Body()))
	})
	return w.t.Mul(inside, v)
}

// startsWith reports whether the first factor of the product that n is, or that stands in n with
// scalars, is the row.
func startsWith(n, row ast.Node) bool {
	m, ok := n.(*ast.Mul)
	if !ok {
		return false
	}
	if len(m.Chain) > 0 {
		return m.Chain[0] == row
	}
	return slices.ContainsFunc(m.Scalars, func(s ast.Node) bool {
		p, ok := s.(*ast.Mul)
		return ok && len(p.Chain) > 0 && p.Chain[0] == row
	})
}

// finish writes dX in the coordinates of its structure, and the derivative.
func (w *writer) finish(b before, v rules.Variable, d derivative, full coefficient) {
	j, t := w.simple(full), w.t
	switch {
	case ast.IsZero(j):
	case v.Entry != nil:
		m := t.Mul(j, w.unit(v))
		if b.outer != nil {
			m = t.Mul(b.outer, m)
		}
		if m != d.matrix {
			w.put(rules.TheDerivative, false, m)
			w.put(rules.Same, false, d.matrix)
			return
		}
	case isSymmetric(v.Symbol):
		dup := t.Duplication(v.Symbol.Shape().Rows)
		w.put(rules.Same, false, t.Mul(j, dup, w.call("vech", w.dx)), rules.Named("vech/duplication"))
	default:
		if p := w.projection(v.Symbol); p != nil {
			m := w.within(full, v).matrix
			w.put(rules.Same, false, t.Mul(j, p, w.vec(w.dx)), rules.Named(projections[v.Symbol.Structure]))
			w.put(rules.Same, false, w.applied(m))
		}
	}
	w.put(rules.TheDerivative, false, d.matrix)
}
