package render_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"matcalc/render"
	"matcalc/rules/derive"
)

// runModules executes modules: the entries of derivative that an index, or every index, gives are
// compared with central differences of value. h is sin of a sum of the entries, unevenly weighted.
const runModules = `
import inspect, itertools, json, sys
import numpy as np
sizes = {"n": 3, "m": 2}
def weights(x):
    return np.cos(1.0 + np.arange(np.size(x))).reshape(np.shape(x))
known = {
    "h": lambda x: np.sin(np.sum(weights(x)*x)),
    "D_h": lambda x: np.cos(np.sum(weights(x)*x))*weights(x),
    "D2_h": lambda x: -np.sin(np.sum(weights(x)*x))*np.multiply.outer(weights(x), weights(x)),
    "sigma": np.sin, "D_sigma": np.cos, "D2_sigma": lambda x: -np.sin(x),
}
def parts(job, source, index):
    mod = {}
    exec(source, mod)
    rng = np.random.default_rng(3)
    env = {**known, **sizes, **index}
    for name, shape in sorted(job["vars"].items()):
        env[name] = rng.uniform(0.2, 1, [sizes[s] for s in shape]) if shape else float(rng.uniform(0.2, 1))
        if job["symmetric"] and name == "S":
            env[name] = env[name] + env[name].T
    def call(name, env):
        f = mod[name]
        return np.asarray(f(**{p: env[p] for p in inspect.signature(f).parameters}))
    return mod, env, call
out = []
for job in json.load(sys.stdin):
    try:
        problem = ""
        names = [list(inspect.signature(f).parameters) for f in map(parts(job, job["source"], {})[0].get, ["value", "derivative"])]
        if [p for p in names[1] if p in job["vars"] or p not in known] != [p for p in names[0] if p in job["vars"] or p not in known]:
            problem = "value(%s), derivative(%s)" % tuple(map(", ".join, names))
        x = job["wrt"]
        for at in itertools.product(*[range(1, sizes[s] + 1) for s in job["vars"][x]]):
            index = dict(zip("ij", at)) if job["entry"] else {"k": at[0]}
            _, env, call = parts(job, job["source"], index)
            got = call("derivative", env)
            step = np.zeros(np.shape(env[x]))
            places = [tuple(a - 1 for a in at)]
            if job["symmetric"] and at[0] != at[1]:
                places.append(places[0][::-1])
            for p in places:
                step[p] = 1e-5/len(places)
            want = (call("value", {**env, x: env[x] + step}) - call("value", {**env, x: env[x] - step}))/2e-5
            if not job["entry"]:
                got = got[(..., *places[0])]
            if np.shape(got) != np.shape(want) or not np.max(np.abs(got - want)) < 1e-7:
                problem = problem or "at %s: %s, want %s" % (at, got, want)
        out.append(problem)
    except Exception as ex:
        out.append("%s: %s" % (type(ex).__name__, ex))
json.dump(out, sys.stdout)
`

// A moduleJob is a module with the sizes of the variables of its expression. With Entry the variable
// is the entry [i] or [i,j] of Wrt.
type moduleJob struct {
	Source    string              `json:"source"`
	Wrt       string              `json:"wrt"`
	Entry     bool                `json:"entry"`
	Symmetric bool                `json:"symmetric"`
	Vars      map[string][]string `json:"vars"`
}

// numpySource derives expr by wrt and writes the module.
func numpySource(t *testing.T, expr, wrt string, let ...string) string {
	t.Helper()
	a, err := derive.Derive(derive.Request{Input: expr, Wrt: wrt, Let: let, Mode: derive.Diff})
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	source, err := render.NumPy(a, render.Options{})
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	return source
}

