package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// maxExplained bounds the changes of an explanation, and the depth of parts that are explained one by one.
const maxExplained = 64

// Explain lists the changes by which simplification leads from one expression to another: after each the
// whole expression, the last of which is to. It is nil where they are not found: where the two are equal for
// other reasons, or the way is too long.
func (s *Simplifier) Explain(from, to ast.Node) []Change {
	if from == to {
		return nil
	}
	gathered, direct := newExplanation(s), newExplanation(s)
	switch {
	case gathered.gather(from, to):
		return gathered.changes
	case direct.explain(from, to, 0):
		return direct.changes
	}
	return nil
}

// An explanation collects changes of a part of an expression, each as a change of the whole.
type explanation struct {
	s       *Simplifier
	whole   func(part ast.Node) ast.Node
	changes []Change
}

func newExplanation(s *Simplifier) *explanation {
	return &explanation{s: s, whole: func(n ast.Node) ast.Node { return n }}
}

// explain finds the changes from one part to another: those of simplification, or those of the arguments in
// which the two differ.
func (e *explanation) explain(from, to ast.Node, depth int) bool {
	if from == to {
		return true
	}
	if e.s.simple(from) == to && e.replay(from, to) {
		return true
	}
	a, b := from.Args(), to.Args()
	if len(a) != len(b) || len(a) == 0 || depth > maxExplained || from.Shape() != to.Shape() {
		return false
	}
	args := slices.Clone(a)
	for i := range args {
		if args[i] == b[i] {
			continue
		}
		if args[i].Shape() != b[i].Shape() {
			return false
		}
		outer := e.whole
		before := slices.Clone(args)
		e.whole = func(part ast.Node) ast.Node {
			before[i] = part
			return outer(e.s.t.Rebuild(from, before))
		}
		ok := e.explain(args[i], b[i], depth+1)
		e.whole = outer
		if !ok {
			return false
		}
		args[i] = b[i]
	}
	return e.s.t.Rebuild(from, args) == to
}

// gather explains a sum of inner products with one array, (A : dX) + (B : dX), that becomes the inner product
// of the array with the sum.
func (e *explanation) gather(from, to ast.Node) bool {
	t := e.s.t
	sum, ok := from.(*ast.Add)
	if !ok || !from.Shape().IsScalar() {
		return false
	}
	for _, d := range innerFactors(t, to) {
		parts := make([]ast.Node, 0, len(sum.Args()))
		for _, term := range sum.Args() {
			if p := cofactor(t, term, d); p != nil {
				parts = append(parts, p)
			}
		}
		if len(parts) < len(sum.Args()) {
			continue
		}
		e.whole = func(part ast.Node) ast.Node { return t.Inner(part, d) }
		inner := t.Add(parts...)
		e.changes = []Change{{To: e.whole(inner), By: rules.Named("inner product/common factor")}}
		return e.explain(inner, cofactor(t, to, d), 0)
	}
	return false
}

// innerFactors lists the arrays of which a scalar is a multiple of an inner product.
func innerFactors(t *ast.Table, n ast.Node) []ast.Node {
	switch n := n.(type) {
	case *ast.Inner:
		return n.Args()
	case *ast.Mul:
		if len(n.Chain) > 1 {
			return []ast.Node{n.Chain[len(n.Chain)-1], t.Transpose(n.Chain[0])}
		}
		for _, s := range n.Scalars {
			if f := innerFactors(t, s); f != nil {
				return f
			}
		}
	}
	return nil
}

// cofactor is the array whose inner product with d is n; nil where there is none.
func cofactor(t *ast.Table, n, d ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Inner:
		if k := slices.Index(n.Args(), d); k >= 0 {
			return n.Args()[1-k]
		}
	case *ast.Mul:
		if last := len(n.Chain) - 1; last > 0 {
			if n.Chain[last] == d {
				return t.Transpose(t.Mul(n.Chain[:last]...))
			}
			if n.Shape().IsScalar() && t.Transpose(n.Chain[0]) == d {
				return t.Mul(n.Chain[1:]...)
			}
			return nil
		}
		for i, s := range n.Scalars {
			if p := cofactor(t, s, d); p != nil {
				rest := slices.Delete(slices.Clone(n.Scalars), i, i+1)
				return t.Mul(append(rest, t.Number(n.Coef), p)...)
			}
		}
	}
	return nil
}

// replay makes the changes that were noted, those of inner parts first.
func (e *explanation) replay(from, to ast.Node) bool {
	noted := len(e.changes)
	for part := from; part != to; {
		c, n := e.next(part)
		if n == nil || len(e.changes) >= maxExplained {
			e.changes = e.changes[:noted]
			return false
		}
		part = e.s.t.Map(part, func(m ast.Node) ast.Node {
			if m == n {
				return c.To
			}
			return m
		})
		e.changes = append(e.changes, Change{To: e.whole(part), By: c.By})
	}
	return true
}

// next is the first change that is noted for a node of the part, arguments before what is made of them,
// and was not taken back.
func (e *explanation) next(part ast.Node) (Change, ast.Node) {
	for _, n := range ast.Topo(part) {
		if c := e.s.changed.Of(n); c.By != nil && e.s.passed.Of(n) != n {
			return c, n
		}
	}
	return Change{}, nil
}
