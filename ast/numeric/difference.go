package numeric

import (
	"fmt"
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
		moves := false
		for _, name := range symbols {
			moves = moves || p.dependsOn(o.node, name)
		}
		if moves {
			v.moving = append(v.moving, o)
		} else {
			fixed = append(fixed, o)
		}
	}
	for _, name := range symbols {
		v.at[name] = in.values[name]
	}
	return v, p.run(fixed)
}

// Set gives a symbol another value.
func (v *Variation) Set(symbol string, value ast.Array) { copy(v.plan.moving[symbol].Data, value.Data) }

// Eval is the value of the expression. It is overwritten by the next evaluation.
func (v *Variation) Eval() (ast.Array, error) {
	return *v.plan.roots[0], v.plan.run(v.moving)
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

// A stencil is a central difference: Σ weight·f(x + point·h)/h.
type stencil []struct{ point, weight float64 }

// The stencils have errors of order h² and h⁴.
var (
	second = stencil{{-1, -1.0 / 2}, {1, 1.0 / 2}}
	fourth = stencil{{-2, 1.0 / 12}, {-1, -8.0 / 12}, {1, 8.0 / 12}, {2, -1.0 / 12}}
)

// FiniteDifference is the derivative of f by x in the direction dir, by a central difference of
// fourth order with step h; 0 takes the usual step. See [Instance.Difference].
func (in *Instance) FiniteDifference(f ast.Node, x *ast.Symbol, dir ast.Array, h float64) (ast.Array, float64, error) {
	return in.Difference(f, h, Step{x.Name: dir})
}

// Difference is the derivative of f of as many orders as there are steps, each applied to its
// direction: nested central differences of fourth order with step h, or a step that suits the
// order when h is 0. The estimate compares them with those of second order, relative to the
// greatest entry: it is far below 1 where f is smooth, and near 1 or above at a kink or where
// rounding prevails. It is infinite where f is not defined nearby.
func (in *Instance) Difference(f ast.Node, h float64, steps ...Step) (d ast.Array, estimate float64, err error) {
	var names []string
	for _, s := range steps {
		for name := range s {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	v, err := in.Vary(f, names...)
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
	if h == 0 {
		h = usualStep(len(steps))
	}
	root := v.plan.roots[0]
	d, rough := ast.NewArray(root.Rows, root.Cols), make([]float64, len(root.Data))
	amounts := make([]float64, len(steps))
	if err := v.accumulate(d.Data, rough, h, steps, amounts, 0, 1, 1); err != nil {
		return ast.Array{}, 0, err
	}
	top, off := 0.0, 0.0
	for i, x := range d.Data {
		top = max(top, math.Abs(x), math.Abs(rough[i]))
		off = max(off, math.Abs(x-rough[i]))
	}
	switch {
	case !IsFinite(d):
		estimate = math.Inf(1)
	case top > 0:
		estimate = off / top
	}
	return d, estimate, nil
}

// usualStep balances the error of the formula, h⁴, against that of rounding, 2⁻⁵²/hᵏ.
func usualStep(order int) float64 { return math.Pow(2, -50/float64(order+4)) }

// accumulate adds the values at the points of the stencils for the steps from k on, with weights
// of fourth order to fine and of second order to rough.
func (v *Variation) accumulate(fine, rough []float64, h float64, steps []Step, amounts []float64, k int, wf, wr float64) error {
	if k == len(steps) {
		v.move(steps, amounts)
		value, err := v.Eval()
		if err != nil {
			return err
		}
		for i, x := range value.Data {
			fine[i] += wf * x
			if wr != 0 {
				rough[i] += wr * x
			}
		}
		return nil
	}
	for _, s := range fourth {
		amounts[k] = s.point * h
		w := 0.0
		for _, t := range second {
			if t.point == s.point {
				w = t.weight / h
			}
		}
		if err := v.accumulate(fine, rough, h, steps, amounts, k+1, wf*s.weight/h, wr*w); err != nil {
			return err
		}
	}
	return nil
}
