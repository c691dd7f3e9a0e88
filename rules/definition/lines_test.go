package definition_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/definition"
)

// derivations are written as a lecturer writes them: "Δ" is f(X+H) - f(X), "Df" the derivative, and
// "+ o" what is of higher order.
var derivations = []struct {
	expr, wrt, let string
	order          int
	want           string
}{
	{"h(W*a)", "W", "", 1, `
Δ = h((W + H)*a) - h(W*a)
  = h(W*a + H*a) - h(W*a)
  = grad(h)(W*a)'*H*a + o
Df = grad(h)(W*a)'*H*a
  = grad(h)(W*a)*a' : H`},
	{"h(W*a)", "W[j,i]", "", 1, `
Δ = h((W + H*e(j, n)*e(i, m)')*a) - h(W*a)
  = h(W*a + a[i]*H*e(j, n)) - h(W*a)
  = grad(h)(W*a)[j]*a[i]*H + o
Df = grad(h)(W*a)[j]*a[i]*H`},
	{"A*X*B", "X", "", 1, `
Δ = A*(X + H)*B - A*X*B
  = A*H*B
Df = A*H*B`},
	{"inv(X)", "X", "", 1, `
Δ = inv(X + H) - inv(X)
  = -inv(X)*H*inv(X) + o
Df = -inv(X)*H*inv(X)`},
	{"norm(A*x - b)^2", "x", "", 1, `
Δ = norm(A*(x + H) - b)^2 - norm(A*x - b)^2
  = norm(A*x + A*H - b)^2 - norm(A*x - b)^2
  = 2*(A*x - b)'*A*H + norm(A*H)^2
  = 2*(A*x - b)'*A*H + o
Df = 2*(A*x - b)'*A*H
  = 2*A'*(A*x - b) : H`},
	{"tr(A*X*B*X')", "X", "", 1, `
Δ = tr(A*(X + H)*B*(X + H)') - tr(A*X*B*X')
  = tr(A*X*B*H') + tr(A*H*B*X') + tr(A*H*B*H')
  = tr(A*X*B*H') + tr(A*H*B*X') + o
  = tr(A*(X*B*H' + H*B*X')) + o
Df = tr(A*(X*B*H' + H*B*X'))
  = A*X*B + A'*X*B' : H`},
	{"x'*A*x", "x", "", 2, `
Δ = (x + H)'*A*(x + H) - x'*A*x
  = x'*A*H + H'*A*x + H'*A*H
  = x'*A*H + H'*A*x + o
  = x'*(A + A')*H + o
Df = x'*(A + A')*H
  = (A + A')*x : H
Δ = H'*(A + A')*(x + K) - x'*(A + A')*H
  = H'*(A + A')*K
Df = H'*(A + A')*K`},
	{"sum(log(1 + exp(A*x)))", "x", "", 1, `
Δ = sum(log(1 + exp(A*(x + H)))) - sum(log(1 + exp(A*x)))
  = sum(log(1 + exp(A*x + A*H))) - sum(log(1 + exp(A*x)))
  = sum(log(1 + exp(A*x) + exp(A*x).*(A*H))) - sum(log(1 + exp(A*x))) + o
  = sum(exp(A*x).*(A*H)./(1 + exp(A*x))) + o
  = sigmoid(A*x)'*A*H + o
Df = sigmoid(A*x)'*A*H
  = A'*sigmoid(A*x) : H`},
	{"logdet(X)", "X", "X in PD(n)", 2, `
Δ = logdet(X + H) - logdet(X)
  = tr(inv(X)*H) + o
Df = tr(inv(X)*H)
  = inv(X) : H
Δ = tr(inv(X + K)*H) - tr(inv(X)*H)
  = -tr(inv(X)*K*inv(X)*H) + o
  = -tr(inv(X)*H*inv(X)*K) + o
Df = -tr(inv(X)*H*inv(X)*K)`},
	{"f(g(x))", "x", "f: R^m -> R, g: R^n -> R^m", 1, `
Δ = f(g(x + H)) - f(g(x))
  = f(g(x) + D(g)(x)*H) - f(g(x)) + o
  = grad(f)(g(x))'*D(g)(x)*H + o
Df = grad(f)(g(x))'*D(g)(x)*H
  = D(g)(x)'*grad(f)(g(x)) : H`},
	{"a'*b", "x", "x in R^n", 1, `
Δ = 0
Df = 0`},
}

func TestDerivations(t *testing.T) {
	for _, tt := range derivations {
		t.Run(fmt.Sprintf("%s by %s %d", tt.expr, tt.wrt, tt.order), func(t *testing.T) {
			in, v := read(t, tt.expr, tt.wrt, tt.let)
			d, err := definition.New(in.Table, in.Expr, definition.Options{Steps: true}).Derive(repeat(v, tt.order))
			if err != nil {
				t.Fatal(err)
			}
			if got := page(d.Lines); got != tt.want {
				t.Errorf("%s\nwant%s", got, tt.want)
			}
		})
	}
}

