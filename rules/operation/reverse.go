package operation

import (
	"slices"

	"matcalc/ast"
)

// Gradient is the derivative of a scalar expression by x, in the shape of x: the G with
// df = G : dX. x is a symbol, or any node that is held to vary.
func Gradient(t *ast.Table, f, x ast.Node) (ast.Node, error) {
	gradients, err := Adjoints(t, f, t.Int(1), x)
	if err != nil {
		return nil, err
	}
	return gradients[0], nil
}

// pull is Adjoints for one target.
func pull(t *ast.Table, f, g, x ast.Node) (ast.Node, error) {
	c, err := Adjoints(t, f, g, x)
	if err != nil {
		return nil, err
	}
	return c[0], nil
}

// Adjoints gives, for each target x, the adjoint of the derivative of f by x applied to the
// cotangent g, which has the shape of f: the C with g : df = C : dX when x alone varies. It sweeps
// backwards over the graph of f once, for all targets.
func Adjoints(t *ast.Table, f, g ast.Node, targets ...ast.Node) ([]ast.Node, error) {
	nodes := ast.Topo(f)
	active := ast.DependsOn(nodes, targets...)
	var target ast.Set
	for _, x := range targets {
		target.Add(x)
	}
	var cotangents ast.Map[[]ast.Node]
	cotangents.Set(f, []ast.Node{g})
	for _, n := range slices.Backward(nodes) {
		if !active.Has(n) || target.Has(n) {
			continue
		}
		parts := cotangents.Of(n)
		if len(parts) == 0 {
			continue
		}
		c := t.Add(parts...)
		if ast.IsZero(c) {
			continue
		}
		if sum, ok := n.(*ast.IndexSum); ok {
			if err := sumAdjoints(t, sum, c, targets, &cotangents); err != nil {
				return nil, err
			}
			continue
		}
		adjoint := Adjoint
		if call, ok := n.(*ast.Call); ok && call.Fn.Variadic {
			blocks := newStack(call)
			adjoint = func(t *ast.Table, _ ast.Node, k int, g ast.Node) (ast.Node, error) {
				return blocks.adjoint(t, k, g), nil
			}
		}
		for k, a := range n.Args() {
			if !active.Has(a) {
				continue
			}
			part, err := adjoint(t, n, k, c)
			if err != nil {
				return nil, err
			}
			if turned, ok := a.(*ast.Transpose); ok && !target.Has(a) { // each part by itself, not their sum
				a, part = turned.Arg(), t.Transpose(part)
			}
			at := cotangents.At(a)
			*at = append(*at, part)
		}
	}
	out := make([]ast.Node, len(targets))
	for i, x := range targets {
		out[i] = t.Zeros(x.Shape())
		if parts := cotangents.Of(x); len(parts) > 0 {
			out[i] = t.Add(parts...)
		}
	}
	return out, nil
}

// sumAdjoints treats Σ_k body: the adjoints of the body, which depend on k, are summed over k.
func sumAdjoints(t *ast.Table, sum *ast.IndexSum, g ast.Node, targets []ast.Node, cotangents *ast.Map[[]ast.Node]) error {
	sum = Apart(t, sum, g)
	parts, err := Adjoints(t, sum.Body(), g, targets...)
	if err != nil {
		return err
	}
	for i, x := range targets {
		if !ast.IsZero(parts[i]) {
			at := cotangents.At(x)
			*at = append(*at, t.IndexSum(sum.Index, sum.Lo(), sum.Hi(), parts[i]))
		}
	}
	return nil
}
