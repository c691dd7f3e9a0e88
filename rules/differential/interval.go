package differential

import (
	"cmp"
	"math"
	"strings"

	"matcalc/ast"
)

// An interval is a set of numbers without gaps. That of an expression holds all its entries, where it has a value.
type interval struct{ lo, hi end }

// An end is where an interval ends: at a number, which belongs to it unless it is open, or at -1 or 1 times infinity.
type end struct {
	at       ast.Rat
	infinite int
	open     bool
}

var (
	lowest  = end{infinite: -1, open: true}
	highest = end{infinite: 1, open: true}

	anywhere    = interval{lowest, highest}
	nonnegative = interval{end{}, highest}
	positive    = interval{end{open: true}, highest}
	negative    = interval{lowest, end{open: true}}
	aboveOne    = interval{end{at: ast.RatInt(1), open: true}, highest}
	unit        = interval{end{}, end{at: ast.RatInt(1)}}
)

// exactly is the interval of one number.
func exactly(r ast.Rat) interval { return interval{end{at: r}, end{at: r}} }

// from is the interval of all numbers from r on.
func from(r ast.Rat) interval { return interval{end{at: r}, highest} }

// intervalOf reads an interval, such as "(0,1]" and "[0,oo)"; no text stands for all numbers.
func intervalOf(text string) interval {
	if text == "" {
		return anywhere
	}
	lo, hi, _ := strings.Cut(text[1:len(text)-1], ",")
	return interval{endOf(lo, text[0] == '('), endOf(hi, text[len(text)-1] == ')')}
}

func endOf(text string, open bool) end {
	number, minus := strings.CutPrefix(text, "-")
	e := highest
	if number != "oo" {
		r, _ := ast.ParseRat(number)
		e = end{at: r, open: open}
	}
	if minus {
		e.at, e.infinite = e.at.Neg(), -e.infinite
	}
	return e
}

// compare orders ends by where they are.
func (e end) compare(f end) int {
	if e.infinite != f.infinite || e.infinite != 0 {
		return cmp.Compare(e.infinite, f.infinite)
	}
	return e.at.Cmp(f.at)
}

// beyond reports whether e, as an end on one side of its interval, admits numbers that f as such an end does not. The
// side is -1 for lower ends and 1 for upper ones.
func (e end) beyond(f end, side int) bool {
	c := side * e.compare(f)
	return c > 0 || c == 0 && !e.open && f.open
}

// in reports whether i is a part of j.
func (i interval) in(j interval) bool { return !i.lo.beyond(j.lo, -1) && !i.hi.beyond(j.hi, 1) }

// nonzero reports whether 0 is not in i.
func (i interval) nonzero() bool { return i.in(positive) || i.in(negative) }

// and is what is in both.
func (i interval) and(j interval) interval {
	if i.lo.beyond(j.lo, -1) {
		i.lo = j.lo
	}
	if i.hi.beyond(j.hi, 1) {
		i.hi = j.hi
	}
	return i
}

// or is the least interval that holds both.
func (i interval) or(j interval) interval {
	if j.lo.beyond(i.lo, -1) {
		i.lo = j.lo
	}
	if j.hi.beyond(i.hi, 1) {
		i.hi = j.hi
	}
	return i
}

// greater is where the greater one of a number of i and one of j is, lesser where the lesser one is.
func (i interval) greater(j interval) interval {
	both, either := i.and(j), i.or(j)
	return interval{both.lo, either.hi}
}

func (i interval) lesser(j interval) interval {
	both, either := i.and(j), i.or(j)
	return interval{either.lo, both.hi}
}

func (i interval) plus(j interval) interval { return interval{i.lo.plus(j.lo), i.hi.plus(j.hi)} }

// plus is the sum of two ends on one side of their intervals.
func (e end) plus(f end) end {
	if e.infinite != 0 || f.infinite != 0 {
		return end{infinite: cmp.Or(e.infinite, f.infinite), open: true}
	}
	return end{at: e.at.Plus(f.at), open: e.open || f.open}
}

func (i interval) times(j interval) interval {
	p := i.lo.times(j.lo)
	out := interval{p, p}
	for _, p := range []end{i.lo.times(j.hi), i.hi.times(j.lo), i.hi.times(j.hi)} {
		out = out.or(interval{p, p})
	}
	return out
}

