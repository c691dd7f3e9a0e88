package rules

import (
	"slices"

	"matcalc/ast"
)

// maxBounds limits the ranges of indices that are looked through for the bounds of one integer.
const maxBounds = 64

// A Sign tells on which side of 0 an integer lies. That of the exponent of a matrix decides which sum its differential
// is.
type Sign uint8

// The signs of integers.
const (
	EitherSign Sign = iota
	NotNegative
	NotPositive
)

// SignOf gives the sign that an integer, as an exponent or a number of terms, has for all values of its names: of
// sizes, which are at least 1, of natural numbers, and of indices in their ranges; either where that does not follow.
// Where the integer is linear in them, an index is replaced by the end of its range that makes it least, or greatest;
// else the signs of its terms and factors decide.
func SignOf(integer ast.Node) Sign {
	form, ok := linearIn(integer)
	if !ok {
		return signOfParts(integer)
	}
	budget := maxBounds
	if form.atLeastZero(&budget) {
		return NotNegative
	}
	budget = maxBounds
	if form.times(ast.RatInt(-1)).atLeastZero(&budget) {
		return NotPositive
	}
	return EitherSign
}

// AtMost reports whether it follows that one integer is not above another one, for all values of their names.
func AtMost(low, high ast.Node) bool {
	l, ok := linearIn(low)
	h, also := linearIn(high)
	budget := maxBounds
	return ok && also && h.plus(l.times(ast.RatInt(-1))).atLeastZero(&budget)
}

// AtLeast reports whether it follows that an integer is not below a number, for all values of its names.
func AtLeast(integer ast.Node, least ast.Rat) bool {
	form, ok := linearIn(integer)
	form.constant = form.constant.Minus(least)
	budget := maxBounds
	return ok && form.atLeastZero(&budget)
}

// signOfParts gives the sign of a sum of one sign, of a product, or of a power with an exponent that is not negative.
func signOfParts(n ast.Node) Sign {
	switch n := n.(type) {
	case *ast.Add:
		sign := SignOf(n.Args()[0])
		for _, a := range n.Args()[1:] {
			if SignOf(a) != sign {
				return EitherSign
			}
		}
		return sign
	case *ast.Mul:
		negative := n.Coef.Sign() < 0
		for _, a := range n.Args() {
			switch SignOf(a) {
			case EitherSign:
				return EitherSign
			case NotPositive:
				negative = !negative
			}
		}
		if negative {
			return NotPositive
		}
		return NotNegative
	case *ast.Power:
		k, number := n.Exponent().(*ast.Number)
		even := number && k.Value.IsInt() && k.Value.Times(ast.RatFrac(1, 2)).IsInt()
		if even || SignOf(n.Base()) == NotNegative {
			return NotNegative
		}
	}
	return EitherSign
}

// A linearForm is constant + Σ coefficient·symbol.
type linearForm struct {
	constant ast.Rat
	symbols  []*ast.Symbol
	coef     []ast.Rat
}

// linearIn writes an expression as linear in its symbols.
func linearIn(n ast.Node) (linearForm, bool) {
	switch n := n.(type) {
	case *ast.Number:
		return linearForm{constant: n.Value}, true
	case *ast.Symbol:
		return linearForm{ast.RatInt(0), []*ast.Symbol{n}, []ast.Rat{ast.RatInt(1)}}, n.Kind != ast.Variable
	case *ast.Mul:
		if len(n.Args()) != 1 {
			return linearForm{}, false
		}
		f, ok := linearIn(n.Args()[0])
		return f.times(n.Coef), ok
	case *ast.Add:
		sum := linearForm{constant: ast.RatInt(0)}
		for _, a := range n.Args() {
			f, ok := linearIn(a)
			if !ok {
				return linearForm{}, false
			}
			sum = sum.plus(f)
		}
		return sum, true
	}
	return linearForm{}, false
}

func (f linearForm) times(c ast.Rat) linearForm {
	out := linearForm{f.constant.Times(c), f.symbols, make([]ast.Rat, len(f.coef))}
	for i, a := range f.coef {
		out.coef[i] = a.Times(c)
	}
	return out
}

func (f linearForm) plus(g linearForm) linearForm {
	out := linearForm{f.constant.Plus(g.constant), slices.Clone(f.symbols), slices.Clone(f.coef)}
	for i, s := range g.symbols {
		if k := slices.Index(out.symbols, s); k >= 0 {
			out.coef[k] = out.coef[k].Plus(g.coef[i])
		} else {
			out.symbols, out.coef = append(out.symbols, s), append(out.coef, g.coef[i])
		}
	}
	return out.clean()
}

// clean leaves out the symbols whose coefficients cancelled.
func (f linearForm) clean() linearForm {
	out := linearForm{constant: f.constant}
	for i, s := range f.symbols {
		if !f.coef[i].IsZero() {
			out.symbols, out.coef = append(out.symbols, s), append(out.coef, f.coef[i])
		}
	}
	return out
}

// atLeastZero reports whether it follows that the form is never negative.
func (f linearForm) atLeastZero(budget *int) bool {
	if *budget--; *budget < 0 {
		return false
	}
	if i := f.innermost(); i >= 0 {
		return f.withEnds(i, func(g linearForm) bool { return g.atLeastZero(budget) })
	}
	least := f.constant
	for i, s := range f.symbols {
		from := ast.RatInt(1)
		if s.Kind == ast.Natural {
			from = ast.RatInt(0)
		}
		if _, listed := s.Ranges(); s.Kind == ast.Integer || !listed || f.coef[i].Sign() < 0 {
			return false
		}
		least = least.Plus(f.coef[i].Times(from))
	}
	return least.Sign() >= 0
}

// innermost is the place of a symbol that sums bind and on which no range of another one in the form depends, or
// else of any that sums bind; -1 where there is none.
func (f linearForm) innermost() int {
	place := -1
	for i, s := range f.symbols {
		if ranges, listed := s.Ranges(); len(ranges) == 0 || !listed {
			continue
		}
		place = i
		if !slices.ContainsFunc(f.symbols, func(o *ast.Symbol) bool { return o != s && rangesMention(o, s) }) {
			break
		}
	}
	return place
}

func rangesMention(o, s *ast.Symbol) bool {
	ranges, _ := o.Ranges()
	return slices.ContainsFunc(ranges, func(r ast.Range) bool { return ast.Contains(r.Lo, s) || ast.Contains(r.Hi, s) })
}

// withEnds reports whether holds is true of the form with the symbol at place i replaced by the end of each of its
// ranges that makes the form least.
func (f linearForm) withEnds(i int, holds func(linearForm) bool) bool {
	coef := f.coef[i]
	rest := linearForm{f.constant, slices.Clone(f.symbols), slices.Clone(f.coef)}
	rest.coef[i] = ast.RatInt(0)
	rest = rest.clean()
	ranges, _ := f.symbols[i].Ranges()
	for _, r := range ranges {
		end := r.Lo
		if coef.Sign() < 0 {
			end = r.Hi
		}
		g, ok := linearIn(end)
		if !ok || !holds(rest.plus(g.times(coef))) {
			return false
		}
	}
	return true
}
