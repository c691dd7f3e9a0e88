package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// Jacobian is the derivative ∂f_i/∂x_j of a vector or scalar f by a vector x, as a matrix: the J
// with df = J*dx. It pushes dx in the differential of f to the right.
func Jacobian(t *ast.Table, f, x ast.Node) (ast.Node, error) {
	dx := t.Differential(x)
	df, err := operation.Tangent(t, f, []ast.Node{x}, []ast.Node{dx})
	if err != nil {
		return nil, err
	}
	if ast.IsZero(df) || !ast.Contains(df, dx) {
		return t.Zeros(ast.Matrix(f.Shape().Rows, x.Shape().Rows)), nil
	}
	return newPusher(t, df, dx).push(df), nil
}

// A pusher writes expressions that are linear in dx as a matrix times dx.
type pusher struct {
	t      *ast.Table
	dx     ast.Node
	active map[ast.Node]bool
	done   map[ast.Node]ast.Node
	// columned tells that some part was written by its columns, since no rule applied.
	columned bool
}

// newPusher makes a pusher for the parts of df.
func newPusher(t *ast.Table, df, dx ast.Node) *pusher {
	p := &pusher{t: t, dx: dx, active: map[ast.Node]bool{}, done: map[ast.Node]ast.Node{}}
	for _, n := range ast.Topo(df) {
		p.active[n] = p.contains(n)
	}
	return p
}

// columns is Σ_j L(e_j) e_j', the matrix of any linear map L, given as L(dx).
func (p *pusher) columns(l ast.Node) ast.Node {
	n := p.dx.Shape().Rows
	p.columned = true
	j := rules.FreeIndex(p.t, "j", l)
	e := p.t.Unit(j, n)
	column := p.t.Substitute(l, map[ast.Node]ast.Node{p.dx: e})
	return p.t.IndexSum(j, p.t.Int(1), p.t.DimNode(n), p.t.Mul(column, p.t.Transpose(e)))
}

// push gives the M with n = M*dx, for a vector or scalar n.
func (p *pusher) push(n ast.Node) ast.Node {
	if m, ok := p.done[n]; ok {
		return m
	}
	m := p.pushNode(n)
	if m == nil {
		m = p.columns(n)
	}
	p.done[n] = m
	return m
}

// pushNode is push by the rules for the operation that n is; nil where none applies.
func (p *pusher) pushNode(n ast.Node) ast.Node {
	if n == p.dx {
		return p.t.Eye(n.Shape().Rows)
	}
	switch n := n.(type) {
	case *ast.Add:
		return p.each(n.Args(), p.push)
	case *ast.Mul:
		return p.product(n, nil)
	case *ast.Hadamard:
		k, others := p.split(n.Args())
		return p.then(p.push(n.Args()[k]), func(m ast.Node) ast.Node { return p.t.Mul(p.diag(p.t.Hadamard(others...)), m) })
	case *ast.IndexSum:
		return p.then(p.push(n.Body()), func(m ast.Node) ast.Node { return p.t.IndexSum(n.Index, n.Lo(), n.Hi(), m) })
	case *ast.Entry:
		return p.entry(n)
	case *ast.Call:
		switch n.Fn.Name {
		case "kron":
			return p.kronecker(n)
		case "vcat":
			return p.stacked(n, p.push)
		case "vec":
			return p.vectorised(n.Args()[0])
		}
	}
	if n.Shape().IsScalar() {
		g, err := operation.Gradient(p.t, n, p.dx)
		if err != nil {
			return nil
		}
		return p.t.Transpose(g)
	}
	return nil
}

// kronecker pushes dx out of the Kronecker product of two vectors: kron(dx,y) is kron(eye(n),y)*dx.
func (p *pusher) kronecker(n *ast.Call) ast.Node {
	k, _ := p.split(n.Args())
	if p.contains(n.Args()[1-k]) {
		return nil
	}
	return p.then(p.push(n.Args()[k]), func(m ast.Node) ast.Node {
		args := slices.Clone(n.Args())
		args[k] = m
		return p.t.Call(n.Fn, nil, args...)
	})
}

// each adds up what f makes of the terms. One without dx is zero, since all that is linear in dx is without it.
func (p *pusher) each(terms []ast.Node, f func(ast.Node) ast.Node) ast.Node {
	out := make([]ast.Node, 0, len(terms))
	for _, a := range terms {
		if !p.contains(a) {
			continue
		}
		m := f(a)
		if m == nil {
			return nil
		}
		out = append(out, m)
	}
	return p.t.Add(out...)
}

func (p *pusher) then(m ast.Node, f func(ast.Node) ast.Node) ast.Node {
	if m == nil {
		return nil
	}
	return f(m)
}

// contains reports whether dx occurs in n. What is known of the arguments is enough, which keeps this
// linear in the graph.
func (p *pusher) contains(n ast.Node) bool {
	on, ok := p.active[n]
	if !ok {
		on = n == p.dx || slices.ContainsFunc(n.Args(), p.contains)
		p.active[n] = on
	}
	return on
}

// split gives the place of the argument that contains dx, and the others.
func (p *pusher) split(args []ast.Node) (k int, others []ast.Node) {
	k = slices.IndexFunc(args, p.contains)
	others = append(append([]ast.Node{p.t.Int(1)}, args[:k]...), args[k+1:]...)
	return k, others
}

