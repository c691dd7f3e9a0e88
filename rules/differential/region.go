package differential

import (
	"strings"

	"matcalc/ast"
	"matcalc/rules"
)

// A region is a set of numbers: an interval, without 0, or without 0 and the negative integers.
type region struct {
	interval
	without hole
}

type hole uint8

const (
	solid hole = iota
	zero
	poles
)

// A statement is what a condition says of one thing: of the entries of an array, in words, or of a scalar, that they are
// in a region.
type statement struct {
	entries, scalar string
	region
}

var statements = []statement{
	{"every entry of X is positive", "X > 0", region{interval: positive}},
	{"no entry of X is negative", "X ≥ 0", region{interval: nonnegative}},
	{"no entry of X is 0", "X ≠ 0", region{anywhere, zero}},
	{"every entry of X is above -1", "X > -1", region{interval: intervalOf("(-1,oo)")}},
	{"every entry of X is above 1", "X > 1", region{interval: aboveOne}},
	{"no entry of X is below 1", "X ≥ 1", region{interval: intervalOf("[1,oo)")}},
	{"every entry of X is between -1 and 1", "-1 < X < 1", region{interval: intervalOf("(-1,1)")}},
	{"no entry of X is below -1 or above 1", "-1 ≤ X ≤ 1", region{interval: intervalOf("[-1,1]")}},
	{"no entry of X is 0 or a negative integer", "X is neither 0 nor a negative integer", region{anywhere, poles}},
}

// inWords are the conditions on scalars in place of those on entries that are no statements.
var inWords = map[string]string{
	"no entry of X equals that of Y":           "X ≠ Y",
	"no entry of X is an odd multiple of pi/2": "X is no odd multiple of pi/2",
	invertible: "X ≠ 0",
	"no entry of Y is 0 where that of X is 0 or negative": "Y ≠ 0 or X > 0",
}

// stated finds the statement that a condition on one thing makes.
func stated(c rules.Condition) (s statement, ok bool) {
	if len(c.Args) != 1 {
		return s, false
	}
	text := onX(c)
	for _, s := range statements {
		if text == s.entries || text == s.scalar {
			return s, true
		}
	}
	return s, false
}

// onX is the text of a condition on one thing with X for its name.
func onX(c rules.Condition) string {
	if c.Names[0] == "X" {
		return c.Text
	}
	return c.Print(func(ast.Node) string { return "X" })
}

// wider reports whether the condition by, on powers with an exponent on one side of a number, is about more of them.
func wider(by, c rules.Condition) bool {
	side := by.Args[2].(*ast.Number).Value.Cmp(c.Args[2].(*ast.Number).Value)
	if strings.Contains(by.Text, ">") {
		side = -side
	}
	return side > 0
}

// wording says of a scalar what a rule says of every entry of an array.
func wording(text string, ofScalar bool) string {
	if !ofScalar {
		return text
	}
	for _, s := range statements {
		if text == s.entries {
			return s.scalar
		}
	}
	if scalar := inWords[text]; scalar != "" {
		return scalar
	}
	return text
}

// holds reports whether all numbers of an interval are in the region.
func (r region) holds(i interval) bool {
	switch r.without {
	case zero:
		return i.nonzero()
	case poles:
		return i.in(positive)
	}
	return i.in(r.interval)
}

// always reports whether a condition holds for all values of the variables, as far as its operation has a value.
func always(c rules.Condition) bool {
	if strings.HasPrefix(c.Text, invertible) {
		return hasInverse(c.Args[0], signDepth)
	}
	if s, ok := stated(c); ok {
		return s.holds(entries(c.Args[0], signDepth))
	}
	if differ(c) {
		x, y := entries(c.Args[0], signDepth), entries(c.Args[1], signDepth)
		return x.plus(y.times(exactly(ast.RatInt(-1)))).nonzero()
	}
	return false
}

// implies reports whether a condition holds wherever the condition by on the same thing does, or on a multiple of it.
func implies(by, c rules.Condition) bool {
	if strings.HasPrefix(c.Text, invertible+" if") && c.Args[0] == by.Args[0] {
		return by.Text == invertible || by.Text == c.Text && by.Args[1] == c.Args[1] && wider(by, c)
	}
	given, ok := stated(by)
	if !ok {
		return false
	}
	if det, ok := by.Args[0].(*ast.Call); ok && det.Fn.Name == "det" && det.Args()[0] == c.Args[0] && c.Text == invertible {
		return region{anywhere, zero}.holds(given.interval)
	}
	wanted, ok := stated(c)
	if !ok || c.Args[0] != by.Args[0] && wanted.without != zero {
		return false
	}
	if !by.Args[0].Shape().IsScalar() && onX(by) == given.scalar { // X ≠ 0 of an array says nothing of its entries
		return false
	}
	if given.without != solid {
		return wanted.without != solid && wanted.without <= given.without
	}
	return wanted.holds(given.interval)
}
