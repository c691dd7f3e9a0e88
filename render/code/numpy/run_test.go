package numpy_test

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
	"matcalc/render/code/numpy"
)

// An array is a NumPy array in JSON.
type array struct {
	Shape   []int     `json:"shape"`
	Data    []float64 `json:"data"`
	Integer bool      `json:"integer"`
}

// A job is a module, the function to call and its arguments; want is what it should return.
type job struct {
	Name     string           `json:"name"`
	Source   string           `json:"source"`
	Function string           `json:"function"`
	Args     map[string]array `json:"args"`
	Want     []array          `json:"want"`
}

// runner executes jobs and compares. Unknown functions get random smooth ones, and their
// derivatives are checked by finite differences of value.
const runner = `
import json, sys, warnings
import numpy as np
warnings.simplefilter("error")
def arr(a):
    x = np.array(a["data"], float).reshape(a["shape"])
    if x.shape:
        return x
    return int(x) if a.get("integer") else float(x)
out = []
for job in json.load(sys.stdin):
    try:
        mod = {}
        exec(compile(job["source"], job["name"], "exec"), mod)
        fn = mod[job["function"]]
        params = fn.__code__.co_varnames[:fn.__code__.co_argcount]
        got = fn(**{k: arr(job["args"][k]) for k in params})
        got = got if isinstance(got, tuple) else (got,)
        problem = ""
        for g, w in zip(got, job["want"]):
            w = arr(w)
            if np.shape(g) != np.shape(w):
                problem = "shape %s, want %s" % (np.shape(g), np.shape(w))
            elif np.size(w) and not np.max(np.abs(g - w)) <= 1e-8*max(1.0, np.max(np.abs(w))):
                problem = "%s, want %s" % (g, w)
        out.append(problem)
    except Exception as ex:
        out.append("%s: %s" % (type(ex).__name__, ex))
json.dump(out, sys.stdout)
`

// python gives the interpreter to run modules with. Without one that has NumPy the tests that run
// modules fail under CI, and elsewhere say so and pass.
func python(t *testing.T) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import numpy").Run() == nil {
			return name
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("no python3 with numpy")
	}
	t.Log("no python3 with numpy: the modules are not run")
	return ""
}

// execute runs the script on the jobs and gives what it found wrong with each.
func execute(t *testing.T, script string, jobs any) []string {
	interpreter := python(t)
	if interpreter == "" {
		return nil
	}
	input, err := json.Marshal(jobs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(interpreter, "-c", script)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), os.Stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var problems []string
	if err := json.Unmarshal(output, &problems); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return problems
}

// external is an array as functions of a module take and return it.
func external(a ast.Array, shape ast.Shape) array {
	switch shape.Axes() {
	case 0:
		return array{Shape: []int{}, Data: a.Data}
	case 1:
		return array{Shape: []int{a.Rows}, Data: a.Data}
	}
	return array{Shape: []int{a.Rows, a.Cols}, Data: a.Data}
}

// makeJob draws an instance and computes what the module's function should return: the value of
// node, or with a direction the array of the map.
func makeJob(t *testing.T, e *env, name string, node ast.Node, direction *ast.Symbol) (job, bool) {
	t.Helper()
	m := numpy.Module{Value: node, Symbols: e.Symbols()}
	function := "value"
	if direction != nil {
		m = e.derivative(node, node, direction)
		m.Value = node
		function = "derivative"
	}
	source, err := m.Source()
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return job{}, false
	}
	in, err := numeric.Random(rand.New(rand.NewPCG(1, 2)), []ast.Node{node}, numeric.Options{Sizes: map[string]int{"n": 3, "m": 4}})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return job{}, false
	}
	j := job{Name: name, Source: source, Function: function, Args: map[string]array{}}
	for _, s := range e.Symbols() {
		if v, ok := in.Value(s.Name); ok {
			j.Args[s.Name] = external(v, s.Shape())
		}
	}
	for d, size := range in.Sizes() {
		j.Args[d] = array{Data: []float64{float64(size)}, Integer: true, Shape: []int{}}
	}
	if direction == nil {
		v, err := in.Eval(node)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return job{}, false
		}
		j.Want = []array{external(v, node.Shape())}
		return j, true
	}
	j.Want = []array{mapArray(t, in, node, direction)}
	return j, true
}

