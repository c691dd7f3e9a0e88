package vec

import (
	"cmp"
	"slices"

	"matcalc/ast"
	"matcalc/rules/operation"
)

// sweep gives ∂vec F/∂(vec x)' for the targets that root depends on, where root is a part of F and c
// is ∂vec F/∂(vec root)'. It visits each node once, from the root down. With linear, root is
// linear in the one target.
func (e *Engine) sweep(root ast.Node, c coefficient, targets []ast.Node, linear bool) (map[ast.Node]coefficient, error) {
	nodes, active := below(root, targets)
	found := map[ast.Node][]coefficient{root: {c}}
	out := map[ast.Node]coefficient{}
	for _, n := range slices.Backward(nodes) {
		if !active[n] || len(found[n]) == 0 {
			continue
		}
		c := e.add(found[n])
		delete(found, n)
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
			if err := e.sweepSum(sum, c, targets, linear, found); err != nil {
				return nil, err
			}
			continue
		}
		for k, a := range n.Args() {
			if !active[a] {
				continue
			}
			part, err := e.argument(n, k, c, linear)
			if err != nil {
				return nil, err
			}
			found[a] = append(found[a], part)
		}
	}
	return out, nil
}

// below lists the nodes of root that may contain a target, in topological order, and tells which do.
// What is older than all targets is not looked into.
func below(root ast.Node, targets []ast.Node) ([]ast.Node, map[ast.Node]bool) {
	oldest := targets[0].ID()
	for _, x := range targets {
		oldest = min(oldest, x.ID())
	}
	nodes := since(root, oldest)
	return nodes, ast.DependsOn(nodes, targets...)
}

// since lists the nodes of root with that ID or a greater one, in topological order.
func since(root ast.Node, oldest int) []ast.Node {
	var nodes []ast.Node
	seen := map[ast.Node]bool{}
	stack := []ast.Node{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] || n.ID() < oldest {
			continue
		}
		seen[n] = true
		nodes = append(nodes, n)
		stack = append(stack, n.Args()...)
	}
	slices.SortFunc(nodes, func(a, b ast.Node) int { return cmp.Compare(a.ID(), b.ID()) })
	return nodes
}

// sweepSum adds what a sum over an index with the coefficient c brings to the targets.
func (e *Engine) sweepSum(sum *ast.IndexSum, c coefficient, targets []ast.Node, linear bool, found map[ast.Node][]coefficient) error {
	sum = operation.Apart(e.t, sum, e.matrixOf(c))
	parts, err := e.sweep(sum.Body(), c, targets, linear)
	if err != nil {
		return err
	}
	for _, x := range targets {
		if part, ok := parts[x]; ok {
			found[x] = append(found[x], e.summed(sum, c, part))
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
