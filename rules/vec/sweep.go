package vec

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules/operation"
)

// sweep gives ∂vec F/∂(vec x)' for the targets that root depends on, where root is a part of F and c
// is ∂vec F/∂(vec root)'. It visits each node once, from the root down. With linear, root is
// linear in the one target.
func (e *Engine) sweep(root ast.Node, c coefficient, targets []ast.Node, linear bool) (map[ast.Node]coefficient, error) {
	nodes, active := below(root, targets)
	var found ast.Map[[]coefficient]
	found.Set(root, []coefficient{c})
	out := map[ast.Node]coefficient{}
	for _, n := range slices.Backward(nodes) {
		parts := found.Of(n)
		if !active.Has(n) || len(parts) == 0 {
			continue
		}
		c := e.add(parts)
		if slices.Contains(targets, n) {
			out[n] = c
			continue
		}
		if c.isZero() {
			continue
		}
		if n.Shape().IsScalar() {
			c = e.atScalar(c)
		}
		if sum, ok := n.(*ast.IndexSum); ok {
			if err := e.sweepSum(sum, c, targets, linear, &found); err != nil {
				return nil, err
			}
			continue
		}
		for k, a := range n.Args() {
			if !active.Has(a) {
				continue
			}
			part, err := e.argument(n, k, c, linear)
			if err != nil {
				return nil, err
			}
			at := found.At(a)
			*at = append(*at, part)
		}
	}
	return out, nil
}

// below lists the nodes of root that may contain a target, in topological order, and tells which do.
// What is older than all targets is not looked into.
func below(root ast.Node, targets []ast.Node) ([]ast.Node, *ast.Set) {
	oldest := targets[0].ID()
	for _, x := range targets {
		oldest = min(oldest, x.ID())
	}
	nodes := ast.TopoSince(oldest, root)
	return nodes, ast.DependsOn(nodes, targets...)
}

// sweepSum adds what a sum over an index with the coefficient c brings to the targets.
func (e *Engine) sweepSum(sum *ast.IndexSum, c coefficient, targets []ast.Node, linear bool, found *ast.Map[[]coefficient]) error {
	sum = operation.Apart(e.t, sum, e.matrixOf(c))
	parts, err := e.sweep(sum.Body(), c, targets, linear)
	if err != nil {
		return err
	}
	for _, x := range targets {
		if part, ok := parts[x]; ok {
			at := found.At(x)
			*at = append(*at, e.summed(sum, c, part))
		}
	}
	return nil
}

// argument is c·∂vec n/∂(vec a)' for the argument a in the place k of n. Where the operation is not
// linear in it, the matrix is that of the differential, which is.
func (e *Engine) argument(n ast.Node, k int, c coefficient, linear bool) (coefficient, error) {
	a := n.Args()[k]
	m, ok, err := e.matrix(n, k)
	switch {
	case err != nil:
		return coefficient{}, err
	case ok:
		return e.times(c, m, a.Shape()), nil
	case linear:
		return e.linearMap(n, k, c)
	}
	d := make([]ast.Node, len(n.Args()))
	u := e.direction(a)
	d[k] = u
	dn, err := operation.Differential(e.t, n, d)
	if err != nil {
		return coefficient{}, err
	}
	parts, err := e.sweep(dn, c, []ast.Node{u}, true)
	if err != nil {
		return coefficient{}, err
	}
	if part, ok := parts[u]; ok {
		return part, nil
	}
	return e.times(c, e.t.Zeros(ast.Matrix(n.Shape().Entries(), a.Shape().Entries())), a.Shape()), nil
}

// direction stands for any direction of a: a node that is newer than all expressions so far, since it
// holds the number of the sweep.
func (e *Engine) direction(a ast.Node) ast.Node {
	s, t := a.Shape(), e.t
	return t.Differential(t.Add(a, t.Mul(t.Int(int64(e.sweeps)), t.Ones(s))))
}
