package verify

import (
	"math"
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/numeric"
)

// A Claim is what Run judges: checks that belong to one result, and the agreement of its forms, which
// may be nil.
type Claim struct {
	Checks    []Check
	Agreement *Agreement
}

// RunAll judges several claims, each as Run does, in time that grows with what they share and not with
// their number times that. At each point the derivatives of one value by all variables, each applied to
// a random direction of its own, are added up and compared with one finite difference along all
// directions at once. The error of the sum, relative to one of the derivatives, is taken as the error of
// that one. Claims for which that is too great, and those at whose points the forms disagree, are judged
// by themselves.
func RunAll(claims []Claim, o Options) []*Verdict {
	o = o.withDefaults()
	j := &joint{claims: claims, o: o, verdicts: make([]*Verdict, len(claims)), suspects: make([]map[string]int, len(claims))}
	j.open = map[int]bool{}
	if len(claims) > 1 && o.Tolerance >= finest {
		j.run()
	}
	for i, c := range claims {
		if !j.open[i] {
			j.verdicts[i] = Run(c.Checks, c.Agreement, o)
			continue
		}
		j.verdicts[i].conclude(j.suspects[i])
	}
	return j.verdicts
}

// A joint is the check of several claims at the same points.
type joint struct {
	claims   []Claim
	o        Options
	verdicts []*Verdict
	suspects []map[string]int
	open     map[int]bool // claims without a fault so far
}

// maxUnfit is how many points may be of no use before all claims are judged by themselves.
const maxUnfit = 4

// run compares at random points. It leaves those claims open that have no fault at all of them.
func (j *joint) run() {
	var roots, also []ast.Node
	for i, c := range j.claims {
		j.verdicts[i] = &Verdict{}
		j.open[i] = true
		for _, check := range c.Checks {
			roots = append(roots, check.roots()...)
		}
		also = append(also, c.Agreement.roots()...)
	}
	local := j.local()
	rng := rand.New(rand.NewPCG(j.o.Seed, 1))
	source := numeric.NewSource(roots, numeric.Options{Also: also})
	for points, unfit := 0, 0; points < j.o.Points; {
		in, err := source.Random(rng)
		if err == nil {
			err = in.Settle(j.values(), local)
			if err == nil && j.compare(in, rng) {
				points++
				continue
			}
		}
		if unfit++; unfit == maxUnfit {
			clear(j.open)
			return
		}
	}
}

// values are the nodes that are evaluated at a point.
func (j *joint) values() []ast.Node {
	var out []ast.Node
	for i, c := range j.claims {
		if !j.open[i] {
			continue
		}
		for _, check := range c.Checks {
			out = append(out, check.Value, check.Derivative)
		}
		if a := c.Agreement; a != nil {
			out = append(out, a.Value)
			for _, f := range a.Forms {
				out = append(out, f.Node)
			}
			if a.Components != nil {
				out = append(out, a.Components.Node)
			}
		}
	}
	return out
}

// local are the names that have another value in each claim: directions and indices.
func (j *joint) local() []string {
	var out []string
	add := func(symbols ...*ast.Symbol) {
		for _, s := range symbols {
			if s != nil {
				out = append(out, s.Name)
			}
		}
	}
	for _, c := range j.claims {
		for _, check := range c.Checks {
			add(check.Direction)
		}
		a := c.Agreement
		if a == nil {
			continue
		}
		for _, d := range a.Directions {
			add(d.Along)
		}
		for _, f := range a.Forms {
			add(f.Along...)
		}
		if a.Components != nil {
			for _, p := range append([]Place{a.Components.Value}, a.Components.Variables...) {
				add(p.Row, p.Col)
			}
		}
	}
	return out
}

// A group is the checks of the derivatives of one value, without those that stand there twice.
type group struct {
	value     ast.Node
	cotangent *ast.Symbol
}

// A member is a check of a group, with the derivative applied to its direction.
type member struct {
	claim int
	got   ast.Array
}

