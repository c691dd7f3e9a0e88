package vec_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/vec"
)

// TestDerive lists derivatives as Magnus and Neudecker write them.
func TestDerive(t *testing.T) {
	const square = "A in R^(n x n), X in R^(n x n), B in R^(n x n)"
	tests := []struct {
		in, let, wrt string
		order        int
		want         string
	}{
		{"A*X*B", "", "X", 1, "kron(B', A)"},
		{"A*X", "A in R^(n x m), X in R^(m x p)", "X", 1, "kron(eye(p), A)"},
		{"X*B", "X in R^(n x m), B in R^(m x p)", "X", 1, "kron(B', eye(n))"},
		{"X'", "X in R^(n x m)", "X", 1, "K(n, m)"},
		{"inv(X)", "", "X", 1, "-kron(inv(X)', inv(X))"},
		{"h(W*a)", "", "W", 1, "vec(grad(h)(W*a)*a')'"},
		{"W*a", "W in R^(n x m), a in R^m", "W", 1, "kron(a', eye(n))"},
		{"W*x", "W in R^(n x m), x in R^m", "x", 1, "W"},
		{"x'*A*x", "A in R^(n x n), x in R^n", "x", 1, "x'*(A + A')"},
		{"x'*A*x", "A in R^(n x n), x in R^n", "x", 2, "A + A'"},
		{"sigma.(X)", "X in R^(n x m)", "X", 1, "Diag(vec(D(sigma).(X)))"},
		{"exp(X)", "X in R^(n x m)", "X", 1, "Diag(vec(exp(X)))"},
		{"tr(A*X*B*X')", "", "X", 1, "vec(A*X*B + A'*X*B')'"},
		{"tr(A*X*B*X')", "", "X", 2, "kron(B, A') + kron(B', A)"},
		{"tr(A*X)", "A in R^(m x n), X in R^(n x m)", "X", 1, "vec(A')'"},
		{"logdet(X)", "X in R^(n x n)", "X", 1, "vec(inv(X)')'"},
		{"logdet(X)", "X in R^(n x n)", "X", 2, "-K(n, n)*kron(inv(X)', inv(X))"},
		{"logdet(S)", "S in PD(n)", "S", 1, "vec(inv(S))'*Dup(n)"},
		{"logdet(S)", "S in PD(n)", "S", 2, "-Dup(n)'*kron(inv(S), inv(S))*Dup(n)"},
		{"inv(S)", "S in Sym(n)", "S", 1, "-kron(inv(S), inv(S))*Dup(n)"},
		{"X^2", square, "X", 1, "kron(eye(n), X) + kron(X', eye(n))"},
		{"X'*X", "X in R^(n x m)", "X", 1, ""},
		{"X*X'", "X in R^(n x m)", "X", 1, ""},
		{"kron(X,B)", "X in R^(n x m), B in R^(p x q)", "X", 1, ""},
		{"kron(A,X)", "A in R^(n x m), X in R^(p x q)", "X", 1, ""},
		{"tr(X)*X", "X in R^(n x n)", "X", 1, ""},
		{"A*X*B", "", "X[i,j]", 1, "kron(B[j,:]', A[:,i])"},
		{"h(W*a)", "", "W[j,i]", 1, "grad(h)(W*a)[j]*a[i]"},
		{"Diag(x)*A", "x in R^n, A in R^(n x m)", "x", 1, ""},
		{"diag(A*X*B)", square, "X", 1, ""},
		{"softmax(x)", "x in R^n", "x", 1, ""},
		{"F(X)", "F: R^(n x m) -> R^(p x q), X in R^(n x m)", "X", 1, ""},
		{"F(A*X*B)", "F: R^(n x m) -> R^(p x q), X in R^(k x l), A in R^(n x k), B in R^(l x m)", "X", 1, ""},
		{"expm(X)", "X in R^(n x n)", "X", 1, ""},
		{"A*X*B", "A in R^(k x n), X in Skew(n), B in R^(n x l)", "X", 1, ""},
		{"A*X*B", "A in R^(k x n), X in Lower(n), B in R^(n x l)", "X", 1, ""},
		{"A*X*B", "A in R^(k x n), X in Diag(n), B in R^(n x l)", "X", 1, ""},
		{"norm(X)^2", "X in R^(n x m)", "X", 2, "2*I"},
		{"norm(A*X - B)^2", "A in R^(k x n), X in R^(n x m), B in R^(k x m)", "X", 1, ""},
		{"norm(A*X - B)^2", "A in R^(k x n), X in R^(n x m), B in R^(k x m)", "X", 2, "2*kron(eye(m), A'*A)"},
		{"hcat(X, A)*B", "X in R^(n x m), A in R^(n x p), B in R^(m+p x q)", "X", 1, ""},
		{"inv(X)", "X in R^(n x n)", "X", 2, ""},
		{"det(X)", "X in R^(n x n)", "X", 2, ""},
		{"h(W*a)", "", "W", 2, "kron(a*a', hess(h)(W*a))"},
		{"sum(k=1..n, log(1 + exp(-y[k]*X[k,:]*w)))", "X in R^(n x m), w in R^m, y in R^n", "w", 1, ""},
		{"sum(k=1..n, log(1 + exp(-y[k]*X[k,:]*w)))", "X in R^(n x m), w in R^m, y in R^n", "w", 2, ""},
		{"h(s.(V*s.(W*x)))", "", "V", 2, ""},
		{"norm(y - V*s.(W*x))^2", "", "W", 2,
			"2*kron(x*x', Diag((V'*(V*s.(W*x) - y)).*D2(s).(W*x)) + Diag(D(s).(W*x))*V'*V*Diag(D(s).(W*x)))"},
		{"tr(inv(X)*A)", "", "X", 2, "K(n, n)*(kron(inv(X)', inv(X)*A*inv(X)) + kron((inv(X)*A*inv(X))', inv(X)))"},
		{"tr(A*Diag(x)*B*Diag(x))", "", "x", 2, "A.*B' + A'.*B"},
		{"X'*A*X", "A in Sym(n), X in R^(n x m)", "X", 1, "(I + K(m, m))*kron(eye(m), X'*A)"},
		{"x/norm(x)", "x in R^n", "x", 1, ""},
		{"s*A", "s in R, A in R^(n x m)", "s", 1, "vec(A)"},
		{"inv(s*A + B)", "s in R, A in R^(n x n), B in R^(n x n)", "s", 1, ""},
		{"sum(exp(X*w))", "X in R^(n x m), w in R^m", "w", 2, "X'*Diag(exp(X*w))*X"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s by %s, order %d", test.in, test.wrt, test.order), func(t *testing.T) {
			in, by := request(t, test.in, test.let, test.wrt)
			e := vec.New(in.Table, in.Expr, vec.Options{Steps: true})
			d, err := e.Derive(slices.Repeat([]rules.Variable{by}, test.order))
			if err != nil {
				t.Fatal(err)
			}
			got := notation.Plain(d.Result)
			if test.want != "" && got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if test.want == "" || testing.Verbose() {
				t.Logf("%s", got)
			}
			for _, l := range d.Lines {
				if testing.Verbose() {
					t.Logf("   %d %d minor=%v %s  %v", l.Order, l.Left, l.Minor, notation.Plain(l.Node), names(l.Rules))
				}
			}
			compare(t, in.Table, in.Expr, slices.Repeat([]rules.Variable{by}, test.order))
		})
	}
}

