package vec

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/simplify"
)

// Options steer the engine.
type Options struct {
	// Steps asks for the lines of the derivation.
	Steps bool
	// Targets are all the variables that will be asked for, so that one sweep serves them.
	Targets []*ast.Symbol
}

// An Engine derives one expression by any of its variables.
type Engine struct {
	t *ast.Table
	f ast.Node
	o Options
	s *simplify.Simplifier
	// measure keeps the lengths of expressions.
	measure *simplify.Measure
	seen    map[ast.Node]map[ast.Node]coefficient // the sweeps so far, by expression and symbol
	done    map[request]derivative
	// sweeps counts the sweeps from an expression down to the variables.
	sweeps int
}

// A request is an expression and a variable by which it is derived.
type request struct {
	f, by ast.Node
}

// A derivative is a result together with the expression that the next order differentiates.
type derivative struct {
	matrix ast.Node
	// column has the same vec as the matrix: the gradient where the matrix is its transpose.
	column ast.Node
	// gradient, where the matrix is its vec transposed, is inside the space of the structure; else nil.
	gradient ast.Node
}

// New makes an engine for the expression f.
func New(t *ast.Table, f ast.Node, o Options) *Engine {
	t.KeepRanges(f)
	return &Engine{
		t: t, f: f, o: o, s: simplify.New(t), measure: new(simplify.Measure),
		seen: map[ast.Node]map[ast.Node]coefficient{}, done: map[request]derivative{},
	}
}

// Derive gives the derivative by the variables, one for each order. Errors are *ast.Error.
func (e *Engine) Derive(by []rules.Variable) (*rules.Derivation, error) {
	out := &rules.Derivation{Result: e.f}
	current, from := e.f, before{value: e.f}
	for i, v := range by {
		d, err := e.derivative(current, v)
		if err != nil {
			return nil, err
		}
		if e.o.Steps {
			lines, err := e.lines(from, v, d, i+1)
			if err != nil {
				return nil, err
			}
			out.Lines = append(out.Lines, lines...)
		}
		out.Result, current = d.matrix, d.column
		from = e.next(d, v)
	}
	return out, nil
}

// next is what the order after the derivative d differentiates in lines.
func (e *Engine) next(d derivative, v rules.Variable) before {
	switch {
	case d.gradient == nil:
		return before{value: d.column, of: "Jacobian"}
	case isSymmetric(v.Symbol):
		return before{value: d.gradient, outer: e.t.Transpose(e.t.Duplication(v.Symbol.Shape().Rows)), of: "gradient"}
	}
	return before{value: d.gradient, of: "gradient"}
}

// derivative is ∂vec f/∂(vec X)' for the variable, inside the space of its structure, simplified.
func (e *Engine) derivative(f ast.Node, v rules.Variable) (derivative, error) {
	key := request{f, v.Node()}
	if d, ok := e.done[key]; ok {
		return d, nil
	}
	c, err := e.coefficient(f, v.Symbol)
	if err != nil {
		return derivative{}, err
	}
	d := e.within(c, v)
	e.done[key] = d
	return d, nil
}

// coefficient is ∂vec f/∂(vec x)' without regard to the structure of x.
func (e *Engine) coefficient(f ast.Node, x *ast.Symbol) (coefficient, error) {
	if c, ok := e.seen[f][x]; ok {
		return c, nil
	}
	targets := []ast.Node{x}
	if e.seen[f] == nil {
		for _, s := range e.o.Targets {
			if !slices.Contains(targets, ast.Node(s)) {
				targets = append(targets, s)
			}
		}
		e.seen[f] = map[ast.Node]coefficient{}
	}
	e.sweeps++
	cs, err := e.sweep(f, e.start(f), targets, false)
	if err != nil {
		return coefficient{}, err
	}
	for _, x := range targets {
		c, ok := cs[x]
		if !ok {
			c = e.zero(f.Shape(), x.Shape())
		}
		e.seen[f][x] = c
	}
	return e.seen[f][x], nil
}
