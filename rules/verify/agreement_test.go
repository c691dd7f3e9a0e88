package verify_test

import (
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules"
	"matcalc/rules/verify"
)

// A claimed is a derivation of exp(a'*X*b) by X: its application to H, a component, and two lines, of which
// the second has the value of the first, or has it to first order.
type claimed struct {
	name, applied, component string
	before, line             string
	remainder                bool
	state                    verify.State
	reason                   string
}

// TestAgreement makes sure that forms and lines that are wrong are found, and right ones are not.
func TestAgreement(t *testing.T) {
	const (
		gradient  = "exp(a'*X*b)*a*b'"
		applied   = "exp(a'*X*b)*a'*H*b"
		component = "exp(a'*X*b)*a[i]*b[j]"
		before    = "exp(a'*X*b)*(a'*d(X)*b)"
		line      = "exp(a'*X*b)*a*b' : d(X)"
		increment = "exp(a'*(X + H)*b) - exp(a'*X*b)"
	)
	for _, c := range []claimed{
		{name: "right", applied: applied, component: component, before: before, line: line},
		{name: "right to first order", applied: applied, component: component, before: increment, line: applied, remainder: true},
		{name: "a wrong form", applied: "2*" + applied, component: component, before: before, line: line,
			state: verify.Wrong, reason: "the definition form differs"},
		{name: "a wrong component", applied: applied, component: "exp(a'*X*b)*a[i]*b[j]^2", before: before, line: line,
			state: verify.Wrong, reason: "the index form differs"},
		{name: "a wrong line", applied: applied, component: component, before: before, line: "exp(a'*X*b)*(b'*d(X)'*a)*2",
			state: verify.Wrong, reason: "line 2 of the differential form"},
		{name: "wrong in first order", applied: applied, component: component, before: increment, line: "1.01*" + applied, remainder: true,
			state: verify.Wrong, reason: "line 2 of the differential form"},
		{name: "equal only to first order", applied: applied, component: component, before: increment, line: applied,
			state: verify.Wrong, reason: "line 2 of the differential form"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := ast.NewTable()
			texts := []string{"exp(a'*X*b)", gradient, c.applied, "(" + gradient + ") : H", c.component, c.before, c.line}
			nodes, err := parser.ParseRule(table, texts, parser.RuleOptions{Let: []string{"X in R^(n x m), H in R^(n x m), a in R^n, b in R^m, i in N, j in N"}})
			if err != nil {
				t.Fatal(err)
			}
			x, h := table.Lookup("X"), table.Lookup("H")
			a := &verify.Agreement{
				Value:      nodes[0],
				Directions: []verify.Direction{{Symbol: x, Along: h}},
				Forms:      []verify.Applied{{Name: "differential", Node: nodes[3]}, {Name: "definition", Node: nodes[2]}},
				Components: &verify.Components{Form: "index", Node: nodes[4], Variables: []verify.Place{{Row: table.Lookup("i"), Col: table.Lookup("j")}}},
				Chains: []verify.Chain{{
					Form:  "differential",
					Lines: []rules.Line{{Order: 1, Node: nodes[5]}, {Order: 1, Node: nodes[6], Remainder: c.remainder}},
					Moves: []verify.Move{{Symbol: x, Along: h}},
				}},
			}
			state := c.state
			if state == verify.Undecided {
				state = verify.Right
			}
			v := verify.Run([]verify.Check{{Value: nodes[0], Derivative: nodes[1], Symbol: x}}, a, verify.Options{})
			if v.State != state || !strings.Contains(v.Reason, c.reason) {
				t.Errorf("the verdict is %v: %s", v.State, v.Reason)
			}
			if state == verify.Right && v.Lines != 1 {
				t.Errorf("%d lines are compared", v.Lines)
			}
		})
	}
}
