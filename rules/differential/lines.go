package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/simplify"
)

// A Task is a derivative of one order, of which the lines are asked for.
type Task struct {
	// Value is what is differentiated: the expression or, for a higher order, a derivative of it.
	Value ast.Node
	By    rules.Variable
	// Order and Of are those of the lines.
	Order int
	Of    string
	// Result is the derivative: a gradient in the shape of the variable, a Jacobian, the derivative by
	// a scalar, or a map that is linear in Direction.
	Result ast.Node
	// Direction is nil where Result is no map.
	Direction *ast.Symbol
}

// Lines derives by differentials, line by line: dF as a sum of terms that are linear in the d(u) of
// parts u of the value, from the whole value down to the variable, then the derivative. For a scalar
// the terms are Frobenius products C : d(u); for a vector by a vector dx is pushed to the right.
//
// The lines that a person would not write are Minor. Of large expressions only the first steps are
// written out. An unsupported operation is an *ast.Error.
func Lines(t *ast.Table, s *simplify.Simplifier, task Task) ([]rules.Line, error) {
	w := &writer{t: t, s: s, length: new(simplify.Measure), task: task, x: task.By.Symbol}
	w.way = wayOf(task)
	w.active = ast.DependsOn(ast.Topo(task.Value), w.x)
	w.rounds = maxRounds
	if w.length.Length(task.Value) > longValue {
		w.rounds = longRounds
	}
	if w.active.Has(task.Value) {
		w.terms = []term{{t.Int(1), t.Differential(task.Value), task.Value}}
	}
	if err := w.derive(); err != nil {
		return nil, err
	}
	w.finish()
	w.lines[0].Left = rules.TheDifferential
	w.shorten()
	if task.Order > 1 && task.Direction != nil && task.By.Entry == nil {
		w.direct()
	}
	return w.lines, nil
}

// direct writes the direction for d(x) in all lines, since those of an order above 1 hold directions
// already.
func (w *writer) direct() {
	to := map[ast.Node]ast.Node{w.t.Differential(w.x): w.task.Direction}
	for i := range w.lines {
		line := &w.lines[i]
		line.Node = w.t.Substitute(line.Node, to)
		for k, p := range line.Pairs {
			line.Pairs[k] = rules.Pair{Left: w.t.Substitute(p.Left, to), Right: w.t.Substitute(p.Right, to)}
		}
	}
}

// The bounds of what is written out: the steps and operations, the terms of a line, and the lines
// that are shown in which nothing but a differential is put in.
const (
	maxRounds     = 12
	longValue     = 300 // the length of values of which only longRounds steps are written out
	longRounds    = 2
	maxExpansions = 40
	maxTerms      = 12
	maxShown      = 10
)

// A way is a form that lines lead to.
type way uint8

const (
	toGradient way = iota // Σ C : d(u)
	toJacobian            // Σ J*d(u)
	toMap                 // any expression that is linear in the d(u)
)

func wayOf(task Task) way {
	value, x := task.Value.Shape(), task.By.Symbol.Shape()
	switch {
	case task.Direction != nil:
		return toMap
	case value.IsScalar():
		return toGradient
	case task.By.Entry == nil && value.IsVector() && x.IsVector():
		return toJacobian
	}
	return toMap
}

// A term is linear in d(pending), which stands in right. For a gradient the term is left : right, else
// it is right, and left is 1.
type term struct {
	left, right ast.Node
	pending     ast.Node
}

// A writer writes the lines of one task.
type writer struct {
	t      *ast.Table
	s      *simplify.Simplifier
	length *simplify.Measure
	task   Task
	x      ast.Node
	way    way
	active *ast.Set // the parts of the value that depend on x
	rounds int      // how many are left
	count  int      // of expansions
	terms  []term
	lines  []rules.Line
	soft   []int // lines that are left out where there are many
	// skipped tells that the last steps were not written out.
	skipped bool
}

// derive writes lines until the terms are linear in d(x), or the bounds are reached.
func (w *writer) derive() error {
	for w.pending() {
		if w.rounds == 0 || w.count > maxExpansions || len(w.terms) > maxTerms {
			w.skip()
			return nil
		}
		w.rounds--
		if err := w.round(); err != nil {
			return err
		}
	}
	return nil
}

// pending reports whether a term is not yet in d(x).
func (w *writer) pending() bool {
	for _, term := range w.terms {
		if term.pending != w.x {
			return true
		}
	}
	return false
}

// emit writes the terms as a line.
func (w *writer) emit(minor bool, used ...*rules.Rule) {
	line := w.line(minor, used...)
	if w.way == toGradient {
		for _, term := range w.terms {
			line.Pairs = append(line.Pairs, w.pair(term))
		}
	}
	w.put(line, w.node())
}

func (w *writer) line(minor bool, used ...*rules.Rule) rules.Line {
	return rules.Line{Order: w.task.Order, Of: w.task.Of, Minor: minor, Rules: rules.Distinct(used)}
}

// put appends a line. One that says the same as the line before, or the same expression in other
// pairs where that is minor, takes its place and has its rules. Of two that only simplify the second
// stands.
func (w *writer) put(line rules.Line, node ast.Node) {
	line.Node = node
	if last := len(w.lines) - 1; last >= 0 && line.Left == rules.Same {
		before := w.lines[last]
		if before.Node == node && (before.Minor || slices.Equal(before.Pairs, line.Pairs) || ofScalars(line.Pairs)) {
			line.Left, line.Rules = before.Left, before.Rules
			line.Minor = line.Minor && before.Minor
			w.lines[last] = line
			return
		}
		if simplified(before) && simplified(line) {
			w.lines[last] = line
			return
		}
	}
	w.lines = append(w.lines, line)
}

// simplified reports whether a line follows by no rule.
func simplified(line rules.Line) bool {
	return line.Left == rules.Same && len(line.Rules) == 0 && line.Note == ""
}

// ofScalars reports whether all products are of scalars.
func ofScalars(pairs []rules.Pair) bool {
	return !slices.ContainsFunc(pairs, func(p rules.Pair) bool { return !p.Right.Shape().IsScalar() })
}

// node is the sum of the terms.
func (w *writer) node() ast.Node {
	if len(w.terms) == 0 {
		return w.t.Zeros(w.task.Value.Shape())
	}
	parts := make([]ast.Node, len(w.terms))
	for i, term := range w.terms {
		parts[i] = term.right
		if w.way == toGradient {
			parts[i] = w.t.Inner(term.left, term.right)
		}
	}
	return w.t.Add(parts...)
}

// pair is a term as it is printed: numbers stand in front, and 1 before a scalar that is not d(u)
// alone.
func (w *writer) pair(term term) rules.Pair {
	_, bare := term.right.(*ast.Differential)
	if term.right.Shape().IsScalar() {
		if !bare {
			return rules.Pair{Left: w.t.Int(1), Right: w.t.Mul(term.left, term.right)}
		}
		return rules.Pair{Left: term.left, Right: term.right}
	}
	coef, right := w.t.SplitCoef(term.right)
	return rules.Pair{Left: w.t.Scale(coef, term.left), Right: right}
}

// shorten leaves out the lines between where many are shown.
func (w *writer) shorten() {
	shown := 0
	for _, line := range w.lines {
		if !line.Minor {
			shown++
		}
	}
	if shown <= maxShown {
		return
	}
	for _, i := range w.soft {
		if i < len(w.lines) {
			w.lines[i].Minor = true
		}
	}
}
