package numpy_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/ast/numeric/grow"
	"matcalc/render/code/numpy"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

var maps = flag.Int("maps", 1500, "how many random expressions TestRandomMaps differentiates")

// A randomMap is a random expression by a variable, with a derivative of three or more axes.
type randomMap struct {
	*env
	node       ast.Node // linear in the directions
	before     ast.Node // of which node is the derivative in the last direction
	wrt        *ast.Symbol
	directions []*ast.Symbol
}

// newRandomMap differentiates a random expression: a scalar twice, all others once. ok is false
// where that has no more than two axes.
func newRandomMap(rng *rand.Rand) (m randomMap, ok bool) {
	g := grow.New(rng)
	f := g.Expression(g.Shape(), 1+rng.IntN(4))
	var symbols []*ast.Symbol
	for _, n := range ast.Topo(f) {
		if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Variable && s.Structure == ast.Unstructured && !s.Shape().IsScalar() {
			symbols = append(symbols, s)
		}
	}
	if len(symbols) == 0 {
		return m, false
	}
	m = randomMap{env: &env{Table: g.Table}, wrt: symbols[rng.IntN(len(symbols))]}
	m.node = simplify.Simplify(g.Table, f)
	order, axes := 1, f.Shape().Axes()+m.wrt.Shape().Axes()
	if f.Shape().IsScalar() {
		order, axes = 2, 2*axes
	}
	if axes < 3 || !ast.Contains(m.node, m.wrt) {
		return m, false
	}
	for i := range order {
		d := g.Table.Symbol(fmt.Sprintf("d%d_X", i+1), ast.Variable, m.wrt.Shape(), ast.Unstructured)
		m.directions = append(m.directions, d)
		m.before = m.node
		if i == 0 && f.Shape().IsScalar() {
			// The gradient is an array that finite differences can start from.
			if gradient, err := operation.Gradient(g.Table, m.node, m.wrt); err == nil {
				m.before = simplify.Simplify(g.Table, gradient)
			}
		} else if f.Shape().IsScalar() {
			m.before, _ = operation.Gradient(g.Table, simplify.Simplify(g.Table, f), m.wrt)
		}
		next, err := operation.Tangent(g.Table, m.node, []ast.Node{m.wrt}, []ast.Node{d})
		if err != nil {
			return m, false
		}
		m.node = simplify.Simplify(g.Table, next)
	}
	return m, ast.Contains(m.before, m.wrt)
}

// source writes the module of the map.
func (m randomMap) source() (string, error) {
	return numpy.Module{Value: m.before, Symbols: m.Symbols(), Functions: []numpy.Function{
		{Name: "derivative", Results: [][]numpy.Result{{{Node: m.node, Directions: m.directions}}}},
	}}.Source()
}

// TestRandomMaps runs the arrays of random maps: against the values of the map where all functions
// are known, else against finite differences.
func TestRandomMaps(t *testing.T) {
	var jobs []job
	var functionJobs []functionJob
	einsums, loops := 0, 0
	for seed := range uint64(*maps) {
		rng := rand.New(rand.NewPCG(seed, 11))
		m, ok := newRandomMap(rng)
		if !ok {
			continue
		}
		name := fmt.Sprintf("seed %d by %s", seed, m.wrt.Name)
		source, err := m.source()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(source, "np.ndindex") {
			loops++
		} else {
			einsums++
		}
		if callsUnknown(m.before) {
			if j, ok := m.functionJob(name, source); ok {
				functionJobs = append(functionJobs, j)
			}
			continue
		}
		nodes := []ast.Node{m.node, m.before}
		for _, d := range m.directions {
			nodes = append(nodes, d)
		}
		in, err := numeric.Random(rng, nodes, numeric.Options{})
		if err != nil {
			continue
		}
		j := job{Name: name, Source: source, Function: "derivative", Args: map[string]array{}}
		for _, s := range m.Symbols() {
			if v, ok := in.Value(s.Name); ok {
				j.Args[s.Name] = external(v, s.Shape())
			}
		}
		for d, size := range in.Sizes() {
			j.Args[d] = array{Data: []float64{float64(size)}, Integer: true, Shape: []int{}}
		}
		j.Want = []array{mapArray(t, in, m.node, m.directions...)}
		jobs = append(jobs, j)
	}
	t.Logf("%d without a loop, %d with one; %d against the map, %d against differences", einsums, loops, len(jobs), len(functionJobs))
	if einsums < 4*loops {
		t.Errorf("%d without a loop, %d with one", einsums, loops)
	}
	check(t, jobs)
	for i, problem := range execute(t, differences, functionJobs) {
		if problem != "" {
			t.Errorf("%s: %s\n%s", functionJobs[i].Name, problem, functionJobs[i].Source)
		}
	}
}

// functionJob compares with finite differences; ok is false for structured variables, which the
// script does not draw.
func (m randomMap) functionJob(name, source string) (functionJob, bool) {
	j := functionJob{name, source, m.wrt.Name, map[string][]int{}, map[string]functionShape{}}
	for _, n := range ast.Topo(m.before, m.node) {
		switch n := n.(type) {
		case *ast.Symbol:
			if n.Structure != ast.Unstructured {
				return j, false
			}
			if n.Kind == ast.Variable {
				j.Vars[n.Name] = sizes(n.Shape())
			}
		case *ast.Apply:
			shape := functionShape{Out: sizes(n.Fn.Result), Elementwise: n.Fn.Elementwise}
			for _, p := range n.Fn.Params {
				shape.In = append(shape.In, sizes(p))
			}
			j.Functions[n.Fn.Name] = shape
		}
	}
	return j, true
}