// A sum is a group at one point.
type sum struct {
	members []member
	got     []ast.Array // of checks that are not the same
	step    numeric.Step
}

// compare compares all open claims at one point, and closes those with a fault. It is false where the
// point is of no use.
func (j *joint) compare(in *numeric.Instance, rng *rand.Rand) bool {
	groups := map[group]*sum{}
	var order []group
	seen := map[Check]ast.Array{}
	for i := range j.claims {
		if !j.open[i] {
			continue
		}
		for _, c := range j.claims[i].Checks {
			key := group{c.Value, c.Cotangent}
			g := groups[key]
			if g == nil {
				g = &sum{step: numeric.Step{}}
				groups[key] = g
				order = append(order, key)
			}
			got, again := seen[c]
			if !again {
				dir, err := c.direction(in, rng)
				if err != nil {
					return false
				}
				if got, err = c.claimed(in, dir); err != nil {
					return false
				}
				seen[c] = got
				g.got = append(g.got, got)
				g.move(c.Symbol.Name, dir)
			}
			g.members = append(g.members, member{i, got})
		}
	}
	worst := map[int]float64{}
	for _, key := range order {
		if !groups[key].compare(in, key, j.o.Tolerance, worst) {
			return false
		}
	}
	fits := 0
	for _, e := range worst {
		if e <= j.o.Tolerance {
			fits++
		}
	}
	if fits == 0 {
		return false
	}
	for i, c := range j.claims {
		if !j.open[i] {
			continue
		}
		v := j.verdicts[i]
		fault := worst[i] > j.o.Tolerance
		if c.Agreement != nil && !fault {
			_, wrong, err := v.agree(c.Agreement, in, rng, j.o.Tolerance, &j.suspects[i])
			fault = wrong != nil || err != nil
		}
		if fault {
			delete(j.open, i)
			continue
		}
		v.Points++
		v.MaxRelativeError = max(v.MaxRelativeError, worst[i])
	}
	return true
}

// move adds a direction of a symbol.
func (g *sum) move(name string, dir ast.Array) {
	if old, ok := g.step[name]; ok {
		dir = plus(old, dir)
	}
	g.step[name] = dir
}

// compare raises the worst error of each claim in the group; it is false where the point is of no use.
func (g *sum) compare(in *numeric.Instance, key group, tolerance float64, worst map[int]float64) bool {
	value, err := in.Eval(key.value)
	if err != nil {
		return false
	}
	var cotangent ast.Array
	if key.cotangent != nil {
		cotangent, _ = in.Value(key.cotangent.Name)
		value = ast.ScalarArray(inner(cotangent, value))
	}
	total := ast.NewArray(value.Rows, value.Cols)
	least := math.Inf(1)
	for _, got := range g.got {
		if got.Rows != value.Rows || got.Cols != value.Cols {
			return false
		}
		total = plus(total, got)
	}
	if top(value) == 0 {
		return false // which tells little
	}
	for _, m := range g.members {
		least = min(least, scaleOf(m.got, value))
	}
	best := math.Inf(1)
	for _, h := range steps {
		want, _, err := in.Difference(key.value, h, g.step)
		if err != nil {
			return false
		}
		if key.cotangent != nil {
			want = ast.ScalarArray(inner(cotangent, want))
		}
		if off := distance(total, want); off < best { // false for NaN
			best = off
		}
		if best <= tolerance*least {
			break
		}
	}
	for _, m := range g.members {
		worst[m.claim] = max(worst[m.claim], best/scaleOf(m.got, value))
	}
	return true
}

// scaleOf is what the error of a derivative that is applied to a direction is relative to.
func scaleOf(got, value ast.Array) float64 { return max(leastScale(value), top(got)) }

func plus(a, b ast.Array) ast.Array {
	out := ast.NewArray(a.Rows, a.Cols)
	for i := range out.Data {
		out.Data[i] = a.Data[i] + b.Data[i]
	}
	return out
}
