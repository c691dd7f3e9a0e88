package simplify

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// termCount is the number of terms of a sum from lo to hi: hi - lo + 1, or 0 where hi is smaller than that, so
// max(hi - lo + 1, 0) where it is not known which: a sum from 3 to n is empty for n = 1.
func termCount(t *ast.Table, lo, hi ast.Node) ast.Node {
	count := t.Add(hi, t.Neg(lo), t.Int(1))
	if n, ok := count.(*ast.Number); ok && n.Value.Sign() < 0 {
		return t.Int(0)
	}
	if leastIsZero(t, count) {
		return count
	}
	return t.Call(catalogue.Lookup("max"), nil, count, t.Int(0))
}

// leastIsZero reports whether it is known that a number of terms is not negative.
func leastIsZero(t *ast.Table, count ast.Node) bool {
	if sign := rules.SignOf(count); sign != rules.EitherSign {
		return sign == rules.NotNegative
	}
	terms := []ast.Node{count}
	if sum, ok := count.(*ast.Add); ok {
		terms = sum.Args()
	}
	least := ast.RatInt(0)
	sizes, indices := false, 0
	for _, term := range terms {
		coef, core := t.SplitCoef(term)
		low, ok := leastOf(core)
		s, symbol := core.(*ast.Symbol)
		switch {
		case !ok || symbol && isBound(s):
			return false
		case symbol && s.Kind == ast.Index && coef.Equal(ast.RatInt(-1)): // from an index, which is at most the size
			indices++
			continue
		case coef.Sign() < 0 && !isNumber(core):
			return false
		}
		sizes = sizes || symbol && s.Kind == ast.Dimension
		least = least.Plus(coef.Times(low))
	}
	if indices > 0 { // n - i + c: i is at most n
		if !sizes || indices > 1 {
			return false
		}
		least = least.Minus(ast.RatInt(1))
	}
	return least.Sign() >= 0
}

// isBound reports whether a sum counts the symbol.
func isBound(s *ast.Symbol) bool {
	ranges, listed := s.Ranges()
	return len(ranges) > 0 || !listed
}

func isNumber(n ast.Node) bool { _, ok := n.(*ast.Number); return ok }

// leastOf is the least value of a size, an index, or a natural number, or of a product of sizes.
func leastOf(n ast.Node) (ast.Rat, bool) {
	switch n := n.(type) {
	case *ast.Number:
		return n.Value, true
	case *ast.Symbol:
		switch n.Kind {
		case ast.Dimension, ast.Index:
			return ast.RatInt(1), true
		case ast.Natural:
			return ast.RatInt(0), true
		}
	case *ast.Mul, *ast.Power:
		for _, a := range n.Args() {
			if s, ok := a.(*ast.Symbol); ok && s.Kind == ast.Dimension || isNumber(a) {
				continue
			}
			return ast.Rat{}, false
		}
		return ast.RatInt(1), true
	}
	return ast.Rat{}, false
}
