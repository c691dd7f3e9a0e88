package differential_test

import (
	"fmt"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules/differential"
)

// TestManyNames asks for the derivatives by more names than one marking has, each with its own conditions.
func TestManyNames(t *testing.T) {
	const names = 150
	var terms []string
	for i := range names {
		terms = append(terms, fmt.Sprintf("log(x_%d)/s_%d", i, i))
	}
	in, err := parser.Parse(strings.Join(terms, " + "), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var questions []differential.Question
	for i := range names {
		questions = append(questions, differential.Question{By: []ast.Node{in.Table.Lookup(fmt.Sprintf("x_%d", i))}})
	}
	each, together := differential.Conditions(in.Table, differential.Expression{Node: in.Expr}, 1, questions...)
	if len(together) != 2*names {
		t.Errorf("%d conditions together", len(together))
	}
	for i, conditions := range each {
		x, s := in.Table.Lookup(fmt.Sprintf("x_%d", i)), in.Table.Lookup(fmt.Sprintf("s_%d", i))
		if len(conditions) != 2 || conditions[0].Args[0] != s && conditions[0].Args[0] != x || conditions[1].Args[0] != s && conditions[1].Args[0] != x {
			t.Errorf("by x_%d: %d conditions", i, len(conditions))
		}
	}
}

// TestPowersOfAnswers asks for the powers in more answers than one round looks at.
func TestPowersOfAnswers(t *testing.T) {
	const answers = 150
	in, err := parser.Parse("tr(X^k)", parser.Options{Let: []string{"k in N"}})
	if err != nil {
		t.Fatal(err)
	}
	tb, x := in.Table, in.Table.Lookup("X")
	k := in.Table.Lookup("k")
	questions := make([]differential.Question, answers)
	for i := range questions {
		questions[i] = differential.Question{By: []ast.Node{x}, Derivative: tb.Power(x, tb.Sub(k, tb.Int(int64(i))))}
	}
	each, _ := differential.Conditions(tb, differential.Expression{Node: in.Expr}, 1, questions...)
	for i, conditions := range each {
		if want := min(i, 1); len(conditions) != want || want == 1 && conditions[0].Args[2] != tb.Int(int64(i)) {
			t.Errorf("X^(k - %d): %d conditions", i, len(conditions))
		}
	}
}
