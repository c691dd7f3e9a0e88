package definition_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/definition"
)

// maps lists derivatives by the definition as a textbook prints them.
var maps = []struct {
	expr, wrt, let string
	order          int
	want           string
}{
	{"h(W*a)", "W", "", 1, "grad(h)(W*a)'*H*a"},
	{"h(W*a)", "W", "", 2, "a'*H'*hess(h)(W*a)*K*a"},
	{"h(W*a)", "W[j,i]", "", 1, "grad(h)(W*a)[j]*a[i]*H"},
	{"h(W*a)", "W[2,1]", "", 1, "grad(h)(W*a)[2]*a[1]*H"},
	{"A*X*B", "X", "", 1, "A*H*B"},
	{"A*X*B", "X", "", 2, "zeros(n, q)"},
	{"inv(X)", "X", "", 1, "-inv(X)*H*inv(X)"},
	{"inv(X)", "X", "", 2, "inv(X)*(H*inv(X)*K + K*inv(X)*H)*inv(X)"},
	{"tr(X)", "X", "", 1, "tr(H)"},
	{"tr(A*X*B*X')", "X", "", 1, "tr(A*(X*B*H' + H*B*X'))"},
	{"tr(A*X*B*X')", "X", "", 2, "tr(A*(H*B*K' + K*B*H'))"},
	{"tr(A'*inv(X))", "X", "", 1, "-tr(inv(X)*A'*inv(X)*H)"},
	{"tr(A'*inv(X))", "X", "X in Sym(n)", 1, "-tr(inv(X)*A*inv(X)*H)"},
	{"norm(A*x - b)^2", "x", "", 1, "2*(A*x - b)'*A*H"},
	{"norm(A*x - b)^2", "x", "", 2, "2*H'*A'*A*K"},
	{"normF(A*X - B)^2", "X", "", 1, "2*((A*X - B):A*H)"},
	{"norm(x - c)", "x", "", 1, "(x - c)'*H/norm(x - c)"},
	{"x'*A*x", "x", "", 1, "x'*(A + A')*H"},
	{"x'*A*x", "x", "A in Sym(n)", 1, "2*x'*A*H"},
	{"x'*A*x", "x", "", 2, "H'*(A + A')*K"},
	{"det(X)", "X", "", 1, "det(X)*tr(inv(X)*H)"},
	{"logdet(X)", "X", "", 1, "tr(inv(X)*H)"},
	{"logdet(X)", "X", "X in PD(n)", 2, "-tr(inv(X)*H*inv(X)*K)"},
	{"logdet(S) + (x-m)'*inv(S)*(x-m)", "S", "S in PD(n)", 1, "tr(inv(S)*H) - (x - m)'*inv(S)*H*inv(S)*(x - m)"},
	{"exp(X)", "X", "", 1, "exp(X).*H"},
	{"sum(log(1 + exp(A*x)))", "x", "", 1, "sigmoid(A*x)'*A*H"},
	{"sum(log(1 + exp(A*x)))", "x", "", 2, "(sigmoid(A*x).*(1 - sigmoid(A*x)).*(A*K))'*A*H"},
	{"softmax(A*x)", "x", "", 1, "softmax(A*x).*(A*H - softmax(A*x)'*A*H)"},
	{"logsumexp(A*x)", "x", "", 2, "(softmax(A*x).*(A*K - softmax(A*x)'*A*K))'*A*H"},
	{"tr(X^3)", "X", "", 1, "3*tr(X^2*H)"},
	{"X^3", "X", "", 1, "X^2*H + X*H*X + H*X^2"},
	{"X'*X", "X", "", 1, "X'*H + H'*X"},
	{"X'*X", "X", "", 2, "H'*K + K'*H"},
	{"kron(A,X)", "X", "", 1, "kron(A, H)"},
	{"vec(X)", "X", "", 1, "vec(H)"},
	{"A.*X", "X", "", 1, "A.*H"},
	{"sigma(W*x)", "x", "sigma: elementwise", 1, "D(sigma).(W*x).*(W*H)"},
	{"f(g(x))", "x", "f: R^m -> R, g: R^n -> R^m", 1, "grad(f)(g(x))'*D(g)(x)*H"},
	{"f(g(x))", "x", "f: R^m -> R, g: R^n -> R^m", 2, "grad(f)(g(x))'*D2(g)(x)[H, K] + H'*D(g)(x)'*hess(f)(g(x))*D(g)(x)*K"},
	{"F(X)", "X", "F: R^(n x m) -> R^(p x q)", 1, "D(F)(X)[H]"},
	{"a'*x", "x", "", 1, "a'*H"},
	{"x'*a*s", "s", "s in R", 1, "x'*a*H"},
	{"s^p", "s", "s in R, p in R", 3, "s^(p - 3)*p*(p - 1)*(p - 2)*H1*H2*H3"},
	{"H*x + K*x", "x", "H in R^(n x n), K in R^(n x n)", 1, "(H + K)*H1"},
	{"X*H", "X", "", 2, "zeros(n, p)"},
	{"sum(k=1..n, log(1 + exp(-y[k]*X[k,:]*w)))", "w", "", 1, "-y'*(sigmoid(-y.*(X*w)).*(X*H))"},
	{"expm(X)", "X", "", 1, "dexpm(X, H)"},
	{"prod(x)", "x", "", 1, "prod(x)*H'*(1./x)"},
	{"tr(S*A)", "S", "S in Skew(n)", 1, "tr(A*H)"},
	{"tr(L*A*L')", "L", "L in Lower(n)", 1, "tr((A + A')*L'*H)"},
	{"a'*D*a", "D", "D in Diag(n)", 1, "a'*H*a"},
	{"a'*Q*b", "Q", "Q in Orth(n)", 1, "a'*H*b"},
	{"a'*S*b", "S[1,2]", "S in Sym(n)", 1, "(a[1]*b[2] + a[2]*b[1])*H/2"},
}

