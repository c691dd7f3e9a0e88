package index

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/simplify"
)

// maxLine is the length above which a line is left out unless it is the last one.
const maxLine = 240

// Rules that lines name.
const (
	collapseRule = "delta/collapse"
	countRule    = "sum over an index/constant"
	likeRule     = "delta/like terms"
	commonRule   = "delta/common factor"
	rowRule      = "chain rule/row times column"
)

// trivial are rules that a person does not write a line for.
var trivial = []string{"addition/differential", "transpose/component", "transpose/differential", "sum over an index/differential"}

// pushed writes the line for the state of a sweep after a node was pushed inwards.
func (s *step) pushed(sw *sweep, value ast.Node) {
	if sw.big {
		return
	}
	terms := sw.all()
	minor := !slices.ContainsFunc(s.e.used, func(r *rules.Rule) bool { return !slices.Contains(trivial, r.Name) })
	minor = minor || len(s.lines) > 0 && len(terms) == 1 && len(sw.waiting) == 0
	first := len(s.lines) == 0
	s.line(s.e.c.Node(terms), minor, maxLine)
	if row := s.rowTimesColumn(value); first && row != nil && len(s.lines) == 1 {
		s.e.use(rowRule)
		s.line(row, false, maxLine)
	}
}

// rowTimesColumn is the chain rule for an unknown function of a vector in one piece, Dh(u) du; nil for
// anything else.
func (s *step) rowTimesColumn(value ast.Node) ast.Node {
	t := s.e.t
	var row ast.Node
	if e, ok := value.(*ast.Entry); ok && e.Col == nil {
		value, row = e.Arg(), e.Row
	}
	n, ok := value.(*ast.Apply)
	if !ok || n.Form != ast.Value || n.Fn.Elementwise || n.Fn.Result.Cols != ast.One || len(n.Args()) != 1 || !n.Args()[0].Shape().IsVector() {
		return nil
	}
	return t.Mul(t.Entry(t.Apply(n.Fn, ast.Jacobian, []int{0}, n.Point()...), row, nil), t.Differential(n.Args()[0]))
}

// collapsed writes the lines from the entries of the variable to the terms without deltas that are summed
// over: the deltas, then what is left when those of the last axis are collapsed.
func (s *step) collapsed(varied []simplify.Term) {
	e := s.e
	if len(varied) > 0 {
		e.use(s.variableRule())
	}
	s.line(e.c.Node(varied), false, maxLine)
	if s.at.row == nil || s.at.col == nil {
		return
	}
	if some, changed := e.c.CollapseWith(varied, s.at.col); changed {
		e.use(collapseRule)
		s.line(e.c.Node(some), false, maxLine)
	}
}

// useChanges notes the rules by which terms have changed.
func (e *Engine) useChanges(changes simplify.Changes) {
	if changes.Deltas {
		e.use(collapseRule)
	}
	if changes.Counts {
		e.use(countRule)
	}
	if changes.Like {
		e.use(likeRule)
	}
}

// collected writes the lines in which the other deltas are collapsed, then like terms added up.
func (s *step) collected(varied, collected []simplify.Term, changes simplify.Changes) {
	e := s.e
	if changes.Like {
		each, done := e.c.CollapseEach(varied)
		e.useChanges(done)
		if n := e.c.Node(each); n != e.c.Node(collected) {
			s.line(n, false, maxLine)
		}
		changes = simplify.Changes{Like: true}
	}
	e.useChanges(changes)
	s.line(e.c.Node(collected), false, maxLine)
}

// joined writes the lines in which powers of one matrix are joined, functions are recognised and common
// factors taken out, one after the other.
func (s *step) joined(chained, recognised, short []simplify.Term) {
	e := s.e
	s.line(e.c.Node(chained), false, maxLine)
	s.line(e.c.Node(recognised), false, maxLine)
	if len(short) < len(recognised) {
		e.use(commonRule)
	}
}

// end writes the result, unless it is the last line already.
func (s *step) end(result ast.Node) {
	if last := len(s.lines) - 1; last >= 0 && s.lines[last].Node == result {
		s.lines[last].Minor = false
		s.e.used = nil
		return
	}
	s.line(result, false, 0)
}

// line appends a line with the rules since the last one. It is left out, and its rules stand with the
// next one, where it is longer than a limit above 0 or says what the last one says.
func (s *step) line(n ast.Node, minor bool, limit int64) {
	e := s.e
	if limit > 0 && e.c.Length(n) > limit {
		return
	}
	l := rules.Line{Order: s.order, Of: s.of, Node: n, Minor: minor}
	if len(s.lines) == 0 {
		l.Left = rules.TheDerivative
	} else if s.lines[len(s.lines)-1].Node == n {
		return
	}
	l.Rules = e.used
	e.used = nil
	s.lines = append(s.lines, l)
}
