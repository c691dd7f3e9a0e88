package simplify

import (
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
		{"sum/opposite", on((*Simplifier).opposite)},
		{"sum/common number", on((*Simplifier).numberOut)},
		{"sum/common array", on((*Simplifier).arrayOut)},
		{"sum/common scalar", on((*Simplifier).scalarOut)},
		{"product/multiplied out", (*Simplifier).expand},
		{"product/multiplied out", on((*Simplifier).meeting)},
		{"product/multiplied out", (*Simplifier).undivided},
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
