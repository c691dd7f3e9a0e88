package render_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"matcalc/parser/families"
	"matcalc/render"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// network derives the loss of a network of that many layers by all its weights.
func network(t *testing.T, layers int) *derive.Answer {
	t.Helper()
	var lines, wrt []string
	below := "x"
	for i := range layers {
		lines = append(lines, fmt.Sprintf("z%d = tanh(W%d*%s + b%d)", i, i, below, i))
		wrt = append(wrt, fmt.Sprintf("W%d", i), fmt.Sprintf("b%d", i))
		below = fmt.Sprintf("z%d", i)
	}
	a, err := derive.Derive(derive.Request{
		Input: strings.Join(append(lines, "norm("+below+" - y)^2"), "\n"), Wrt: strings.Join(wrt, ","), Mode: derive.Diff,
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestJSONOfManyVariables: the time grows with the size of the object alone.
func TestJSONOfManyVariables(t *testing.T) {
	a := network(t, 1000)
	var err error
	took := families.Spent(func() { _, err = render.JSON(a, render.Options{}) })
	if err != nil {
		t.Fatal(err)
	}
	if took > 5*time.Second {
		t.Errorf("2000 variables took %v", took)
	}
}

// TestIntegersInJSON: declarations tell natural numbers, integers and matrices of a structure apart.
func TestIntegersInJSON(t *testing.T) {
	a, err := derive.Derive(derive.Request{Input: "k*l*tr(A*X)", Wrt: "X", Let: []string{"k in N, l in Z, A in Sym(n), X in R^(n x n)"}, Mode: derive.Diff})
	if err != nil {
		t.Fatal(err)
	}
	text, err := render.JSON(a, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Declarations []struct{ Name, Structure string }
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(doc.Declarations), "[{k N} {l Z} {A Sym} {X }]"; got != want {
		t.Errorf("the declarations are %s, want %s", got, want)
	}
}

// TestRulesOfSteps: a step lists its rules one by one, with the source of each.
func TestRulesOfSteps(t *testing.T) {
	a, err := derive.Derive(derive.Request{Input: "tr(A*X*B)", Wrt: "X", Mode: derive.Diff, Forms: []string{derive.DifferentialForm}, Steps: true})
	if err != nil {
		t.Fatal(err)
	}
	text, err := render.JSON(a, render.Options{Form: derive.DifferentialForm, Steps: render.YesSteps})
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Results []struct {
			Steps map[string][]struct {
				Rule  string
				Rules []struct{ Name, Source string }
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	steps := doc.Results[0].Steps[derive.DifferentialForm]
	if len(steps) == 0 || len(steps[0].Rules) == 0 {
		t.Fatalf("no rules in %s", text)
	}
	for _, s := range steps {
		var names []string
		for _, r := range s.Rules {
			if names = append(names, r.Name); r.Source == "" {
				t.Errorf("%s has no source", r.Name)
			}
		}
		if got := strings.Join(names, ", "); s.Rule != "simplify" && got != s.Rule {
			t.Errorf("rules %s beside %s", got, s.Rule)
		}
	}
}

// TestCounter: results that are counted together have the counts that each has alone.
func TestCounter(t *testing.T) {
	a := network(t, 12)
	c := notation.NewCounter()
	for _, r := range a.Results {
		tree, dag := notation.Nodes(r.Derivative), notation.DagNodes(r.Derivative)
		if n, d := c.Nodes(r.Derivative), c.DagNodes(r.Derivative)[0]; n != tree || d != dag {
			t.Errorf("by %s: %d and %d nodes, want %d and %d", r.Wrt, n, d, tree, dag)
		}
	}
}
