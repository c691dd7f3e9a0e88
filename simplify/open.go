package simplify

import "matcalc/ast"

// opened is the sum of terms in which entries are moved into operations, and inner products of
// products are traces, though each alone is longer, so that terms can cancel: (A + B)[1,2] - A[1,2].
// It is nil where there are no such terms.
func (s *Simplifier) opened(terms []ast.Node) ast.Node {
	found := false
	parts := make([]ast.Node, len(terms))
	for i, term := range terms {
		var scalar, core ast.Node
		if term.Shape().IsScalar() {
			var coef ast.Rat
			coef, core = s.t.SplitCoef(term)
			scalar = s.t.Number(coef)
		} else {
			scalar, core = s.t.SplitScalars(term)
		}
		if open := s.open(core); open != core {
			parts[i], found = s.t.Mul(scalar, open), true
			continue
		}
		parts[i] = term
	}
	if !found {
		return nil
	}
	return s.t.Add(parts...)
}

// open is an entry moved into the operation, or an inner product of products as a trace; other nodes
// stay.
func (s *Simplifier) open(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Entry:
		return s.moved(n)
	case *ast.Inner:
		if a, b := n.Args()[0], n.Args()[1]; isProduct(a) || isProduct(b) {
			return s.trace(s.t.Mul(s.t.Transpose(a), b))
		}
	}
	return n
}