// read parses an expression and finds the variable, which may be an entry.
func read(t testing.TB, expr, wrt, let string) (*parser.Input, rules.Variable) {
	t.Helper()
	opts := parser.Options{}
	if let != "" {
		opts.Let = []string{let}
	}
	in, err := parser.Parse(expr, opts)
	if err != nil {
		t.Fatal(err)
	}
	if s := in.Table.Lookup(wrt); s != nil {
		return in, rules.Variable{Symbol: s}
	}
	n, err := in.ParseMore(wrt)
	if err != nil {
		t.Fatal(err)
	}
	entry := n.(*ast.Entry)
	return in, rules.Variable{Symbol: entry.Arg().(*ast.Symbol), Entry: entry}
}

func repeat(v rules.Variable, order int) []rules.Variable {
	out := make([]rules.Variable, order)
	for i := range out {
		out[i] = v
	}
	return out
}

func TestMaps(t *testing.T) {
	for _, tt := range maps {
		t.Run(fmt.Sprintf("%s by %s %d %s", tt.expr, tt.wrt, tt.order, tt.let), func(t *testing.T) {
			in, v := read(t, tt.expr, tt.wrt, tt.let)
			d, err := definition.New(in.Table, in.Expr, definition.Options{}).Derive(repeat(v, tt.order))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(notation.Plain(d.Result)); got != tt.want {
				t.Errorf("%s\n     want %s", got, tt.want)
			}
			check(t, in.Expr, repeat(v, tt.order), d)
			steps, err := definition.New(in.Table, in.Expr, definition.Options{Steps: true}).Derive(repeat(v, tt.order))
			if err != nil {
				t.Fatal(err)
			}
			if err := checkLines(in.Expr, repeat(v, tt.order), steps); err != nil {
				t.Error(err)
			}
		})
	}
}

// tolerance bounds the relative errors by order: those of finite differences grow with it.
var tolerance = [...]float64{1: 3e-5, 2: 2e-4, 3: 1e-2}

// check compares the result with finite differences of what was differentiated, order by order, at
// random instances.
func check(t testing.TB, f ast.Node, by []rules.Variable, d *rules.Derivation) {
	t.Helper()
	if off, err := distance(f, by, d); err != nil {
		t.Error(err)
	} else if off > tolerance[len(by)] {
		t.Errorf("it differs from finite differences by %.2g", off)
	}
}