// factors gives the place of the factor of a product that contains dx, and the number in front and the other scalars.
func (p *pusher) factors(n *ast.Mul) (k int, scalars []ast.Node) {
	k = slices.IndexFunc(n.Args(), p.contains)
	scalars = []ast.Node{p.t.Number(n.Coef)}
	for i, f := range n.Scalars {
		if i != k {
			scalars = append(scalars, f)
		}
	}
	return k, scalars
}

// diag is Diag(x), where x is a vector.
func (p *pusher) diag(x ast.Node) ast.Node { return operation.Diagonal(p.t, x) }

func (p *pusher) entry(n *ast.Entry) ast.Node {
	u := n.Arg()
	switch {
	case n.Row != nil && u.Shape().Cols == ast.One:
		return p.then(p.push(u), func(m ast.Node) ast.Node { return p.t.Entry(m, n.Row, nil) })
	case n.Col != nil && !n.Shape().IsRow():
		m := p.apply(u, p.t.Unit(n.Col, u.Shape().Cols))
		if m != nil && n.Row != nil {
			m = p.t.Entry(m, n.Row, nil)
		}
		return m
	}
	return nil
}

// product pushes dx in n*s to the right; n is a product, s a constant vector, or nil for none.
func (p *pusher) product(n *ast.Mul, s ast.Node) ast.Node {
	k, scalars := p.factors(n)
	if k < len(n.Scalars) {
		rest := append(scalars, n.Chain...)
		if s != nil {
			rest = append(rest, s)
		}
		return p.then(p.push(n.Scalars[k]), func(m ast.Node) ast.Node { return p.t.Mul(append(rest, m)...) })
	}
	k -= len(n.Scalars)
	u, after := n.Chain[k], slices.Clone(n.Chain[k+1:])
	if s != nil {
		after = append(after, s)
	}
	before := append(scalars, n.Chain[:k]...)
	var m ast.Node
	switch {
	case len(after) == 0:
		m = p.push(u)
	case u.Shape().Cols == ast.One: // u times a row times … times s: a scalar
		m = p.push(u)
		before = append([]ast.Node{p.t.Mul(after...)}, before...)
	default:
		m = p.apply(u, p.t.Mul(after...))
	}
	return p.then(m, func(m ast.Node) ast.Node { return p.t.Mul(append(before, m)...) })
}

// apply gives the M with u*s = M*dx, for a matrix or row u that contains dx and a constant vector
// s; nil where no rule applies.
func (p *pusher) apply(u, s ast.Node) ast.Node {
	switch n := u.(type) {
	case *ast.Add:
		return p.each(n.Args(), func(a ast.Node) ast.Node { return p.apply(a, s) })
	case *ast.Mul:
		return p.product(n, s)
	case *ast.Transpose:
		return p.applyTransposed(n.Arg(), s)
	case *ast.IndexSum:
		n = operation.Apart(p.t, n, s)
		return p.then(p.apply(n.Body(), s), func(m ast.Node) ast.Node { return p.t.IndexSum(n.Index, n.Lo(), n.Hi(), m) })
	case *ast.Call:
		switch n.Fn.Name {
		case "Diag":
			return p.then(p.push(n.Args()[0]), func(m ast.Node) ast.Node { return p.t.Mul(p.diag(s), m) })
		case "unvec":
			return p.unvec(n, p.t.Transpose(s), p.t.Eye(n.Shape().Rows))
		case "vcat":
			return p.stacked(n, func(a ast.Node) ast.Node { return p.apply(a, s) })
		case "hcat":
			return p.beside(n, s)
		}
	}
	return nil
}

// applyTransposed gives the M with u'*s = M*dx, for a u that contains dx and a constant s, which is
// a scalar where u is a row.
func (p *pusher) applyTransposed(u, s ast.Node) ast.Node {
	if u.Shape().Cols == ast.One {
		return p.then(p.push(u), func(m ast.Node) ast.Node { return p.t.Mul(p.t.Transpose(s), m) })
	}
	switch n := u.(type) {
	case *ast.Add:
		return p.each(n.Args(), func(a ast.Node) ast.Node { return p.applyTransposed(a, s) })
	case *ast.Mul:
		if m, ok := p.t.Transpose(n).(*ast.Mul); ok {
			return p.product(m, s)
		}
	case *ast.Transpose:
		if s.Shape().IsScalar() {
			return p.then(p.push(n.Arg()), func(m ast.Node) ast.Node { return p.t.Mul(s, m) })
		}
		return p.apply(n.Arg(), s)
	case *ast.IndexSum:
		n = operation.Apart(p.t, n, s)
		return p.then(p.applyTransposed(n.Body(), s), func(m ast.Node) ast.Node { return p.t.IndexSum(n.Index, n.Lo(), n.Hi(), m) })
	case *ast.Call:
		switch n.Fn.Name {
		case "Diag":
			return p.apply(n, s)
		case "unvec":
			return p.unvec(n, p.t.Eye(n.Shape().Cols), p.t.Transpose(s))
		}
	}
	return nil
}
