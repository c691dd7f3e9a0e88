package simplify

import "matcalc/ast"

// maxNesting bounds how deep entries of entries are taken.
const maxNesting = 100

// entry moves an index into the operation whose entry, row or column is taken, where that is not longer.
func (s *Simplifier) entry(n *ast.Entry) ast.Node {
	if s.nesting >= maxNesting {
		s.stops.add(deepEntry, n)
		return n
	}
	s.nesting++
	defer func() { s.nesting-- }()
	moved := s.moved(n)
	if moved == ast.Node(n) {
		return n
	}
	if moved = s.node(moved); s.length.Length(moved) > s.length.Length(n) {
		return n
	}
	return moved
}

// moved is the operation in n applied to entries, rows or columns of its arguments.
func (s *Simplifier) moved(n *ast.Entry) ast.Node {
	t := s.t
	at := func(a ast.Node) ast.Node { return s.node(t.Entry(a, n.Row, n.Col)) }
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

// turned writes the rows in a product that are transposed columns, (A*B)[:,j]', as products where that
// is not longer, since a column that is a product is one too: B[:,j]'*A'.
func (s *Simplifier) turned(n *ast.Mul) ast.Node {
	for i, f := range n.Args() {
		tr, ok := f.(*ast.Transpose)
		if !ok {
			continue
		}
		if _, ok := tr.Arg().(*ast.Entry); !ok {
			continue
		}
		args := append([]ast.Node{s.t.Number(n.Coef)}, n.Args()...)
		args[i+1] = s.t.Transpose(s.node(tr.Arg()))
		if next := s.t.Mul(args...); s.length.Length(next) <= s.length.Length(n) {
			return next
		}
	}
	return n
}

// sumOfRow is the sum of the entries of a column where it is that of a row that is no longer.
func (s *Simplifier) sumOfRow(n *ast.Call) ast.Node {
	sum, ok := n.Args()[0].(*ast.Add)
	if !ok || !sum.Shape().IsRow() || len(sum.Args()) > maxTerms {
		return n
	}
	next := s.t.Call(n.Fn, nil, s.pushed(sum))
	if s.length.Length(next) <= s.length.Length(n) {
		return next
	}
	return n
}