// runPython gives what the script prints for the input. Without an interpreter that has NumPy it
// fails under CI, and elsewhere says so; ok is then false.
func runPython(t *testing.T, script string, input any) (output []byte, ok bool) {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import numpy").Run() != nil {
			continue
		}
		text, err := json.Marshal(input)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(name, "-c", script)
		cmd.Stdin, cmd.Stderr = bytes.NewReader(text), os.Stderr
		if output, err = cmd.Output(); err != nil {
			t.Fatal(err)
		}
		return output, true
	}
	if os.Getenv("CI") != "" {
		t.Fatal("no python3 with numpy")
	}
	t.Log("no python3 with numpy: the modules are not run")
	return nil, false
}

func runJobs(t *testing.T, jobs []moduleJob) {
	t.Helper()
	output, ok := runPython(t, runModules, jobs)
	if !ok {
		return
	}
	var problems []string
	if err := json.Unmarshal(output, &problems); err != nil {
		t.Fatal(err)
	}
	for k, p := range problems {
		if p != "" {
			t.Errorf("%s\n%s", p, jobs[k].Source)
		}
	}
}

// TestIndexParameters: the indices of the variable are parameters, beside the same indices in sums.
func TestIndexParameters(t *testing.T) {
	square := []string{"n", "n"}
	var jobs []moduleJob
	add := func(expr, wrt string, vars map[string][]string, let ...string) {
		name, _, entry := strings.Cut(wrt, "[")
		jobs = append(jobs, moduleJob{numpySource(t, expr, wrt, let...), name, entry, strings.Contains(fmt.Sprint(let), "Sym"), vars})
	}
	network := map[string][]string{"W": {"n", "m"}, "a": {"m"}}
	vectors := map[string][]string{"x": {"n"}, "y": {"m"}}
	add("h(W*a)", "W[i,j]", network)
	add("W*a", "W[i,j]", network)
	add("h(x)*x", "x[i]", vectors)
	add("sum(i=1..n, x[i]^i)*norm(x)", "x[i]", vectors)
	add("sum(i, x[i]^2*sum(j, y[j]))", "x[i]", vectors)
	add("x[k]*norm(x)", "x", vectors)
	add("sum(k, x[k]^2)*x[k]", "x", vectors)
	add("tr(S*A*S)", "S[i,j]", map[string][]string{"S": square, "A": square})
	add("tr(S*A*S)", "S[i,j]", map[string][]string{"S": square, "A": square}, "S in Sym(n)")
	runJobs(t, jobs)
	if source := jobs[0].Source; !strings.Contains(source, "def value(W, a, h, i, j):") || !strings.Contains(source, "def derivative(W, a, h, D_h, i, j):") {
		t.Errorf("the parameters:\n%s", source)
	}
}

// TestNamesOfDerivatives: a symbol that has the name of a derivative gets an underscore.
func TestNamesOfDerivatives(t *testing.T) {
	n, m := []string{"n"}, []string{"n", "m"}
	tests := []struct {
		job        moduleJob
		parameters string
	}{
		{moduleJob{Source: numpySource(t, "D_h'*x+h(x)", "x"), Wrt: "x", Vars: map[string][]string{"x": n, "D_h_": m}}, "(D_h_, x, h, D_h)"},
		{moduleJob{Source: numpySource(t, "D_h*x*h(x)", "x", "D_h in R"), Wrt: "x", Vars: map[string][]string{"x": n, "D_h_": nil}}, "(D_h_, x, h, D_h)"},
		{moduleJob{Source: numpySource(t, "D2_h*x*h(x)", "x", "D2_h in R"), Wrt: "x", Vars: map[string][]string{"x": n, "D2_h": nil}}, "(D2_h, x, h, D_h)"},
		{moduleJob{Source: numpySource(t, "sigma.(x)*D_sigma'", "x", "x in R^n", "D_sigma in R^m"), Wrt: "x", Vars: map[string][]string{"x": n, "D_sigma_": {"m"}}}, "(x, D_sigma_, sigma, D_sigma)"},
		{moduleJob{Source: numpySource(t, "D_h_*x + D_h*h(x)*x", "x", "D_h in R, D_h_ in R"), Wrt: "x", Vars: map[string][]string{"x": n, "D_h_": nil, "D_h__": nil}}, "(D_h_, x, D_h__, h, D_h)"},
		{moduleJob{Source: numpySource(t, "lambda_*x + lambda*h(x)*x", "x"), Wrt: "x", Vars: map[string][]string{"x": n, "lambda_": nil, "lambda__": nil}}, "(lambda_, x, lambda__, h, D_h)"},
	}
	var jobs []moduleJob
	for _, tt := range tests {
		jobs = append(jobs, tt.job)
		if !strings.Contains(tt.job.Source, "def derivative"+tt.parameters) {
			t.Errorf("want parameters %s:\n%s", tt.parameters, tt.job.Source)
		}
	}
	runJobs(t, jobs)
	a, err := derive.Derive(derive.Request{Input: "D2_h*h(x)", Wrt: "x", Mode: derive.Diff, Order: 2})
	if err != nil {
		t.Fatal(err)
	}
	source, err := render.NumPy(a, render.Options{})
	if err != nil || !strings.Contains(source, "def derivative(D2_h_, h, x, D2_h)") && !strings.Contains(source, "def derivative(D2_h_, x, h, D2_h)") {
		t.Errorf("%v\n%s", err, source)
	}
}