func names(rs []*rules.Rule) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.Name)
	}
	return out
}

// request parses an expression and the name of a variable or an entry.
func request(t *testing.T, text, let, wrt string) (*parser.Input, rules.Variable) {
	t.Helper()
	o := parser.Options{}
	if let != "" {
		o.Let = []string{let}
	}
	in, err := parser.Parse(text, o)
	if err != nil {
		t.Fatal(err)
	}
	n, err := in.ParseMore(wrt)
	if err != nil {
		t.Fatal(err)
	}
	switch n := n.(type) {
	case *ast.Symbol:
		return in, rules.Variable{Symbol: n}
	case *ast.Entry:
		return in, rules.Variable{Symbol: n.Arg().(*ast.Symbol), Entry: n}
	}
	t.Fatalf("%s is no variable", wrt)
	return nil, rules.Variable{}
}

// compare checks each order against finite differences of the order before.
func compare(t *testing.T, tb *ast.Table, f ast.Node, by []rules.Variable) {
	t.Helper()
	if err := differs(tb, f, by, 5); err != nil {
		t.Error(err)
	}
}

func differs(tb *ast.Table, f ast.Node, by []rules.Variable, seed uint64) error {
	e := vec.New(tb, f, vec.Options{})
	before := f
	for k := range by {
		d, err := e.Derive(by[:k+1])
		if err != nil {
			return err
		}
		if err := differsOnce(before, d.Result, by[k], seed); err != nil {
			return fmt.Errorf("order %d: %s: %w", k+1, notation.Plain(d.Result), err)
		}
		before = d.Result
	}
	return nil
}

