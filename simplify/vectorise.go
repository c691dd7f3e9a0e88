package simplify

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// A sum over all entries of a dimension reads as matrix notation where its terms are a scalar a_k,
// which is the k-th entry of a vector a, times a part that has one of a few forms.

// vectorise writes Σ_k a_k P_k without the sum, where P_k is 1, a unit vector, a row or a column of a
// matrix, or a product of two of these: sum(a), a, a'*X, X*a, X*Diag(a)*Y.
func (s *Simplifier) vectorise(n *ast.IndexSum, size ast.Dim) (ast.Node, bool) {
	t := s.t
	body := n.Body()
	scalars, chain := []ast.Node{t.Int(1)}, []ast.Node(nil)
	if body.Shape().IsScalar() {
		scalars = append(scalars, body)
	} else if m, ok := body.(*ast.Mul); ok {
		scalars = append(append(scalars, t.Number(m.Coef)), m.Scalars...)
		chain = m.Chain
	} else {
		chain = []ast.Node{body}
	}
	l := lifter{t: t, index: n.Index, size: size, done: map[ast.Node]ast.Node{}}
	scalar := t.Mul(scalars...)
	if len(chain) == 0 {
		if total := l.total(scalar); total != nil {
			return total, true
		}
	}
	a := l.lift(scalar)
	if a == nil {
		return nil, false
	}
	switch len(chain) {
	case 0:
		return t.Call(catalogue.Lookup("sum"), nil, a), true
	case 1:
		if m := l.columns(chain[0]); m != nil {
			return t.Mul(m, a), true
		}
		if m := l.columns(t.Transpose(chain[0])); m != nil {
			return t.Transpose(t.Mul(m, a)), true
		}
		if m := l.rows(chain[0]); m != nil {
			out := t.Mul(t.Transpose(m), a)
			if chain[0].Shape().IsRow() {
				out = t.Transpose(out)
			}
			return out, true
		}
	case 2:
		left, right := l.columns(chain[0]), l.columns(t.Transpose(chain[1]))
		if left != nil && right != nil {
			return t.Mul(left, t.Call(catalogue.Lookup("Diag"), nil, a), t.Transpose(right)), true
		}
	}
	return nil, false
}

// A lifter turns scalars that depend on an index into vectors over the index.
type lifter struct {
	t     *ast.Table
	index *ast.Symbol
	size  ast.Dim
	done  map[ast.Node]ast.Node
}

func (l *lifter) free(n ast.Node) bool { return !ast.Contains(n, l.index) }

// unit reports whether n is the unit vector of the index.
func (l *lifter) unit(n ast.Node) bool {
	c, ok := n.(*ast.Constant)
	return ok && c.Kind == ast.Unit && c.Args()[0] == ast.Node(l.index) && c.Dims[0] == l.size
}

// columns gives the matrix whose k-th column is the given vector; nil where it has no such form.
func (l *lifter) columns(part ast.Node) ast.Node {
	if l.unit(part) {
		return l.t.Eye(l.size)
	}
	of, transposed := part, false
	if tr, ok := part.(*ast.Transpose); ok {
		of, transposed = tr.Arg(), true
	}
	e, ok := of.(*ast.Entry)
	if !ok || !l.free(e.Arg()) {
		return nil
	}
	k, x := ast.Node(l.index), e.Arg()
	switch {
	case !transposed && e.Row == nil && e.Col == k && x.Shape().Cols == l.size:
		return x
	case transposed && e.Row == k && e.Col == nil && x.Shape().Rows == l.size:
		return l.t.Transpose(x)
	}
	return nil
}

// lift gives the vector whose k-th entry is the scalar n; nil where it has no such form.
func (l *lifter) lift(n ast.Node) ast.Node {
	if v, ok := l.done[n]; ok {
		return v
	}
	v := l.liftNode(n)
	l.done[n] = v
	return v
}

