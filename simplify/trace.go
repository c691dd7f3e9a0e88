package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// trace is tr(a) in one form for all that are equal by tr(AB) = tr(BA) and tr(A') = tr(A): numbers
// and scalars stand in front, a cycle that passes through a vector is a product, and other cycles
// are read in the direction with fewer transposes, from the name that came first.
func (s *Simplifier) trace(a ast.Node) ast.Node {
	t := s.t
	if a.Shape().IsScalar() {
		return a
	}
	scalar, a := t.SplitScalars(a)
	m, ok := a.(*ast.Mul)
	if !ok {
		if tr, ok := a.(*ast.Transpose); ok {
			a = tr.Arg()
		}
		return t.Mul(scalar, s.traceOf(a))
	}
	chain := m.Chain
	for i, f := range chain {
		if f.Shape().Rows == ast.One {
			return t.Mul(scalar, t.Mul(slices.Concat(chain[i:], chain[:i])...))
		}
	}
	best := s.cycle(chain)
	back := make([]ast.Node, len(chain))
	for i, f := range chain {
		back[len(chain)-1-i] = t.Transpose(f)
		if c, _ := t.SplitCoef(back[len(chain)-1-i]); !c.IsOne() {
			return t.Mul(scalar, s.traceOf(t.Mul(best...)))
		}
	}
	if back = s.cycle(back); s.before(back, best) {
		best = back
	}
	return t.Mul(scalar, s.traceOf(t.Mul(best...)))
}

// traceOf is the node tr(a).
func (s *Simplifier) traceOf(a ast.Node) ast.Node {
	return s.t.Call(catalogue.Lookup("tr"), nil, a)
}

// maxCycle bounds the length of the cycles of which all rotations are compared.
const maxCycle = 64

// cycle is the rotation of a chain that comes first in the order of before.
func (s *Simplifier) cycle(chain []ast.Node) []ast.Node {
	best := chain
	if len(chain) > maxCycle {
		s.stops.limit(longCycle, len(chain))
		return best
	}
	for i := 1; i < len(chain); i++ {
		if r := slices.Concat(chain[i:], chain[:i]); s.before(r, best) {
			best = r
		}
	}
	return best
}

// before compares chains: fewer transposes, then one in front, as in tr(X'*A*X), then by compare.
func (s *Simplifier) before(a, b []ast.Node) bool {
	if d := transposes(a) - transposes(b); d != 0 {
		return d < 0
	}
	if d := transposes(a[:1]) - transposes(b[:1]); d != 0 {
		return d > 0
	}
	return slices.CompareFunc(a, b, func(x, y ast.Node) int {
		if c := s.compare(bare(x), bare(y)); c != 0 {
			return c
		}
		return s.compare(x, y)
	}) < 0
}

func transposes(chain []ast.Node) int {
	count := 0
	for _, f := range chain {
		if bare(f) != f {
			count++
		}
	}
	return count
}

// bare is n without a transpose around it.
func bare(n ast.Node) ast.Node {
	if tr, ok := n.(*ast.Transpose); ok {
		return tr.Arg()
	}
	return n
}

// inner writes A : B as a trace where that joins two products, and as tr(A) where B is I.
func (s *Simplifier) inner(n *ast.Inner) ast.Node {
	a, b := n.Args()[0], n.Args()[1]
	switch {
	case ast.IsConstant(a, ast.Eye):
		return s.trace(b)
	case ast.IsConstant(b, ast.Eye):
		return s.trace(a)
	case isProduct(a) || isProduct(b):
		return s.trace(s.t.Mul(s.t.Transpose(a), b))
	}
	return n
}

func isProduct(n ast.Node) bool {
	switch bare(n).(type) {
	case *ast.Mul, *ast.Power:
		return true
	}
	return false
}

// Trace simplifies n where it is an inner product of products, or one times scalars, as the trace of a
// product; other expressions as Simplify does.
func (s *Simplifier) Trace(n ast.Node) ast.Node {
	scalar, core := n, ast.Node(nil)
	if m, ok := n.(*ast.Mul); ok && len(m.Chain) == 0 {
		for i, f := range m.Scalars {
			if _, ok := f.(*ast.Inner); ok {
				others := append([]ast.Node{s.t.Number(m.Coef)}, slices.Delete(slices.Clone(m.Scalars), i, i+1)...)
				scalar, core = s.t.Mul(others...), f
				break
			}
		}
	} else {
		scalar, core = s.t.Int(1), n
	}
	inner, ok := core.(*ast.Inner)
	if !ok {
		return s.Simplify(n)
	}
	a, b := s.Simplify(inner.Args()[0]), s.Simplify(inner.Args()[1])
	if !isProduct(a) && !isProduct(b) {
		return s.Simplify(n)
	}
	return s.Simplify(s.t.Mul(scalar, s.trace(s.t.Mul(s.t.Transpose(a), b))))
}
