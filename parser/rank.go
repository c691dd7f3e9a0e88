package parser

// A rank is what a term is taken to be while the default rules are applied.
type rank uint8

const (
	rankScalar rank = iota
	rankColumn
	rankRow
	rankMatrix
	rankOpen // the parts do not conform as they are taken
)

// ranks estimates the rank of every term as if each name whose rank is open were what the default
// rules say first: a lower-case name a vector, a Greek one a scalar unless it is transposed. clash
// is called for factors that do not conform then, from left to right.
func (e *elaborator) ranks(clash func(left, right *term, leftRank rank) (dropLeft bool)) []rank {
	r := make([]rank, len(e.list))
	transposed := map[*entity]bool{}
	for _, t := range e.list {
		if t.op == opTranspose && t.args[0].op == opSymbol {
			transposed[t.args[0].entity] = true
		}
	}
	for i, t := range e.list {
		if k, ok := e.knownRank(t); ok {
			r[i] = k
			if t.op != opProduct {
				continue
			}
		}
		r[i] = e.rankOf(t, r, transposed, clash)
	}
	return r
}

// knownRank is the rank of a term whose sizes tell it.
func (e *elaborator) knownRank(t *term) (rank, bool) {
	rows, cols := e.isOne(t.rows), e.isOne(t.cols)
	switch {
	case rows && cols:
		return rankScalar, true
	case cols && e.isWide(t.rows):
		return rankColumn, true
	case rows && e.isWide(t.cols):
		return rankRow, true
	case e.isWide(t.rows) && e.isWide(t.cols):
		return rankMatrix, true
	}
	return rankOpen, false
}

func (e *elaborator) rankOf(t *term, r []rank, transposed map[*entity]bool, clash func(left, right *term, leftRank rank) bool) rank {
	arg := func(i int) rank { return r[t.args[i].id] }
	switch t.op {
	case opSymbol:
		switch {
		case t.entity.kind != aVariable && t.entity.kind != aValue:
			return rankScalar
		case e.isOne(t.cols):
			return rankColumn
		case e.isWide(t.rows) || e.isWide(t.cols):
			return rankMatrix
		}
		switch letterOf(t.entity.name) {
		case lowerLatin:
			return rankColumn
		case lowerGreek:
			if transposed[t.entity] {
				return rankColumn
			}
			return rankScalar
		}
		return rankMatrix
	case opSum, opHadamard, opEntryPower:
		return e.rankOfAll(t, r)
	case opProduct:
		return e.rankOfProduct(t, r, clash)
	case opTranspose:
		switch k := arg(0); k {
		case rankColumn:
			return rankRow
		case rankRow:
			return rankColumn
		default:
			return k
		}
	case opPower, opBar, opDifferential:
		return arg(0)
	case opIndexSum:
		return arg(1)
	case opCall:
		return e.rankOfCall(t, r)
	case opApply:
		if t.entity.elementwise {
			return arg(0)
		}
		return rankScalar
	case opEntry:
		switch t.axes {
		case rowIndex:
			return rankRow
		case colIndex:
			return rankColumn
		}
		return rankScalar
	case opDerivative:
		k := r[t.args[min(t.firstSlot(), len(t.args)-1)].id]
		switch {
		case len(t.slots) > 1 && t.head != "." && k != rankScalar:
			return rankMatrix
		case t.head == "D" && k == rankColumn:
			return rankRow
		}
		return k
	case opEye, opAdjoint:
		return rankMatrix
	}
	return rankScalar
}

func (t *term) firstSlot() int {
	if len(t.slots) == 0 {
		return 0
	}
	return t.slots[0]
}

// rankOfAll is the rank of the arguments that are no scalars.
func (e *elaborator) rankOfAll(t *term, r []rank) rank {
	out := rankScalar
	for _, a := range t.args {
		out = max(out, r[a.id])
	}
	return out
}

func (e *elaborator) rankOfCall(t *term, r []rank) rank {
	switch {
	case t.fn.Elementwise:
		return e.rankOfAll(t, r)
	case t.fn.Variadic:
		return rankMatrix
	}
	for i := range t.fn.Signatures {
		sig := &t.fn.Signatures[i]
		if len(t.fn.Signatures) > 1 && len(sig.Args) > 0 && (sig.Args[0].IsVector() != (r[t.args[0].id] == rankColumn)) {
			continue
		}
		switch {
		case sig.Result.IsScalar():
			return rankScalar
		case sig.Result.IsVector():
			return rankColumn
		}
		return rankMatrix
	}
	return rankMatrix
}

// rankOfProduct multiplies from left to right. Where the factors so far and the next one do not
// conform, one of the two is dropped, as if it were a scalar: the left one if clash says so.
func (e *elaborator) rankOfProduct(t *term, r []rank, clash func(left, right *term, leftRank rank) bool) rank {
	acc, before := rankScalar, rankScalar
	var left *term
	for _, a := range t.args {
		k := r[a.id]
		if k == rankOpen {
			return rankOpen
		}
		next, ok := multiplied(acc, k)
		switch {
		case ok && k != rankScalar:
			acc, before, left = next, acc, a
		case ok:
		case clash == nil:
			return rankOpen
		case clash(left, a, acc):
			if next, ok = multiplied(before, k); !ok {
				return rankOpen
			}
			acc, left = next, a
		}
	}
	return acc
}

// multiplied is the rank of a product of two; ok is false where they do not conform.
func multiplied(a, b rank) (product rank, ok bool) {
	switch {
	case a == rankScalar:
		return b, true
	case b == rankScalar:
		return a, true
	case a == rankColumn:
		return rankMatrix, b == rankRow
	case a == rankRow && b == rankColumn:
		return rankScalar, true
	case a == rankRow && b == rankMatrix:
		return rankRow, true
	case a == rankMatrix && b == rankColumn:
		return rankColumn, true
	case a == rankMatrix && b == rankMatrix:
		return rankMatrix, true
	}
	return rankOpen, false
}
