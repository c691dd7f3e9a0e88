package verify

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// Options steer a check.
type Options struct {
	Seed      uint64  // of the random points
	Points    int     // how many points; 3 where 0
	Tolerance float64 // the greatest relative error that is accepted; 1e-6 where 0
}

// A Check claims that Derivative is the derivative of Value by Symbol, or by an entry of it.
type Check struct {
	Value, Derivative ast.Node
	Symbol            *ast.Symbol
	Entry             *ast.Entry  // nil where the whole symbol varies
	Direction         *ast.Symbol // of a derivative that is a map in a direction, else nil
	Cotangent         *ast.Symbol // of an adjoint applied to a cotangent, else nil
}

// A Verdict is the outcome of a check.
type Verdict struct {
	State            State
	Points           int     // the points at which the derivative was compared
	MaxRelativeError float64 // the greatest error at any of them
	Reason           string  // why the state is not Right
	// Left tells of each form that could be compared at no point why that is.
	Left map[string]string
	// Lines is the number of lines of derivations that were compared with the line before.
	Lines int
}

// A State is right, wrong or undecided.
type State uint8

// The states.
const (
	Undecided State = iota // no point could be found at which to compare
	Right
	Wrong
)

func (s State) String() string { return [...]string{"undecided", "right", "wrong"}[s] }

const (
	defaultPoints    = 3
	defaultTolerance = 1e-6
	attemptsPerPoint = 8
	// maxUndrawn is how often no point is found at which the expression is defined, before it counts
	// as defined nowhere.
	maxUndrawn = 12
	// maxWork bounds the steps of all evaluations; what takes more is compared at fewer points.
	maxWork = 1 << 23
	// planning is what it takes, in steps, to plan the evaluation of a node at a point.
	planning = 1 << 8
	// trusted is the greatest estimate of the error of a finite difference that is compared with:
	// that of the second-order formula, so the fourth-order one is much better.
	trusted = 1e-3
	// confirmed is how much nearer two differences must be to each other than to a claim that they
	// refute.
	confirmed = 1e-2
	// finest is the least tolerance that differences can tell; a finer one is taken at its word, so
	// that every result fails.
	finest = 1e-9
	// cancelled bounds what rounding leaves of numbers that cancel, relative to the greatest of them.
	cancelled = 1e-13
	// comparable bounds the numbers on the way to a value: sines of greater ones lose their digits.
	comparable = 1e4
)

// withDefaults fills in what is left open.
func (o Options) withDefaults() Options {
	if o.Points == 0 {
		o.Points = defaultPoints
	}
	if o.Tolerance == 0 {
		o.Tolerance = defaultTolerance
	}
	return o
}

// roots are the nodes that need values.
func (c Check) roots() []ast.Node {
	roots := []ast.Node{c.Value, c.Derivative, c.Symbol}
	if c.Entry != nil {
		roots = append(roots, c.Entry)
	}
	for _, s := range []*ast.Symbol{c.Direction, c.Cotangent} {
		if s != nil {
			roots = append(roots, s)
		}
	}
	return roots
}

// Run compares each claim with finite differences, and the forms of an agreement, which may be nil,
// with each other.
func Run(checks []Check, agreement *Agreement, o Options) *Verdict {
	o = o.withDefaults()
	roots := make([]ast.Node, 0, 4*len(checks))
	for _, c := range checks {
		roots = append(roots, c.roots()...)
	}
	also := agreement.roots()
	v := &Verdict{}
	undrawn := 0
	var suspects map[string]int // lines that did not follow at any point, by form
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	work := 0
	source := numeric.NewSource(roots, numeric.Options{Also: also, Work: &work})
	for attempt := 0; attempt < attemptsPerPoint*o.Points && v.Points < o.Points && work < maxWork; attempt++ {
		in, err := source.Random(rng)
		if err != nil {
			v.Reason = err.Error()
			if undrawn++; errors.Is(err, numeric.ErrTooLarge) {
				undrawn += maxUndrawn / 4 // smaller sizes are rare
			}
			if undrawn >= maxUndrawn {
				break
			}
			continue // other sizes may do: X'*X is singular for wide X
		}
		work += planning * len(source.Nodes())
		worst, err := compareAll(in, rng, checks, o.Tolerance)
		if err != nil {
			v.Reason = err.Error()
			continue
		}
		var wrong *disagreement
		if agreement != nil && worst <= o.Tolerance {
			apart, disagreement, err := v.agree(agreement, in, rng, o.Tolerance, &suspects)
			if err != nil {
				v.Reason = err.Error()
				continue
			}
			if wrong = disagreement; wrong != nil {
				worst = max(worst, apart)
			}
		}
		v.Points++
		v.MaxRelativeError = max(v.MaxRelativeError, worst)
		if wrong != nil {
			v.State, v.Reason = Wrong, wrong.String()
			return v
		}
		if wrong == nil && worst > o.Tolerance {
			v.State = Wrong
			v.Reason = fmt.Sprintf("it differs from finite differences by a relative error of %.1g", worst)
			return v
		}
	}
	v.conclude(suspects)
	return v
}

