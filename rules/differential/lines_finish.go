package differential

import (
	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// skip ends the derivation where too much is left: the rules that are still to apply are named
// together.
func (w *writer) skip() {
	var used []*rules.Rule
	var left []ast.Node
	for _, term := range w.terms {
		left = append(left, term.pending)
	}
	for _, n := range ast.Topo(left...) {
		if w.active.Has(n) && n != w.x {
			used = append(used, operation.DifferentialRules(n, w.arguments(n))...)
		}
	}
	w.skipped = true
	w.last(w.gradient(), "The other operations are differentiated in the same way.", used...)
}

// finish writes the last lines: the terms collected, and the derivative.
func (w *writer) finish() {
	if !w.skipped {
		w.collect()
	}
	w.derivative()
}

// collect adds up the terms, all of which are in d(x).
func (w *writer) collect() {
	if len(w.terms) == 0 {
		w.emit(false)
		return
	}
	if len(w.lines) == 0 {
		w.emit(false)
	}
	switch w.way {
	case toGradient:
		w.total()
		return
	case toJacobian:
		w.jacobian()
	}
	w.last(nil, "")
}

// total writes a gradient as one product with dX, then inside the space of the structure of X.
func (w *writer) total() {
	parts := make([]ast.Node, 0, len(w.terms))
	for _, term := range w.terms {
		if term.right != w.t.Differential(w.x) {
			return
		}
		parts = append(parts, term.left)
	}
	if len(w.terms) == 1 && len(w.lines) > 1 && operation.ProjectionRule(w.task.By.Symbol.Structure) == nil {
		w.restate()
		return
	}
	structure := w.task.By.Symbol.Structure
	g := w.s.Simplify(w.t.Add(parts...))
	target := w.gradient()
	if operation.ProjectionRule(structure) != nil {
		if g != target {
			w.whole(g, "")
			w.whole(target, "", operation.ProjectionRule(structure))
			return
		}
	}
	w.whole(target, "")
}

// restate writes the last line with the gradient as the result has it.
func (w *writer) restate() {
	g := w.gradient()
	last := &w.lines[len(w.lines)-1]
	if w.rewritten(last.Node, w.t.Inner(g, w.t.Differential(w.x))) {
		w.whole(g, "")
		return
	}
	last.Pairs = []rules.Pair{{Left: g, Right: w.t.Differential(w.x)}}
	last.Node = w.t.Inner(g, w.t.Differential(w.x))
}

// gradient is the derivative of a scalar by the whole symbol; nil where there is none.
func (w *writer) gradient() ast.Node {
	if w.way != toGradient {
		return nil
	}
	if w.task.By.Entry == nil {
		return w.task.Result
	}
	g, err := operation.Gradient(w.t, w.task.Value, w.x)
	if err != nil {
		return nil
	}
	return w.s.Simplify(operation.Project(w.t, w.task.By.Symbol.Structure, w.s.Simplify(g)))
}

// whole writes the line g : dX.
func (w *writer) whole(g ast.Node, note string, used ...*rules.Rule) {
	d := w.t.Differential(w.x)
	line := w.line(false, used...)
	line.Note = note
	line.Pairs = []rules.Pair{{Left: g, Right: d}}
	if ast.IsZero(g) {
		line.Pairs = nil
	}
	w.put(line, w.t.Inner(g, d))
}

// jacobian writes each term as a matrix times dx.
func (w *writer) jacobian() {
	d := w.t.Differential(w.x)
	var used []*rules.Rule
	raw, sum := w.terms[:0:0], w.terms[:0:0]
	for _, old := range w.terms {
		m, ok := w.matrix(old.right, d)
		if !ok {
			return
		}
		used = append(used, pushRules(old.right, d)...)
		raw = append(raw, term{old.left, w.t.Mul(m, d), old.pending})
		sum = append(sum, term{old.left, w.t.Mul(w.s.Simplify(m), d), old.pending})
	}
	old := w.terms
	w.terms = sum
	if w.length.Length(w.node()) > 3*w.length.Length(w.task.Result)+20 {
		w.terms = old
		return
	}
	w.replace(raw, sum, used)
}

// last writes dF with the result in it: as a matrix times dx, as the map of dX, or as the derivative
// by a scalar times its differential.
func (w *writer) last(g ast.Node, note string, used ...*rules.Rule) {
	t, by := w.t, w.task.By
	d := t.Differential(w.x)
	var node ast.Node
	switch {
	case w.way == toGradient:
		if g != nil {
			w.whole(g, note, used...)
		}
		return
	case w.way == toJacobian:
		node = t.Mul(w.task.Result, d)
	case by.Entry == nil && w.task.Direction != nil:
		node = t.Substitute(w.task.Result, map[ast.Node]ast.Node{w.task.Direction: d})
	case by.Entry == nil:
		node = t.Mul(w.task.Result, d)
	default:
		w.along(used...)
		return
	}
	line := w.line(false, used...)
	line.Note = note
	w.put(line, node)
}

// along writes dF where an entry of the symbol varies alone: dX is the unit array of the entry times
// the differential of the entry.
func (w *writer) along(used ...*rules.Rule) {
	t, e := w.t, w.task.By.Entry
	if w.skipped || w.task.By.Symbol.Structure != ast.Unstructured {
		return
	}
	unit := t.Int(1)
	if e.Row != nil {
		unit = t.Unit(e.Row, w.x.Shape().Rows)
	}
	if e.Col != nil {
		unit = t.Mul(unit, t.Transpose(t.Unit(e.Col, w.x.Shape().Cols)))
	}
	d := map[ast.Node]ast.Node{t.Differential(w.x): t.Mul(unit, t.Differential(e))}
	line := w.line(false, used...)
	line.Note = "No other entry varies."
	w.put(line, w.s.Simplify(t.Substitute(w.node(), d)))
}

// derivative writes the lines of the derivative itself.
func (w *writer) derivative() {
	w.lines[len(w.lines)-1].Minor = false
	line := w.line(false)
	line.Left = rules.TheDerivative
	if e := w.task.By.Entry; e != nil && w.way == toGradient {
		if pairs := w.lines[len(w.lines)-1].Pairs; len(pairs) == 1 && pairs[0].Right == w.t.Differential(w.x) {
			w.put(line, w.t.Entry(pairs[0].Left, e.Row, e.Col))
			line.Left = rules.Same
		}
	}
	if w.way == toMap && w.task.By.Entry != nil && w.task.By.Symbol.Structure != ast.Unstructured {
		line.Note = "The symbol varies within its structure, along this entry alone."
	}
	w.put(line, w.task.Result)
}
