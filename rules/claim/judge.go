package claim

import (
	"fmt"
	"math"
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// A judge compares claims with one derivative.
type judge struct {
	answer  *derive.Answer
	result  *derive.Result
	t       *ast.Table
	form    string
	options verify.Options
	turned  bool          // the layout that was asked for is the transpose of the mixed one
	indices []*ast.Symbol // of the component form
	dirs    []ast.Node    // the directions, one for each order
	aliases map[ast.Node]ast.Node
	called  []string             // names of directions
	given   map[*ast.Symbol]bool // indices of the expression
	truth   reading              // the derivative

	claim ast.Node
	rng   *rand.Rand
}

// judge reads a claim and judges it.
func (j *judge) judge(text string) (*Judgement, error) {
	n, notes, err := j.parse(text)
	if err != nil {
		return nil, err
	}
	j.claim, j.rng = n, rand.New(rand.NewPCG(j.options.Seed, 7))
	v := &Judgement{Text: text, Node: n, Notes: notes, Verdict: Wrong}
	if checked := j.result.Verdict; checked.State != verify.Right {
		v.Verdict, v.Reason = Undecided, "the derivative that it is compared with is not verified: "+checked.Reason
		return v, nil
	}
	list, reason := j.readings(n)
	if len(list) == 0 {
		v.Reason = reason
		return v, nil
	}
	v.Form = list[0].form
	points, err := j.points(j.options.Points, list)
	if err != nil {
		v.Verdict, v.Reason = Undecided, err.Error()
		return v, nil
	}
	v.Points = len(points)
	for _, find := range []func(*Judgement, []reading, []*point) bool{
		j.right, j.declaredConvention, j.componentsOutside, j.factor, j.symmetric, j.convention, j.commuting, j.symmetricTogether, j.conditions,
	} {
		if find(v, list, points) {
			break
		}
	}
	if v.OK() {
		if c := j.elsewhere(v, list, points); c != nil {
			v.Verdict, v.Transposed, v.Counterexample = Wrong, false, c
			v.Reason = "it is equal to the derivative at points near 0, but not at all others"
			return v, nil
		}
	} else {
		if v.Verdict == Wrong || v.Verdict == Conditional {
			j.mend(v, list, points)
		}
		v.Counterexample = j.counterexample(list[0])
	}
	return v, nil
}

// right finds out whether the claim is right in one of its readings.
func (j *judge) right(v *Judgement, list []reading, points []*point) bool {
	for _, r := range list {
		worst := 0.0
		for _, p := range points {
			worst = max(worst, p.apart(j.truth, r))
		}
		if !(worst <= j.options.Tolerance) {
			continue
		}
		v.Form, v.Transposed, v.MaxRelativeError = r.form, r.transposed, worst
		switch {
		case j.outside(r, points):
			v.Verdict, v.Convention = Convention, Unrestricted
		case r.transposed:
			v.Verdict = Transposed
		default:
			v.Verdict = Right
		}
		return true
	}
	return false
}

// A point is an instance with the values there that are needed again and again.
type point struct {
	j     *judge
	in    *numeric.Instance
	value ast.Array
	steps []step
	known map[ast.Node][]float64
}

// A step is one direction for each order, with the positions of the entries that vary.
type step struct {
	units  []ast.Array
	places [][2]int
}

// maxSteps is the number of combinations of directions that are compared at a point; of more some are drawn.
const maxSteps = 200

const (
	attemptsPerPoint = 8
	maxUndrawn       = 12
)

// points draws points at which the derivative has a value, and where possible the claim too.
func (j *judge) points(count int, list []reading) ([]*point, error) {
	var claims []ast.Node
	for _, r := range list {
		claims = append(claims, r.node())
	}
	roots := append([]ast.Node{j.answer.Value, j.truth.applied}, j.symbols()...)
	both := append(roots[:len(roots):len(roots)], claims...)
	reason := fmt.Errorf("no point was found at which to compare")
	var out []*point
	undrawn := 0
	source := numeric.NewSource(both, numeric.Options{})
	for attempt := 0; attempt < attemptsPerPoint*count && len(out) < count; attempt++ {
		in, err := source.Random(j.rng)
		if err != nil {
			if undrawn == 0 {
				source = numeric.NewSource(roots, numeric.Options{Also: claims})
			}
			reason = err
			if undrawn++; undrawn == maxUndrawn {
				break
			}
			continue
		}
		p, err := j.at(in, j.rng)
		if err != nil {
			reason = err
			continue
		}
		if p.vanishes(list) {
			reason = fmt.Errorf("everything vanishes there, which tells nothing")
			continue
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, reason
	}
	return out, nil
}

// symbols are the variables and the directions, which need values.
func (j *judge) symbols() []ast.Node {
	out := append([]ast.Node{}, j.dirs...)
	return append(out, j.result.Variables...)
}

// at makes a point of an instance.
func (j *judge) at(in *numeric.Instance, rng *rand.Rand) (*point, error) {
	p := &point{j: j, in: in, known: map[ast.Node][]float64{}}
	var err error
	if p.value, err = in.Eval(j.answer.Value); err != nil {
		return nil, err
	}
	steps := []step{{}}
	for _, v := range j.result.Variables {
		units, places, err := j.units(in, v)
		if err != nil {
			return nil, err
		}
		var next []step
		for _, s := range steps {
			for k, u := range units {
				next = append(next, step{append(s.units[:len(s.units):len(s.units)], u), append(s.places[:len(s.places):len(s.places)], places[k])})
			}
		}
		if len(next) > maxSteps {
			rng.Shuffle(len(next), func(a, b int) { next[a], next[b] = next[b], next[a] })
			next = next[:maxSteps]
		}
		steps = next
	}
	p.steps = steps
	if !numeric.IsFinite(p.value) || !finite(p.eval(j.truth)) {
		return nil, fmt.Errorf("the derivative has no value there")
	}
	return p, nil
}

// units are the directions of the entries of a variable, inside the space of its structure.
func (j *judge) units(in *numeric.Instance, v ast.Node) (units []ast.Array, places [][2]int, err error) {
	x, whole := v.(*ast.Symbol)
	if !whole || x.Shape().IsScalar() {
		return []ast.Array{ast.ScalarArray(1)}, [][2]int{{0, 0}}, nil
	}
	at, ok := in.Value(x.Name)
	if !ok {
		return nil, nil, fmt.Errorf("%s has no value", x.Name)
	}
	for c := range at.Cols {
		for r := range at.Rows {
			unit := ast.NewArray(at.Rows, at.Cols)
			unit.Set(r, c, 1)
			units, places = append(units, verify.Project(x.Structure, unit)), append(places, [2]int{r, c})
		}
	}
	return units, places, nil
}

// node is what a reading evaluates.
func (r reading) node() ast.Node {
	if r.component != nil {
		return r.component
	}
	return r.applied
}

// eval gives a reading of the claim at the point: for each step the entries of the value. What has no value is NaN.
func (p *point) eval(r reading) []float64 {
	if r.component == nil {
		if known, ok := p.known[r.applied]; ok {
			return known
		}
	}
	size := len(p.value.Data)
	out := make([]float64, 0, size*len(p.steps))
	for _, s := range p.steps {
		in := p.in
		if r.component == nil {
			for i, u := range s.units {
				in = in.With(p.j.dirs[i].(*ast.Symbol).Name, u)
			}
			a, err := in.Eval(r.applied)
			if err != nil || len(a.Data) != size {
				a = undefined(size)
			}
			out = append(out, a.Data...)
			continue
		}
		for row := range p.value.Rows {
			for col := range p.value.Cols {
				a, err := p.indexed(r.indices, row, col, s).Eval(r.component)
				if err != nil {
					a = undefined(1)
				}
				out = append(out, a.Data[0])
			}
		}
	}
	if r.component == nil {
		p.known[r.applied] = out
	}
	return out
}

// indexed is the instance in which the indices name an entry of the value and of the variables.
func (p *point) indexed(indices []*ast.Symbol, row, col int, s step) *numeric.Instance {
	in := p.in
	take := func(shape ast.Shape, row, col int) {
		for _, axis := range []struct {
			size ast.Dim
			at   int
		}{{shape.Rows, row}, {shape.Cols, col}} {
			if axis.size != ast.One && len(indices) > 0 {
				in = in.With(indices[0].Name, ast.ScalarArray(float64(axis.at+1)))
				indices = indices[1:]
			}
		}
	}
	take(p.j.answer.Value.Shape(), row, col)
	for i, v := range p.j.result.Variables {
		if _, whole := v.(*ast.Symbol); whole {
			take(v.Shape(), s.places[i][0], s.places[i][1])
		}
	}
	return in
}

func undefined(size int) ast.Array {
	a := ast.NewArray(1, size)
	for i := range a.Data {
		a.Data[i] = math.NaN()
	}
	return a
}

// apart is the greatest difference of two readings at the point, relative to the greatest number in either.
func (p *point) apart(a, b reading) float64 {
	return p.relative(p.eval(a), p.eval(b))
}

func (p *point) relative(want, got []float64) float64 {
	off, scale := 0.0, max(p.floor(), top(want), top(got))
	for i, w := range want {
		off = max(off, math.Abs(w-got[i]))
		if math.IsNaN(got[i]) || math.IsInf(got[i], 0) {
			return math.Inf(1)
		}
	}
	return off / scale
}

// floor is the size from which on the numbers of a derivative tell something beside the rounding of the value.
func (p *point) floor() float64 { return 1e-4 * (0.1 + top(p.value.Data)) }

// vanishes reports whether the derivative and all readings are so small at the point that they pass for
// equal whatever they are, as where a function is saturated. That is not so where the derivative is 0
// everywhere, and where a reading agrees with it in its own digits.
func (p *point) vanishes(list []reading) bool {
	if ast.IsZero(p.j.truth.applied) {
		return false
	}
	want := p.eval(p.j.truth)
	tiny := p.j.options.Tolerance * p.floor()
	if !(top(want) <= tiny) {
		return false
	}
	for _, r := range list {
		got := p.eval(r)
		if !(top(got) <= tiny) {
			return false
		}
		off := 0.0
		for i, w := range want {
			off = max(off, math.Abs(w-got[i]))
		}
		if top(want) > 0 && off <= p.j.options.Tolerance*top(want) {
			return false
		}
	}
	return true
}

func top(data []float64) float64 {
	m := 0.0
	for _, x := range data {
		if m = max(m, math.Abs(x)); math.IsNaN(x) {
			return math.Inf(1)
		}
	}
	return m
}

func finite(data []float64) bool {
	for _, x := range data {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