// comparable bounds the entries that finite differences can tell apart.
const comparable = 1e9

func differsOnce(f, j ast.Node, v rules.Variable, seed uint64) error {
	rng := rand.New(rand.NewPCG(seed, 17))
	good := 0
	for range 4 {
		in, err := numeric.Random(rng, []ast.Node{f, j, v.Node()}, numeric.Options{})
		if err != nil {
			return nil // nowhere defined
		}
		at, _ := in.Value(v.Symbol.Name)
		dir, err := in.RandomDirection(rng, v.Symbol)
		if err != nil {
			return err
		}
		coordinates := column(dir)
		switch {
		case v.Entry != nil:
			i, k := index(in, v.Entry.Row), index(in, v.Entry.Col)
			dir = unit(v.Symbol.Structure, at.Rows, at.Cols, i, k)
			coordinates = []float64{1}
		case v.Symbol.Structure == ast.Symmetric || v.Symbol.Structure == ast.PositiveDefinite:
			x, err := catalogue.Lookup("vech").Value([]ast.Array{dir}, nil)
			if err != nil {
				return err
			}
			coordinates = x.Data
		}
		want, estimate, err := in.FiniteDifference(f, v.Symbol, dir, 0)
		if err != nil || estimate > 1e-3 {
			continue
		}
		m, err := in.Eval(j)
		if err != nil {
			return err
		}
		w := column(want)
		if m.Rows != len(w) || m.Cols != len(coordinates) {
			return fmt.Errorf("it is %d×%d and should be %d×%d", m.Rows, m.Cols, len(w), len(coordinates))
		}
		off, scale := 0.0, 1e-3
		value, _ := in.Eval(f)
		for _, x := range value.Data {
			scale = max(scale, 1e-4*math.Abs(x))
		}
		for r := range w {
			sum := 0.0
			for c, x := range coordinates {
				sum += m.At(r, c) * x
			}
			off = max(off, math.Abs(sum-w[r]))
			scale = max(scale, math.Abs(w[r]))
		}
		if scale > comparable {
			continue
		}
		if !(off <= (1e-5+100*estimate)*scale) && !agreesNearby(in, f, v.Symbol, dir, m, coordinates) {
			return fmt.Errorf("it differs from finite differences by %.2g of %.2g (estimate %.1g)", off, scale, estimate)
		}
		good++
	}
	return nil
}

// agreesNearby reports whether m agrees with differences over shorter steps: an unknown function of
// great arguments turns too fast for the usual one.
func agreesNearby(in *numeric.Instance, f ast.Node, x *ast.Symbol, dir, m ast.Array, coordinates []float64) bool {
	for _, h := range []float64{1e-6, 1e-8, 1e-9, 1e-10, 1e-11} {
		d, _, err := in.FiniteDifference(f, x, dir, h)
		if err != nil {
			return false
		}
		off, scale := 0.0, 1e-3
		for r, w := range column(d) {
			sum := 0.0
			for c, x := range coordinates {
				sum += m.At(r, c) * x
			}
			off, scale = max(off, math.Abs(sum-w)), max(scale, math.Abs(w))
		}
		if off <= 1e-3*scale {
			return true
		}
	}
	return false
}

func column(a ast.Array) []float64 {
	out := make([]float64, 0, len(a.Data))
	for j := range a.Cols {
		for i := range a.Rows {
			out = append(out, a.At(i, j))
		}
	}
	return out
}

func index(in *numeric.Instance, n ast.Node) int {
	if n == nil {
		return 0
	}
	v, err := in.Eval(n)
	if err != nil {
		panic(err)
	}
	return int(v.Data[0]) - 1
}

// unit is the projection of the unit array of an entry to the space of a structure.
func unit(s ast.Structure, rows, cols, i, j int) ast.Array {
	a := ast.NewArray(rows, cols)
	switch {
	case (s == ast.Symmetric || s == ast.PositiveDefinite) && i != j:
		a.Set(i, j, 0.5)
		a.Set(j, i, 0.5)
	case s == ast.SkewSymmetric && i != j:
		a.Set(i, j, 0.5)
		a.Set(j, i, -0.5)
	case s == ast.SkewSymmetric, s == ast.Diagonal && i != j, s == ast.LowerTriangular && i < j, s == ast.UpperTriangular && i > j:
	default:
		a.Set(i, j, 1)
	}
	return a
}
