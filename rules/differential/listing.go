package differential

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// A listing collects conditions on parts of an expression, each once, and gives them numbers.
type listing struct {
	t          *ast.Table
	nodes      []ast.Node    // the parts
	indices    []*ast.Symbol // of sums
	conditions []rules.Condition
	subjects   []ast.Node // what the conditions are about, without a factor
	places     map[string]int
	weaker     [][]int // the conditions that follow from each
}

// newListing is the listing for an expression and for others that were made of it.
func newListing(t *ast.Table, f Expression, others ...ast.Node) *listing {
	roots := append(others, f.Node)
	for _, c := range f.Cancelled {
		roots = append(roots, c.Parts...)
	}
	l := &listing{t: t, nodes: ast.Topo(roots...)}
	for _, n := range l.nodes {
		if sum, ok := n.(*ast.IndexSum); ok && !slices.Contains(l.indices, sum.Index) {
			l.indices = append(l.indices, sum.Index)
		}
	}
	return l
}

// numbers puts a condition into the listing, in a plain form and as several where it is one on a product, unless those
// that say the same are there. What always holds has no number.
func (l *listing) numbers(c rules.Condition) []int {
	var out []int
	for todo := []rules.Condition{c}; len(todo) > 0; {
		c, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if always(c) {
			continue
		}
		if c = plainly(c); always(c) {
			continue
		}
		if factors := split(l.t, c); factors != nil {
			slices.Reverse(factors)
			todo = append(todo, factors...)
		} else {
			out = append(out, l.number(c))
		}
	}
	return out
}

// number puts one plain condition into the listing.
func (l *listing) number(c rules.Condition) int {
	c = bounded(l.t, c)
	subject := c.Args[0]
	key := c
	switch s, _ := stated(c); {
	case differ(c):
		subject = l.withoutFactor(l.t.Sub(c.Args[0], c.Args[1]))
		key = onEntries(subject, "no entry of X is 0")
	case s.without == zero, c.Text == invertible:
		subject = l.withoutFactor(subject)
		key = about(subject, onX(c))
	}
	if i, ok := l.places[key.Key()]; ok {
		return i
	}
	if l.places == nil {
		l.places = map[string]int{}
	}
	l.places[key.Key()] = len(l.conditions)
	l.conditions, l.subjects = append(l.conditions, c), append(l.subjects, subject)
	l.weaker = nil
	return len(l.conditions) - 1
}

// withoutFactor is a multiple of n, the same one for all multiples of n.
func (l *listing) withoutFactor(n ast.Node) ast.Node {
	_, n = l.t.SplitCoef(n)
	if sum, ok := n.(*ast.Add); ok {
		var first ast.Node
		var factor ast.Rat
		for _, a := range sum.Args() {
			if coef, core := l.t.SplitCoef(a); first == nil || core.ID() < first.ID() {
				first, factor = core, coef
			}
		}
		terms := make([]ast.Node, len(sum.Args()))
		for i, a := range sum.Args() {
			terms[i] = l.t.Scale(factor.Inv(), a)
		}
		return l.t.Add(terms...)
	}
	return n
}

// list gives the conditions with these numbers, each once, without those that follow from others.
func (l *listing) list(numbers []int) []rules.Condition {
	if l.weaker == nil {
		l.findWeaker()
	}
	there, drop := make([]bool, len(l.conditions)), make([]bool, len(l.conditions))
	for _, i := range numbers {
		if !there[i] {
			there[i] = true
			for _, w := range l.weaker[i] {
				drop[w] = true
			}
		}
	}
	var out []rules.Condition
	for _, i := range numbers {
		if there[i] && !drop[i] {
			there[i] = false
			out = append(out, forAll(l.conditions[i], l.indices))
		}
	}
	return out
}

// findWeaker finds for each condition those that hold wherever it does, among those about the same thing.
func (l *listing) findWeaker() {
	l.weaker = make([][]int, len(l.conditions))
	var about ast.Map[[]int]
	for i := range l.conditions {
		*about.At(l.subjects[i]) = append(about.Of(l.subjects[i]), i)
	}
	for i, c := range l.conditions {
		others := about.Of(l.subjects[i])
		if det, ok := c.Args[0].(*ast.Call); ok && det.Fn.Name == "det" {
			others = slices.Concat(others, about.Of(det.Args()[0]))
		}
		for _, k := range others {
			if k != i && implies(c, l.conditions[k]) && !slices.Contains(l.weaker[k], i) {
				l.weaker[i] = append(l.weaker[i], k)
			}
		}
	}
}
