package simplify

import (
	"cmp"
	"encoding/binary"
	"slices"

	"matcalc/ast"
)

// maxOrders bounds the orders of the indices of a term that are compared to find the one that equal
// terms have in common.
const maxOrders = 120

// Changes tells what became of terms.
type Changes struct {
	Deltas bool // a delta was collapsed
	Counts bool // a sum over an index on which nothing depends became a multiple
	Like   bool // equal terms were added up
}

// Any reports whether there was a change.
func (d Changes) Any() bool { return d.Deltas || d.Counts || d.Like }

// Collect collapses the deltas of the terms and adds up those that are equal up to the names of the
// indices that they sum over. Indices keep their names: equal terms get those that come first
// in the pool.
func (c *Components) Collect(terms []Term) []Term {
	out, _ := c.CollectChanged(terms)
	return out
}

// CollectChanged is Collect; it tells what has changed.
func (c *Components) CollectChanged(terms []Term) (out []Term, changes Changes) {
	flat, use := make([]Term, 0, len(terms)), c.avoid
	for _, term := range terms {
		next, done := c.collapse(term)
		changes.Deltas = changes.Deltas || done.Deltas
		changes.Counts = changes.Counts || done.Counts
		if next.Coef.IsZero() {
			continue
		}
		flat = append(flat, next)
		use = union(use, c.outer(next))
	}
	at := map[string]int{}
	for _, term := range flat {
		_, key := c.canonical(term, use)
		i, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, c.Apart(term, c.avoid))
			continue
		}
		changes.Like = true
		coef := out[i].Coef.Plus(term.Coef)
		if term = c.Apart(term, c.avoid); earlier(term.Sums, out[i].Sums) {
			term.Place = out[i].Place
			out[i] = term
		}
		out[i].Coef = coef
	}
	return slices.DeleteFunc(out, func(t Term) bool { return t.Coef.IsZero() }), changes
}

// earlier reports whether the indices of a come before those of b in the pool.
func earlier(a, b []Range) bool {
	ids := func(sums []Range) (out []int) {
		for _, r := range sums {
			out = append(out, r.Index.ID())
		}
		slices.Sort(out)
		return out
	}
	return slices.Compare(ids(a), ids(b)) < 0
}

// ByPlace sorts terms by their places.
func ByPlace(terms []Term) {
	slices.SortStableFunc(terms, func(a, b Term) int { return slices.Compare(a.Place, b.Place) })
}

// Named gives the indices that each term sums over the first names of the pool, in the order in which
// they are read.
func (c *Components) Named(terms []Term) []Term {
	use, out := c.avoid, make([]Term, len(terms))
	for _, term := range terms {
		use = union(use, c.outer(term))
	}
	for i, term := range terms {
		out[i] = c.named(term, use)
	}
	return out
}

// outer lists the indices in a term that it does not sum over itself.
func (c *Components) outer(term Term) indexSet {
	own := make(indexSet, len(term.Sums))
	for i, r := range term.Sums {
		own[i] = r.Index
	}
	var out indexSet
	for _, f := range term.Factors {
		all := c.of(f)
		out = union(out, slices.DeleteFunc(slices.Clone(all.all), func(s *ast.Symbol) bool {
			return slices.Contains(own, s) && slices.Contains(all.free, s)
		}))
	}
	for _, r := range term.Sums {
		for _, n := range []ast.Node{r.Lo, r.Hi} {
			out = union(out, slices.DeleteFunc(slices.Clone(c.of(n).all), func(s *ast.Symbol) bool { return slices.Contains(own, s) }))
		}
	}
	return out
}

// canonical gives the indices that the term sums over names, apart from those in use, that all terms
// of the same form get, and a key that is equal for equal terms.
func (c *Components) canonical(term Term, use indexSet) (Term, string) {
	m := len(term.Sums)
	names := c.Fresh(m+2, use)
	best, key := Term{}, ""
	for _, order := range orders(c.classes(term, names[m], names[m+1])) {
		by := map[*ast.Symbol]ast.Node{}
		for i, k := range order {
			by[term.Sums[k].Index] = names[i]
		}
		next := c.rename(term, by)
		slices.SortFunc(next.Factors, compareNodes)
		slices.SortFunc(next.Sums, func(a, b Range) int { return compareIDs(a.Index, b.Index) })
		if k := keyOf(next); key == "" || k < key {
			best, key = next, k
		}
	}
	return best, key
}

func compareNodes(a, b ast.Node) int { return cmp.Compare(a.ID(), b.ID()) }

func keyOf(term Term) string {
	var b []byte
	for _, f := range term.Factors {
		b = binary.BigEndian.AppendUint32(b, uint32(f.ID()))
	}
	for _, r := range term.Sums {
		b = binary.BigEndian.AppendUint32(append(b, '|'), uint32(r.Lo.ID()))
		b = binary.BigEndian.AppendUint32(b, uint32(r.Hi.ID()))
	}
	return string(append(b, '.'))
}