// distance is the relative distance of the result from finite differences of all orders at once.
func distance(f ast.Node, by []rules.Variable, d *rules.Derivation) (float64, error) {
	rng := rand.New(rand.NewPCG(5, 7))
	worst := 0.0
	var last error
	points := 0
	for range 20 {
		roots := []ast.Node{f, d.Result}
		for i, v := range by {
			roots = append(roots, v.Node(), d.Directions[i])
		}
		in, err := numeric.Random(rng, roots, numeric.Options{})
		if err != nil {
			last = err
			continue
		}
		got, err := in.Eval(d.Result)
		if err != nil {
			return 0, err
		}
		steps := make([]numeric.Step, len(by))
		for i, v := range by {
			if steps[i], err = step(in, v, d.Directions[i]); err != nil {
				return 0, err
			}
		}
		want, estimate, err := in.Difference(f, 0, steps...)
		if err != nil {
			return 0, err
		}
		if estimate > 1e-2 || !numeric.IsFinite(want) {
			last = fmt.Errorf("the finite difference is no good: %.2g", estimate)
			continue
		}
		value, err := in.Eval(f)
		if err != nil {
			return 0, err
		}
		off, scale := 0.0, 1e-3*(1+top(value))
		for i, x := range want.Data {
			off, scale = max(off, math.Abs(x-got.Data[i])), max(scale, math.Abs(x))
		}
		worst = max(worst, off/scale)
		if points++; points == 3 {
			return worst, nil
		}
	}
	if points == 0 {
		return 0, last
	}
	return worst, nil
}

// step is how the symbol of v moves in the direction h.
func step(in *numeric.Instance, v rules.Variable, h *ast.Symbol) (numeric.Step, error) {
	value, _ := in.Value(h.Name)
	if v.Entry == nil {
		return numeric.Step{v.Symbol.Name: value}, nil
	}
	x, _ := in.Value(v.Symbol.Name)
	moved := ast.NewArray(x.Rows, x.Cols)
	at := [2]int{}
	for k, index := range []ast.Node{v.Entry.Row, v.Entry.Col} {
		if index == nil {
			continue
		}
		n, err := in.Eval(index)
		if err != nil {
			return nil, err
		}
		at[k] = int(n.Data[0]) - 1
	}
	half := value.Data[0]
	if v.Symbol.Structure == ast.Symmetric {
		half /= 2
		moved.Data[at[1]*x.Cols+at[0]] += half
	}
	moved.Data[at[0]*x.Cols+at[1]] += half
	return numeric.Step{v.Symbol.Name: moved}, nil
}

func top(a ast.Array) float64 {
	m := 0.0
	for _, x := range a.Data {
		m = max(m, math.Abs(x))
	}
	return m
}

// TestDirections makes sure that all variables have directions of the same names, those of one shape the
// same symbol.
func TestDirections(t *testing.T) {
	in, x := read(t, "tr(A*X) + a'*Y*b + tr(A*S) + s*tr(A*Z)", "X", "A in R^(n x n), S in Sym(n), Y in R^(p x q), s in R, X in R^(n x n)")
	e := definition.New(in.Table, in.Expr, definition.Options{})
	of := func(name string) rules.Variable { return rules.Variable{Symbol: in.Table.Lookup(name)} }
	for _, tt := range []struct {
		by   []rules.Variable
		want string
	}{
		{[]rules.Variable{x}, "H"},
		{[]rules.Variable{of("Y")}, "H"},
		{[]rules.Variable{of("S")}, "H"},
		{[]rules.Variable{of("Z")}, "H"},
		{[]rules.Variable{of("s")}, "H"},
		{[]rules.Variable{x, x}, "H K"},
		{[]rules.Variable{x, of("s")}, "H K"},
		{[]rules.Variable{of("Z"), x}, "H K"},
		{[]rules.Variable{x, x, x}, "H1 H2 H3"},
	} {
		d, err := e.Derive(tt.by)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for i, h := range d.Directions {
			if h.Shape() != tt.by[i].Symbol.Shape() {
				t.Errorf("%s by %s has the shape %s", h.Name, tt.by[i].Symbol.Name, h.Shape())
			}
			names = append(names, h.Name)
		}
		if got := strings.Join(names, " "); got != tt.want {
			t.Errorf("the directions are %s, want %s", got, tt.want)
		}
	}
}
