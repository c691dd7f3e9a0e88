package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// rootOfSquares writes a power of x'*x, of sum(X.^2) or of tr(X'*X), or of a multiple of them above 0, with half of an odd
// number as its exponent, as a power of the norm.
func (s *Simplifier) rootOfSquares(n *ast.Power) ast.Node {
	e, ok := n.Exponent().(*ast.Number)
	if !ok || e.Value.IsInt() || !e.Value.Times(ast.RatInt(2)).IsInt() {
		return n
	}
	scale, squares := s.positive(n.Base(), e.Value)
	x := s.ofSquares(squares)
	if x == nil {
		return n
	}
	norm := s.t.Call(catalogue.Lookup("norm"), nil, x)
	return s.shorter(n, s.t.Mul(scale, s.t.Power(norm, s.t.Number(e.Value.Times(ast.RatInt(2))))))
}

// squareOfNorm writes a product x'*A'*A*x as the square of the norm of A*x, where that is shorter. An even power of a
// symmetric matrix in the middle is the product of two.
func (s *Simplifier) squareOfNorm(n *ast.Mul) ast.Node {
	if !n.Shape().IsScalar() || len(n.Chain) < 2 {
		return n
	}
	chain := n.Chain
	if middle := len(chain) / 2; len(chain)%2 == 1 {
		root := s.rootOf(chain[middle])
		if root == nil {
			return n
		}
		chain = slices.Concat(chain[:middle], []ast.Node{root, root}, chain[middle+1:])
	}
	x := s.halfOf(chain)
	if x == nil {
		return n
	}
	norm := s.t.Power(s.t.Call(catalogue.Lookup("norm"), nil, x), s.t.Int(2))
	return s.shorter(n, s.t.Mul(append([]ast.Node{s.t.Number(n.Coef), norm}, n.Scalars...)...))
}

// underNorm is the array of whose norm n is the square; nil where it is none.
func underNorm(n *ast.Power) ast.Node {
	if c, ok := n.Base().(*ast.Call); ok && c.Fn.Name == "norm" && ast.IsNumber(n.Exponent(), 2) {
		return c.Args()[0]
	}
	return nil
}

// isSquareOfNorm reports whether a term is a multiple of the square of a norm.
func isSquareOfNorm(term ast.Node) bool {
	if m, ok := term.(*ast.Mul); ok {
		return slices.ContainsFunc(m.Scalars, isSquareOfNorm)
	}
	p, ok := term.(*ast.Power)
	return ok && underNorm(p) != nil
}

// rootOf is the symmetric matrix of which n is the square, where n is an even power; nil where it is none.
func (s *Simplifier) rootOf(n ast.Node) ast.Node {
	base, exponent := s.t.SplitPower(n)
	e, ok := exponent.(*ast.Number)
	if !ok || !base.Has(ast.IsSymmetric) {
		return nil
	}
	if k, ok := e.Value.Int(); ok && k%2 == 0 {
		return s.t.Power(base, s.t.Int(k/2))
	}
	return nil
}

// positive splits a scalar into the number and the sizes in front of it, where they are above 0, to the power e, and what
// is left.
func (s *Simplifier) positive(n ast.Node, e ast.Rat) (scale, rest ast.Node) {
	m, ok := n.(*ast.Mul)
	if !ok || m.Coef.Sign() < 0 {
		return s.t.Int(1), n
	}
	in, out := []ast.Node{s.t.Power(s.t.Number(m.Coef), s.t.Number(e))}, slices.Clone(m.Chain)
	for _, f := range m.Scalars {
		p := powerOf(0, f)
		if size, ok := p.base.(*ast.Symbol); ok && size.Kind == ast.Dimension {
			in = append(in, s.t.Power(size, s.t.Number(p.exponent.Times(e))))
		} else {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return s.t.Int(1), n
	}
	return s.t.Mul(in...), s.t.Mul(out...)
}

// ofSquares is the array of whose entries n is the sum of squares, nil where it is none.
func (s *Simplifier) ofSquares(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Mul:
		if n.Coef.IsOne() && len(n.Scalars) == 0 {
			return s.halfOf(n.Chain)
		}
	case *ast.Power:
		return underNorm(n)
	case *ast.Inner:
		if n.Args()[0] == n.Args()[1] {
			return n.Args()[0]
		}
	case *ast.Call:
		switch arg := n.Args()[0].(type) {
		case *ast.EntryPower:
			if n.Fn.Name == "sum" && ast.IsNumber(arg.Exponent(), 2) {
				return arg.Base()
			}
		case *ast.Mul:
			if n.Fn.Name == "tr" && arg.Coef.IsOne() && len(arg.Scalars) == 0 {
				return s.halfOf(arg.Chain)
			}
		}
	}
	return nil
}

// halfOf is the product X where a chain is that of X'*X, nil where it is not.
func (s *Simplifier) halfOf(chain []ast.Node) ast.Node {
	half := len(chain) / 2
	if len(chain) != 2*half {
		return nil
	}
	for i, f := range chain[:half] {
		if s.t.Transpose(f) != chain[len(chain)-1-i] {
			return nil
		}
	}
	return s.t.Mul(chain[half:]...)
}