// agree compares the forms and the lines of an agreement at one point. The suspects are the lines that
// followed at no point so far.
func (v *Verdict) agree(a *Agreement, in *numeric.Instance, rng *rand.Rand, tolerance float64, suspects *map[string]int) (float64, *disagreement, error) {
	at, err := a.directed(in, rng)
	if err != nil {
		return 0, nil, err
	}
	apart, wrong, left := a.compare(at, rng, tolerance)
	v.leave(left)
	var compared int
	*suspects, compared = a.suspects(at, v.Points == 0, *suspects)
	v.Lines = max(v.Lines, compared)
	return apart, wrong, nil
}

// conclude gives a verdict that found no fault at its points its state.
func (v *Verdict) conclude(suspects map[string]int) {
	for _, form := range slices.Sorted(maps.Keys(suspects)) {
		v.State, v.Reason = Wrong, fmt.Sprintf("line %d of the %s form does not follow from the line before it", suspects[form], form)
		return
	}
	if v.Points > 0 {
		v.State, v.Reason = Right, ""
	}
}

// leave keeps the forms that could be compared at no point so far.
func (v *Verdict) leave(left map[string]string) {
	if v.Points == 0 {
		v.Left = left
		return
	}
	for name := range v.Left {
		if _, again := left[name]; !again {
			delete(v.Left, name)
		}
	}
}

// compareAll gives the greatest relative error of the claims at one point, or an error that says
// why the point is no use.
func compareAll(in *numeric.Instance, rng *rand.Rand, checks []Check, tolerance float64) (float64, error) {
	worst := 0.0
	for _, c := range checks {
		e, err := c.compare(in, rng, tolerance)
		if err != nil {
			return 0, err
		}
		worst = max(worst, e)
	}
	return worst, nil
}

// steps are the steps of finite differences that are tried while the claim does not fit: the usual
// one first.
var steps = []float64{0, 1e-2, 1e-3, 1e-4, 1e-5}

// compare gives the relative error of one claim in one direction.
func (c Check) compare(in *numeric.Instance, rng *rand.Rand, tolerance float64) (float64, error) {
	dir, err := c.direction(in, rng)
	if err != nil {
		return 0, err
	}
	got, err := c.claimed(in, dir)
	if err != nil {
		return 0, err
	}
	value, err := in.Eval(c.Value)
	if err != nil {
		return 0, err
	}
	var cotangent ast.Array
	if c.Cotangent != nil {
		cotangent, _ = in.Value(c.Cotangent.Name)
		value = ast.ScalarArray(inner(cotangent, value))
	}
	if top(got) == 0 && top(value) == 0 && !ast.IsZero(c.Derivative) && !ast.IsZero(c.Value) {
		return 0, fmt.Errorf("everything vanishes there, which tells nothing")
	}
	best := math.Inf(1)
	var seen []ast.Array // differences that can be trusted by themselves
	for _, h := range steps {
		want, estimate, err := in.FiniteDifference(c.Value, c.Symbol, dir, h)
		if err != nil {
			return 0, err
		}
		if c.Cotangent != nil {
			want = ast.ScalarArray(inner(cotangent, want))
		}
		e := relative(got, want, value)
		best = min(best, e)
		if best <= tolerance {
			return best, nil
		}
		if estimate < trusted && tolerance < finest {
			return e, nil
		}
		if estimate < trusted && e > estimate {
			seen = append(seen, want)
		}
	}
	if !numeric.IsFinite(got) || !agree(seen, value, best) {
		return 0, fmt.Errorf("no finite difference can be trusted there: a kink, an overflow or a pole is near")
	}
	on := greatest(in, c.Value, c.Derivative)
	switch {
	case on > comparable:
		return 0, fmt.Errorf("the values there are too large to be compared")
	case best*top(got) <= cancelled*on:
		return 0, fmt.Errorf("too few digits are left there where terms cancel")
	}
	return best, nil
}

// greatest is the greatest number that occurs while the roots are evaluated.
func greatest(in *numeric.Instance, roots ...ast.Node) float64 {
	m := 0.0
	for _, n := range ast.Topo(roots...) {
		if v, err := in.Eval(n); err == nil { // a part of a sum over an index has no value of its own
			m = max(m, top(v))
		}
	}
	return m
}

// agree reports whether two of the differences, of different steps, are far nearer to each other than
// the claim is to any: a single one may be wrong by chance where a function oscillates fast.
func agree(differences []ast.Array, value ast.Array, claimed float64) bool {
	for i, a := range differences {
		for _, b := range differences[:i] {
			if relative(a, b, value) < confirmed*min(claimed, 1) {
				return true
			}
		}
	}
	return false
}
