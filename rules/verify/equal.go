package verify

import (
	"fmt"
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// Equal compares the values of two expressions of one table and one shape at random points. A point
// where either is not defined, or too large to be compared, is drawn anew.
func Equal(a, b ast.Node, o Options) *Verdict {
	if o.Points == 0 {
		o.Points = defaultPoints
	}
	if o.Tolerance == 0 {
		o.Tolerance = defaultTolerance
	}
	roots := []ast.Node{a, b}
	v := &Verdict{}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	undrawn := 0
	source := numeric.NewSource(roots, numeric.Options{})
	for attempt := 0; attempt < attemptsPerPoint*o.Points && v.Points < o.Points; attempt++ {
		in, err := source.Random(rng)
		if err != nil {
			v.Reason = err.Error()
			if undrawn++; undrawn == maxUndrawn {
				break
			}
			continue
		}
		e, err := apart(in, a, b, o.Tolerance)
		if err != nil {
			v.Reason = err.Error()
			continue
		}
		v.Points++
		v.MaxRelativeError = max(v.MaxRelativeError, e)
		if e > o.Tolerance {
			v.State, v.Reason = Wrong, fmt.Sprintf("the values differ by a relative error of %.1g", e)
			return v
		}
	}
	if v.Points > 0 {
		v.State, v.Reason = Right, ""
	}
	return v
}

// apart is the relative error between the values of a and b at one point, or an error that says why
// the point is no use. Where they seem to differ, the error is relative to the numbers on the way to
// them too: what cancels leaves the rounding of its terms.
func apart(in *numeric.Instance, a, b ast.Node, tolerance float64) (float64, error) {
	values, err := in.EvalAll(a, b)
	if err != nil {
		return 0, err
	}
	e := relative(values[0], values[1], values[0])
	if e <= tolerance {
		return e, nil
	}
	on := greatest(in, a, b)
	if on > comparable || !numeric.IsFinite(values[0]) || !numeric.IsFinite(values[1]) {
		return 0, fmt.Errorf("the values there are too large to be compared")
	}
	return relative(values[0], values[1], ast.ScalarArray(on)), nil
}
