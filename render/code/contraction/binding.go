package contraction

import (
	"slices"

	"matcalc/ast"
)

// A binding is a term whose directions are gone: the indices with which they occurred have the
// names that the result gives them.
type binding struct {
	*expansion
	open
	name   map[Index]Index
	deltas []Operand
}

// bind names the indices of the directions as the result does. Each direction must occur.
func (e *expansion) bind(t open) (*binding, bool) {
	if len(t.at) != len(e.directions) {
		return nil, false
	}
	b := &binding{expansion: e, open: t, name: map[Index]Index{}}
	for d := range e.directions {
		for k, inside := range t.at[d] {
			if !b.call(inside, e.places[d][k]) {
				return nil, false
			}
		}
	}
	return b, true
}

// call gives an index inside the term the name of the result's. An index that has a name already,
// or that is the result's, gets a delta instead. An index of parts is named by its parts.
func (b *binding) call(inside, outside Index) bool {
	if b.sizes[outside] == ast.One {
		return true
	}
	if parts, ok := b.splits[inside]; ok {
		names, ok := b.split(outside, b.sizes[parts[0]], b.sizes[parts[1]])
		return ok && b.call(parts[0], names[0]) && b.call(parts[1], names[1])
	}
	taken, ok := b.name[inside]
	if slices.ContainsFunc(b.axes, func(x Index) bool { return slices.Contains(b.parts(x), inside) }) {
		taken, ok = inside, true
	}
	if ok {
		b.deltas = append(b.deltas, b.delta(taken, outside))
		return true
	}
	b.name[inside] = outside
	return true
}

// leaves are the indices without parts, under their last names, of which x is made.
func (b *binding) leaves(x Index) []Index {
	if s, ok := b.splits[x]; ok {
		return append(b.leaves(s[0]), b.leaves(s[1])...)
	}
	if y, ok := b.name[x]; ok {
		return b.leaves(y)
	}
	return []Index{x}
}

// term is the closed term, when all terms are bound and no index is split any more.
func (b *binding) term(result []Index) Term {
	term := Term{Coef: b.coef, Scalars: b.scalars}
	for _, o := range slices.Concat(b.operands, b.deltas) {
		var indices []Index
		for _, x := range o.Indices {
			leaves := b.leaves(x)
			o.Split = o.Split || len(leaves) > 1
			indices = append(indices, leaves...)
		}
		o.Indices = indices
		if o.Kind == Tensor && !o.Split {
			o.Indices = sorted(o, result)
		}
		term.Operands = append(term.Operands, o)
	}
	for _, x := range result {
		term.Operands = append(term.Operands, b.ones(x)...)
	}
	return term.withoutDeltas(result).withoutOnes(b.expansion)
}

// sorted gives the indices of a derivative of an unknown function with those of equal slots, which
// may change places (Schwarz), in the order of the result.
func sorted(o Operand, result []Index) []Index {
	n := o.Chain[0].(*ast.Apply)
	rank := func(block []Index) int {
		if len(block) == 0 || !slices.Contains(result, block[0]) {
			return len(result)
		}
		return slices.Index(result, block[0])
	}
	at := n.Fn.Result.Axes()
	out := slices.Clone(o.Indices[:at])
	for i := 0; i < len(n.Slots); {
		j := i
		var blocks [][]Index
		for ; j < len(n.Slots) && n.Slots[j] == n.Slots[i]; j++ {
			next := at + n.Fn.Params[n.Slots[j]].Axes()
			blocks = append(blocks, o.Indices[at:next])
			at = next
		}
		slices.SortStableFunc(blocks, func(a, b []Index) int { return rank(a) - rank(b) })
		out = append(out, slices.Concat(blocks...)...)
		i = j
	}
	return out
}

// withoutDeltas renames an index that is summed over and occurs in a delta.
func (t Term) withoutDeltas(result []Index) Term {
	for i := 0; i < len(t.Operands); i++ {
		o := t.Operands[i]
		if o.Kind != Delta || o.Split {
			continue
		}
		keep, drop := o.Indices[0], o.Indices[1]
		if slices.Contains(result, drop) {
			keep, drop = drop, keep
		}
		if slices.Contains(result, drop) && keep != drop {
			continue
		}
		for k := range t.Operands {
			for j, x := range t.Operands[k].Indices {
				if x == drop {
					t.Operands[k].Indices[j] = keep
				}
			}
		}
		t.Operands[i] = Operand{Kind: Ones, Dims: o.Dims, Indices: []Index{keep}}
		i = -1 // an earlier delta may now have two equal indices
	}
	return t
}

// withoutOnes drops the ones along an index that another operand has.
func (t Term) withoutOnes(e *expansion) Term {
	var kept []Operand
	seen := map[Index]bool{}
	for _, ones := range []bool{false, true} {
		for _, o := range t.Operands {
			if (o.Kind == Ones) != ones {
				continue
			}
			if ones && o.Split {
				for _, x := range o.Indices {
					if !seen[x] {
						seen[x] = true
						kept = append(kept, e.ones(x)...)
					}
				}
				continue
			}
			if ones && seen[o.Indices[0]] {
				continue
			}
			for _, x := range o.Indices {
				seen[x] = true
			}
			kept = append(kept, o)
		}
	}
	t.Operands = kept
	return t
}
