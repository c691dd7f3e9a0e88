package definition

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// maxSwept bounds the variables of a request times the nodes of its expression, up to which each
// variable has a sweep of its own.
const maxSwept = 2_000

// collected is, for a scalar expression of which sweeps by each of many variables are too much, the
// gradient G by v, in the space of the structure of h; nil for others. Df(X)[H] is then G : H, which
// is G'*H for vectors. A single sweep backwards gives the gradients by all variables.
func (e *Engine) collected(f ast.Node, v rules.Variable, h *ast.Symbol) (ast.Node, error) {
	if f != e.f || !f.Shape().IsScalar() || !slices.Contains(e.Targets, v.Symbol) || len(e.Targets)*e.size <= maxSwept {
		return nil, nil
	}
	if e.gradients == nil {
		targets := make([]ast.Node, len(e.Targets))
		for i, s := range e.Targets {
			targets[i] = s
		}
		gs, err := operation.Adjoints(e.t, f, e.t.Int(1), targets...)
		if err != nil {
			return nil, err
		}
		e.gradients = map[ast.Node]ast.Node{}
		for i, x := range targets {
			e.gradients[x] = gs[i]
		}
	}
	g := e.gradients[v.Symbol]
	if v.Entry == nil {
		return e.inside(h, g), nil
	}
	return e.entry(v, g), nil
}

// gradient is, for a scalar f, the G with Df(X)[H] = G : H, simplified, in the space of the structure
// of H; nil for others. It is read off the map df, or, for an entry, is the entry of the gradient
// by the whole symbol where that is shorter.
func (e *Engine) gradient(df, f ast.Node, v rules.Variable, h *ast.Symbol) (ast.Node, error) {
	if !f.Shape().IsScalar() {
		return nil, nil
	}
	if g, err := e.collected(f, v, h); g != nil || err != nil {
		return g, err
	}
	g, err := e.readOf(df, h)
	if err != nil {
		return nil, err
	}
	g = e.inside(h, g)
	if v.Entry == nil {
		return g, nil
	}
	whole, err := operation.Gradient(e.t, f, v.Symbol)
	if err != nil {
		return nil, err
	}
	return e.shorter(g, e.entry(v, whole)), nil
}

// readOf is the G with df = G : h as the rules give it, with the number of an inner product in front.
func (e *Engine) readOf(df ast.Node, h *ast.Symbol) (ast.Node, error) {
	coef, core := e.t.SplitCoef(df)
	if !isInner(core) {
		return operation.Gradient(e.t, df, h)
	}
	g, err := operation.Gradient(e.t, core, h)
	if err != nil {
		return nil, err
	}
	return e.t.Scale(coef, g), nil
}

// entry is the derivative by the entry v, where g is the gradient by the whole symbol.
func (e *Engine) entry(v rules.Variable, g ast.Node) ast.Node {
	g = operation.Project(e.t, v.Symbol.Structure, e.simplifier.Simplify(g))
	return e.simplifier.Simplify(e.t.Entry(g, v.Entry.Row, v.Entry.Col))
}

// appliesAdjoint reports whether g applies the adjoint of a derivative of an unknown function, which
// no one would put in the place of the derivative itself: D2(g)(x)'[H, y] for y'*D2(g)(x)[H, K].
func appliesAdjoint(g ast.Node) bool {
	return slices.ContainsFunc(ast.Topo(g), func(n ast.Node) bool {
		a, ok := n.(*ast.Apply)
		return ok && a.Form == ast.Adjoint
	})
}

// inside is g, simplified, in the space of the structure of h.
func (e *Engine) inside(h *ast.Symbol, g ast.Node) ast.Node {
	if h.Structure != ast.Unstructured && g.Has(h.Structure.Properties(g.Shape())) {
		return e.simplifier.Simplify(g)
	}
	return e.simplifier.Simplify(operation.Project(e.t, h.Structure, e.simplifier.Simplify(g)))
}
