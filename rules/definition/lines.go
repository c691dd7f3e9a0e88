package definition

import (
	"fmt"
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

// maxShown bounds the length of expressions whose increment is written out, maxLong that of those
// whose rules are named. maxLayers bounds the layers of functions that are expanded one after the
// other; more are expanded in one line.
const (
	maxShown  = 200
	maxLong   = 30_000
	maxLayers = 4
)

// A writer collects the lines of one order.
type writer struct {
	lines   []rules.Line
	order   int
	measure *simplify.Measure
	skipped []*rules.Rule // rules of steps that have no line
}

func (w *writer) last() *rules.Line { return &w.lines[len(w.lines)-1] }

// start is the line of the increment.
func (w *writer) start(n ast.Node, remainder bool) {
	w.lines = []rules.Line{{Left: rules.TheIncrement, Order: w.order, Node: n, Remainder: remainder}}
}

// next adds a line that follows from the one before, unless it is the same. One that follows by no
// rule and is as long is a matter of order, and minor.
func (w *writer) next(n ast.Node, remainder bool, by []*rules.Rule, note string) {
	by = rules.Distinct(append(w.skipped, by...))
	if n == w.last().Node && remainder == w.last().Remainder {
		w.skipped = by
		return
	}
	w.skipped = nil
	w.lines = append(w.lines, rules.Line{
		Order: w.order, Node: n, Rules: by, Remainder: remainder, Note: note,
		Minor: len(by) == 0 && note == "" && w.measure.Length(n) == w.measure.Length(w.last().Node),
	})
}

// lines lead from the increment of f to its derivative df in the direction h: products are multiplied
// out, then functions are expanded to first order, the innermost first, and what is left when equal
// terms cancel is linear in h.
func (e *Engine) lines(f, df ast.Node, v rules.Variable, h *ast.Symbol, order int) ([]rules.Line, error) {
	w := &writer{order: order, measure: e.length}
	g, err := e.collected(f, v, h)
	if err != nil {
		return nil, err
	}
	switch {
	case g != nil || e.length.Length(f) > maxLong:
		w.start(df, !ast.IsZero(df))
	default:
		if err := e.expand(w, f, df, v, h); err != nil {
			return nil, err
		}
	}
	w.lines = append(w.lines, rules.Line{Left: rules.TheDerivative, Order: order, Node: df})
	lines, err := e.readOff(w, f, df, v, h)
	if err == nil {
		lines[len(lines)-1].Note = linearIn(h, order)
	}
	return lines, err
}

// expand writes the lines from the increment of f to the map df.
func (e *Engine) expand(w *writer, f, df ast.Node, v rules.Variable, h *ast.Symbol) error {
	t, moved := e.t, operation.Moved(e.t, v, h)
	s, err := newSweep(t, f, v.Symbol, moved, e.simplifier.Simplify, v.Entry != nil)
	if err != nil {
		return err
	}
	of, top := s.of.Of(f), s.layer.Of(f)
	if e.length.Length(f) > maxShown {
		w.start(df, s.active.Has(f) && (!of.exact || len(of.higher) > 0))
		for layer := range top + 1 {
			w.skipped = append(w.skipped, s.cited(layer)...)
		}
		w.lines[0].Rules = rules.Distinct(w.skipped)
		return nil
	}
	w.start(t.Sub(t.Substitute(f, map[ast.Node]ast.Node{v.Symbol: t.Add(v.Symbol, moved)}), f), false)
	note, few := dropped(h), top > maxLayers || slices.ContainsFunc(s.met, s.inColumns)
	for layer := 0; layer <= top; layer++ {
		by := s.cited(layer)
		if few && 0 < layer && layer < top {
			w.skipped = append(w.skipped, by...)
			continue
		}
		said := ""
		if s.drops(layer) {
			said, note = note, ""
		}
		w.next(t.Sub(s.expanded(layer), f), s.inexact(layer), by, said)
	}
	if of.exact && len(of.higher) > 0 {
		w.next(s.sum(of.linear, f.Shape()), true, nil, note)
	}
	w.next(df, w.last().Remainder, nil, "")
	return nil
}

// readOff adds, for a scalar f, the line in which its gradient stands.
func (e *Engine) readOff(w *writer, f, df ast.Node, v rules.Variable, h *ast.Symbol) ([]rules.Line, error) {
	g, err := e.gradient(df, f, v, h)
	if g == nil || err != nil || w.order > 1 || ast.IsZero(g) {
		return w.lines, err
	}
	pairs := []rules.Pair{{Left: g, Right: h}}
	product := e.t.Inner(g, h)
	if product == df && (isInner(df) || h.Shape().IsScalar()) {
		for i := range w.lines {
			if w.lines[i].Node == df && isInner(df) {
				w.lines[i].Pairs = pairs
			}
		}
		return w.lines, nil
	}
	line := rules.Line{Order: w.order, Node: product, Pairs: pairs}
	if g, _ := e.collected(f, v, h); g == nil {
		line.Rules = isolations(df, h)
		if raw := e.isolated(df, v, h); raw != nil && operation.Rewritten(e.t.Inner(raw, h), product) {
			before := line
			before.Node, before.Pairs = e.t.Inner(raw, h), []rules.Pair{{Left: raw, Right: h}}
			w.lines, line.Rules = append(w.lines, before), nil
		}
	}
	w.lines = append(w.lines, line)
	return w.lines, nil
}

// isolated is the G with df = G : h as the rules give it; nil where it is long, or where h and so G
// lie in the space of a structure.
func (e *Engine) isolated(df ast.Node, v rules.Variable, h *ast.Symbol) ast.Node {
	if v.Entry != nil || h.Structure != ast.Unstructured {
		return nil
	}
	g, err := e.readOf(df, h)
	if err != nil || e.length.Length(g) > maxShown {
		return nil
	}
	return g
}

// expanded is f(X+H) with the layers up to the given one expanded.
func (s *sweep) expanded(layer int) ast.Node {
	to := map[ast.Node]ast.Node{}
	for _, n := range s.nodes {
		switch {
		case !s.active.Has(n):
			to[n] = n
		case s.layer.Of(n) <= layer:
			to[n] = s.t.Add(append(s.of.Of(n).all(), n)...)
		default:
			args := make([]ast.Node, len(n.Args()))
			for i, a := range n.Args() {
				args[i] = to[a]
			}
			to[n] = s.t.Rebuild(n, args)
		}
	}
	return to[s.f]
}

// inexact reports whether expanding the layers up to the given one drops something.
func (s *sweep) inexact(layer int) bool {
	return slices.ContainsFunc(s.met, func(n ast.Node) bool { return s.layer.Of(n) <= layer && !s.of.Of(n).exact })
}

// drops reports whether expanding a layer drops products of increments.
func (s *sweep) drops(layer int) bool {
	return slices.ContainsFunc(s.met, func(n ast.Node) bool {
		if s.layer.Of(n) != layer || s.of.Of(n).exact {
			return false
		}
		moving := 0
		for _, a := range n.Args() {
			if len(s.of.Of(a).higher) > 0 {
				return true
			}
			if s.active.Has(a) {
				moving++
			}
		}
		switch n.(type) {
		case *ast.Mul, *ast.Hadamard, *ast.Inner:
			return moving > 1
		}
		return s.cut.Of(n)
	})
}

func dropped(h *ast.Symbol) string {
	return fmt.Sprintf("What is of second or higher order in %s is dropped.", h.Name)
}

// linearIn says why the map is the derivative.
func linearIn(h *ast.Symbol, order int) string {
	direction := h.Name
	if what, ok := spaces[h.Structure]; ok {
		direction += ", which is " + what
	}
	if order > 1 {
		return fmt.Sprintf("The map is linear in %s, so it is the derivative of order %d.", direction, order)
	}
	return fmt.Sprintf("The map is linear in %s, so it is the derivative.", direction)
}

// spaces says how the directions of structured variables are.
var spaces = map[ast.Structure]string{
	ast.Symmetric: "symmetric", ast.SkewSymmetric: "skew-symmetric", ast.Diagonal: "diagonal",
	ast.LowerTriangular: "lower triangular", ast.UpperTriangular: "upper triangular",
}
