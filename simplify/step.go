package simplify

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// A Change is what a node becomes, and the rule by which it does.
type Change struct {
	To ast.Node
	By *rules.Rule
}

// A method writes a node of one type in another way, or leaves it as it is.
type method struct {
	rule  string // what it does, as a rule of the kind Search
	apply func(*Simplifier, ast.Node) ast.Node
}

// methods are tried in this order on nodes to which no Simplify rule applies.
var methods []method

// init makes the table; some of its methods simplify in turn, which a declaration could not refer to.
func init() {
	methods = []method{
		{"sum/of transposes", on((*Simplifier).pushedTranspose)},
		{"norm/root of squares", on((*Simplifier).rootOfSquares)},
		{"hadamard/of transposes", on((*Simplifier).pulledTranspose)},
		{"hadamard/of transposes", on((*Simplifier).pushedFactors)},
		{"derivative/of columns", on((*Simplifier).applyColumns)},
		{"entry/row of a product", on((*Simplifier).turned)},
		{"sym/half the sum", on((*Simplifier).twiceSym)},
		{"sym/half the sum", on(func(s *Simplifier, n *ast.Mul) ast.Node { return s.half(n, "sym", 1) })},
		{"skew/half the difference", on(func(s *Simplifier, n *ast.Mul) ast.Node { return s.half(n, "skew", -1) })},
		{"sum/common number", on((*Simplifier).numberOut)},
		{"sum/common array", on((*Simplifier).arrayOut)},
		{"sum/common scalar", on((*Simplifier).scalarOut)},
		{"product/multiplied out", (*Simplifier).expand},
		{"product/of scalars and their power", on((*Simplifier).productBase)},
		{"product/repetition", on((*Simplifier).powers)},
		{"derivative/along a row", on((*Simplifier).applyRow)},
		{"trace/cyclic order", onCall("tr", func(s *Simplifier, n *ast.Call) ast.Node { return s.trace(n.Args()[0]) })},
		{"sum/of transposes", onCall("sum", (*Simplifier).sumOfRow)},
		{"linear function/multiple", on((*Simplifier).multiple)},
		{"trace/inner product", on((*Simplifier).inner)},
		{"entry/of an operation", on((*Simplifier).entry)},
		{"sum over an index/outside", on((*Simplifier).indexSum)},
		{"product/by its graph", (*Simplifier).reread},
		{"sum/like products", (*Simplifier).collect},
	}
}

// on makes a method of one for a type of nodes.
func on[N ast.Node](apply func(*Simplifier, N) ast.Node) func(*Simplifier, ast.Node) ast.Node {
	return func(s *Simplifier, n ast.Node) ast.Node {
		if of, ok := n.(N); ok {
			return apply(s, of)
		}
		return n
	}
}

// onCall makes a method of one for a function of the catalogue.
func onCall(name string, apply func(*Simplifier, *ast.Call) ast.Node) func(*Simplifier, ast.Node) ast.Node {
	return on(func(s *Simplifier, n *ast.Call) ast.Node {
		if n.Fn.Name == name {
			return apply(s, n)
		}
		return n
	})
}

// step makes one change, and tells by which rule; or none.
func (s *Simplifier) step(n ast.Node) (ast.Node, *rules.Rule) {
	if next, by := s.rewrite(n); by != nil {
		return next, by
	}
	if sum, ok := n.(*ast.Add); ok {
		if next, by := s.factor(sum); next != n {
			return next, rules.Named(by)
		}
	}
	for _, m := range methods {
		if next := m.apply(s, n); next != n {
			return next, rules.Named(m.rule)
		}
	}
	return n, nil
}

// pushedTranspose is the transpose of a sum, or of a sum over an index, term by term, where that is shorter.
func (s *Simplifier) pushedTranspose(n *ast.Transpose) ast.Node {
	var pushed ast.Node
	switch sum := n.Arg().(type) {
	case *ast.Add:
		pushed = s.pushed(sum)
	case *ast.IndexSum:
		pushed = s.t.IndexSum(sum.Index, sum.Lo(), sum.Hi(), s.simple(s.t.Transpose(sum.Body())))
	default:
		return n
	}
	return s.shorter(n, pushed)
}

// shorter is other where that is shorter than n, else n.
func (s *Simplifier) shorter(n, other ast.Node) ast.Node {
	if s.length.Length(other) < s.length.Length(n) {
		return other
	}
	return n
}

func isIndexSum(n ast.Node) bool {
	_, ok := n.(*ast.IndexSum)
	return ok
}

// pulledTranspose is the transpose of the product entry by entry of the transposed factors, where that is shorter.
func (s *Simplifier) pulledTranspose(n *ast.Hadamard) ast.Node {
	if !slices.ContainsFunc(n.Args(), hasTranspose) {
		return n
	}
	return s.shorter(n, s.t.Transpose(s.t.Hadamard(s.transposes(n.Args())...)))
}

// pushedFactors is the transpose of a product entry by entry, factor by factor, where that is shorter.
func (s *Simplifier) pushedFactors(n *ast.Transpose) ast.Node {
	product, ok := n.Arg().(*ast.Hadamard)
	if !ok || !slices.ContainsFunc(product.Args(), hasTranspose) {
		return n
	}
	return s.shorter(n, s.t.Hadamard(s.transposes(product.Args())...))
}

// transposes are the transposes of all.
func (s *Simplifier) transposes(all []ast.Node) []ast.Node {
	out := make([]ast.Node, len(all))
	for i, a := range all {
		out[i] = s.t.Transpose(a)
	}
	return out
}

// pushed is the transpose of a sum, term by term.
func (s *Simplifier) pushed(sum *ast.Add) ast.Node {
	parts := s.transposes(sum.Args())
	for i, part := range parts {
		coef, core := s.t.SplitCoef(part)
		if turned, ok := core.(*ast.Transpose); ok && isIndexSum(turned.Arg()) {
			parts[i] = s.t.Scale(coef, s.pushedTranspose(turned))
		}
	}
	return s.t.Add(parts...)
}
