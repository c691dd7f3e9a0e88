package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// A weight tells how much a reader sees in the differential of an operation.
type weight uint8

const (
	trivial  weight = iota // a sum, a transpose, a number in front
	reading                // of a scalar: the line after it, with the cotangent, says it all
	material               // a line of its own
)

// A spent budget ends what one step takes together: linear operations, one that is not, and where
// that is a product the linear operations below it.
type budget uint8

const (
	fresh   budget = iota
	product        // a product was expanded
	spent          // something else that is not linear was
)

// round is one step: it puts in the differentials of the outermost parts, then isolates what they
// lead to.
func (w *writer) round() error {
	budgets := map[ast.Node]budget{}
	seen := trivial
	for w.count <= maxExpansions && len(w.terms) <= maxTerms {
		p := w.next(budgets)
		if p == nil {
			break
		}
		b := budgets[p]
		arguments := w.arguments(p)
		linear := isLinear(p, arguments)
		switch {
		case linear:
		case isProduct(p):
			b = product
		default:
			b = spent
		}
		seen = max(seen, weigh(p, arguments, linear))
		for _, k := range arguments {
			a, _, _ := w.descend(varying(p, k))
			budgets[a] = max(budgets[a], b)
		}
		used, err := w.expand(p, arguments)
		if err != nil {
			return err
		}
		w.emit(true, used...)
	}
	if len(w.lines) > 0 && (seen == material || w.way != toGradient && seen > trivial) {
		last := len(w.lines) - 1
		w.lines[last].Minor = false
		w.soft = append(w.soft, last)
	}
	switch w.way {
	case toGradient:
		if !w.isolate() && seen > trivial {
			w.lines[len(w.lines)-1].Minor = false
		}
	case toJacobian:
		w.push()
	}
	return nil
}

// arguments lists the places of the arguments of n that depend on x.
func (w *writer) arguments(n ast.Node) []int {
	var out []int
	for k, a := range n.Args() {
		if w.active.Has(a) {
			out = append(out, k)
		}
	}
	return out
}

// varying is the part in the place k of n whose differential stands in that of n: the argument, or
// the array of which n is the square of the norm.
func varying(n ast.Node, k int) ast.Node {
	if u, ok := operation.Square(n); ok {
		return u
	}
	return n.Args()[k]
}

// next gives a part that this step may still expand, and that is in no other part that waits: the
// one that was made last. It is nil where there is none.
func (w *writer) next(budgets map[ast.Node]budget) ast.Node {
	var waiting []ast.Node
	for _, term := range w.terms {
		if term.pending != w.x && !slices.Contains(waiting, term.pending) {
			waiting = append(waiting, term.pending)
		}
	}
	slices.SortFunc(waiting, func(a, b ast.Node) int { return b.ID() - a.ID() })
	for i, p := range waiting {
		b := budgets[p]
		if b == spent || b == product && !isLinear(p, w.arguments(p)) {
			continue
		}
		if !slices.ContainsFunc(waiting[:i], func(q ast.Node) bool { return ast.Contains(q, p) }) {
			return p
		}
	}
	return nil
}

// descend gives the part u whose differential is written for that of an argument, d(u) in its place,
// and the rules that say so: d(X') is written d(X)' at once, and d(x[i]) is d(x)[i].
func (w *writer) descend(a ast.Node) (u, d ast.Node, used []*rules.Rule) {
	switch n := a.(type) {
	case *ast.Transpose:
		u, d, used = w.descend(n.Arg())
		return u, w.t.Transpose(d), append(used, operation.DifferentialRules(n, nil)...)
	case *ast.Entry:
		if n.Arg() == w.x {
			return w.x, w.t.Entry(w.t.Differential(w.x), n.Row, n.Col), operation.DifferentialRules(n, nil)
		}
	}
	return a, w.t.Differential(a), nil
}

// expand puts the differential of p, a term for each argument, in the place of d(p), and gives the
// rules that say so.
func (w *writer) expand(p ast.Node, arguments []int) ([]*rules.Rule, error) {
	w.count++
	used := operation.DifferentialRules(p, arguments)
	t := w.t
	dp := t.Differential(p)
	parts := make([]term, 0, len(arguments))
	for _, k := range arguments {
		d := make([]ast.Node, len(p.Args()))
		var a ast.Node
		var also []*rules.Rule
		a, d[k], also = w.descend(varying(p, k))
		used = append(used, also...)
		dn, err := differential(t, p, d)
		if err != nil {
			return nil, err
		}
		parts = append(parts, term{right: dn, pending: a})
	}
	var out []term
	for _, old := range w.terms {
		if old.pending != p {
			out = append(out, old)
			continue
		}
		for _, part := range parts {
			right := part.right
			if old.right != dp {
				coef, d := t.SplitCoef(part.right)
				right = t.Scale(coef, t.Substitute(old.right, map[ast.Node]ast.Node{dp: d}))
			}
			if n, ok := p.(*ast.Apply); ok && n.Form != ast.Value {
				right = w.columns(right, t.Differential(part.pending))
			}
			if !ast.Contains(right, t.Differential(part.pending)) {
				continue // it is zero
			}
			next := term{old.left, right, part.pending}
			if i := w.multiple(out, next); i >= 0 && w.way == toGradient {
				out[i].left = t.Add(out[i].left, next.left)
				continue
			}
			out = append(out, next)
		}
	}
	w.terms = out
	return used, nil
}

// differential is that of the operation n with the differentials of what varies in it.
func differential(t *ast.Table, n ast.Node, d []ast.Node) (ast.Node, error) {
	if u, ok := operation.Square(n); ok && d[0] != nil {
		return operation.SquareDifferential(t, u, d[0]), nil
	}
	return operation.Differential(t, n, d)
}

// columns writes the derivative of an unknown function by its columns, applied to what stands beside
// it, without a sum, where that leaves d as it is.
func (w *writer) columns(n, d ast.Node) ast.Node {
	if simple := w.s.Simplify(n); ast.Contains(simple, d) {
		return simple
	}
	return n
}

// isLinear reports whether n is linear in the arguments at these places together.
func isLinear(n ast.Node, arguments []int) bool {
	switch n := n.(type) {
	case *ast.Add, *ast.Transpose, *ast.Entry, *ast.IndexSum:
		return true
	case *ast.Mul, *ast.Hadamard, *ast.Inner:
		return len(arguments) == 1
	case *ast.Call:
		return n.Fn.Variadic || len(arguments) == 1 && n.Fn.LinearIn(arguments[0])
	case *ast.Apply:
		return len(arguments) == 1 && arguments[0] >= len(n.Fn.Params)
	}
	return false
}

func isProduct(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Mul, *ast.Hadamard, *ast.Inner:
		return true
	case *ast.Call:
		return n.Fn.Name == "kron"
	}
	return false
}

func weigh(n ast.Node, arguments []int, linear bool) weight {
	switch n := n.(type) {
	case *ast.Add, *ast.Transpose:
		return trivial
	case *ast.Mul:
		if len(n.Scalars)+len(n.Chain) == 1 {
			return trivial
		}
	case *ast.Call:
		if linear && n.Shape().IsScalar() {
			return trivial
		}
	}
	if n.Shape().IsScalar() && !linear && !isProduct(n) {
		return reading
	}
	return material
}
