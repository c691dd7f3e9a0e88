package index_test

import (
	"flag"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/index"
)

// cases are expressions with the component of the derivative by the variables, in plain text.
var cases = []struct {
	expr string
	wrt  []string
	want string
}{
	{"h(W*a)", []string{"W"}, "grad(h)(W*a)[i]*a[j]"},
	{"h(W*a)", []string{"W[j,i]"}, ""},
	{"h(W*a)", []string{"W", "W"}, ""},
	{"y'*inv(K + s*eye(n))*y where s in R", []string{"s"}, "-sum(i, sum(j, y[i]*y[j]*((K + s*I)^-2)[i,j]))"},
	{"sum(l=1..N, X[l,:]*w)", []string{"w"}, "sum(l, X[l,i])"},
	{"tr(expm(X))", []string{"X"}, "expm(X)[j,i]"},
	{"tr(X^k) where X in R^(n x n), k in N", []string{"X"}, "(X^(k - 1))[j,i]*k"},
	{"tr(X^5) where X in R^(n x n)", []string{"X"}, "5*(X^4)[j,i]"},
	{"x'*A*x", []string{"x"}, "sum(j, x[j]*(A[i,j] + A[j,i]))"},
	{"A*X*B", []string{"X"}, "A[i,k]*B[l,j]"},
	{"A*x", []string{"x"}, ""},
	{"tr(A*X*B*X')", []string{"X"}, ""},
	{"x'*A*x", []string{"x", "x"}, ""},
	{"norm(A*x - b)^2", []string{"x"}, ""},
	{"norm(A*x - b)", []string{"x", "x"}, ""},
	{"logdet(X)", []string{"X"}, ""},
	{"logdet(X)", []string{"X", "X"}, ""},
	{"logdet(S) where S in PD(n)", []string{"S"}, ""},
	{"inv(X)", []string{"X"}, ""},
	{"det(X)", []string{"X"}, ""},
	{"sum(exp(A*x))", []string{"x"}, ""},
	{"exp(A*x)", []string{"x"}, ""},
	{"x.*y", []string{"x"}, ""},
	{"softmax(x)", []string{"x"}, ""},
	{"logsumexp(A*x)", []string{"x", "x"}, ""},
	{"vec(X)", []string{"X"}, ""},
	{"vec(A*X*B)", []string{"X"}, ""},
	{"kron(A,X)", []string{"X"}, ""},
	{"vech(X)", []string{"X"}, ""},
	{"hcat(X,A*X)", []string{"X"}, ""},
	{"diag(X)", []string{"X"}, ""},
	{"Diag(x)*A", []string{"x"}, ""},
	{"X^3", []string{"X"}, ""},
	{"X^k where k in N", []string{"X"}, ""},
	{"expm(X)", []string{"X"}, ""},
	{"tr(expm(X))", []string{"X", "X"}, ""},
	{"X*S where S in Sym(n)", []string{"S"}, ""},
	{"tr(A*S) where S in Skew(n)", []string{"S"}, ""},
	{"tr(A*S*S) where S in Lower(n)", []string{"S"}, ""},
	{"sum(k=1..n, log(1 + exp(-y[k]*X[k,:]*w)))", []string{"w"}, ""},
	{"sum(k=1..n, log(1 + exp(-y[k]*X[k,:]*w)))", []string{"w", "w"}, ""},
	{"sum(k=1..n-1, x[k]*x[k+1]) where x in R^n", []string{"x"}, ""},
	{"F(X) where F: R^(n x m) -> R^(p x q)", []string{"X"}, ""},
	{"h(F(x)) where F: R^n -> R^m", []string{"x", "x"}, ""},
	{"sigma.(W*x)", []string{"W"}, ""},
	{"norm(X)", []string{"X", "X"}, ""},
	{"tanh(W*x)", []string{"W"}, ""},
	{"y'*V*tanh(W*x + b)", []string{"W"}, ""},
	{"x'*x*y", []string{"x"}, ""},
	{"pinv(X)", []string{"X"}, ""},
	{"x[2]*x", []string{"x"}, ""},
	{"(x'*A*x)^2", []string{"x"}, ""},
	{"exp(a'*x)", []string{"x", "x", "x"}, ""},
	{"sym(X)*Y", []string{"X"}, ""},
	{"tr(X'*X)", []string{"X", "X"}, ""},
	{"vcat(a, (X.*Y)[:,1])", []string{"Y"}, ""},
	{"(X.*Y)[:,1]", []string{"Y"}, ""},
	{"hcat(A,B)*vcat(c, (X.*Y)[:,1]) where X in R^(n x m), B in R^(p x n), c in R^m, A in R^(p x m)", []string{"Y"}, ""},
}