func page(lines []rules.Line) string {
	var b strings.Builder
	for _, l := range lines {
		left := map[rules.Left]string{rules.Same: "  ", rules.TheIncrement: "Δ ", rules.TheDerivative: "Df "}[l.Left]
		right := notation.Plain(l.Node)
		if len(l.Pairs) > 0 {
			right = notation.Plain(l.Pairs[0].Left) + " : " + notation.Plain(l.Pairs[0].Right)
		}
		if l.Remainder {
			right += " + o"
		}
		b.WriteString("\n" + left + "= " + right)
	}
	return b.String()
}

// TestRulesStandBesideLines makes sure that each line that is not a matter of order, or of
// simplification at the end, names its rules.
func TestRulesStandBesideLines(t *testing.T) {
	in, v := read(t, "h(W*a)", "W", "")
	d, err := definition.New(in.Table, in.Expr, definition.Options{Steps: true}).Derive(repeat(v, 1))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"", "product/expansion", "function/expansion", "", "product/isolate"}
	for i, l := range d.Lines {
		var names []string
		for _, r := range l.Rules {
			names = append(names, r.Name)
		}
		if got := strings.Join(names, ", "); got != want[i] {
			t.Errorf("line %d: %q, want %q", i+1, got, want[i])
		}
	}
}

// checkLines compares each line with the one before, at one random instance: where the line drops
// something, the difference has to fall as the square of the direction.
func checkLines(f ast.Node, by []rules.Variable, d *rules.Derivation) error {
	rng := rand.New(rand.NewPCG(11, 13))
	roots := []ast.Node{f}
	for _, v := range by {
		roots = append(roots, v.Node())
	}
	for _, h := range d.Directions {
		roots = append(roots, h)
	}
	for _, l := range d.Lines {
		if l.Left != rules.TheIncrement { // which may be undefined for large directions
			roots = append(roots, l.Node)
		}
	}
	var in *numeric.Instance
	var err error
	for range 10 {
		if in, err = numeric.Random(rng, roots, numeric.Options{}); err == nil {
			break
		}
	}
	if err != nil {
		return nil // it is defined nowhere
	}
	for i, l := range d.Lines {
		if len(l.Pairs) == 1 && l.Pairs[0].Left.Shape() != l.Pairs[0].Right.Shape() {
			return fmt.Errorf("line %d: the shapes of a pair differ", i+1)
		}
		if i == 0 || l.Left == rules.TheIncrement {
			continue
		}
		before := d.Lines[i-1]
		if l.Order != before.Order {
			return fmt.Errorf("line %d is of order %d", i+1, l.Order)
		}
		gap := func(e float64) (off, scale float64, err error) {
			h := d.Directions[l.Order-1]
			full, _ := in.Value(h.Name)
			small := ast.NewArray(full.Rows, full.Cols)
			for k, x := range full.Data {
				small.Data[k] = e * x
			}
			both, err := in.With(h.Name, small).EvalAll(before.Node, l.Node)
			if err != nil {
				return 0, 0, err
			}
			for k, x := range both[0].Data {
				off = max(off, abs(x-both[1].Data[k]))
				scale = max(scale, abs(x), abs(both[1].Data[k]))
			}
			return off, scale, nil
		}
		if err := follows(f, in, l, gap); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

// comparable bounds the numbers with which lines are compared.
const comparable = 1e4

// follows reports whether the gap between a line and the one before is zero, or, where the line drops
// something, falls as the square of the direction once that is small enough.
func follows(f ast.Node, in *numeric.Instance, l rules.Line, gap func(e float64) (off, scale float64, err error)) error {
	greatest := 1.0 // number on the way, which bounds the error of rounding
	for _, n := range ast.Topo(f, l.Node) {
		if value, err := in.Eval(n); err == nil { // without an index of a sum
			greatest = max(greatest, top(value))
		}
	}
	if greatest > comparable {
		return nil
	}
	var err error
	var whole, half, scale float64
	for _, e := range []float64{1e-3, 1e-4, 1e-5, 1e-6} {
		if whole, scale, err = gap(e); err != nil {
			return err
		}
		if half, _, err = gap(e / 2); err != nil {
			return err
		}
		noise := 1e-11 * (greatest + scale)
		if l.Remainder && (half <= 0.35*whole || whole <= noise) || whole <= 1e-6*scale+noise {
			return nil
		}
	}
	return fmt.Errorf("it differs from the one before by %.2g of %.2g, for half the direction by %.2g", whole, scale, half)
}

func abs(x float64) float64 { return max(x, -x) }
