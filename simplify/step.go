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

// A method writes a node in another way, or leaves it as it is.
type method struct {
	rule string // what it does, as a rule of the kind Search
	way
}

// A way is what a method does with the nodes of the types that it takes.
type way struct {
	takes func(ast.Node) bool
	apply func(*Simplifier, ast.Node) ast.Node
}

// methods are tried in this order on nodes to which no Simplify rule applies: those that take nodes of its type.
var methods [typeCount][]method

// init makes the table; some of its methods simplify in turn, which a declaration could not refer to.
func init() {
	for _, m := range []method{
		{"sum/of transposes", on((*Simplifier).pushedTranspose)},
		{"norm/root of squares", on((*Simplifier).rootOfSquares)},
		{"norm/square of a vector", on((*Simplifier).squareOfNorm)},
		{"hadamard/of transposes", on((*Simplifier).pulledTranspose)},
		{"hadamard/of transposes", on((*Simplifier).pushedFactors)},
		{"derivative/of columns", on((*Simplifier).applyColumns)},
		{"entry/row of a product", on((*Simplifier).turned)},
		{"sym/half the sum", on((*Simplifier).twiceSym)},
		{"sym/half the sum", on(func(s *Simplifier, n *ast.Mul) ast.Node { return s.half(n, "sym", 1) })},
		{"skew/half the difference", on(func(s *Simplifier, n *ast.Mul) ast.Node { return s.half(n, "skew", -1) })},
		{"sum/opposite", on((*Simplifier).opposite)},
		{"sigmoid/opposite difference", on((*Simplifier).complement)},
		{"sum/common number", on((*Simplifier).numberOut)},
		{"sum/common array", on((*Simplifier).arrayOut)},
		{"sum/common scalar", on((*Simplifier).scalarOut)},
		{"product/multiplied out", onAll((*Simplifier).expand)},
		{"product/multiplied out", on((*Simplifier).meeting)},
		{"product/multiplied out", onAll((*Simplifier).undivided)},
		{"product/of scalars and their power", on((*Simplifier).productBase)},
		{"product/repetition", on((*Simplifier).powers)},
		{"derivative/along a row", on((*Simplifier).applyRow)},
		{"trace/cyclic order", onCall("tr", func(s *Simplifier, n *ast.Call) ast.Node { return s.trace(n.Args()[0]) })},
		{"sum/of transposes", onCall("sum", (*Simplifier).sumOfRow)},
		{"linear function/multiple", on((*Simplifier).multiple)},
		{"trace/inner product", on((*Simplifier).inner)},
		{"entry/of an operation", on((*Simplifier).entry)},
		{"sum over an index/outside", on((*Simplifier).indexSum)},
		{"product/by its graph", onAll((*Simplifier).reread)},
		{"sum/like products", onAll((*Simplifier).collect)},
	} {
		for i, t := range types {
			if m.takes(t) {
				methods[i] = append(methods[i], m)
			}
		}
	}
}

// on is what is done with nodes of one type.
func on[N ast.Node](apply func(*Simplifier, N) ast.Node) way {
	return way{
		takes: func(n ast.Node) bool { _, ok := n.(N); return ok },
		apply: func(s *Simplifier, n ast.Node) ast.Node { return apply(s, n.(N)) },
	}
}

// onAll is what is done with nodes of any type.
func onAll(apply func(*Simplifier, ast.Node) ast.Node) way {
	return way{takes: func(ast.Node) bool { return true }, apply: apply}
}

// onCall is what is done with calls of a function of the catalogue.
func onCall(name string, apply func(*Simplifier, *ast.Call) ast.Node) way {
	return on(func(s *Simplifier, n *ast.Call) ast.Node {
		if n.Fn.Name == name {
			return apply(s, n)
		}
		return n
	})
}

// step makes one change, and tells by which rule; or none. There is none to make of a node without arguments.
func (s *Simplifier) step(n ast.Node) (ast.Node, *rules.Rule) {
	if len(n.Args()) == 0 {
		return n, nil
	}
	if next, by := s.rewrite(n); by != nil {
		return next, by
	}
	if sum, ok := n.(*ast.Add); ok {
		if next, by := s.factor(sum); next != n {
			return next, rules.Named(by)
		}
	}
	for _, m := range methods[typeOf(n)] {
		if next := m.apply(s, n); next != n {
			return next, rules.Named(m.rule)
		}
	}
	return n, nil
}
