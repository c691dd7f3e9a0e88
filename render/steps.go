package render

import (
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/derive"
)

// A step is a line of a derivation as it is shown.
type step struct {
	rules.Line
	options notation.Options
	left    string
	right   func(notation.Options) notation.Formula
}

// steps are the lines that the options ask for: all, or those that a person writes, with the rules
// of the lines that are left out before them.
func (s *subject) steps(o Options) []step {
	var out []step
	var left rules.Left
	var names []*rules.Rule
	var notes []string
	for i, l := range s.derivation.Lines {
		if l.Left != rules.Same {
			left = l.Left
		}
		for _, r := range l.Rules {
			if !slices.Contains(names, r) {
				names = append(names, r)
			}
		}
		if l.Note != "" {
			notes = append(notes, l.Note)
		}
		if !o.shows(s.derivation, i) {
			continue
		}
		l.Left, l.Rules, l.Note = left, names, strings.Join(notes, " ")
		out = append(out, s.step(l))
		left, names, notes = rules.Same, nil, nil
	}
	return out
}

// shows reports whether line i of a derivation is shown: all are with full steps, and the last one
// always.
func (o Options) shows(d *rules.Derivation, i int) bool {
	return !d.Lines[i].Minor || o.Steps == FullSteps || i == len(d.Lines)-1
}

// step writes both sides of a line.
func (s *subject) step(l rules.Line) step {
	out := step{Line: l, options: s.optionsOf(l)}
	of := *s
	of.f = s.functionIn(out.options.Names)
	out.left = of.left(l)
	out.right = func(o notation.Options) notation.Formula { return s.right(l, o) }
	return out
}

// right writes the right side of a line.
func (s *subject) right(l rules.Line, o notation.Options) notation.Formula {
	f := s.formula(l.Node, o)
	if len(l.Pairs) > 0 {
		f = s.pairs(l.Pairs, o)
	}
	if l.Remainder && len(s.derivation.Directions) >= l.Order {
		f = f.Plus("o(" + s.norm(s.alone(s.derivation.Directions[l.Order-1])) + ")")
	}
	return f
}

// optionsOf tells how the pending derivatives of a line are written, and which of its parts by the
// names that the input gives them: those that a pending derivative is of.
func (s *subject) optionsOf(l rules.Line) notation.Options {
	o := s.options
	o.Pending = s.pending(l.Order)
	o.Pending.Columns = true
	if len(s.Names) == 0 {
		return o
	}
	for _, n := range ast.Topo(lineRoots(l)...) {
		d, ok := n.(*ast.Differential)
		if !ok {
			continue
		}
		of := d.Arg()
		if e, ok := of.(*ast.Entry); ok {
			of = e.Arg()
		}
		for _, name := range s.Names {
			if _, isSymbol := of.(*ast.Symbol); name.Value == of && !isSymbol {
				if o.Names == nil {
					o.Names = map[ast.Node]notation.Name{}
				}
				o.Names[of] = notation.Name{Name: name.Name, Params: name.Params}
			}
		}
	}
	return o
}

// lineRoots are the expressions that a line prints.
func lineRoots(l rules.Line) []ast.Node {
	if len(l.Pairs) == 0 {
		return []ast.Node{l.Node}
	}
	var roots []ast.Node
	for _, p := range l.Pairs {
		roots = append(roots, p.Left, p.Right)
	}
	return roots
}

// functionIn is what the expression is called where some of its parts have names: h∘g where it is a
// function h of g(W), else f.
func (s *subject) functionIn(names map[ast.Node]notation.Name) string {
	a, ok := s.Value.(*ast.Apply)
	if !ok || a.Form != ast.Value || len(a.Point()) != 1 || len(a.Slots) > 0 || s.form != derive.IndexForm {
		return s.f
	}
	inner, ok := names[a.Point()[0]]
	if !ok || len(inner.Params) == 0 {
		return s.f
	}
	return "(" + s.name(a.Fn.Name) + s.compose + s.name(inner.Name) + ")"
}

// pending tells how d(e) is written in lines that lead to the derivative of order k.
func (s *subject) pending(k int) notation.Pending {
	var p notation.Pending
	switch {
	case s.derivation == nil:
	case s.form == derive.DefinitionForm:
		p.Direction = s.moves(k)[k-1]
	case s.form == derive.IndexForm:
		rest := s.derivation.Indices[longAxes(s.Value):]
		for _, v := range s.result.Variables[:k] {
			p.By, rest = entryOf(s.Table, v, rest)
		}
	}
	return p
}

// firstOrder is said of a line that leaves out what is of second or higher order.
const firstOrder = "first order"

// simplified is said of a line that has the value of the line before by what simplification does.
const simplified = "simplify"

// ruleNames and ruleSources tell by which rules a line follows.
func (s step) ruleNames() []string {
	if len(s.Rules) == 0 && s.Line.Left == rules.Same {
		if s.Remainder && s.Note != "" {
			return []string{firstOrder}
		}
		return []string{simplified}
	}
	names := make([]string, len(s.Rules))
	for i, r := range s.Rules {
		names[i] = r.Name
	}
	return names
}

func (s step) ruleSources() []string {
	var sources []string
	for _, r := range s.Rules {
		if !slices.Contains(sources, r.Source) {
			sources = append(sources, r.Source)
		}
	}
	return sources
}
