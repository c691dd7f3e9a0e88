package verify

import (
	"fmt"
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// An Agreement claims that several forms of one derivative, applied to directions, give the same
// array, of the shape of Value.
type Agreement struct {
	Value ast.Node
	// Directions tells how the variables move, one for each order.
	Directions []Direction
	// Forms are compared with the first of them.
	Forms []Applied
	// Components, where there are some, are compared with entries of the first form.
	Components *Components
	// Chains are the lines that lead to forms.
	Chains []Chain
}

// A Direction is a way in which a symbol, or an entry of it, moves. Along stands for it in the forms.
type Direction struct {
	Symbol *ast.Symbol
	Entry  *ast.Entry // nil where the whole symbol varies
	Along  *ast.Symbol
}

// An Applied is a form of a derivative, applied to the directions of an agreement.
type Applied struct {
	Name string
	Node ast.Node
	// Along are names of the form's own for the directions, in their order, or nil.
	Along []*ast.Symbol
}

// roots are the nodes whose names need values.
func (a *Agreement) roots() []ast.Node {
	if a == nil {
		return nil
	}
	var out []ast.Node
	for _, d := range a.Directions {
		out = append(out, d.Along)
	}
	for _, f := range a.Forms {
		out = append(out, f.Node)
		for _, s := range f.Along {
			out = append(out, s)
		}
	}
	if a.Components != nil {
		out = append(out, a.Components.Node)
	}
	for i := range a.Chains {
		out = append(out, a.Chains[i].roots()...)
	}
	return out
}

// A disagreement tells which form differs from the first one, and by how much.
type disagreement struct {
	form  string
	error float64
}

// directed is the instance with random directions, and each form's own names for them.
func (a *Agreement) directed(in *numeric.Instance, rng *rand.Rand) (*numeric.Instance, error) {
	for k, d := range a.Directions {
		to := ast.ScalarArray(1)
		if d.Entry == nil {
			dir, err := in.RandomDirection(rng, d.Symbol)
			if err != nil {
				return nil, err
			}
			to = dir
		}
		in = in.With(d.Along.Name, to)
		for _, f := range a.Forms {
			if f.Along != nil {
				in = in.With(f.Along[k].Name, to)
			}
		}
	}
	return in, nil
}

// formTolerance is the least tolerance of the comparison of forms, which lose digits in different ways; a
// form that is wrong is far off.
const formTolerance = 1e-5

// compare gives the greatest relative error of the forms at one point, the disagreement where there
// is one, and, by form, why those that could not be compared there could not.
func (a *Agreement) compare(in *numeric.Instance, rng *rand.Rand, tolerance float64) (worst float64, wrong *disagreement, left map[string]string) {
	left = map[string]string{}
	tolerance = max(tolerance, formTolerance)
	value, err := in.Eval(a.Value)
	if err != nil {
		return 0, nil, a.leaveAll(err)
	}
	var want ast.Array
	for i, f := range a.Forms {
		got, err := in.Eval(f.Node)
		switch {
		case err != nil && i == 0:
			return 0, nil, a.leaveAll(err)
		case err != nil:
			left[f.Name] = err.Error()
			continue
		case i == 0:
			want = got
			continue
		}
		e := relative(got, want, value)
		switch {
		case e <= tolerance:
			worst = max(worst, e)
		case greatest(in, a.Value, a.Forms[0].Node, f.Node) > comparable || !numeric.IsFinite(got) || !numeric.IsFinite(want):
			left[f.Name] = "the values are too large to be compared"
		default:
			return e, &disagreement{f.Name, e}, left
		}
	}
	if a.Components == nil {
		return worst, nil, left
	}
	e, err := a.Components.compare(in, rng, a, value)
	switch {
	case err != nil:
		left[a.Components.Form] = err.Error()
	case e <= tolerance:
		worst = max(worst, e)
	case greatest(in, a.Value, a.Forms[0].Node) > comparable:
		left[a.Components.Form] = "the values are too large to be compared"
	default:
		return e, &disagreement{a.Components.Form, e}, left
	}
	return worst, nil, left
}

// suspects are the lines, by form, that do not follow at this point either: of all where it is the
// first point, else of those that did not before. It tells how many lines were compared.
func (a *Agreement) suspects(in *numeric.Instance, first bool, before map[string]int) (out map[string]int, compared int) {
	out = map[string]int{}
	for i := range a.Chains {
		c := &a.Chains[i]
		if _, suspect := before[c.Form]; suspect || first {
			line, count := c.compare(in)
			if compared += count; line > 0 {
				out[c.Form] = line
			}
		}
	}
	return out, compared
}

// leaveAll tells of all forms that they could not be compared.
func (a *Agreement) leaveAll(err error) map[string]string {
	left := map[string]string{}
	for _, f := range a.Forms {
		left[f.Name] = err.Error()
	}
	return left
}

func (d *disagreement) String() string {
	return fmt.Sprintf("the %s form differs from the differential form by a relative error of %.1g", d.form, d.error)
}
