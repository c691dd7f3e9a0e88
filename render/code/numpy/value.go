package numpy

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
)

// A level is how tightly Python code binds.
type level uint8

const (
	sumLevel     level = iota // a + b
	productLevel              // a*b, a/b, a @ b, -a
	powerLevel                // a**b
	primaryLevel              // a, f(a), a[i], a.T
)

// A value is an operation on arrays. Equal operations of one graph are one value.
type value struct {
	id    int
	text  string // the code, in which $1, $2, … are the arguments
	args  []*value
	level level
	parts []level // how tightly the arguments must bind; the last holds for the rest
	// axes is the number of axes of the array: 0, 1 or 2. Rows have 1 inside a function.
	axes int
	// deps are the names of the loops on whose variable the value depends, sorted.
	deps []string
	// cheap values are computed anew wherever they are used.
	cheap bool
	loop  *loop
	uses  int
	// sizes are the names of the dimensions that the code mentions.
	sizes []string
}

// A loop adds up its body for an index from lo to hi, which count from 1, or with stack puts the
// bodies along a new first axis.
type loop struct {
	index        string
	lo, hi, body *value
	// start is what a sum begins with: an array of zeros where it may be empty, else nil for 0.
	start *value
	stack bool
}

// A graph makes values.
type graph struct {
	values map[string]*value
	count  int
}

func newGraph() *graph { return &graph{values: map[string]*value{}} }

// op is an operation with the given code.
func (g *graph) op(text string, l level, parts []level, axes int, args ...*value) *value {
	var key strings.Builder
	key.WriteString(text)
	for _, a := range args {
		key.WriteByte(0)
		key.WriteString(strconv.Itoa(a.id))
	}
	if v, ok := g.values[key.String()]; ok {
		return v
	}
	v := &value{id: g.count, text: text, args: args, level: l, parts: parts, axes: axes}
	for _, a := range args {
		v.deps = union(v.deps, a.deps)
	}
	g.count++
	g.values[key.String()] = v
	return v
}

// call is an operation that brackets its arguments.
func (g *graph) call(text string, axes int, args ...*value) *value {
	return g.op(text, primaryLevel, nil, axes, args...)
}

// leaf is a name or a number.
func (g *graph) leaf(text string, axes int) *value {
	v := g.op(text, primaryLevel, nil, axes)
	v.cheap = true
	return v
}

// variable is a name that a loop gives values to.
func (g *graph) variable(name string, axes int) *value {
	v := g.leaf(name, axes)
	v.deps = []string{name}
	return v
}

func union(a, b []string) []string {
	if len(b) == 0 || slices.Equal(a, b) {
		return a
	}
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

var (
	tight   = []level{powerLevel}   // both operands of a product in brackets unless they bind tighter
	primary = []level{primaryLevel} // operands of ** and of a subscript
	left    = []level{productLevel, powerLevel}
)

// number is a literal; integers that a float holds exactly are written as such.
func (g *graph) number(r ast.Rat) *value {
	if n, ok := r.Int(); ok && n > -1<<53 && n < 1<<53 {
		v := g.leaf(r.Num(), 0)
		if n < 0 {
			v.level = productLevel
		}
		return v
	}
	if !r.IsInt() && len(r.Num()) < 10 && len(r.Den()) < 10 {
		if text := strconv.FormatFloat(r.Float(), 'f', -1, 64); len(text) <= 7 {
			if exact, ok := ast.ParseRat(text); ok && exact.Equal(r) {
				v := g.leaf(text, 0)
				if r.Sign() < 0 {
					v.level = productLevel
				}
				return v
			}
		}
		v := g.leaf(r.Num()+"/"+r.Den(), 0)
		v.level = productLevel
		return v
	}
	v := g.leaf(decimal(r), 0)
	if r.Sign() < 0 {
		v.level = productLevel
	}
	return v
}

// decimal is the literal of the float nearest to r. Beyond the range of floats it is one that Python
// reads as infinity or as 0.
func decimal(r ast.Rat) string {
	if f := r.Float(); !math.IsInf(f, 0) && (f != 0 || r.IsZero()) {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return new(big.Float).SetPrec(64).SetRat(r.Big()).Text('g', 17)
}

func (g *graph) negative(a *value) *value {
	return g.op("-$1", productLevel, tight, a.axes, a)
}

// times is the product entry by entry; a scalar acts on every entry.
func (g *graph) times(a, b *value) *value {
	return g.op("$1*$2", productLevel, leftOf(a, "*"), max(a.axes, b.axes), a, b)
}

func (g *graph) over(a, b *value) *value {
	return g.op("$1/$2", productLevel, leftOf(a, "*"), max(a.axes, b.axes), a, b)
}

// leftOf lets products and quotients stand to the left of one another without brackets.
func leftOf(a *value, operator string) []level {
	if strings.Contains(a.text, "@") || strings.HasPrefix(a.text, "-") || operator != "*" {
		return tight
	}
	return left
}

func (g *graph) transpose(a *value) *value {
	if a.axes < 2 {
		return a
	}
	if a.text == "$1.T" {
		return a.args[0]
	}
	v := g.op("$1.T", primaryLevel, primary, 2, a)
	v.cheap = a.cheap
	return v
}

// maxOperands bounds the operands of one expression, so that Python can compile it.
const maxOperands = 16

// sum adds and subtracts; minus tells which terms are subtracted.
func (g *graph) sum(terms []*value, minus []bool) *value {
	if len(terms) > maxOperands {
		terms, minus = slices.Clone(terms), slices.Clone(minus)
	}
	for len(terms) > maxOperands { // what is added up so far takes the place of the last of them
		head := g.sum(slices.Clone(terms[:maxOperands]), minus[:maxOperands])
		terms, minus = terms[maxOperands-1:], minus[maxOperands-1:]
		terms[0], minus[0] = head, false
	}
	var text strings.Builder
	axes := 0
	for i, t := range terms {
		switch {
		case minus[i] && i == 0:
			text.WriteString("-")
		case minus[i]:
			text.WriteString(" - ")
		case i > 0:
			text.WriteString(" + ")
		}
		text.WriteString("${" + strconv.Itoa(i+1) + "}")
		axes = max(axes, t.axes)
	}
	return g.op(text.String(), sumLevel, []level{productLevel}, axes, terms...)
}
