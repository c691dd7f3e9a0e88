package notation_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric/grow"
	"matcalc/render/notation"
)

// nodeTypes lists the types of nodes that ast has.
func nodeTypes(t *testing.T) []string {
	source, err := os.ReadFile("../../ast/node.go")
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, m := range regexp.MustCompile(`type (\w+) struct ?{\s*head\b`).FindAllSubmatch(source, -1) {
		types = append(types, "*ast."+string(m[1]))
	}
	if len(types) < 16 {
		t.Fatalf("%d types of nodes", len(types))
	}
	return types
}

// everyType is one expression of each type.
func everyType(e *env) []ast.Node {
	i := e.Entry(e.x, e.i, nil)
	return []ast.Node{
		e.rat(1, 2), e.x, e.Pi(), e.Add(e.x, e.y), e.Mul(e.A, e.x), e.Power(e.X, e.Int(2)), e.Hadamard(e.x, e.y),
		e.EntryPower(e.x, e.Int(3)), e.Transpose(e.X), e.Inner(e.A, e.B), e.call("exp", e.x),
		e.Apply(e.h, ast.Value, nil, e.x), i, e.IndexSum(e.i, e.Int(1), e.Int(3), i), e.Delta(e.i, e.j), e.Differential(e.X),
	}
}

// TestEveryType fails when ast has a type of node that is not printed.
func TestEveryType(t *testing.T) {
	e := newEnv()
	printed := map[string]bool{}
	for _, n := range everyType(e) {
		printed[fmt.Sprintf("%T", n)] = true
		if notation.Plain(n) == "" || notation.Text(n, notation.Options{}) == "" || notation.LaTeX(n, notation.Options{}) == "" || notation.Nodes(n) == 0 {
			t.Errorf("%T is not printed", n)
		}
	}
	for _, name := range nodeTypes(t) {
		if !printed[name] {
			t.Errorf("there is no test for %s", name)
		}
	}
}

// TestRandom prints random expressions: spaces stand where the contract says, brackets are
// balanced, and one expression has one text.
func TestRandom(t *testing.T) {
	spaces := regexp.MustCompile(`[^ +\-,;=] [^ +\-=]|  `)
	for seed := range uint64(300) {
		g := grow.New(rand.New(rand.NewPCG(seed, 1)))
		n := g.Expression(g.Shape(), 4)
		plain := notation.Plain(n)
		if at := spaces.FindString(plain); at != "" {
			t.Errorf("%q in %s", at, plain)
		}
		if again := notation.Plain(n); again != plain {
			t.Errorf("%s, then %s", plain, again)
		}
		for _, text := range []string{plain, notation.Text(n, notation.Options{}), notation.LaTeX(n, notation.Options{})} {
			for _, pair := range []string{"()", "{}", "[]"} {
				if strings.Count(text, pair[:1]) != strings.Count(text, pair[1:]) {
					t.Errorf("%s are not balanced in %s", pair, text)
				}
			}
		}
		if notation.DagNodes(n) > notation.Nodes(n) {
			t.Errorf("%d nodes of the graph, %d of the tree: %s", notation.DagNodes(n), notation.Nodes(n), plain)
		}
	}
}

func TestNablaRow(t *testing.T) {
	e := newEnv()
	gradient := e.Apply(e.h, ast.Gradient, []int{0}, e.Mul(e.W, e.a))
	row := notation.Options{NablaRow: true}
	tests := []struct {
		node        ast.Node
		text, latex string
	}{
		{e.Mul(e.a, e.Transpose(gradient)), "a ∇h(W a)", `a \nabla h(W a)`},
		{e.Mul(gradient, e.Transpose(e.a)), "∇h(W a)ᵀ aᵀ", `\nabla h(W a)^\top a^\top`},
		{e.Mul(e.Transpose(gradient), e.A, e.b), "∇h(W a) A b", `\nabla h(W a) A b`},
	}
	for _, tt := range tests {
		if got := notation.Text(tt.node, row); got != tt.text {
			t.Errorf("text %s, want %s", got, tt.text)
		}
		if got := notation.LaTeX(tt.node, row); got != tt.latex {
			t.Errorf("latex %s, want %s", got, tt.latex)
		}
	}
}

func TestTakenNames(t *testing.T) {
	e := newEnv()
	K := e.Symbol("K", ast.Variable, ast.Matrix(e.n.Times(e.n), e.n.Times(e.n)), ast.Unstructured)
	I := e.Symbol("I", ast.Variable, ast.Matrix(e.n, e.n), ast.Unstructured)
	T := e.Symbol("T", ast.Integer, ast.Scalar, ast.Unstructured)
	T1 := e.Symbol("T1", ast.Variable, ast.Vector(e.n), ast.Unstructured)
	long := e.call("tanh", e.Add(e.Mul(e.A, e.call("sin", T1)), e.Mul(e.B, e.call("cos", e.y)), e.Neg(e.call("exp", e.c))))
	tests := []struct {
		node ast.Node
		want string
	}{
		{e.Add(K, e.Commutation(e.n, e.n)), "K + commutation(n, n)"},
		{e.Add(I, e.Eye(e.n)), "I + eye(n)"},
		{e.Power(e.X, T), "X^(1*T)"},
		{e.Add(long, e.Mul(e.A, long)), "T2 = tanh(A*sin(T1) + B*cos(y) - exp(c)); A*T2 + T2"},
	}
	for _, tt := range tests {
		if got := notation.Plain(tt.node); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}
