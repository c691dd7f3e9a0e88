package simplify

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// rootOfSquares writes a power of x'*x, of sum(X.^2) or of tr(X'*X), with half of an odd number as its exponent, as a power
// of the norm.
func (s *Simplifier) rootOfSquares(n *ast.Power) ast.Node {
	e, ok := n.Exponent().(*ast.Number)
	if !ok || e.Value.IsInt() || !e.Value.Times(ast.RatInt(2)).IsInt() {
		return n
	}
	x := s.ofSquares(n.Base())
	if x == nil {
		return n
	}
	norm := s.t.Call(catalogue.Lookup("norm"), nil, x)
	return s.shorter(n, s.t.Power(norm, s.t.Number(e.Value.Times(ast.RatInt(2)))))
}

// ofSquares is the array of whose entries n is the sum of squares, nil where it is none.
func (s *Simplifier) ofSquares(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Mul:
		if n.Coef.IsOne() && len(n.Scalars) == 0 {
			return s.halfOf(n.Chain)
		}
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