var showLines = flag.Bool("index.lines", false, "show the lines of each case")

// variablesOf reads variables of the input.
func variablesOf(t *testing.T, in *parser.Input, names []string) []rules.Variable {
	t.Helper()
	var by []rules.Variable
	for _, name := range names {
		if s := in.Table.Lookup(name); s != nil {
			by = append(by, rules.Variable{Symbol: s})
			continue
		}
		n, err := in.ParseMore(name)
		if err != nil {
			t.Fatal(err)
		}
		e := n.(*ast.Entry)
		by = append(by, rules.Variable{Symbol: e.Arg().(*ast.Symbol), Entry: e})
	}
	return by
}

// TestCases compares the components of the table with what a textbook prints, and with finite differences.
func TestCases(t *testing.T) {
	for _, test := range cases {
		in, err := parser.Parse(test.expr, parser.Options{})
		if err != nil {
			t.Errorf("%s: %v", test.expr, err)
			continue
		}
		by := variablesOf(t, in, test.wrt)
		d, err := index.New(in.Table, in.Expr, index.Options{}).Derive(by)
		if err != nil {
			t.Errorf("%s by %v: %v", test.expr, test.wrt, err)
			continue
		}
		got := notation.Plain(d.Result)
		if *showLines {
			e, _ := index.New(in.Table, in.Expr, index.Options{Steps: true}).Derive(by)
			if e.Result != d.Result {
				t.Errorf("steps change the result to %s", notation.Plain(e.Result))
			}
			for _, l := range e.Lines {
				r := []string{}
				for _, x := range l.Rules {
					r = append(r, x.Name)
				}
				t.Logf("  %d %v %s   %v", l.Left, l.Minor, notation.Text(l.Node, notation.Options{}), r)
			}
		}
		if test.want != "" && got != test.want {
			t.Errorf("%s by %v: the component is %s and should be %s", test.expr, test.wrt, got, test.want)
		}
		t.Logf("%s by %v: %v %s", test.expr, test.wrt, names(d.Indices), notation.Text(d.Result, notation.Options{}))
		if len(by) > 2 {
			continue
		}
		if off := distance(t, rand.New(rand.NewPCG(5, 6)), in.Expr, by, d); off > 1e-5 {
			t.Errorf("%s by %v: the component is %s, off by %.2g", test.expr, test.wrt, got, off)
		}
	}
}

func names(list []*ast.Symbol) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Name)
	}
	return out
}