// classes groups the places of the indices by what the term looks like from each: its factors with
// this index as one mark and all others as another one. The groups come in an order that does not
// depend on the names.
func (c *Components) classes(term Term, this, other *ast.Symbol) [][]int {
	type seen struct {
		place int
		key   string
	}
	all := make([]seen, len(term.Sums))
	for i := range term.Sums {
		by := map[*ast.Symbol]ast.Node{}
		for k, r := range term.Sums {
			by[r.Index] = other
			if k == i {
				by[r.Index] = this
			}
		}
		view := Term{Sums: []Range{{this, c.Replace(term.Sums[i].Lo, by), c.Replace(term.Sums[i].Hi, by)}}}
		for _, f := range term.Factors {
			view.Factors = append(view.Factors, c.orient(c.Replace(f, by)))
		}
		slices.SortFunc(view.Factors, compareNodes)
		all[i] = seen{i, keyOf(view)}
	}
	slices.SortStableFunc(all, func(a, b seen) int { return cmp.Compare(a.key, b.key) })
	var out [][]int
	for i, s := range all {
		if i == 0 || s.key != all[i-1].key {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s.place)
	}
	return out
}

// orders lists the orders of places that keep the order of the groups; only one where there are too many.
func orders(groups [][]int) [][]int {
	count := 1
	for _, g := range groups {
		for i := range g {
			if count *= i + 1; count > maxOrders {
				return [][]int{slices.Concat(groups...)}
			}
		}
	}
	out := [][]int{nil}
	for _, g := range groups {
		var next [][]int
		for _, head := range out {
			for _, tail := range permutations(g) {
				next = append(next, slices.Concat(head, tail))
			}
		}
		out = next
	}
	return out
}

func permutations(list []int) [][]int {
	if len(list) <= 1 {
		return [][]int{list}
	}
	var out [][]int
	for i := range list {
		rest := slices.Delete(slices.Clone(list), i, i+1)
		for _, p := range permutations(rest) {
			out = append(out, append([]int{list[i]}, p...))
		}
	}
	return out
}

// named names the indices that the term sums over in the order in which they appear in it.
func (c *Components) named(term Term, use indexSet) Term {
	if len(term.Sums) == 0 {
		return term
	}
	factors := slices.Clone(term.Factors)
	slices.SortStableFunc(factors, func(a, b ast.Node) int { return c.compareFactors(a, b) })
	names := c.Fresh(len(term.Sums), use)
	by := map[*ast.Symbol]ast.Node{}
	for _, f := range factors {
		for _, s := range c.appearance(f) {
			if c.summed(term, s) && by[s] == nil {
				by[s], names = names[0], names[1:]
			}
		}
	}
	for _, r := range term.Sums {
		if by[r.Index] == nil {
			by[r.Index], names = names[0], names[1:]
		}
	}
	term.Factors = factors
	term = c.rename(term, by)
	slices.SortStableFunc(term.Sums, func(a, b Range) int { return compareIDs(a.Index, b.Index) })
	return c.nested(term)
}

// nested puts sums whose bounds depend on an index behind that of the index.
func (c *Components) nested(term Term) Term {
	for i := 0; i < len(term.Sums); i++ {
		for k := i + 1; k < len(term.Sums); k++ {
			if x := term.Sums[k].Index; c.Depends(term.Sums[i].Lo, x) || c.Depends(term.Sums[i].Hi, x) {
				term.Sums[i], term.Sums[k] = term.Sums[k], term.Sums[i]
				i--
				break
			}
		}
	}
	return term
}

// compareFactors orders factors for people: entries of names first, then functions, then sums, in
// the order of their names.
func (c *Components) compareFactors(a, b ast.Node) int {
	if order := cmp.Compare(Simplicity(a), Simplicity(b)); order != 0 {
		return order
	}
	return cmp.Or(cmp.Compare(c.firstName(a), c.firstName(b)), compareNodes(a, b))
}

// Simplicity ranks scalar factors for people: names, then entries of names, then functions, then sums,
// which extend to the right.
func Simplicity(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Number, *ast.Symbol, *ast.Constant:
		return 0
	case *ast.Power:
		return Simplicity(n.Base())
	case *ast.Entry:
		if _, ok := n.Arg().(*ast.Symbol); ok {
			return 1
		}
	case *ast.Delta:
		return 1
	case *ast.IndexSum:
		return 3
	}
	return 2
}

// firstName is the ID of the leftmost name in n; it is kept for all that starts with that name.
func (c *Components) firstName(n ast.Node) int {
	var path []ast.Node
	id := -1
	for id < 0 {
		if known, ok := c.first.Get(n); ok {
			id = known
			break
		}
		path = append(path, n)
		switch m := n.(type) {
		case *ast.Symbol:
			id = m.ID()
		case *ast.Apply:
			id = m.Fn.Order
		case *ast.IndexSum:
			n = m.Body()
		default:
			if len(n.Args()) == 0 {
				id = n.ID()
			} else {
				n = n.Args()[0]
			}
		}
	}
	for _, m := range path {
		c.first.Set(m, id)
	}
	return id
}

// maxRead bounds the parts of a factor that are read to name the indices in it.
const maxRead = 200

// appearance lists the free indices of a factor in the order in which they are read.
func (c *Components) appearance(n ast.Node) []*ast.Symbol {
	free := c.of(n).free
	if len(free) < 2 {
		return free
	}
	var out []*ast.Symbol
	seen := map[ast.Node]bool{}
	stack := []ast.Node{n}
	for len(stack) > 0 && len(out) < len(free) && len(seen) < maxRead {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[top] || len(c.of(top).free) == 0 {
			continue
		}
		seen[top] = true
		if s, ok := top.(*ast.Symbol); ok && slices.Contains(free, s) {
			out = append(out, s)
		}
		for _, a := range slices.Backward(top.Args()) {
			stack = append(stack, a)
		}
	}
	return out
}
