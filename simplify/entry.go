package simplify

import "matcalc/ast"

// entry moves an index into the operation whose entry, row or column is taken.
func (s *Simplifier) entry(n *ast.Entry) ast.Node {
	t := s.t
	at := func(a ast.Node) ast.Node { return t.Entry(a, n.Row, n.Col) }
	switch a := n.Arg().(type) {
	case *ast.Add:
		terms := make([]ast.Node, len(a.Args()))
		for i, term := range a.Args() {
			terms[i] = at(term)
		}
		return t.Add(terms...)
	case *ast.Transpose:
		inner := t.Entry(a.Arg(), n.Col, n.Row)
		return t.Transpose(inner)
	case *ast.Hadamard:
		factors := make([]ast.Node, len(a.Args()))
		for i, f := range a.Args() {
			factors[i] = at(f)
		}
		return t.Hadamard(factors...)
	case *ast.EntryPower:
		e := a.Exponent()
		if !e.Shape().IsScalar() {
			e = at(e)
		}
		return t.EntryPower(at(a.Base()), e)
	case *ast.Mul:
		return s.productEntry(a, n)
	case *ast.Constant:
		return s.constantEntry(a, n)
	case *ast.Call:
		if a.Fn.Elementwise {
			args := make([]ast.Node, len(a.Args()))
			for i, x := range a.Args() {
				args[i] = at(x)
			}
			return t.Call(a.Fn, nil, args...)
		}
		if a.Fn.Name == "Diag" && n.Row != nil && n.Col != nil {
			return t.Mul(t.Delta(n.Row, n.Col), t.Entry(a.Args()[0], n.Row, nil))
		}
	case *ast.Apply:
		if a.Form == ast.Value && a.Fn.Elementwise {
			return t.Apply(a.Fn, a.Form, a.Slots, at(a.Args()[0]))
		}
	}
	return n
}

// productEntry takes the row of the first factor and the column of the last one.
func (s *Simplifier) productEntry(m *ast.Mul, n *ast.Entry) ast.Node {
	t := s.t
	factors := append([]ast.Node{t.Number(m.Coef)}, m.Scalars...)
	last := len(m.Chain) - 1
	for i, f := range m.Chain {
		var row, col ast.Node
		if i == 0 {
			row = n.Row
		}
		if i == last {
			col = n.Col
		}
		if row != nil || col != nil {
			f = s.node(t.Entry(f, row, col))
		}
		factors = append(factors, f)
	}
	return t.Mul(factors...)
}

func (s *Simplifier) constantEntry(c *ast.Constant, n *ast.Entry) ast.Node {
	t := s.t
	switch c.Kind {
	case ast.Ones:
		return t.Ones(n.Shape())
	case ast.Zeros:
		return t.Zeros(n.Shape())
	case ast.Unit:
		return t.Delta(c.Args()[0], n.Row)
	case ast.Eye:
		switch {
		case n.Row != nil && n.Col != nil:
			return t.Delta(n.Row, n.Col)
		case n.Row != nil:
			return t.Transpose(t.Unit(n.Row, c.Dims[0]))
		default:
			return t.Unit(n.Col, c.Dims[0])
		}
	}
	return n
}
