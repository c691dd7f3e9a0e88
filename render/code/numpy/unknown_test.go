package numpy_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/render/code/numpy"
)

// differences checks derivative against finite differences of value along every entry of the
// variable. Unknown functions are random smooth ones with exact derivatives.
const differences = `
import json, sys
import numpy as np
class Unknown:
    def __init__(self, rng, ins, out, elementwise):
        self.ins, self.out, self.elementwise = [tuple(i) for i in ins], tuple(out), elementwise
        size = sum(int(np.prod(i)) for i in self.ins)
        self.c = rng.uniform(-1, 1, (int(np.prod(self.out)), size))
    def derivative(self, slots):
        k = len(slots)
        wave = [np.sin, np.cos, lambda x: -np.sin(x), lambda x: -np.cos(x)][k % 4]
        if self.elementwise:
            return lambda x: wave(np.asarray(x))
        off = np.cumsum([0] + [int(np.prod(i)) for i in self.ins])
        def f(*xs):
            for x, want in zip(xs, self.ins):
                assert np.shape(x) == want, "argument of shape %s, want %s" % (np.shape(x), want)
            v = np.concatenate([np.asarray(x, float).reshape(-1) for x in xs])
            t = wave(self.c @ v)
            for s in slots:
                c = self.c[:, off[s]:off[s + 1]]
                t = t[..., None]*c.reshape((len(self.c),) + (1,)*(t.ndim - 1) + (-1,))
            t = t.reshape(self.out + tuple(n for s in slots for n in self.ins[s]))
            return t if t.shape else float(t)
        return f
out = []
for job in json.load(sys.stdin):
    try:
        rng = np.random.default_rng(1)
        sizes = {"n": 3, "m": 2, "p": 2}
        mod = {}
        exec(compile(job["source"], job["name"], "exec"), mod)
        env = {**sizes}
        env.update({k: rng.uniform(-1, 1, s) if s else float(rng.uniform(-1, 1)) for k, s in sorted(job["vars"].items())})
        for name, f in sorted(job["functions"].items()):
            u = Unknown(rng, f["in"], f["out"], f["elementwise"])
            n = len(f["in"])
            lists = [[]]
            for order in range(4):
                for slots in lists:
                    key = name if not order else "D%s_%s" % (order if order > 1 else "", name)
                    env[key + ("".join("_%d" % (s + 1) for s in slots) if n > 1 else "")] = u.derivative(slots)
                lists = [l + [s] for l in lists for s in range(n)]
        call = lambda fn, env: fn(**{k: env[k] for k in fn.__code__.co_varnames[:fn.__code__.co_argcount]})
        got = np.asarray(call(mod["derivative"], env))
        x, h, problem = env[job["wrt"]], 1e-5, ""
        value = lambda x: np.asarray(call(mod["value"], {**env, job["wrt"]: x}))
        want = np.zeros(np.shape(value(x)) + np.shape(x))
        for i in np.ndindex(np.shape(x)):
            e = np.zeros(np.shape(x))
            e[i] = h
            want[(..., *i)] = (value(x + e) - value(x - e))/(2*h)
        if got.shape != want.shape:
            problem = "shape %s, want %s" % (got.shape, want.shape)
        elif np.max(np.abs(got - want)) > 1e-8*max(1.0, np.max(np.abs(want))):
            problem = "%s, want %s" % (got, want)
        out.append(problem)
    except Exception as ex:
        out.append("%s: %s" % (type(ex).__name__, ex))
json.dump(out, sys.stdout)
`

// A functionJob is a job for unknown functions: shapes in place of arrays.
type functionJob struct {
	Name      string                   `json:"name"`
	Source    string                   `json:"source"`
	Wrt       string                   `json:"wrt"`
	Vars      map[string][]int         `json:"vars"`
	Functions map[string]functionShape `json:"functions"`
}

type functionShape struct {
	In          [][]int `json:"in"`
	Out         []int   `json:"out"`
	Elementwise bool    `json:"elementwise"`
}

// sizes are those of the dimensions of the tests.
func sizes(s ast.Shape) []int {
	of := func(d ast.Dim) int {
		n, _ := d.Eval(func(name string) (int, bool) { return map[string]int{"n": 3, "m": 2, "p": 2}[name], true })
		return n
	}
	switch s.Axes() {
	case 0:
		return []int{}
	case 1:
		return []int{of(s.Rows)}
	}
	return []int{of(s.Rows), of(s.Cols)}
}

