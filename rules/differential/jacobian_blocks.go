package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// stacked gives the matrix for parts one below the other, by that of each of them.
func (p *pusher) stacked(n *ast.Call, push func(ast.Node) ast.Node) ast.Node {
	parts := make([]ast.Node, len(n.Args()))
	for i, a := range n.Args() {
		if !p.contains(a) {
			parts[i] = p.t.Zeros(ast.Matrix(a.Shape().Rows, p.dx.Shape().Rows))
		} else if parts[i] = push(a); parts[i] == nil {
			return nil
		}
	}
	return p.t.Call(n.Fn, nil, parts...)
}

// beside gives the matrix for columns beside each other, of which those that contain dx stand first, times a constant
// vector s: hcat(dx,y)*s is s[1]*dx + s[2]*y.
func (p *pusher) beside(n *ast.Call, s ast.Node) ast.Node {
	var terms []ast.Node
	for i, a := range n.Args() {
		if a.Shape().Cols != ast.One {
			if slices.ContainsFunc(n.Args()[i:], p.contains) {
				return nil
			}
			break
		}
		if !p.contains(a) {
			continue
		}
		m := p.push(a)
		if m == nil {
			return nil
		}
		terms = append(terms, p.t.Mul(p.t.Entry(s, p.t.Int(int64(i+1)), nil), m))
	}
	return p.t.Add(terms...)
}

// unvec gives the matrix for left'*unvec(u,n,m)*right, or for a constant matrix in one place and an identity in the other:
// vec(B*C*A') is kron(A,B)*vec(C).
func (p *pusher) unvec(n *ast.Call, a, b ast.Node) ast.Node {
	return p.then(p.push(n.Args()[0]), func(m ast.Node) ast.Node {
		return p.t.Mul(p.t.Call(catalogue.Lookup("kron"), nil, a, b), m)
	})
}

// vectorised gives the M with vec(u) = M*dx; nil where no rule applies.
func (p *pusher) vectorised(u ast.Node) ast.Node {
	t := p.t
	if u.Shape().Cols == ast.One {
		return p.push(u)
	}
	switch n := u.(type) {
	case *ast.Add:
		return p.each(n.Args(), p.vectorised)
	case *ast.Transpose:
		if n.Shape().IsRow() {
			return p.push(n.Arg())
		}
		return p.then(p.vectorised(n.Arg()), func(m ast.Node) ast.Node {
			return t.Mul(t.Commutation(n.Arg().Shape().Rows, n.Arg().Shape().Cols), m)
		})
	case *ast.Call:
		if n.Fn.Name == "unvec" {
			return p.push(n.Args()[0])
		}
	case *ast.Mul:
		k, scalars := p.factors(n)
		if k < len(n.Scalars) {
			array := t.Call(catalogue.Lookup("vec"), nil, t.Mul(n.Chain...))
			return p.then(p.push(n.Scalars[k]), func(m ast.Node) ast.Node { return t.Mul(append(scalars, array, m)...) })
		}
		k -= len(n.Scalars)
		factor := n.Chain[k]
		a := ast.Node(t.Eye(factor.Shape().Cols))
		b := ast.Node(t.Eye(factor.Shape().Rows))
		if k > 0 {
			b = t.Mul(n.Chain[:k]...)
		}
		if k+1 < len(n.Chain) {
			a = t.Transpose(t.Mul(n.Chain[k+1:]...))
		}
		return p.then(p.vectorised(factor), func(m ast.Node) ast.Node {
			return t.Mul(append(scalars, t.Call(catalogue.Lookup("kron"), nil, a, b), m)...)
		})
	}
	return nil
}