// mapArray is the array of a map that is linear in each direction, from its values at the units.
func mapArray(t *testing.T, in *numeric.Instance, node ast.Node, directions ...*ast.Symbol) array {
	t.Helper()
	if len(directions) == 0 {
		v, err := in.Eval(node)
		if err != nil {
			t.Fatal(err)
		}
		return external(v, node.Shape())
	}
	last := directions[len(directions)-1]
	d, _ := in.Value(last.Name)
	var want array
	for k := range d.Data {
		unit := ast.NewArray(d.Rows, d.Cols)
		unit.Data[k] = 1
		part := mapArray(t, in.With(last.Name, unit), node, directions[:len(directions)-1]...)
		if want.Shape == nil {
			want.Shape = append(part.Shape, external(d, last.Shape()).Shape...)
			want.Data = make([]float64, len(part.Data)*len(d.Data))
		}
		for i, x := range part.Data {
			want.Data[i*len(d.Data)+k] = x
		}
	}
	return want
}

func TestRun(t *testing.T) {
	tests := map[string]func(e *env, x testNames) (ast.Node, *ast.Symbol){
		"number":            func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.rat(1, 3), nil },
		"integer":           func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Int(2), nil },
		"symbol":            func(e *env, x testNames) (ast.Node, *ast.Symbol) { return x.X, nil },
		"row":               func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Transpose(x.x), nil },
		"row symbol":        func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(x.r, x.X), nil },
		"row symbol scaled": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Int(2), x.r), nil },
		"outer":             func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(x.s, x.x, e.Transpose(x.y)), nil },
		"quadratic":         func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Transpose(x.x), x.X, x.x), nil },
		"row product":       func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Transpose(x.x), e.Inv(x.X)), nil },
		"inverse right":     func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(x.W, e.Inv(x.X)), nil },
		"inverse left":      func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Inv(x.X), e.Transpose(x.W)), nil },
		"inverse both": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Inv(x.X), x.Y, e.Transpose(e.Inv(x.X))), nil
		},
		"inverses":       func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Inv(x.X), e.Inv(x.Y)), nil },
		"power":          func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Power(x.X, e.Int(3)), nil },
		"negative power": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Power(x.X, e.Int(-2)), nil },
		"power of vector": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Power(x.X, e.Int(3)), x.x), nil
		},
		"long power": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Power(x.X, e.Int(7)), x.x), nil
		},
		"transposed power": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Transpose(e.Power(x.X, e.Int(-2))), x.x), nil
		},
		"symbolic power": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.IndexSum(e.k, e.Int(1), e.Int(3), e.Mul(e.Power(x.X, e.Sub(e.k, e.Int(1))), x.x)), nil
		},
		"broadcast": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Sub(e.Mul(x.s, e.Ones(x.W.Shape())), x.W), nil
		},
		"broadcast alone": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(x.s, e.Ones(x.W.Shape())), nil },
		"broadcast row": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Sub(e.Transpose(x.x), e.Transpose(e.Ones(x.x.Shape()))), nil
		},
		"negative number": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Add(e.Mul(e.rat(-3, 2), e.Inv(x.s)), e.rat(-1, 3)), nil
		},
		"quotient": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.rat(-3, 2), e.Inv(e.Mul(x.s, e.call("norm", x.x))), x.x), nil
		},
		"hadamard": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(x.s, e.Hadamard(x.X, e.Transpose(x.Y), e.EntryPower(e.call("exp", x.Y), e.Int(-2)))), nil
		},
		"entry powers": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Add(e.EntryPower(e.call("exp", x.x), e.rat(1, 2)), e.EntryPower(e.Int(2), x.y), e.EntryPower(e.call("exp", x.x), e.rat(-1, 2)), e.EntryPower(e.call("exp", x.x), x.s)), nil
		},
		"Diag": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.call("Diag", x.x), x.X, e.call("Diag", x.y)), nil
		},
		"Diag vector": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.call("Diag", x.x), x.X, e.call("Diag", x.y), x.x), nil
		},
		"Diag row": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Transpose(x.x), e.call("Diag", x.y)), nil
		},
		"Diag Diag": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.call("Diag", x.x), e.call("Diag", x.y)), nil
		},
		"Diag inv": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Inv(x.X), e.call("Diag", x.y)), nil },
		"identity": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.call("tr", x.X), e.Eye(e.n)), nil },
		"trace":    func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.call("tr", e.Mul(x.X, x.Y, x.X)), nil },
		"trace outer": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.call("tr", e.Mul(x.x, e.Transpose(x.y), x.X)), nil
		},
		"trace inverse": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.call("tr", e.Mul(e.Int(-2), e.Inv(x.X), x.Y)), nil
		},
		"inner": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Inner(x.X, e.Transpose(x.Y)), nil },
		"ones": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			one := e.Ones(x.x.Shape())
			return e.Add(e.Mul(x.X, one), e.Mul(e.Transpose(x.X), one), e.Mul(e.Mul(e.Transpose(one), x.x), one)), nil
		},
		"ones row": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Transpose(e.Ones(x.x.Shape())), x.X), nil
		},
		"ones matrix": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Ones(x.W.Shape()), nil },
		"zeros": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Add(e.Zeros(x.W.Shape()), e.Zeros(x.W.Shape())), nil
		},
		"unit": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			u := e.Unit(e.Int(2), e.n)
			return e.Add(e.Mul(x.X, u), e.Mul(e.Mul(e.Transpose(u), x.X, u), u), u), nil
		},
		"unit row": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Transpose(e.Unit(e.Int(2), e.n)), x.X), nil
		},
		"entry": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Entry(x.X, e.Int(2), e.Int(3)), nil },
		"entry transposed": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Entry(e.Transpose(x.X), e.Int(2), e.Int(3)), nil
		},
		"entry of product": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Entry(e.Mul(e.Int(-2), x.X, x.Y, e.Inv(x.X)), e.Int(2), e.Int(3)), nil
		},
		"entry of outer": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Entry(e.Mul(x.x, e.Transpose(x.y)), e.Int(2), e.Int(3)), nil
		},
		"entry of row": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Entry(e.Mul(e.Transpose(x.y), x.X), nil, e.Int(3)), nil
		},
		"row of product":    func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Entry(e.Mul(x.X, x.Y), e.Int(2), nil), nil },
		"column of product": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Entry(e.Mul(x.X, x.Y), nil, e.Int(2)), nil },
		"entry of sum":      func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Entry(e.Add(x.X, x.Y), nil, e.Int(2)), nil },
		"nested sums": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			inner := e.IndexSum(e.k, e.Int(1), e.Int(3), e.Mul(e.Delta(e.i, e.k), e.Entry(x.X, e.i, e.k), e.call("sum", x.Y)))
			return e.IndexSum(e.i, e.Int(1), e.Int(3), e.Mul(e.Entry(x.x, e.i, nil), inner)), nil
		},
		"long sum": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			terms := make([]ast.Node, 300)
			for i := range terms {
				terms[i] = e.call("sin", e.Mul(e.Int(int64(i)), x.x))
			}
			return e.Add(terms...), nil
		},
		"deep": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			n := ast.Node(x.x)
			for range 3000 {
				n = e.call("tanh", e.Add(n, e.Ones(x.x.Shape())))
			}
			return n, nil
		},
		"wide": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			n := ast.Node(x.x)
			for range 60 {
				n = e.Hadamard(e.call("sin", n), e.call("cos", n))
			}
			return n, nil
		},
		"map of a matrix":      func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Inv(x.X), x.D, x.X), x.D },
		"map of a vector":      func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(x.d, e.Transpose(x.x)), x.d },
		"map of a row":         func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(x.x, x.r), x.r },
		"row by a matrix":      func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(e.Transpose(x.x), x.D), x.D },
		"Kronecker of vectors": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.call("kron", x.x, x.y), nil },
		"Kronecker of a row": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.call("kron", e.Transpose(x.x), e.Transpose(x.y)), nil
		},
		"stack of rows": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.call("vcat", e.Transpose(x.x), x.X), nil },
		"norm of a row": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.call("norm", e.Transpose(x.x)), nil },
		"vec of a row":  func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.call("vec", e.Transpose(x.x)), nil },
		"commutation": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Commutation(e.n, e.m), e.call("vec", e.Transpose(x.W))), nil
		},
		"duplication": func(e *env, x testNames) (ast.Node, *ast.Symbol) {
			return e.Mul(e.Duplication(e.n), e.Elimination(e.n)), nil
		},
		"unknown size": func(e *env, x testNames) (ast.Node, *ast.Symbol) { return e.Mul(x.s, e.Eye(e.m)), nil },
	}
	var jobs []job
	for name, make := range tests {
		e := newEnv()
		node, direction := make(e, newTestNames(e))
		if j, ok := makeJob(t, e, name, node, direction); ok {
			jobs = append(jobs, j)
		}
	}
	check(t, jobs)
}

