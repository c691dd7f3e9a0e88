package numeric

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"matcalc/ast"
)

// A Step gives each symbol that moves its direction; the symbols of one step move together.
type Step map[string]ast.Array

// A Variation evaluates an expression again and again while some symbols move. What does not
// depend on them is evaluated once.
type Variation struct {
	plan   *plan
	moving []op
	at     map[string]ast.Array // where the symbols stand in the instance
}

// Vary prepares the evaluation of f while the symbols move.
func (in *Instance) Vary(f ast.Node, symbols ...string) (*Variation, error) {
	p, err := in.compile(symbols, []ast.Node{f})
	if err != nil {
		return nil, err
	}
	v := &Variation{plan: p, at: map[string]ast.Array{}}
	var fixed []op
	for _, o := range p.main.ops {
		if p.moves.Has(o.node) {
			v.moving = append(v.moving, o)
		} else {
			fixed = append(fixed, o)
		}
	}
	for _, name := range symbols {
		v.at[name], _ = in.Value(name)
	}
	return v, p.evaluate(fixed)
}

// Eval is the value of the expression. It is overwritten by the next evaluation.
func (v *Variation) Eval() (ast.Array, error) {
	return *v.plan.roots[0], v.plan.evaluate(v.moving)
}

// move puts each symbol at its place in the instance plus its directions times the amounts.
func (v *Variation) move(steps []Step, amounts []float64) {
	for name, at := range v.at {
		copy(v.plan.moving[name].Data, at.Data)
	}
	for i, s := range steps {
		for name, direction := range s {
			to := v.plan.moving[name].Data
			for k, d := range direction.Data {
				to[k] += amounts[i] * d
			}
		}
	}
}

// A stencil is a central difference: Σ weight·f(x + point·h)/h, with the points -2, -1, 0, 1, 2.
type stencil [5]float64

// The first two are derivatives with errors of order h² and h⁴. The last is 0 but for terms of order
// h³ where the function is smooth, and half the jump of the derivative at a kink.
var (
	second = stencil{0, -1.0 / 2, 0, 1.0 / 2, 0}
	fourth = stencil{1.0 / 12, -8.0 / 12, 0, 8.0 / 12, -1.0 / 12}
	bend   = stencil{1.0 / 4, -1, 6.0 / 4, -1, 1.0 / 4}
)

// FiniteDifference is the derivative of f by x in the direction dir, by a central difference of
// fourth order with step h; 0 takes the usual step. See [Instance.Difference].
func (in *Instance) FiniteDifference(f ast.Node, x *ast.Symbol, dir ast.Array, h float64) (ast.Array, float64, error) {
	return in.Difference(f, h, Step{x.Name: dir})
}

// Difference is the derivative of f of as many orders as there are steps, each applied to its
// direction: nested central differences of fourth order with step h, or with a step that is found
// when h is 0. The estimate compares them with those of second order, relative to the greatest
// entry, or to the errors of rounding where these are greater. Where f is smooth it is far below 1,
// and the error of the result is about its square; at a kink it is near 1, and infinite where f
// is not defined nearby.
func (in *Instance) Difference(f ast.Node, h float64, steps ...Step) (d ast.Array, estimate float64, err error) {
	moving := map[string]bool{}
	for _, s := range steps {
		for name := range s {
			moving[name] = true
		}
	}
	v, err := in.Vary(f, slices.Sorted(maps.Keys(moving))...)
	if err != nil {
		return ast.Array{}, 0, err
	}
	return v.Difference(h, steps...)
}

// Difference is like [Instance.Difference]; the steps move symbols of the variation.
func (v *Variation) Difference(h float64, steps ...Step) (d ast.Array, estimate float64, err error) {
	for _, s := range steps {
		for name, direction := range s {
			at, ok := v.at[name]
			if !ok || at.Rows != direction.Rows || at.Cols != direction.Cols {
				return ast.Array{}, 0, fmt.Errorf("a direction of %d×%d for %s", direction.Rows, direction.Cols, name)
			}
		}
	}
	if h != 0 {
		return v.difference(h, steps)
	}
	h, estimate = usualStep(len(steps)), math.Inf(1)
	for range shorter {
		next, e, err := v.difference(h, steps)
		if err != nil {
			return ast.Array{}, 0, err
		}
		if d.Data == nil || e < estimate {
			d, estimate = next, e
		}
		if e <= smoothEnough {
			break
		}
		h /= 8
	}
	return d, estimate, nil
}

// shorter is how many steps are tried, each an eighth of the last, until the estimate is smooth
// enough.
const (
	shorter      = 3
	smoothEnough = 1e-4
)

func (v *Variation) difference(h float64, steps []Step) (ast.Array, float64, error) {
	root := v.plan.roots[0]
	a := &accumulation{v: v, h: h, steps: steps, amounts: make([]float64, len(steps))}
	size := len(root.Data)
	sums := make([]float64, 3*size)
	a.fine, a.rough, a.bend = sums[:size:size], sums[size:2*size], sums[2*size:]
	if err := a.add(0, 1, 1); err != nil {
		return ast.Array{}, 0, err
	}
	return ast.Array{Rows: root.Rows, Cols: root.Cols, Data: a.fine}, a.estimate(), nil
}

// usualStep balances the error of the formula, h⁴, against that of rounding, 2⁻⁵²/hᵏ.
func usualStep(order int) float64 { return math.Pow(2, -50/float64(order+4)) }

// An accumulation adds up the values at the points of the stencils of all steps: with weights of
// fourth order to fine, of second order to rough and, for a single step, those of bend.
type accumulation struct {
	v                 *Variation
	h                 float64
	steps             []Step
	amounts           []float64
	fine, rough, bend []float64
	top               float64 // the greatest value
}

// add adds the points that the steps from k on lead to.
func (a *accumulation) add(k int, fine, rough float64) error {
	for i, weight := range fourth {
		point := float64(i - 2)
		if point == 0 && len(a.steps) > 1 {
			continue
		}
		a.amounts[k] = point * a.h
		f, r := fine*weight/a.h, rough*second[i]/a.h
		if k+1 < len(a.steps) {
			if err := a.add(k+1, f, r); err != nil {
				return err
			}
			continue
		}
		a.v.move(a.steps, a.amounts)
		value, err := a.v.Eval()
		if err != nil {
			return err
		}
		for j, x := range value.Data {
			a.fine[j] += f * x
			a.rough[j] += r * x
			a.bend[j] += bend[i] / a.h * x
			a.top = max(a.top, math.Abs(x))
		}
	}
	return nil
}

// estimate is the difference between the two orders, or the bend where that is greater.
func (a *accumulation) estimate() float64 {
	rounding := a.top * 0x1p-52 / math.Pow(a.h, float64(len(a.steps)))
	scale, off := 100*rounding, 0.0
	for i, x := range a.fine {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return math.Inf(1)
		}
		scale = max(scale, math.Abs(x))
		off = max(off, math.Abs(x-a.rough[i]))
		if len(a.steps) == 1 {
			off = max(off, math.Abs(a.bend[i]))
		}
	}
	if off == 0 {
		return 0
	}
	return off / max(scale, math.SmallestNonzeroFloat64)
}
