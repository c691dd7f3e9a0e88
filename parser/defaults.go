package parser

import "slices"

// maxPasses bounds how often the search for scalars among lower-case names is repeated.
const maxPasses = 8

// scaleScalars finds the lower-case names that are scalars by their place in products and sums:
// the left one of two factors that do not conform (c*x), and names that only scale or shift
// scalars (c*w'*w, w'*x + b).
func (e *elaborator) scaleScalars() {
	for range maxPasses {
		if len(e.openVariables(lowerLatin)) == 0 {
			return
		}
		var clashes []*term
		r := e.ranks(func(left, right *term, leftRank rank) bool {
			if leftOpen := left != nil && e.mayBeScalar(left); leftOpen {
				clashes = append(clashes, left)
				return true
			}
			if e.mayBeScalar(right) {
				clashes = append(clashes, right)
			}
			return false
		})
		changed := false
		for _, t := range clashes {
			if e.mayBeScalar(t) && e.try(func() bool { return e.makeScalar(t) }) {
				changed = true
			}
		}
		if changed {
			continue
		}
		sure, possible := e.scalers(r)
		for _, x := range sure {
			changed = e.try(func() bool { return e.asScalar(x) }) || changed
		}
		for i := 0; i < len(possible) && !changed; i++ {
			changed = e.try(func() bool { return e.asScalar(possible[i]) })
		}
		if !changed {
			return
		}
	}
}

// mayBeScalar reports whether the rank of t is open and follows from a lower-case name.
func (e *elaborator) mayBeScalar(t *term) bool { return e.isOpen(t.rows) || e.isOpen(t.cols) }

// scalers lists the open lower-case names that only scale or shift scalars, given the ranks that
// the terms are taken to have. Those that follow a row or a matrix in a product, as y in x'*y*z,
// may be scalars, once it is known what the others are.
func (e *elaborator) scalers(r []rank) (sure, possible []*entity) {
	open := e.openVariables(lowerLatin)
	owners := make(map[dim]*entity, len(open))
	for _, x := range open {
		owners[e.root(x.shape.rows)] = x
	}
	// owner is the name whose shape a term has, so that it is a scalar exactly when the name is.
	owner := func(t *term) *entity {
		x := owners[e.root(t.rows)]
		if x == nil || e.root(x.shape.cols) != e.root(t.cols) {
			return nil
		}
		return x
	}
	plain := e.plainScalars(r)
	scales, contracted, other := map[*entity]bool{}, map[*entity]bool{}, map[*entity]bool{}
	for _, t := range e.list {
		scalar, composite, seen := false, false, false // of the rest of a sum
		for i, a := range t.args {
			x := owner(a)
			switch {
			case x == nil:
			case t.op == opProduct:
				k, before, simple := e.rest(t, i, r, plain)
				switch {
				case simple:
				case k == rankScalar:
					scales[x] = true
					contracted[x] = contracted[x] || before == rankRow || before == rankMatrix
				case owner(t) != x:
					other[x] = true
				}
			case t.op == opSum:
				if !seen {
					scalar, composite = e.restOfSum(t, r, plain, owner)
					seen = true
				}
				switch {
				case scalar && composite:
					scales[x] = true
				case !scalar:
					other[x] = true
				}
			case owner(t) != x:
				other[x] = true
			}
		}
	}
	for _, x := range open {
		switch {
		case !scales[x] || other[x]:
		case contracted[x]:
			possible = append(possible, x)
		default:
			sure = append(sure, x)
		}
	}
	return sure, possible
}

// rest is the rank of a product without its factor i, and the rank of what stands before that;
// simple tells that only plain scalars and divisors are left.
func (e *elaborator) rest(t *term, i int, r []rank, plain []bool) (k, before rank, simple bool) {
	simple = true
	k = rankScalar
	for j, a := range t.args {
		if j == i {
			before = k
			continue
		}
		var ok bool
		if k, ok = multiplied(k, r[a.id]); !ok {
			return rankOpen, before, false
		}
		simple = simple && (plain[a.id] || a.op == opPower && a.head == "/")
	}
	return k, before, simple && k == rankScalar
}

// plainScalars tells of each term whether it is a scalar that is made of numbers and scalar names
// alone, as cos(theta) is, and does not come from arrays, as w'*w does.
func (e *elaborator) plainScalars(r []rank) []bool {
	plain := make([]bool, len(e.list))
	for i, t := range e.list {
		switch t.op {
		case opNumber, opPi, opSize, opSymbol, opSum, opProduct, opPower, opHadamard, opEntryPower, opBar:
			plain[i] = r[i] == rankScalar
		case opCall:
			plain[i] = r[i] == rankScalar && t.fn.Elementwise
		}
		for _, a := range t.args {
			plain[i] = plain[i] && plain[a.id]
		}
	}
	return plain
}

// restOfSum tells of the terms of a sum that are not open names whether all are scalars, and
// whether there is an expression among them.
func (e *elaborator) restOfSum(t *term, r []rank, plain []bool, owner func(*term) *entity) (scalar, composite bool) {
	scalar = true
	for _, a := range t.args {
		if owner(a) != nil {
			continue
		}
		scalar = scalar && r[a.id] == rankScalar
		composite = composite || !plain[a.id]
	}
	return scalar, composite
}

// vectorEvidence finds the Greek names that are transposed, stand to the right of a matrix, or are
// added to a vector.
func (e *elaborator) vectorEvidence(open []*entity) map[*entity]bool {
	owners := make(map[dim]*entity, len(open))
	for _, x := range open {
		owners[e.root(x.shape.rows)] = x
	}
	owner := func(t *term) *entity {
		x := owners[e.root(t.rows)]
		if x == nil || e.root(x.shape.cols) != e.root(t.cols) {
			return nil
		}
		return x
	}
	r := e.ranks(nil)
	evidence := map[*entity]bool{}
	for _, t := range e.list {
		switch t.op {
		case opTranspose:
			if x := owner(t.args[0]); x != nil {
				evidence[x] = true
			}
		case opProduct:
			acc := rankScalar
			for _, a := range t.args {
				if x := owner(a); x != nil && (acc == rankMatrix || acc == rankRow) {
					evidence[x] = true
				}
				acc, _ = multiplied(acc, r[a.id])
			}
		case opSum:
			vector := slices.ContainsFunc(t.args, func(a *term) bool { return r[a.id] == rankColumn && owner(a) == nil })
			for _, a := range t.args {
				if x := owner(a); x != nil && vector {
					evidence[x] = true
				}
			}
		}
	}
	return evidence
}