// TestNumbersBeyondFloats: numbers that no float holds multiply in steps.
func TestNumbersBeyondFloats(t *testing.T) {
	const script = `
import json, sys
import numpy as np
for job in json.load(sys.stdin):
    mod = {}
    exec(job["source"], mod)
    with np.errstate(all="ignore"):
        got = [np.asarray(mod[name](np.array(job["x"]))) for name in ["value", "derivative"]]
    for g, w in zip(got, [job["value"], job["derivative"]]):
        w = np.array(w, dtype=float)
        if g.shape != w.shape or not np.allclose(g, w, rtol=1e-12, atol=0):
            print(job["source"], g, "want", w)
`
	type job struct {
		Source     string    `json:"source"`
		X          []float64 `json:"x"`
		Value      any       `json:"value"` // infinity as "inf"
		Derivative any       `json:"derivative"`
	}
	in := "inf"
	output, ok := runPython(t, script, []job{
		{numpySource(t, "1e400*norm(x)^2", "x"), []float64{1e-150, 0}, 1e100, []any{2e250, 0}},
		{numpySource(t, "1e400*norm(x)^2", "x"), []float64{2, 0}, in, []any{in, 0}},
		{numpySource(t, "1e-400*norm(x)^2", "x"), []float64{1e130, 0}, 1e-140, []any{2e-270, 0}},
		{numpySource(t, "10^500*x", "x"), []float64{1e-250, 0}, []any{1e250, 0}, [][]any{{in, 0}, {0, in}}},
		{numpySource(t, "-10^500*x", "x"), []float64{1e-250, 0}, []any{-1e250, 0}, [][]any{{"-inf", 0}, {0, "-inf"}}},
		{numpySource(t, "x/3e-200/1e-200", "x"), []float64{3e-200, 0}, []any{1e200, 0}, [][]any{{in, 0}, {0, in}}},
		{numpySource(t, "1e-310*x", "x"), []float64{1e300, 0}, []any{1e-10, 0}, [][]any{{1e-310, 0}, {0, 1e-310}}},
		{numpySource(t, "(10^400+1)/10^399*x", "x"), []float64{1, 0}, []any{10, 0}, [][]any{{10, 0}, {0, 10}}},
		{numpySource(t, "norm(x)^2 + 1e400", "x"), []float64{1, 0}, in, []any{2, 0}},
	})
	if ok && len(output) > 0 {
		t.Errorf("%s", output)
	}
}

// TestIndexOfStructure: so are those of a variable with any structure.
func TestIndexOfStructure(t *testing.T) {
	for _, structure := range []string{"Skew(n)", "PD(n)", "Diag(n)", "Lower(n)", "Upper(n)", "Orth(n)"} {
		source := numpySource(t, "tr(A*S*S)", "S[i,j]", "S in "+structure)
		if !strings.Contains(source, "def derivative(A, S, i, j):") {
			t.Errorf("%s:\n%s", structure, source)
		}
	}
}
