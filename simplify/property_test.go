package simplify_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric/grow"
	"matcalc/render/notation"
	"matcalc/simplify"
)

var (
	propertyCount = flag.Uint64("simplify.count", 400, "how many random expressions the properties of simplification are tested for")
	propertySeed  = flag.Uint64("simplify.seed", 1, "the seed of the first of them")
	orderAllowed  = flag.Float64("simplify.order", 0.005, "the share of expressions whose result may depend on the order of terms")
)

// grown is the random expression of a seed.
func grown(seed uint64) (*rand.Rand, *grow.Grower, ast.Node) {
	rng := rand.New(rand.NewPCG(seed, 11))
	g := grow.New(rng)
	return rng, g, g.Expression(g.Shape(), 1+rng.IntN(5))
}

// TestNeverLonger: what an expression becomes is not longer than the expression.
func TestNeverLonger(t *testing.T) {
	for seed := *propertySeed; seed < *propertySeed+*propertyCount; seed++ {
		_, g, f := grown(seed)
		before := new(simplify.Measure).Length(f)
		short := simplify.Simplify(g.Table, f)
		if after := new(simplify.Measure).Length(short); after > before {
			t.Errorf("seed %d: %d becomes %d\n  %s\n  %s", seed, before, after, notation.Plain(f), notation.Plain(short))
		}
	}
}

// TestTwiceIsOnce: what an expression becomes is simple.
func TestTwiceIsOnce(t *testing.T) {
	for seed := *propertySeed; seed < *propertySeed+*propertyCount; seed++ {
		_, g, f := grown(seed)
		once := simplify.Simplify(g.Table, f)
		if twice := simplify.Simplify(g.Table, once); twice != once {
			t.Errorf("seed %d: %s\n  becomes %s\n  becomes %s", seed, notation.Plain(f), notation.Plain(once), notation.Plain(twice))
		}
	}
}

// TestOrder: the order in which the terms of sums and the factors that commute are given does not
// matter. The few expressions for which it does are counted.
func TestOrder(t *testing.T) {
	differ := 0
	for seed := *propertySeed; seed < *propertySeed+*propertyCount; seed++ {
		rng, g, f := grown(seed)
		once := simplify.Simplify(g.Table, f)
		other := ast.NewTable()
		p := newCopier(other, g.Table, func(n int) []int { return rng.Perm(n) })
		permuted := simplify.Simplify(other, p.copy(f))
		back := newCopier(g.Table, other, nil).copy(permuted)
		if back != once {
			differ++
			t.Logf("seed %d: %s\n  becomes %s\n  and     %s\n  lengths %d, %d", seed, notation.Plain(f), notation.Plain(once), notation.Plain(back),
				new(simplify.Measure).Length(once), new(simplify.Measure).Length(back))
		}
	}
	if share := float64(differ) / float64(*propertyCount); share > *orderAllowed {
		t.Errorf("%d of %d depend on the order of terms", differ, *propertyCount)
	} else {
		t.Logf("%d of %d depend on the order of terms", differ, *propertyCount)
	}
}

// A copier makes nodes of one table in another one, with the arguments of operations that commute
// in another order.
type copier struct {
	to    *ast.Table
	order func(n int) []int // nil keeps the order
	done  map[ast.Node]ast.Node
}

// newCopier makes a copier; the symbols come in the order in which the other table has them.
func newCopier(to, from *ast.Table, order func(n int) []int) *copier {
	c := &copier{to: to, order: order, done: map[ast.Node]ast.Node{}}
	for _, s := range from.Symbols() {
		c.done[s] = to.Symbol(s.Name, s.Kind, s.Shape(), s.Structure)
	}
	return c
}

func (c *copier) copy(n ast.Node) ast.Node {
	if out, ok := c.done[n]; ok {
		return out
	}
	args := make([]ast.Node, len(n.Args()))
	for _, i := range c.places(len(args)) {
		args[i] = c.copy(n.Args()[i])
	}
	c.done[n] = c.build(n, args)
	return c.done[n]
}

func (c *copier) places(n int) []int {
	if c.order != nil {
		return c.order(n)
	}
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func (c *copier) shuffled(args []ast.Node) []ast.Node {
	out := make([]ast.Node, len(args))
	for i, k := range c.places(len(args)) {
		out[i] = args[k]
	}
	return out
}

func (c *copier) build(n ast.Node, args []ast.Node) ast.Node {
	t := c.to
	switch n := n.(type) {
	case *ast.Number:
		return t.Number(n.Value)
	case *ast.Symbol:
		return t.Symbol(n.Name, n.Kind, n.Shape(), n.Structure)
	case *ast.Constant:
		switch n.Kind {
		case ast.Pi:
			return t.Pi()
		case ast.Eye:
			return t.Eye(n.Dims[0])
		case ast.Ones:
			return t.Ones(n.Shape())
		case ast.Zeros:
			return t.Zeros(n.Shape())
		case ast.Commutation:
			return t.Commutation(n.Dims[0], n.Dims[1])
		case ast.Duplication:
			return t.Duplication(n.Dims[0])
		case ast.Elimination:
			return t.Elimination(n.Dims[0])
		}
	case *ast.Add:
		return t.Add(c.shuffled(args)...)
	case *ast.Hadamard:
		return t.Hadamard(c.shuffled(args)...)
	case *ast.Mul:
		scalars := c.shuffled(args[:len(n.Scalars)])
		return t.Mul(slices.Concat([]ast.Node{t.Number(n.Coef)}, scalars, args[len(n.Scalars):])...)
	case *ast.Inner:
		args = c.shuffled(args)
		return t.Inner(args[0], args[1])
	case *ast.Apply:
		fn := t.Unknown(n.Fn.Name, n.Fn.Params, n.Fn.Result, n.Fn.Elementwise)
		return t.Apply(fn, n.Form, n.Slots, args...)
	case *ast.IndexSum:
		return t.IndexSum(c.copy(n.Index).(*ast.Symbol), args[0], args[1], args[2])
	}
	return t.Rebuild(n, args)
}

// TestStops: a limit that is reached is a stated reason; where none is, there is none.
func TestStops(t *testing.T) {
	tb := ast.NewTable()
	var terms []ast.Node
	for i := range 60 {
		x := tb.Symbol(fmt.Sprintf("x_%d", i), ast.Variable, ast.Scalar, ast.Unstructured)
		terms = append(terms, tb.Mul(x, tb.Power(x, tb.Int(2)), tb.Symbol("y", ast.Variable, ast.Scalar, ast.Unstructured)))
	}
	s := simplify.New(tb)
	s.Simplify(tb.Add(terms[:3]...))
	if stops := s.Stops(); len(stops) > 0 {
		t.Errorf("stops %q", stops)
	}
	s.Simplify(tb.Add(terms...))
	if stops := s.Stops(); len(stops) == 0 || slices.ContainsFunc(stops, func(stop string) bool { return !strings.Contains(stop, "one has 60") }) {
		t.Errorf("stops %q", stops)
	}
}
