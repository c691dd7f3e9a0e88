package rules_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/rules"
)

// instances is the number of random instances at which each rule is checked.
const instances = 5

// sizesTried bounds how often sizes are drawn until a rule is defined somewhere.
const sizesTried = 16

// TestRegistry walks the registry: each rule conforms, has a name of its own and a source, and its
// two sides are equal at random instances.
func TestRegistry(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules.All() {
		t.Run(r.Name, func(t *testing.T) {
			if seen[r.Name] {
				t.Fatal("the name is there twice")
			}
			seen[r.Name] = true
			if r.Source == "" {
				t.Error("no source")
			}
			form, err := r.Form()
			if err != nil {
				t.Fatal(err)
			}
			rng := rand.New(rand.NewPCG(7, 11))
			for range instances {
				if r.Kind == rules.Expansion {
					checkExpansion(t, rng, r, form)
					continue
				}
				left, right := sides(t, rng, r, form)
				if off := distance(left, right); off > 1e-6 {
					t.Fatalf("%s = %s: the sides differ by %.2g: %v and %v", r.Left, r.Right, off, left.Data, right.Data)
				}
			}
		})
	}
}

// sides evaluates both sides of a rule at a random instance, in which the names whose differential
// does not stand on the right are constant.
func sides(t *testing.T, rng *rand.Rand, r *rules.Rule, form *rules.Form) (left, right ast.Array) {
	t.Helper()
	domains := map[string]ast.Domain{}
	for _, s := range form.Names {
		if r.Domain != ast.Anywhere {
			domains[s.Name] = r.Domain
		}
	}
	var in *numeric.Instance
	err := errors.New("no sizes drawn")
	for try := 0; err != nil && try < sizesTried; try++ { // inv(A*B) needs more columns of A than rows
		in, err = numeric.Random(rng, []ast.Node{form.Left, form.Right}, numeric.Options{Domains: domains})
	}
	if err != nil {
		t.Fatal(err)
	}
	if r.Kind == rules.Differential {
		vary := form.Differentials()
		for _, s := range form.Names {
			if v, ok := in.Value(s.Name); ok && !slices.Contains(vary, s.Name) {
				in.SetDirection(s.Name, ast.NewArray(v.Rows, v.Cols))
				in = in.With(s.Name, v) // forgets what was evaluated with another direction
			}
		}
	}
	both, err := in.EvalAll(form.Left, form.Right)
	if err != nil {
		t.Fatal(err)
	}
	return both[0], both[1]
}

// checkExpansion makes sure that the sides of an Expansion rule differ by what falls as the square of
// the increments.
func checkExpansion(t *testing.T, rng *rand.Rand, r *rules.Rule, form *rules.Form) {
	t.Helper()
	increments := rules.Increments(r)
	zero := map[ast.Node]ast.Node{}
	var moved []ast.Node
	for _, s := range increments {
		zero[s] = form.Table.Zeros(s.Shape())
		moved = append(moved, s)
	}
	value := form.Table.Substitute(form.Left, zero)
	domains := map[string]ast.Domain{}
	for _, s := range form.Names {
		if r.Domain != ast.Anywhere && !slices.Contains(increments, s) {
			domains[s.Name] = r.Domain
		}
	}
	in, err := numeric.Random(rng, append(moved, value, form.Right), numeric.Options{Domains: domains})
	if err != nil {
		t.Fatal(err)
	}
	// gap is the greatest difference of the sides for the increments scaled by e.
	gap := func(e float64) float64 {
		at := in
		for _, s := range increments {
			full, _ := in.Value(s.Name)
			scaled := ast.NewArray(full.Rows, full.Cols)
			for i, x := range full.Data {
				scaled.Data[i] = e * x
			}
			at = at.With(s.Name, scaled)
		}
		both, err := at.EvalAll(form.Left, form.Right)
		if err != nil {
			t.Fatal(err)
		}
		return distance(both[0], both[1])
	}
	if off := gap(0); off > 1e-12 {
		t.Fatalf("%s = %s: the sides differ by %.2g without what is added", r.Left, r.Right, off)
	}
	const e = 1e-3
	whole, half := gap(e), gap(e/2)
	if whole > 0.05 || half > 0.3*whole && whole > 1e-11 {
		t.Fatalf("%s = %s: the sides differ by %.2g, for half the increments by %.2g", r.Left, r.Right, whole, half)
	}
}

func distance(a, b ast.Array) float64 {
	off, scale := 0.0, 1e-3
	for i, x := range a.Data {
		off = max(off, math.Abs(x-b.Data[i]))
		scale = max(scale, math.Abs(x))
		if math.IsNaN(x - b.Data[i]) {
			return math.Inf(1)
		}
	}
	return off / scale
}

// TestSimplifyRulesApply makes sure that each Simplify rule matches its own left side, so that none
// is unreachable, and that what it makes is its right side.
func TestSimplifyRulesApply(t *testing.T) {
	for _, r := range rules.All() {
		if r.Kind != rules.Simplify {
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			form := r.MustParse()
			got, ok := r.Rewrite(form.Table, form.Left)
			if !ok {
				t.Fatalf("the rule does not match its left side %s", r.Left)
			}
			if got != form.Right {
				t.Errorf("the rule makes something else than its right side %s", r.Right)
			}
		})
	}
}
