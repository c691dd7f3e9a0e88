package vec

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules/operation"
)

// call is a function of the catalogue applied to one argument or more.
func (e *Engine) call(name string, args ...ast.Node) ast.Node {
	return e.t.Call(catalogue.Lookup(name), nil, args...)
}

// vec is vec(a); a vector or a scalar is its own.
func (e *Engine) vec(a ast.Node) ast.Node {
	switch s := a.Shape(); {
	case s.Cols == ast.One:
		return a
	case s.Rows == ast.One:
		return e.t.Transpose(a)
	}
	if x := isCall(a, "unvec"); x != nil {
		return x.Args()[0]
	}
	return e.call("vec", a)
}

// kron is the Kronecker product, which is a multiple where a factor is a scalar.
func (e *Engine) kron(p, q ast.Node) ast.Node {
	switch {
	case p.Shape().IsScalar() || q.Shape().IsScalar():
		return e.t.Mul(p, q)
	case ast.IsConstant(p, ast.Eye) && ast.IsConstant(q, ast.Eye):
		return e.t.Eye(p.Shape().Rows.Times(q.Shape().Rows))
	}
	sp, p := e.t.SplitScalars(p)
	sq, q := e.t.SplitScalars(q)
	return e.t.Mul(sp, sq, e.call("kron", p, q))
}

// simplify is the shortest matrix, with numbers in front of Kronecker products.
func (e *Engine) simplify(m ast.Node) ast.Node {
	for range maxSimplify {
		next := e.s.Simplify(m)
		next = e.t.Map(next, func(n ast.Node) ast.Node {
			if p, q, ok := kronecker(n); ok {
				return e.kron(p, q)
			}
			return n
		})
		if next == m {
			break
		}
		m = next
	}
	return m
}

// maxSimplify bounds how often a matrix is simplified.
const maxSimplify = 3

// diagonal is Diag(x).
func (e *Engine) diagonal(x ast.Node) ast.Node {
	if x.Shape().IsScalar() {
		return x
	}
	return e.call("Diag", x)
}

// isCall gives n as a call of that function, or nil.
func isCall(n ast.Node, name string) *ast.Call {
	if c, ok := n.(*ast.Call); ok && c.Fn.Name == name {
		return c
	}
	return nil
}

// kronecker gives the factors of a Kronecker product.
func kronecker(n ast.Node) (p, q ast.Node, ok bool) {
	if c := isCall(n, "kron"); c != nil {
		return c.Args()[0], c.Args()[1], true
	}
	return nil, nil, false
}

// reshape is the array of that shape with the same vec as a.
func (e *Engine) reshape(a ast.Node, s ast.Shape) ast.Node {
	if a.Shape() == s {
		return a
	}
	v := e.vec(a)
	switch {
	case s.Cols == ast.One:
		return v
	case s.Rows == ast.One:
		return e.t.Transpose(v)
	}
	if c := isCall(v, "unvec"); c != nil && c.Args()[0].Shape() == s {
		return c.Args()[0]
	}
	return e.t.Call(catalogue.Lookup("unvec"), []ast.Dim{s.Rows, s.Cols}, v)
}

// tidy writes the matrix m of a rule without products with scalars as Kronecker products, and
// without vec of vectors, which rules for any shape leave behind.
func (e *Engine) tidy(m ast.Node) ast.Node {
	switch n := m.(type) {
	case *ast.Call:
		switch n.Fn.Name {
		case "kron":
			return e.kron(e.tidy(n.Args()[0]), e.tidy(n.Args()[1]))
		case "vec":
			return e.vec(n.Args()[0])
		case "Diag":
			return e.diagonal(e.tidy(n.Args()[0]))
		}
	case *ast.Transpose:
		if _, ok := n.Arg().(*ast.Call); ok {
			return e.t.Transpose(e.tidy(n.Arg()))
		}
	case *ast.Mul:
		factors := []ast.Node{e.t.Number(n.Coef)}
		for _, f := range n.Args() {
			if _, ok := f.(*ast.Mul); !ok {
				f = e.tidy(f)
			}
			factors = append(factors, f)
		}
		return e.t.Mul(factors...)
	case *ast.IndexSum:
		return e.t.IndexSum(n.Index, n.Lo(), n.Hi(), e.tidy(n.Body()))
	}
	return m
}

// pull is the gradient G' with vec(G)'*m = vec(G')', in one of the shapes with that vec:
//
//	vec(G)'*kron(B',A) = vec(A'*G*B')', vec(G)'*K(n,m) = vec(G')', vec(G)'*Diag(vec(A)) = vec(A.*G)'
func (e *Engine) pull(g, m ast.Node) ast.Node {
	t := e.t
	switch n := m.(type) {
	case *ast.Mul:
		factors := []ast.Node{t.Number(n.Coef)}
		for _, s := range n.Scalars {
			factors = append(factors, e.tidy(s))
		}
		g = t.Mul(append(factors, g)...)
		for _, f := range n.Chain {
			g = e.pull(g, f)
		}
		return g
	case *ast.Add:
		terms := make([]ast.Node, len(n.Args()))
		for i, a := range n.Args() {
			terms[i] = e.pull(g, a)
			if i > 0 {
				terms[i] = e.reshape(terms[i], terms[0].Shape())
			}
		}
		return t.Add(terms...)
	case *ast.IndexSum:
		n = operation.Apart(t, n, g)
		return t.IndexSum(n.Index, n.Lo(), n.Hi(), e.pull(g, n.Body()))
	case *ast.Constant:
		switch n.Kind {
		case ast.Eye:
			return g
		case ast.Commutation:
			return t.Transpose(e.reshape(g, ast.Matrix(n.Dims[1], n.Dims[0])))
		}
	case *ast.Transpose:
		if x := isCall(n.Arg(), "vec"); x != nil && g.Shape().IsScalar() {
			return t.Mul(g, x.Args()[0])
		}
		if p, q, ok := kronecker(n.Arg()); ok {
			return e.pullKron(g, t.Transpose(p), t.Transpose(q))
		}
	case *ast.Call:
		a := n.Args()[0]
		switch n.Fn.Name {
		case "kron":
			return e.pullKron(g, a, n.Args()[1])
		case "vec":
			return t.Inner(e.reshape(g, a.Shape()), a)
		case "Diag":
			if x := isCall(a, "vec"); x != nil {
				a = x.Args()[0]
			}
			return t.Hadamard(a, e.reshape(g, a.Shape()))
		}
	}
	if m.Shape().IsScalar() {
		return t.Mul(m, g)
	}
	return t.Mul(t.Transpose(m), e.vec(g))
}

// pullKron is pull for the Kronecker product of p and q.
func (e *Engine) pullKron(g, p, q ast.Node) ast.Node {
	p, q = e.tidy(p), e.tidy(q)
	g = e.reshape(g, ast.Matrix(q.Shape().Rows, p.Shape().Rows))
	return e.t.Mul(e.t.Transpose(q), g, p)
}
