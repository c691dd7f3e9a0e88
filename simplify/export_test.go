package simplify

import "matcalc/ast"

// MayBeLonger reports whether a rule that is applied even where that is longer made n what it became.
func (s *Simplifier) MayBeLonger(n ast.Node) bool { return s.longer.Has(n) }
