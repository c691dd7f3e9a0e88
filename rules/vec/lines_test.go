package vec_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/vec"
)

// TestLines shows the lines of some derivations, those that a person writes.
func TestLines(t *testing.T) {
	tests := []struct {
		in, let, wrt string
		order        int
		want         []string
	}{
		{"A*X*B", "", "X", 1, []string{
			"vec(A*d(X)*B)",
			"kron(B', A)*vec(d(X))",
			"kron(B', A)",
		}},
		{"inv(X)", "", "X", 1, []string{
			"vec(-inv(X)*d(X)*inv(X))",
			"-kron(inv(X)', inv(X))*vec(d(X))",
			"-kron(inv(X)', inv(X))",
		}},
		{"h(W*a)", "", "W", 1, []string{
			"grad(h)(W*a)'*d(W*a)",
			"grad(h)(W*a)'*d(W)*a",
			"vec(grad(h)(W*a)*a')'*vec(d(W))",
			"vec(grad(h)(W*a)*a')'",
		}},
		{"tr(A*X*B*X')", "", "X", 1, []string{
			"tr(d(A*X*B*X'))",
			"tr(A*d(X)*B*X' + A*X*B*d(X)')",
			"vec(A'*X*B')'*vec(d(X)) + vec(A*X*B)'*vec(d(X))",
			"vec(A*X*B + A'*X*B')'*vec(d(X))",
			"vec(A*X*B + A'*X*B')'",
		}},
		{"tr(A*X*B*X')", "", "X", 2, []string{
			"tr(d(A*X*B*X'))",
			"tr(A*d(X)*B*X' + A*X*B*d(X)')",
			"vec(A'*X*B')'*vec(d(X)) + vec(A*X*B)'*vec(d(X))",
			"vec(A*X*B + A'*X*B')'*vec(d(X))",
			"vec(A*X*B + A'*X*B')'",
			"vec(d(A*X*B) + d(A'*X*B'))",
			"vec(A*d(X)*B + A'*d(X)*B')",
			"kron(B, A')*vec(d(X)) + kron(B', A)*vec(d(X))",
			"(kron(B, A') + kron(B', A))*vec(d(X))",
			"kron(B, A') + kron(B', A)",
		}},
		{"logdet(S)", "S in PD(n)", "S", 1, []string{
			"tr(inv(S)*d(S))",
			"vec(inv(S))'*vec(d(S))",
			"vec(inv(S))'*Dup(n)*vech(d(S))",
			"vec(inv(S))'*Dup(n)",
		}},
		{"X'*X", "X in R^(n x m)", "X", 1, []string{
			"vec(X'*d(X) + d(X)'*X)",
			"kron(eye(m), X')*vec(d(X)) + kron(X', eye(m))*vec(d(X)')",
			"kron(eye(m), X')*vec(d(X)) + K(m, m)*kron(eye(m), X')*vec(d(X))",
			"(I + K(m, m))*kron(eye(m), X')*vec(d(X))",
			"(I + K(m, m))*kron(eye(m), X')",
		}},
		{"A*X*B", "", "X[i,j]", 1, []string{
			"vec(A*d(X)*B)",
			"kron(B', A)*vec(d(X))",
			"kron(B', A)*kron(e(j, p), e(i, m))",
			"kron(B[j,:]', A[:,i])",
		}},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s by %s, order %d", test.in, test.wrt, test.order), func(t *testing.T) {
			in, by := request(t, test.in, test.let, test.wrt)
			d, err := vec.New(in.Table, in.Expr, vec.Options{Steps: true}).Derive(slices.Repeat([]rules.Variable{by}, test.order))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range d.Lines {
				if !l.Minor {
					got = append(got, notation.Plain(l.Node))
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("the lines are")
				for _, line := range got {
					t.Errorf("\t%q,", line)
				}
			}
			if err := wrongLine(in.Expr, d, by, 3); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestRandomLines compares each line of random derivations with the line before, and the first with
// finite differences.
func TestRandomLines(t *testing.T) {
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		if err := randomLines(seed, 1+i%5/4); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func randomLines(seed uint64, order int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	f, x, tb := randomExpression(seed, order)
	by := rules.Variable{Symbol: x}
	d, err := vec.New(tb, f, vec.Options{Steps: true}).Derive(slices.Repeat([]rules.Variable{by}, order))
	if err == nil {
		err = wrongLine(f, d, by, seed)
	}
	if err != nil {
		return fmt.Errorf("%s by %s: %w", notation.Plain(f), x.Name, err)
	}
	return nil
}

// wrongLine tells which line has not the value of the line before it.
func wrongLine(f ast.Node, d *rules.Derivation, by rules.Variable, seed uint64) error {
	if last := d.Lines[len(d.Lines)-1].Node; last != d.Result {
		return fmt.Errorf("the last line is %s, the result %s", notation.Plain(last), notation.Plain(d.Result))
	}
	roots := []ast.Node{f}
	for _, l := range d.Lines {
		roots = append(roots, l.Node)
	}
	rng := rand.New(rand.NewPCG(seed, 23))
	in, err := numeric.Random(rng, roots, numeric.Options{})
	if err != nil {
		return nil // nowhere defined
	}
	for _, n := range ast.Topo(roots...) {
		if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Variable && s != by.Symbol {
			at, _ := in.Value(s.Name)
			in.SetDirection(s.Name, ast.NewArray(at.Rows, at.Cols))
		}
	}
	dir, err := in.RandomDirection(rng, by.Symbol)
	if err != nil {
		return err
	}
	if by.Entry != nil {
		dir = unit(by.Symbol.Structure, dir.Rows, dir.Cols, index(in, by.Entry.Row), index(in, by.Entry.Col))
	}
	in.SetDirection(by.Symbol.Name, dir)
	at, _ := in.Value(by.Symbol.Name)
	in = in.With(by.Symbol.Name, at)
	var before ast.Array
	for i, l := range d.Lines {
		value, err := in.Eval(l.Node)
		if err != nil {
			return err
		}
		if i == 0 {
			a, estimate, err := in.FiniteDifference(f, by.Symbol, dir, 0)
			if err != nil || estimate > 1e-6 {
				return nil
			}
			if before, err = catalogue.Lookup("vec").Value([]ast.Array{a}, nil); err != nil {
				return err
			}
		}
		if i == 0 || l.Left == rules.Same {
			if off := distance(before, value); off > 1e-3 {
				return fmt.Errorf("line %d, %s, differs from the line before by %.2g", i, notation.Plain(l.Node), off)
			}
		}
		before = value
	}
	return nil
}

func distance(a, b ast.Array) float64 {
	if a.Rows != b.Rows || a.Cols != b.Cols {
		return math.Inf(1)
	}
	off, scale := 0.0, 1e-3
	for i, x := range a.Data {
		if math.Abs(x) > comparable {
			return 0
		}
		off, scale = max(off, math.Abs(x-b.Data[i])), max(scale, math.Abs(x))
	}
	return off / scale
}
