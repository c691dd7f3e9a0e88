package notation

import (
	"cmp"
	"slices"

	"matcalc/ast"
	"matcalc/simplify"
)

// keyLength is the number of names by which terms are told apart.
const keyLength = 8

// A key holds the names of an expression in the order in which they are printed, at most
// keyLength: twice the ID of the symbol or the Order of the unknown function, plus 1 below a
// transpose.
type key []int

// compareKeys orders by names first, then puts a matrix before its transpose.
func compareKeys(a, b key) int {
	byName := slices.CompareFunc(a, b, func(x, y int) int { return cmp.Compare(x>>1, y>>1) })
	if byName != 0 {
		return byName
	}
	return slices.Compare(a, b)
}

// keyOf collects the key of an item whose references have their keys already.
func (l *layouter) keyOf(it *item) key {
	if cap(l.names)-len(l.names) < keyLength {
		l.names = make([]int, 0, 4*keyLength)
	}
	from := len(l.names)
	k := l.appendKey(l.names[from:from:from+keyLength], it, 0)
	l.names = l.names[:from+len(k)]
	return k[:len(k):len(k)]
}

// appendKey appends the key of an item, which stands below a transpose where transposed is 1.
func (l *layouter) appendKey(k key, it *item, transposed int) key {
	if len(k) >= keyLength {
		return k
	}
	switch it.op {
	case refItem, partItem:
		for _, id := range l.nodes.Of(it.node).key {
			if len(k) < keyLength {
				k = append(k, id|transposed)
			}
		}
		return k
	case nameItem:
		if s, ok := it.node.(*ast.Symbol); ok && s.Kind == ast.Index && l.forPeople {
			return k // terms keep their places where bound indices get other names
		}
		return append(k, 2*it.node.ID()+transposed)
	case applyItem:
		k = append(k, 2*it.node.(*ast.Apply).Fn.Order+transposed)
	case rowItem:
		k = append(k, 2*it.node.(*ast.Apply).Fn.Order+1)
		transposed = 1
	case transposeItem:
		transposed = 1
	}
	for _, a := range it.args {
		k = l.appendKey(k, a, transposed)
	}
	return k
}

// lastRank is the rank of factors that hold a pending derivative, for people.
const lastRank = 6

// rank sorts what has no names in front of or behind what has: numbers come first, identities and
// other constants last.
func rank(k key, isNumber bool) int {
	switch {
	case isNumber:
		return 0
	case len(k) == 0:
		return 2
	}
	return 1
}

// A sorted is an item with all that its place depends on.
type sorted struct {
	item *item
	flag bool // subtracted, or dividing: comes after what is not
	rank int
	key  key
	id   int // of the node, which decides last
	node ast.Node
}

func sortItems(items []sorted) {
	slices.SortStableFunc(items, func(a, b sorted) int {
		if a.flag != b.flag {
			if b.flag {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.rank, b.rank), compareKeys(a.key, b.key), cmp.Compare(a.id, b.id))
	})
}

// holdsDeltas reports whether scalar factors are Kronecker deltas and functions among others: then a
// delta stands behind the function whose derivative it is a factor of, (∂_k h)(x) δ_ik a_j.
func holdsDeltas(scalars []ast.Node) bool {
	deltas, functions := false, false
	for _, s := range scalars {
		if _, ok := s.(*ast.Delta); ok {
			deltas = true
		} else {
			functions = functions || simplify.Simplicity(s) == 2
		}
	}
	return deltas && functions
}

// simplicityBesideDeltas ranks scalar factors where holdsDeltas is true.
func simplicityBesideDeltas(n ast.Node) int {
	_, isDelta := n.(*ast.Delta)
	switch r := simplify.Simplicity(n); {
	case isDelta:
		return 2
	case r == 1:
		return 3
	case r == 2:
		return 1
	case r > 2:
		return r + 1
	}
	return 0
}

// chainEntries puts entries of arrays that stand side by side in the order of a product of the arrays:
// A_ik X_kl B_lj. The first is the first one by name; each next one has an index in common with the one before.
func chainEntries(items []sorted) {
	indices := func(s sorted) []ast.Node {
		if e, ok := s.node.(*ast.Entry); ok {
			return []ast.Node{e.Row, e.Col}
		}
		return nil
	}
	for from := 0; from < len(items); {
		to := from
		for to < len(items) && items[to].rank == items[from].rank && indices(items[to]) != nil {
			to++
		}
		for k := from; k+1 < to; k++ {
			last := indices(items[k])
			next := slices.IndexFunc(items[k+1:to], func(s sorted) bool {
				return slices.ContainsFunc(indices(s), func(n ast.Node) bool {
					return n != nil && (n == last[1] || last[1] == nil && n == last[0])
				})
			})
			if next > 0 {
				moved := items[k+1+next]
				copy(items[k+2:k+2+next], items[k+1:k+1+next])
				items[k+1] = moved
			}
		}
		from = max(to, from+1)
	}
}
