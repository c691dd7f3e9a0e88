package differential

import "matcalc/ast"

// A kink is where the value of a function is 0 and its derivative jumps.
var kinks = map[string]func(exponent ast.Rat, order int) bool{
	"norm": smoothNorm, "abs": smoothEntry, "relu": smoothEntry, "max": smoothEntry, "min": smoothEntry,
}

// smoothNorm reports whether the derivatives of a power of a norm have their value at 0 too: ‖x‖^p has p ‖x‖^(p-2) x.
func smoothNorm(exponent ast.Rat, order int) bool {
	return isEven(exponent) || exponent.Cmp(ast.RatInt(int64(2*order))) >= 0
}

// smoothEntry reports it of |x|^p and of max(x,0)^p.
func smoothEntry(exponent ast.Rat, order int) bool {
	return exponent.Cmp(ast.RatInt(int64(order))) > 0
}

// smoothed finds the operations with a kink of which only powers occur in f that are smooth there, so that f has
// derivatives up to an order.
func smoothed(nodes []ast.Node, f ast.Node, order int) *ast.Set {
	out := &ast.Set{}
	var rough ast.Set
	rough.Add(f)
	for _, n := range nodes {
		for i, a := range n.Args() {
			if call, ok := a.(*ast.Call); ok && !(i == 0 && smoothens(n, call, order)) {
				rough.Add(a)
			}
		}
	}
	for _, n := range nodes {
		if call, ok := n.(*ast.Call); ok && kinks[call.Fn.Name] != nil && !rough.Has(n) {
			out.Add(n)
		}
	}
	return out
}

// smoothens reports whether n is a power of a call that is smooth at its kink.
func smoothens(n ast.Node, call *ast.Call, order int) bool {
	smooth := kinks[call.Fn.Name]
	switch n.(type) {
	case *ast.Power, *ast.EntryPower:
		e, ok := n.Args()[1].(*ast.Number)
		return ok && smooth != nil && vanishing(call) && e.Value.Sign() > 0 && smooth(e.Value, order)
	}
	return false
}

// vanishing reports whether the value of a function is 0 at its kink.
func vanishing(call *ast.Call) bool {
	return len(call.Args()) == 1 || ast.IsZero(call.Args()[1])
}

// isEven reports whether a number is a multiple of 2 other than 0.
func isEven(r ast.Rat) bool { return r.Sign() != 0 && r.Times(ast.RatFrac(1, 2)).IsInt() }
