package vec

import (
	"matcalc/ast"
	"matcalc/rules/operation"
)

// product is r·m for a matrix m of a rule. Kronecker products that meet become one, a row at the end of
// r takes m in, and sums over unit arrays keep their terms together.
func (e *Engine) product(r, m ast.Node) ast.Node {
	if ast.IsConstant(r, ast.Eye) {
		return m
	}
	if scalar, core := e.t.SplitScalars(m); core != m {
		return e.t.Mul(scalar, e.product(r, core))
	}
	if first, rest := e.splitFirst(m); rest != nil {
		if front := e.collapse(r, first); front != nil {
			return e.product(front, rest)
		}
		if isCall(first, "vec") != nil && isRow(lastFactor(r)) {
			return e.product(e.product(r, first), rest)
		}
	}
	if sum, ok := r.(*ast.Add); ok && len(sum.Args()) <= maxDistributed && meet(sum, m) {
		terms := make([]ast.Node, len(sum.Args()))
		for i, a := range sum.Args() {
			terms[i] = e.product(a, m)
		}
		return e.t.Add(terms...)
	}
	if sum, ok := m.(*ast.IndexSum); ok {
		first, _ := e.splitFirst(sum.Body())
		if of, ok := r.(*ast.IndexSum); !ok || of.Index != sum.Index || e.collapse(r, first) == nil {
			sum = operation.Apart(e.t, sum, r)
		}
		return e.t.IndexSum(sum.Index, sum.Lo(), sum.Hi(), e.product(r, sum.Body()))
	}
	if sum, ok := r.(*ast.IndexSum); ok && isRow(lastFactor(sum)) && isStructured(m) {
		sum = operation.Apart(e.t, sum, m)
		return e.t.IndexSum(sum.Index, sum.Lo(), sum.Hi(), e.product(sum.Body(), m))
	}
	front, last := e.split(r)
	if front != nil && isRow(last) && isStructured(m) {
		g := e.t.Transpose(last)
		if x := isCall(g, "vec"); x != nil {
			g = x.Args()[0]
		}
		return e.t.Mul(front, e.t.Transpose(e.vec(e.pull(g, m))))
	}
	a, b, both := kronecker(last)
	if both && exchanges(m, a, b) {
		left := e.t.Commutation(a.Shape().Rows, b.Shape().Rows)
		if front == nil {
			front = e.t.Int(1)
		}
		return e.t.Mul(front, left, e.kron(b, a)) // kron(A,B)*K(m,q) = K(n,p)*kron(B,A)
	}
	p, q, ok := kronecker(m)
	if !ok {
		return e.t.Mul(r, m)
	}
	switch {
	case both && a.Shape().Cols == p.Shape().Rows && b.Shape().Cols == q.Shape().Rows:
		k := e.kron(e.t.Mul(a, p), e.t.Mul(b, q))
		if front == nil {
			return k
		}
		return e.t.Mul(front, k)
	case p.Shape().Rows == ast.One: // A*kron(x',B) = kron(x', A*B)
		return e.kron(p, e.t.Mul(r, q))
	case q.Shape().Rows == ast.One:
		return e.kron(e.t.Mul(r, p), q)
	}
	return e.t.Mul(r, m)
}

// maxDistributed bounds the sums that are multiplied out, so that the terms do not become ever more.
const maxDistributed = 4

// meet reports whether each term of a sum ends in a Kronecker product that becomes one with m, a
// Kronecker product or a commutation matrix.
func meet(sum *ast.Add, m ast.Node) bool {
	for _, a := range sum.Args() {
		p, q, ok := kronecker(lastFactor(a))
		if !ok {
			return false
		}
		if exchanges(m, p, q) {
			continue
		}
		a, b, ok := kronecker(m)
		if !ok || p.Shape().Cols != a.Shape().Rows || q.Shape().Cols != b.Shape().Rows {
			return false
		}
	}
	return true
}

// exchanges reports whether m is the commutation matrix that exchanges the factors of kron(a,b)*m.
func exchanges(m, a, b ast.Node) bool {
	k, ok := m.(*ast.Constant)
	return ok && k.Kind == ast.Commutation && k.Dims[0] == a.Shape().Cols && k.Dims[1] == b.Shape().Cols
}

// splitFirst writes m as its first factor and the rest; rest is nil where there is no other.
func (e *Engine) splitFirst(m ast.Node) (first, rest ast.Node) {
	p, ok := m.(*ast.Mul)
	if !ok || len(p.Chain) < 2 {
		return m, nil
	}
	factors := append([]ast.Node{e.t.Number(p.Coef)}, p.Scalars...)
	return p.Chain[0], e.t.Mul(append(factors, p.Chain[1:]...)...)
}

// collapse is r*u for a sum r over k of v_k*e(k)' and a unit vector u = e(j): v_j; nil where they are
// something else.
func (e *Engine) collapse(r, u ast.Node) ast.Node {
	sum, ok := r.(*ast.IndexSum)
	unit, ok2 := u.(*ast.Constant)
	if !ok || !ok2 || unit.Kind != ast.Unit || !ast.IsNumber(sum.Lo(), 1) || sum.Hi() != e.t.DimNode(unit.Dims[0]) {
		return nil
	}
	front, last := e.split(sum.Body())
	if front == nil || last != e.t.Transpose(e.t.Unit(sum.Index, unit.Dims[0])) {
		return nil
	}
	// A sum inside of front must bind neither index.
	for _, n := range ast.Topo(front) {
		if inner, ok := n.(*ast.IndexSum); ok && (inner.Index == sum.Index || ast.Contains(unit.Args()[0], inner.Index)) {
			return nil
		}
	}
	return e.t.Substitute(front, map[ast.Node]ast.Node{sum.Index: unit.Args()[0]})
}

// split writes r as a product with its last factor; front is nil where there is no other.
func (e *Engine) split(r ast.Node) (front, last ast.Node) {
	m, ok := r.(*ast.Mul)
	if !ok || len(m.Chain) == 0 {
		return nil, r
	}
	factors := append([]ast.Node{e.t.Number(m.Coef)}, m.Args()...)
	k := len(factors) - 1
	return e.t.Mul(factors[:k]...), factors[k]
}

// lastFactor is the last factor of what is summed.
func lastFactor(n ast.Node) ast.Node {
	for {
		switch m := n.(type) {
		case *ast.IndexSum:
			n = m.Body()
			continue
		case *ast.Mul:
			if len(m.Chain) > 0 {
				return m.Chain[len(m.Chain)-1]
			}
		}
		return n
	}
}

func isRow(n ast.Node) bool { return n.Shape().IsRow() }

// isStructured reports whether a row takes in the matrix m.
func isStructured(m ast.Node) bool {
	switch n := m.(type) {
	case *ast.Call:
		return n.Fn.Name == "kron" || n.Fn.Name == "Diag" || n.Fn.Name == "vec"
	case *ast.Constant:
		return n.Kind == ast.Commutation
	}
	return false
}
