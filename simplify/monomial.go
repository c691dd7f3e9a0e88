package simplify

import (
	"slices"

	"matcalc/ast"
)

// multiplied lists the monomials of n, whose sum is n.
func (s *Simplifier) multiplied(n ast.Node) []ast.Node {
	if m, ok := s.marks(n); ok && len(m) == 1 {
		return []ast.Node{n}
	}
	t := s.t
	switch n := n.(type) {
	case *ast.Add:
		var out []ast.Node
		for _, a := range n.Args() {
			out = append(out, s.multiplied(a)...)
		}
		return out
	case *ast.Mul:
		return s.products(n.Args(), func(parts []ast.Node) ast.Node { return t.Mul(append(parts, t.Number(n.Coef))...) })
	case *ast.Hadamard:
		return s.products(n.Args(), func(parts []ast.Node) ast.Node { return t.Hadamard(parts...) })
	case *ast.Inner:
		return s.products(n.Args(), func(parts []ast.Node) ast.Node { return t.Inner(parts[0], parts[1]) })
	case *ast.Transpose, *ast.Call:
		if additive(n) {
			return s.products(n.Args(), func(parts []ast.Node) ast.Node { return t.Rebuild(n, parts) })
		}
	case *ast.Power, *ast.EntryPower:
		if base := n.Args()[0]; isSum(base) && ast.IsNumber(n.Args()[1], 2) {
			return s.products([]ast.Node{base, base}, func(parts []ast.Node) ast.Node {
				if _, ok := n.(*ast.EntryPower); ok {
					return t.Hadamard(parts...)
				}
				return t.Mul(parts...)
			})
		}
	}
	return []ast.Node{n}
}

// additive reports whether monomials pass through n, a function of one argument.
func additive(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Transpose:
		return true
	case *ast.Call:
		switch n.Fn.Name {
		case "tr", "sum", "diag", "Diag":
			return true
		}
	}
	return false
}

// products lists the products of one monomial of each factor.
func (s *Simplifier) products(factors []ast.Node, join func([]ast.Node) ast.Node) []ast.Node {
	rows := [][]ast.Node{nil}
	for _, f := range factors {
		var next [][]ast.Node
		for _, m := range s.multiplied(f) {
			for _, r := range rows {
				next = append(next, append(slices.Clip(r), m))
			}
		}
		rows = next
	}
	out := make([]ast.Node, len(rows))
	for i, r := range rows {
		out[i] = join(r)
	}
	return out
}

// marks gives a number for each monomial of n, equal for those that have the same factors in any order;
// false where there are too many.
func (s *Simplifier) marks(n ast.Node) ([]mark, bool) {
	m := s.marked.Fill(n, s.marksOf)
	return m, m != nil
}

// marksOf are the marks of a node whose arguments have theirs; nil where there are too many.
func (s *Simplifier) marksOf(n ast.Node) []mark {
	switch n := n.(type) {
	case *ast.Number:
		return s.alone(0)
	case *ast.Symbol:
		if n.Kind == ast.Dimension { // sum(ones(n)) is n
			return s.alone(0)
		}
	case *ast.Constant:
		if n.Kind == ast.Eye || n.Kind == ast.Ones {
			return s.alone(0)
		}
	case *ast.Add:
		var out []mark
		for _, a := range n.Args() {
			m := s.marked.Of(a)
			if out = append(out, m...); m == nil || len(out) > maxMonomials {
				return nil
			}
		}
		return out
	case *ast.Mul, *ast.Hadamard, *ast.Inner:
		return s.markProducts(n.Args())
	case *ast.Transpose:
		return s.marked.Of(n.Arg())
	case *ast.Call:
		if additive(n) {
			return s.marked.Of(n.Args()[0])
		}
		if n.Fn.Name == "norm" { // the root of x'x
			if m := s.marked.Of(n.Args()[0]); len(m) == 1 {
				return m
			}
		}
		if n.Fn.Name == "pinv" { // as an inverse, against which factors may cancel
			if m := s.marked.Of(n.Args()[0]); len(m) == 1 {
				return s.alone(m[0].to(ast.RatInt(-1)))
			}
		}
	case *ast.Power, *ast.EntryPower:
		base, e := n.Args()[0], n.Args()[1]
		number, ok := e.(*ast.Number)
		if !ok {
			break
		}
		m := s.marked.Of(base)
		if isSum(base) && ast.IsNumber(e, 2) {
			return s.markProducts([]ast.Node{base, base})
		}
		if len(m) != 1 {
			return s.alone(opaque(base).to(number.Value))
		}
		return s.alone(m[0].to(number.Value))
	}
	return s.alone(opaque(n))
}

// whole is the mark of n as one monomial, in which sums are factors.
func (s *Simplifier) whole(n ast.Node) mark { return s.wholes.Fill(n, s.wholeOf) }

// wholeOf is the mark of a node whose arguments have theirs.
func (s *Simplifier) wholeOf(n ast.Node) mark {
	switch n := n.(type) {
	case *ast.Number:
		return 0
	case *ast.Constant:
		if n.Kind == ast.Eye || n.Kind == ast.Ones {
			return 0
		}
	case *ast.Mul, *ast.Hadamard, *ast.Inner:
		var m mark
		for _, a := range n.Args() {
			m = m.times(s.wholes.Of(a))
		}
		return m
	case *ast.Transpose:
		return s.wholes.Of(n.Arg())
	case *ast.Call:
		if additive(n) || n.Fn.Name == "norm" { // the root of x'x
			return s.wholes.Of(n.Args()[0])
		}
	case *ast.Power, *ast.EntryPower:
		if e, ok := n.Args()[1].(*ast.Number); ok {
			return s.wholes.Of(n.Args()[0]).to(e.Value)
		}
	}
	return opaque(n)
}

// alone is a list of one mark.
func (s *Simplifier) alone(m mark) []mark {
	if len(s.markRoom) == cap(s.markRoom) {
		s.markRoom = make([]mark, 0, 16)
	}
	s.markRoom = append(s.markRoom, m)
	last := len(s.markRoom)
	return s.markRoom[last-1 : last : last]
}

// markProducts are the marks of the products of one monomial of each factor.
func (s *Simplifier) markProducts(factors []ast.Node) []mark {
	out := s.alone(0)
	for _, f := range factors {
		m := s.marked.Of(f)
		if m == nil || len(m)*len(out) > maxMonomials {
			return nil
		}
		if len(m) == 1 {
			for i := range out {
				out[i] = m[0].times(out[i])
			}
			continue
		}
		next := make([]mark, 0, len(m)*len(out))
		for _, a := range m {
			for _, b := range out {
				next = append(next, a.times(b))
			}
		}
		out = next
	}
	return out
}