func (l *lifter) liftNode(n ast.Node) ast.Node {
	t := l.t
	if l.free(n) {
		return t.Mul(n, t.Ones(ast.Vector(l.size)))
	}
	args := n.Args()
	switch n := n.(type) {
	case *ast.Entry:
		return l.entry(n)
	case *ast.Add:
		return l.each(args, t.Add)
	case *ast.Mul:
		if len(n.Chain) > 0 {
			return l.chain(n.Chain)
		}
		v := l.each(args, t.Hadamard)
		if v == nil {
			return nil
		}
		return t.Mul(t.Number(n.Coef), v)
	case *ast.Power:
		if m := l.squares(n); m != nil {
			return t.Mul(m, t.Ones(ast.Vector(m.Shape().Cols)))
		}
		base := l.lift(n.Base())
		if base == nil || !l.free(n.Exponent()) {
			return nil
		}
		return t.EntryPower(base, n.Exponent())
	case *ast.Call:
		if m := l.summed(n); m != nil {
			return t.Mul(m, t.Ones(ast.Vector(m.Shape().Cols)))
		}
		if n.Fn.Elementwise {
			for i := range args {
				if !n.Fn.Varies(i) {
					return nil
				}
			}
			return l.each(args, func(a ...ast.Node) ast.Node { return t.Call(n.Fn, nil, a...) })
		}
	case *ast.Apply:
		if n.Form == ast.Value && n.Fn.Elementwise {
			return l.each(args, func(a ...ast.Node) ast.Node { return t.Apply(n.Fn, n.Form, n.Slots, a...) })
		}
	}
	return nil
}

func (l *lifter) each(args []ast.Node, join func(...ast.Node) ast.Node) ast.Node {
	out := make([]ast.Node, len(args))
	for i, a := range args {
		if out[i] = l.lift(a); out[i] == nil {
			return nil
		}
	}
	return join(out...)
}

// entry: x[k] is an entry of x, X[k,j] one of the column j, X[i,k] one of the row i, X[k,k] one of the diagonal.
func (l *lifter) entry(n *ast.Entry) ast.Node {
	x := n.Arg()
	if !l.free(x) {
		return nil
	}
	k := ast.Node(l.index)
	switch {
	case n.Row == k && n.Col == k && x.Shape().Rows == l.size && x.Shape().Cols == l.size:
		return l.t.Call(catalogue.Lookup("diag"), nil, x)
	case n.Row == k && x.Shape().Rows == l.size && (n.Col == nil && x.Shape().Cols == ast.One || n.Col != nil && l.free(n.Col)):
		return l.t.Entry(x, nil, n.Col)
	case n.Col == k && x.Shape().Cols == l.size && (n.Row == nil && x.Shape().Rows == ast.One || n.Row != nil && l.free(n.Row)):
		return l.t.Transpose(l.t.Entry(x, n.Row, nil))
	}
	return nil
}

// chain: a row X[k,:] times what does not depend on k is the k-th entry of a product with X; a column
// X[:,k] at the end likewise.
func (l *lifter) chain(chain []ast.Node) ast.Node {
	if v := l.fromRow(chain); v != nil {
		return v
	}
	if m := l.products(chain); m != nil {
		return l.t.Mul(m, l.t.Ones(ast.Vector(m.Shape().Cols)))
	}
	back := make([]ast.Node, len(chain))
	for i, f := range chain {
		back[len(chain)-1-i] = l.t.Transpose(f)
	}
	return l.fromRow(back)
}

func (l *lifter) fromRow(chain []ast.Node) ast.Node {
	for _, f := range chain[1:] {
		if !l.free(f) {
			return nil
		}
	}
	first, transposed := chain[0], false
	if tr, ok := first.(*ast.Transpose); ok {
		first, transposed = tr.Arg(), true
	}
	e, ok := first.(*ast.Entry)
	if !ok || !l.free(e.Arg()) {
		return nil
	}
	x := e.Arg()
	switch k := ast.Node(l.index); {
	case !transposed && e.Row == k && e.Col == nil && x.Shape().Rows == l.size:
	case transposed && e.Col == k && e.Row == nil && x.Shape().Cols == l.size:
		x = l.t.Transpose(x)
	default:
		return nil
	}
	return l.t.Mul(append([]ast.Node{x}, chain[1:]...)...)
}