// distance compares the derivation with finite differences at a random instance, in random directions;
// negative where there is no such instance.
func distance(t *testing.T, rng *rand.Rand, f ast.Node, by []rules.Variable, d *rules.Derivation) float64 {
	t.Helper()
	roots := []ast.Node{f}
	for _, v := range by {
		roots = append(roots, v.Node())
	}
	in, err := numeric.Random(rng, roots, numeric.Options{})
	if err != nil {
		return -1
	}
	steps := make([]numeric.Step, len(by))
	axes := make([][]float64, len(by)) // the directions, entry by entry of the free indices
	for i, v := range by {
		dir, err := in.RandomDirection(rng, v.Symbol)
		if err != nil {
			t.Fatal(err)
		}
		axes[i] = dir.Data
		if v.Entry != nil {
			dir = unit(t, in, v.Entry)
			axes[i] = []float64{1}
		}
		steps[i] = numeric.Step{v.Symbol.Name: dir}
	}
	want, estimate, err := in.Difference(f, 0, steps...)
	if err != nil || estimate > 1e-3 || !numeric.IsFinite(want) {
		return -1
	}
	got := contract(t, in, f, by, d, axes)
	if got == nil {
		return -1
	}
	if *randomCount == 1 {
		t.Log(want.Data, got, estimate)
	}
	off, scale := 0.0, 1e-6
	if value, err := in.Eval(f); err == nil { // rounding in differences
		for _, x := range value.Data {
			if len(by) > 1 {
				scale = math.Max(scale, 0.1*(0.1+math.Abs(x)))
			}
			scale = math.Max(scale, 1e-3*math.Abs(x))
		}
	}
	for i, x := range want.Data {
		off = math.Max(off, math.Abs(x-got[i]))
		scale = math.Max(scale, math.Max(math.Abs(x), math.Abs(got[i])))
		if math.IsNaN(got[i]) {
			return math.Inf(1)
		}
	}
	if scale < 1e-5 && off < 1e-5 {
		return 0
	}
	return off / scale
}

// unit is the direction of an entry that is a variable.
func unit(t *testing.T, in *numeric.Instance, e *ast.Entry) ast.Array {
	t.Helper()
	v, _ := in.Value(e.Arg().(*ast.Symbol).Name)
	dir := ast.NewArray(v.Rows, v.Cols)
	at := func(n ast.Node) int {
		if n == nil {
			return 0
		}
		a, err := in.Eval(n)
		if err != nil {
			t.Fatal(err)
		}
		return int(a.Data[0]) - 1
	}
	dir.Set(at(e.Row), at(e.Col), 1)
	return dir
}

// contract sums the components times the directions; the entries of the value come row by row.
func contract(t *testing.T, in *numeric.Instance, f ast.Node, by []rules.Variable, d *rules.Derivation, axes [][]float64) []float64 {
	t.Helper()
	sizes := []int{}
	shapes := []ast.Shape{f.Shape()}
	for _, v := range by {
		if v.Entry == nil {
			shapes = append(shapes, v.Symbol.Shape())
		} else {
			shapes = append(shapes, ast.Scalar)
		}
	}
	for _, s := range shapes {
		for _, d := range []ast.Dim{s.Rows, s.Cols} {
			if d != ast.One {
				n, err := in.Size(d)
				if err != nil {
					t.Fatal(err)
				}
				sizes = append(sizes, n)
			}
		}
	}
	if len(sizes) != len(d.Indices) {
		t.Fatalf("%d indices for %d axes", len(d.Indices), len(sizes))
	}
	rows, _ := in.Size(f.Shape().Rows)
	cols, _ := in.Size(f.Shape().Cols)
	out := make([]float64, rows*cols)
	counters := make([]int, len(sizes))
	for {
		at := in
		for i, s := range d.Indices {
			at = at.With(s.Name, ast.ScalarArray(float64(counters[i]+1)))
		}
		v, err := at.Eval(d.Result)
		if err != nil && strings.Contains(err.Error(), "too large") {
			return nil
		}
		if err != nil {
			t.Fatalf("%s: %v", notation.Plain(d.Result), err)
		}
		w, k := v.Data[0], 0
		place := func(s ast.Shape) int {
			p := 0
			for _, d := range []ast.Dim{s.Rows, s.Cols} {
				if d != ast.One {
					p = p*sizes[k] + counters[k]
					k++
				}
			}
			return p
		}
		p := place(shapes[0])
		for i, s := range shapes[1:] {
			w *= axes[i][place(s)]
		}
		out[p] += w
		i := len(sizes) - 1
		for ; i >= 0; i-- {
			if counters[i]++; counters[i] < sizes[i] {
				break
			}
			counters[i] = 0
		}
		if i < 0 {
			return out
		}
	}
}