// times is the product of two ends; infinity times 0 is 0, since it is no number of the interval.
func (e end) times(f end) end {
	a, b := e.sign(), f.sign()
	switch {
	case a*b == 0:
		return end{open: (e.open || a != 0) && (f.open || b != 0)}
	case e.infinite != 0 || f.infinite != 0:
		return end{infinite: a * b, open: true}
	}
	return end{at: e.at.Times(f.at), open: e.open || f.open}
}

func (e end) sign() int { return cmp.Or(e.infinite, e.at.Sign()) }

// several is where a sum of one or more numbers of i is.
func (i interval) several() interval {
	if i.lo.sign() < 0 {
		i.lo = lowest
	}
	if i.hi.sign() > 0 {
		i.hi = highest
	}
	return i
}

// abs is where the absolute values of i are.
func (i interval) abs() interval {
	back := i.times(exactly(ast.RatInt(-1)))
	switch {
	case i.in(nonnegative):
		return i
	case back.in(nonnegative):
		return back
	}
	return interval{end{}, i.or(back).hi}
}

// under is where an increasing function with values in an interval takes i.
func (i interval) under(f func(...float64) float64, values interval) interval {
	out := values
	if lo, ok := i.lo.under(f, -1); ok {
		out.lo = lo
	}
	if hi, ok := i.hi.under(f, 1); ok {
		out.hi = hi
	}
	return out.and(values)
}

// under is f at an end on one side, or a number a little further to that side where it is none that is exact.
func (e end) under(f func(...float64) float64, side int) (end, bool) {
	const grid = 1 << 10
	if e.infinite != 0 {
		return end{}, false
	}
	v := f(e.at.Float())
	switch {
	case math.IsNaN(v) || math.Abs(v) > grid:
		return end{}, false
	case e.at.Abs().Cmp(ast.RatInt(1)) <= 0 && 2*v == math.Round(2*v): // such as exp(0) and sigmoid(0)
		return end{at: ast.RatFrac(int64(2*v), 2), open: e.open}, true
	}
	return end{at: ast.RatFrac(int64(math.Round(v*grid))+int64(side), grid), open: true}, true
}

// raised is where powers of i with the exponent e are, where they are defined.
func (i interval) raised(e ast.Rat) interval {
	k, whole := e.Int()
	switch {
	case whole && k%2 == 0 && k > 0:
		i = i.abs()
	case whole && k%2 == 0:
		return i.abs().raised(e.Neg()).inverse().and(positive)
	case whole && k < 0:
		return i.raised(e.Neg()).inverse()
	case !whole && e.Sign() < 0:
		return i.raised(e.Neg()).inverse().and(positive)
	case !whole:
		return i.and(nonnegative).rooted()
	}
	lo, ok := i.lo.raised(k)
	hi, okay := i.hi.raised(k)
	switch {
	case ok && okay:
		return interval{lo, hi}
	case i.in(positive):
		return positive
	case i.in(nonnegative):
		return nonnegative
	}
	return anywhere
}

// raised is the power of an end with an odd exponent, or of one that is not negative.
func (e end) raised(k int64) (end, bool) {
	if e.infinite != 0 {
		return e, true
	}
	r, ok := e.at.Pow(k)
	return end{at: r, open: e.open}, ok
}

// inverse is where 1/s is for numbers s other than 0 of i.
func (i interval) inverse() interval {
	switch {
	case i.in(nonnegative):
		return interval{i.hi.inverse(), i.lo.inverse()}.and(positive)
	case i.times(exactly(ast.RatInt(-1))).in(nonnegative):
		return interval{i.hi.inverse().flipped(), i.lo.inverse()}.and(negative)
	}
	return anywhere
}

// inverse is the end of the inverses; those near 0 are above all numbers.
func (e end) inverse() end {
	switch {
	case e.infinite != 0:
		return end{open: true}
	case e.at.IsZero():
		return highest
	}
	return end{at: e.at.Inv(), open: e.open}
}

// flipped is the other infinity of an infinite end.
func (e end) flipped() end {
	e.infinite = -e.infinite
	return e
}

// rooted is where powers with positive exponents of numbers that are not negative are: on the same side of 1.
func (i interval) rooted() interval {
	one := end{at: ast.RatInt(1)}
	out := nonnegative
	switch {
	case i.in(aboveOne):
		out = aboveOne
	case i.in(from(ast.RatInt(1))):
		out.lo = one
	case i.in(positive):
		out = positive
	}
	if i.hi.compare(one) <= 0 {
		one.open = i.hi.compare(one) < 0 || i.hi.open
		out.hi = one
	}
	return out
}
