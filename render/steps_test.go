package render_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/render"
	"matcalc/rules"
	"matcalc/rules/derive"
)

var update = flag.Bool("render.update", false, "write the pages of testdata anew")

// derived is the answer to a question, whose derivations the tests write by hand.
func derived(t *testing.T, req derive.Request) *derive.Answer {
	t.Helper()
	a, err := derive.Derive(req)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func index(t *ast.Table, name string) *ast.Symbol {
	return t.Symbol(name, ast.Index, ast.Scalar, ast.Unstructured)
}

// named is a rule that says no more than its name and where it comes from.
func named(name string) []*rules.Rule {
	return []*rules.Rule{{Name: name, Source: "elementary"}}
}

func call(t *ast.Table, name string, args ...ast.Node) ast.Node {
	return t.Call(catalogue.Lookup(name), nil, args...)
}

// sum is the sum over an index of a body.
func sum(t *ast.Table, k *ast.Symbol, size ast.Dim, body ast.Node) ast.Node {
	return t.IndexSum(k, t.Int(1), t.DimNode(size), body)
}

// chain is h(W a), or h(g(W)), with what its derivations are made of.
type chain struct {
	*derive.Answer
	t             *ast.Table
	W, a, Wa      ast.Node
	gradient, row ast.Node
	n, m          ast.Dim
	H             *ast.Symbol
}

func newChain(t *testing.T, input, wrt string) *chain {
	c := &chain{Answer: derived(t, derive.Request{Input: input, Wrt: wrt})}
	c.t = c.Table
	c.W, c.a = c.t.Lookup("W"), c.t.Lookup("a")
	c.n, c.m = c.W.Shape().Rows, c.W.Shape().Cols
	c.Wa = c.t.Mul(c.W, c.a)
	c.H = c.t.Symbol("H", ast.Variable, c.W.Shape(), ast.Unstructured)
	h := c.Value.(*ast.Apply).Fn
	c.gradient = c.t.Apply(h, ast.Gradient, []int{0}, c.Wa)
	c.row = c.t.Transpose(c.gradient)
	return c
}

// index is the derivation in components: ∂_ij(h∘g) = Σ_k (∂_k h∘g) ∂_ij g_k and on.
func (c *chain) index(i, j ast.Node, indices ...*ast.Symbol) *rules.Derivation {
	t := c.t
	k := index(t, "k")
	l := index(t, "l")
	partial := t.Entry(c.gradient, k, nil)
	result := t.Mul(t.Entry(c.gradient, i, nil), t.Entry(c.a, j, nil))
	return &rules.Derivation{Result: result, Indices: indices, Lines: []rules.Line{
		{Left: rules.TheDerivative, Order: 1, Node: sum(t, k, c.n, t.Mul(partial, t.Differential(t.Entry(c.Wa, k, nil)))), Rules: named("chain rule")},
		{Order: 1, Node: t.Mul(c.row, t.Differential(c.Wa))},
		{Order: 1, Node: sum(t, k, c.n, t.Mul(partial, sum(t, l, c.m, t.Mul(t.Differential(t.Entry(c.W, k, l)), t.Entry(c.a, l, nil))))), Rules: named("product/component"), Minor: true},
		{Order: 1, Node: sum(t, k, c.n, t.Mul(partial, sum(t, l, c.m, t.Mul(t.Delta(k, i), t.Delta(l, j), t.Entry(c.a, l, nil))))), Rules: named("variable/component")},
		{Order: 1, Node: sum(t, k, c.n, t.Mul(partial, t.Delta(k, i), t.Entry(c.a, j, nil))), Rules: named("delta/collapse")},
		{Order: 1, Node: result, Rules: named("delta/collapse")},
	}}
}

// definition is the derivation from the increment.
func (c *chain) definition() *rules.Derivation {
	t := c.t
	h := c.Value.(*ast.Apply).Fn
	value := func(x ast.Node) ast.Node { return t.Apply(h, ast.Value, nil, x) }
	result := t.Mul(c.row, c.H, c.a)
	return &rules.Derivation{Result: result, Directions: []*ast.Symbol{c.H}, Lines: []rules.Line{
		{Left: rules.TheIncrement, Order: 1, Node: t.Sub(value(t.Mul(t.Add(c.W, c.H), c.a)), value(c.Wa))},
		{Order: 1, Node: t.Sub(value(t.Add(c.Wa, t.Mul(c.H, c.a))), value(c.Wa)), Rules: named("product/expansion")},
		{Order: 1, Node: t.Mul(c.row, t.Differential(c.Wa)), Rules: named("function/expansion"), Remainder: true},
		{Order: 1, Node: result, Remainder: true},
		{Left: rules.TheDerivative, Order: 1, Node: result, Note: "The map is linear in H, so it is the derivative."},
	}}
}

// vec is the derivation of the row that belongs to vec W.
func (c *chain) vec() *rules.Derivation {
	t := c.t
	dW := t.Differential(c.W)
	result := t.Transpose(call(t, "vec", t.Mul(c.gradient, t.Transpose(c.a))))
	return &rules.Derivation{Result: result, Lines: []rules.Line{
		{Left: rules.TheDifferential, Order: 1, Node: t.Mul(c.row, dW, c.a), Rules: named("product/differential")},
		{Order: 1, Node: t.Mul(c.row, call(t, "kron", t.Transpose(c.a), t.Eye(c.n)), call(t, "vec", dW)), Rules: named("vec/product")},
		{Order: 1, Node: t.Mul(result, call(t, "vec", dW)), Rules: named("vec/row")},
		{Left: rules.TheDerivative, Order: 1, Node: result},
	}}
}

// differential is the derivation with Frobenius products.
func (c *chain) differential() *rules.Derivation {
	t := c.t
	dW := t.Differential(c.W)
	result := t.Mul(c.gradient, t.Transpose(c.a))
	pair := func(a, b ast.Node, rule string) rules.Line {
		return rules.Line{Order: 1, Node: t.Inner(a, b), Pairs: []rules.Pair{{Left: a, Right: b}}, Rules: named(rule)}
	}
	lines := []rules.Line{
		pair(c.gradient, t.Differential(c.Wa), "chain rule"), pair(c.gradient, t.Mul(dW, c.a), "product/differential"),
		pair(result, dW, "product/isolate"), {Left: rules.TheDerivative, Order: 1, Node: result},
	}
	lines[0].Left = rules.TheDifferential
	return &rules.Derivation{Result: result, Lines: lines}
}

// all puts the derivation of each form into the answer.
func (c *chain) all() *derive.Answer {
	i, j := index(c.t, "i"), index(c.t, "j")
	c.Results[0].Forms = map[string]*rules.Derivation{
		derive.DifferentialForm: c.differential(), derive.IndexForm: c.index(i, j, i, j), derive.DefinitionForm: c.definition(), derive.VecForm: c.vec(),
	}
	return c.Answer
}

// TestPages writes pages with derivations in all forms and compares them with those in testdata.
func TestPages(t *testing.T) {
	seed, composed, entry := newChain(t, "h(W*a)", "W"), newChain(t, "g(W) = W*a; h(g(W))", "W"), newChain(t, "h(W*a)", "W[j,i]")
	j, i := index(entry.t, "j"), index(entry.t, "i")
	entry.Results[0].Forms = map[string]*rules.Derivation{derive.IndexForm: entry.index(j, i)}
	for _, tt := range []struct {
		file    string
		answer  *derive.Answer
		options render.Options
	}{
		{"forms.txt", seed.all(), render.Options{}},
		{"steps.txt", seed.all(), render.Options{Steps: render.YesSteps}},
		{"steps_full.txt", seed.all(), render.Options{Steps: render.FullSteps, Form: "index"}},
		{"steps_ascii.txt", seed.all(), render.Options{Steps: render.YesSteps, ASCII: true}},
		{"steps_row.txt", seed.all(), render.Options{Steps: render.YesSteps, NablaRow: true}},
		{"steps_composed.txt", composed.all(), render.Options{Steps: render.YesSteps, Form: "index"}},
		{"entry.txt", entry.Answer, render.Options{}},
		{"steps_entry.txt", entry.Answer, render.Options{Steps: render.YesSteps, Form: "index"}},
		{"steps.tex", seed.all(), render.Options{Steps: render.YesSteps}},
		{"steps_composed.tex", composed.all(), render.Options{Steps: render.YesSteps, Form: "index"}},
		{"steps_standalone.tex", seed.all(), render.Options{Steps: render.FullSteps, Standalone: true}},
		{"steps.json", seed.all(), render.Options{Steps: render.YesSteps}},
	} {
		write := map[string]func(*derive.Answer, render.Options) (string, error){".txt": render.Text, ".tex": render.LaTeX, ".json": render.JSON}
		if tt.options.Form == "" {
			tt.options.Form = render.AllForms
		}
		answer := *tt.answer
		answer.Steps, answer.Forms = true, derive.Forms
		got, err := write[filepath.Ext(tt.file)](&answer, tt.options)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", tt.file)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: go test ./render -render.update writes the pages anew, and git diff shows what has changed\n%s", tt.file, got)
		}
	}
}
