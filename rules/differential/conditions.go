package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// An Expression is what is differentiated.
type Expression struct {
	Node ast.Node
	// Cancelled are the parts of its text that Node does not have.
	Cancelled []ast.Cancelled
}

// A Question asks where a derivative of an expression is right.
type Question struct {
	By []ast.Node
	// Derivative is the answer, where it is known.
	Derivative ast.Node
}

// Conditions lists for each question where the rules hold that differentiate the operations on something that contains a
// name, up to an order, and where the other operations have a value on which the derivative depends. They stand in the
// order in which the expression is made, without those that always hold or follow from others. Together are those of all
// questions.
func Conditions(t *ast.Table, f Expression, order int, questions ...Question) (each [][]rules.Condition, together []rules.Condition) {
	each = make([][]rules.Condition, len(questions))
	l := newListing(t, f)
	demands := l.demands(f, order)
	powers := slices.ContainsFunc(l.nodes, isSymbolicPower)
	if len(demands) == 0 && !powers {
		return each, nil
	}
	told := l.answers(f, demands, questions)
	if powers {
		l.powers(questions, told)
	}
	for i := range each {
		each[i] = l.list(told[i])
	}
	return each, l.list(slices.Concat(told...))
}

// Defined lists where all parts of an expression have a value, and those of others that were made of it.
func Defined(t *ast.Table, f Expression, others ...ast.Node) []rules.Condition {
	l := newListing(t, f, others...)
	var all []int
	for _, n := range l.nodes {
		if c, ok := defined(t, n); ok {
			all = append(all, l.numbers(c)...)
		}
	}
	return l.list(all)
}

// A demand is an operation with a condition where it is differentiated, and one where it has a value, as numbers in a listing.
type demand struct {
	place                   int // among the nodes of the listing
	differentiable, defined []int
	// beside are the names of the term in which it stands, if it was cancelled.
	beside    []ast.Node
	cancelled bool
}

// demands lists the operations of f that have conditions.
func (l *listing) demands(f Expression, order int) []demand {
	var beside ast.Map[[]ast.Node]
	for _, c := range f.Cancelled {
		for _, n := range c.Parts {
			beside.Set(n, c.Beside)
		}
	}
	var out []demand
	var smooth *ast.Set
	for i, n := range l.nodes {
		c, ok := differentiable(l.t, n, order)
		if !ok {
			continue
		}
		if call, isCall := n.(*ast.Call); isCall && kinks[call.Fn.Name] != nil {
			if smooth == nil {
				smooth = smoothed(l.nodes, f.Node, order)
			}
			if smooth.Has(n) {
				continue
			}
		}
		o := demand{place: i, beside: beside.Of(n), cancelled: beside.Has(n)}
		d, partial := defined(l.t, n)
		if partial {
			o.defined = l.numbers(d)
		}
		if partial || !o.cancelled { // a kink of what was cancelled is none of what is left
			o.differentiable = l.numbers(c)
		}
		if len(o.differentiable)+len(o.defined) > 0 {
			out = append(out, o)
		}
	}
	return out
}

// answers finds the numbers of the conditions that concern each question.
func (l *listing) answers(f Expression, demands []demand, questions []Question) [][]int {
	var numbers ast.Map[int]
	var names []ast.Node
	for _, q := range questions {
		for _, x := range q.By {
			if !numbers.Has(x) {
				numbers.Set(x, len(names))
				names = append(names, x)
			}
		}
	}
	told := make([][]int, len(questions))
	g := graphOf(l.nodes)
	for start := 0; start < len(names); start += block {
		m := g.mark(g.at.Of(f.Node), names[start:min(start+block, len(names))])
		for i, q := range questions {
			by := uint64(0)
			for _, x := range q.By {
				if at := numbers.Of(x) - start; at >= 0 && at < block {
					by |= 1 << at
				}
			}
			if by == 0 {
				continue
			}
			for _, o := range demands {
				switch {
				case m.contains[o.place]&by != 0:
					told[i] = append(told[i], o.differentiable...)
				case m.matters[o.place]&by != 0, o.cancelled && slices.ContainsFunc(q.By, func(x ast.Node) bool { return slices.Contains(o.beside, x) }):
					told[i] = append(told[i], o.defined...)
				}
			}
		}
	}
	return told
}

// powers adds where the matrix powers with symbolic exponents in derivatives are defined: k*X^(k-1), which stands for 0
// where k = 0, asks for an inverse there.
func (l *listing) powers(questions []Question, told [][]int) {
	for start := 0; start < len(questions); start += block {
		some := questions[start:min(start+block, len(questions))]
		var roots []ast.Node
		var in ast.Map[uint64] // the questions in whose answer a part is
		for i, q := range some {
			if q.Derivative != nil {
				roots = append(roots, q.Derivative)
				*in.At(q.Derivative) |= 1 << i
			}
		}
		for _, n := range slices.Backward(ast.Topo(roots...)) {
			bits := in.Of(n)
			for _, a := range n.Args() {
				*in.At(a) |= bits
			}
			if !isSymbolicPower(n) {
				continue
			}
			if c, ok := matrixPower(n.(*ast.Power)); ok && !inEmptySum(l.t, n.Args()[1]) {
				numbers := l.numbers(c)
				for i := range some {
					if bits>>i&1 != 0 {
						told[start+i] = append(told[start+i], numbers...)
					}
				}
			}
		}
	}
}

// isSymbolicPower reports whether n is a power of a matrix with an exponent that is no number.
func isSymbolicPower(n ast.Node) bool {
	p, ok := n.(*ast.Power)
	if !ok || n.Shape().IsScalar() {
		return false
	}
	_, number := p.Exponent().(*ast.Number)
	return !number
}

// inEmptySum reports whether an exponent depends on an index whose sum may have no term.
func inEmptySum(t *ast.Table, exponent ast.Node) bool {
	for _, n := range ast.Topo(exponent) {
		if !isIndex(n) {
			continue
		}
		ranges, all := n.(*ast.Symbol).Ranges()
		if !all || slices.ContainsFunc(ranges, func(r ast.Range) bool { return !rules.AtMost(r.Lo, r.Hi) }) {
			return true
		}
	}
	return false
}