// TestUnknownFunctions differentiates every form of derivative once more, by the chain rule.
func TestUnknownFunctions(t *testing.T) {
	e := newEnv()
	n, m := e.n, e.m
	scalar, vector, matrix, row := ast.Scalar, ast.Vector(n), ast.Matrix(n, m), ast.Matrix(ast.One, m)
	shapes := map[string]ast.Shape{"s": scalar, "x": vector, "X": matrix, "r": row}
	x := map[string]*ast.Symbol{}
	d := map[string]*ast.Symbol{}
	for _, name := range []string{"s", "x", "X", "r"} {
		x[name] = e.Symbol(name, ast.Variable, shapes[name], ast.Unstructured)
		d[name] = e.Symbol("d_"+name, ast.Variable, shapes[name], ast.Unstructured)
	}
	functions := map[string]functionShape{}
	unknown := func(result ast.Shape, params ...ast.Shape) *ast.Unknown {
		name := "f_"
		shape := functionShape{Out: sizes(result)}
		for _, p := range append([]ast.Shape{result}, params...) {
			for key, s := range shapes {
				if s == p {
					name += key
				}
			}
		}
		for _, p := range params {
			shape.In = append(shape.In, sizes(p))
		}
		functions[name] = shape
		return e.Unknown(name, params, result, false)
	}
	var jobs []functionJob
	add := func(name string, value, derivative ast.Node, wrt string) {
		source, err := numpy.Module{Value: value, Symbols: e.Symbols(), Functions: []numpy.Function{
			{Name: "derivative", Results: [][]numpy.Result{{{Node: derivative, Directions: []*ast.Symbol{d[wrt]}}}}},
		}}.Source()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		vars := map[string][]int{}
		for name, s := range shapes {
			vars[name] = sizes(s)
			vars["c_"+name] = sizes(s)
		}
		jobs = append(jobs, functionJob{name, source, wrt, vars, functions})
	}
	c := map[string]*ast.Symbol{}
	for name, s := range shapes {
		c[name] = e.Symbol("c_"+name, ast.Variable, s, ast.Unstructured)
	}
	for out, result := range shapes {
		for in, param := range shapes {
			f := unknown(result, param)
			value := e.Apply(f, ast.Value, nil, x[in])
			first := e.Apply(f, ast.Directional, []int{0}, x[in], d[in])
			add("first of "+f.Name, value, first, in)
			// The derivative in a fixed direction, and the adjoint, differentiated again.
			second := e.Apply(f, ast.Directional, []int{0, 0}, x[in], c[in], d[in])
			add("second of "+f.Name, e.Apply(f, ast.Directional, []int{0}, x[in], c[in]), second, in)
			add("adjoint of "+f.Name, e.Apply(f, ast.Adjoint, []int{0}, x[in], c[out]),
				e.Apply(f, ast.Adjoint, []int{0, 0}, x[in], d[in], c[out]), in)
			if in == "x" {
				continue
			}
			g := unknown(result, param, vector)
			add("two arguments, "+g.Name, e.Apply(g, ast.Value, nil, x[in], x["x"]),
				e.Apply(g, ast.Directional, []int{1}, x[in], x["x"], d["x"]), "x")
			add("mixed, "+g.Name, e.Apply(g, ast.Directional, []int{0}, x[in], x["x"], c[in]),
				e.Apply(g, ast.Directional, []int{1, 0}, x[in], x["x"], d["x"], c[in]), "x")
			add("mixed adjoint, "+g.Name, e.Apply(g, ast.Adjoint, []int{0}, x[in], x["x"], c[out]),
				e.Apply(g, ast.Adjoint, []int{1, 0}, x[in], x["x"], d["x"], c[out]), "x")
		}
	}
	h := unknown(scalar, vector)
	add("gradient", e.Apply(h, ast.Gradient, []int{0}, x["x"]), e.Mul(e.Apply(h, ast.Hessian, []int{0, 0}, x["x"]), d["x"]), "x")
	F := unknown(vector, vector)
	add("entry of a Jacobian", e.Entry(e.Apply(F, ast.Value, nil, x["x"]), e.Int(2), nil),
		e.Mul(e.Entry(e.Apply(F, ast.Jacobian, []int{0}, x["x"]), e.Int(2), nil), d["x"]), "x")
	sigma := e.Unknown("sigma", []ast.Shape{scalar}, scalar, true)
	functions["sigma"] = functionShape{In: [][]int{{}}, Out: []int{}, Elementwise: true}
	for k := range 3 {
		slots := make([]int, k)
		add("elementwise", e.Apply(sigma, ast.Value, slots, x["X"]),
			e.Hadamard(e.Apply(sigma, ast.Value, make([]int, k+1), x["X"]), d["X"]), "X")
	}
	M := unknown(matrix, matrix)
	component := func(slots []int, indices ...ast.Node) ast.Node {
		return e.Apply(M, ast.Component, slots, append([]ast.Node{x["X"]}, indices...)...)
	}
	i, j := e.Int(2), e.Int(1)
	add("component", component([]int{0}, i, j, j, j),
		e.Inner(e.Apply(M, ast.Adjoint, []int{0, 0}, x["X"], e.Mul(e.Unit(j, n), e.Transpose(e.Unit(j, m))), e.Mul(e.Unit(i, n), e.Transpose(e.Unit(j, m)))), d["X"]), "X")
	for k, problem := range execute(t, differences, jobs) {
		if problem != "" {
			t.Errorf("%s: %s\n%s", jobs[k].Name, problem, jobs[k].Source)
		}
	}
}