func check(t *testing.T, jobs []job) {
	t.Helper()
	for i, problem := range execute(t, runner, jobs) {
		if problem != "" {
			t.Errorf("%s: %s\n%s", jobs[i].Name, problem, jobs[i].Source)
		}
	}
}

// testNames are symbols for the expressions of TestRun.
type testNames struct{ X, Y, W, x, y, r, s, D, d *ast.Symbol }

func newTestNames(e *env) testNames {
	return testNames{
		X: e.matrix("X", e.n, e.n), Y: e.matrix("Y", e.n, e.n), W: e.matrix("W", e.m, e.n),
		x: e.vector("x", e.n), y: e.vector("y", e.n), r: e.matrix("r", ast.One, e.n), s: e.scalar("s"),
		D: e.matrix("d_X", e.n, e.n), d: e.vector("d_x", e.n),
	}
}

// TestEveryFunction runs every function of the catalogue on every of its signatures.
func TestEveryFunction(t *testing.T) {
	var jobs []job
	for _, f := range catalogue.All() {
		if f.Definition != "" && f.Notation["numpy"] == "" {
			continue // an abbreviation, which the parser replaces
		}
		signatures := f.Signatures
		if f.Variadic {
			n, m := ast.DimName("n"), ast.DimName("m")
			signatures = []ast.Signature{
				{Args: []ast.Shape{ast.Matrix(n, n), ast.Matrix(n, n)}},
				{Args: []ast.Shape{ast.Vector(n), ast.Vector(n)}},
				{Args: []ast.Shape{ast.Matrix(n, m)}},
			}
		}
		for k, s := range signatures {
			e := newEnv()
			args := make([]ast.Node, len(s.Args))
			for i, shape := range s.Args {
				args[i] = e.Symbol(string(rune('A'+i)), ast.Variable, shape, ast.Unstructured)
				if f.Domain == ast.Positive {
					args[i] = e.call("exp", args[i])
				}
			}
			var sizes []ast.Dim
			for _, name := range f.Sizes {
				sizes = append(sizes, ast.DimName(name))
			}
			var node ast.Node
			switch {
			case f.Build != nil && f.Name == "e":
				node = f.Build(e.Table, sizes, []ast.Node{e.Int(2)})
			case f.Build != nil:
				node = f.Build(e.Table, sizes, args)
			case f.Name == "polygamma":
				node = e.Call(f, nil, e.Int(2), args[1])
			default:
				node = e.Call(f, sizes, args...)
			}
			if j, ok := makeJob(t, e, f.Key()+" "+string(rune('0'+k)), node, nil); ok {
				for _, d := range j.Want[0].Data {
					if math.IsNaN(d) {
						t.Errorf("%s has no value at the point of the test", f.Name)
					}
				}
				jobs = append(jobs, j)
			}
		}
	}
	check(t, jobs)
}
