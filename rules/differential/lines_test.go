package differential_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/differential"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

// task makes the task of one derivative, whose result it finds as the differential form does.
func task(t *ast.Table, s *simplify.Simplifier, f ast.Node, v rules.Variable, order int) (differential.Task, error) {
	task := differential.Task{Value: f, By: v, Order: order}
	x := v.Symbol
	moved := func(d ast.Node) ast.Node {
		if v.Entry == nil {
			return d
		}
		e := t.Int(1)
		if v.Entry.Row != nil {
			e = t.Unit(v.Entry.Row, x.Shape().Rows)
		}
		if v.Entry.Col != nil {
			e = t.Mul(e, t.Transpose(t.Unit(v.Entry.Col, x.Shape().Cols)))
		}
		return t.Mul(d, operation.Project(t, x.Structure, e))
	}
	tangent := func(d ast.Node) (ast.Node, error) {
		return operation.Tangent(t, f, []ast.Node{x}, []ast.Node{moved(d)})
	}
	shape := v.Node().Shape()
	var err error
	switch {
	case f.Shape().Axes()+shape.Axes() > 2 || f.Shape().IsRow() && !shape.IsScalar():
		task.Direction = t.Fresh(ast.Variable, shape, fmt.Sprintf("d%d_%s", order, x.Name))
		task.Result, err = tangent(task.Direction)
	case f.Shape().IsScalar():
		task.Result, err = operation.Gradient(t, f, x)
		if err == nil {
			task.Result = operation.Project(t, x.Structure, s.Simplify(task.Result))
			if v.Entry != nil {
				task.Result = t.Entry(s.Simplify(task.Result), v.Entry.Row, v.Entry.Col)
			}
		}
	case shape.IsScalar():
		task.Result, err = tangent(t.Int(1))
	default:
		task.Result, err = differential.Jacobian(t, f, x)
	}
	if err != nil {
		return task, err
	}
	task.Result = s.Simplify(task.Result)
	return task, nil
}

// text prints the lines that are shown, with the rules of those before them that are not, or all
// lines.
func text(lines []rules.Line, full bool) string {
	var b strings.Builder
	left, used := rules.Same, []string(nil)
	for _, line := range lines {
		left = max(left, line.Left)
		for _, r := range line.Rules {
			if !slices.Contains(used, r.Name) {
				used = append(used, r.Name)
			}
		}
		if line.Minor && !full {
			continue
		}
		switch left {
		case rules.TheDifferential:
			b.WriteString("  d" + line.Of + " = ")
		case rules.TheDerivative:
			b.WriteString("  derivative = ")
		default:
			b.WriteString("    = ")
		}
		b.WriteString(rightSide(line))
		if len(used) > 0 {
			b.WriteString("    [" + strings.Join(used, ", ") + "]")
		}
		if line.Note != "" {
			b.WriteString(" " + line.Note)
		}
		b.WriteString("\n")
		left, used = rules.Same, nil
	}
	return b.String()
}

func rightSide(line rules.Line) string {
	if line.Pairs == nil {
		return notation.Plain(line.Node)
	}
	parts := make([]string, len(line.Pairs))
	for i, p := range line.Pairs {
		parts[i] = notation.Plain(p.Right)
		if !ast.IsNumber(p.Left, 1) || !p.Right.Shape().IsScalar() {
			operator := " : "
			if p.Right.Shape().IsScalar() {
				operator = " · "
			}
			parts[i] = notation.Plain(p.Left) + operator + parts[i]
		}
	}
	return strings.Join(parts, "  +  ")
}

// derive gives the lines of a text, of each order.
func derive(expr, wrt, let string, order int) (tb *ast.Table, tasks []differential.Task, lines [][]rules.Line, err error) {
	in, err := parser.Parse(expr, parser.Options{Let: []string{let}})
	if err != nil {
		return nil, nil, nil, err
	}
	n, err := in.ParseMore(wrt)
	if err != nil {
		return nil, nil, nil, err
	}
	v := rules.Variable{}
	switch n := n.(type) {
	case *ast.Symbol:
		v.Symbol = n
	case *ast.Entry:
		v.Symbol, v.Entry = n.Arg().(*ast.Symbol), n
	}
	s := simplify.New(in.Table)
	f := in.Expr
	for k := 1; k <= order; k++ {
		tk, err := task(in.Table, s, f, v, k)
		if err != nil {
			return nil, nil, nil, err
		}
		if k > 1 {
			tk.Of = " of the derivative"
		}
		ls, err := differential.Lines(in.Table, s, tk)
		if err != nil {
			return nil, nil, nil, err
		}
		tasks, lines = append(tasks, tk), append(lines, ls)
		f = tk.Result
	}
	return in.Table, tasks, lines, nil
}

var update = flag.Bool("update", false, "write testdata/lines.txt anew")

// TestLines compares the lines of textbook expressions with testdata/lines.txt, and each line with the
// line before it. In that document a line without indentation is a request: the expression, what it
// is differentiated by, a declaration, and the order where it is not 1.
func TestLines(t *testing.T) {
	const page = "testdata/lines.txt"
	old, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for request := range strings.Lines(string(old)) {
		request = strings.TrimSuffix(request, "\n")
		if request == "" || strings.HasPrefix(request, " ") {
			continue
		}
		b.WriteString(request + "\n")
		if !strings.HasPrefix(request, "#") {
			b.WriteString(derivation(t, request))
		}
		b.WriteString("\n")
	}
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(string(old), "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("%s:%d:\n got %s\nwant %s", page, i+1, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s has %d lines, not %d", page, len(want), len(got))
	}
}

// derivation gives the lines for a request of the document.
func derivation(t *testing.T, request string) string {
	t.Helper()
	order := 1
	if rest, ok := strings.CutSuffix(request, ", twice"); ok {
		request, order = rest, 2
	}
	request, let, _ := strings.Cut(request, ", where ")
	expr, wrt, _ := strings.Cut(request, " by ")
	tb, tasks, lines, err := derive(expr, wrt, let, order)
	if err != nil {
		t.Fatalf("%s: %v", request, err)
	}
	var b strings.Builder
	for k, ls := range lines {
		b.WriteString(text(ls, false))
		if err := check(tb, tasks[k], ls, 1); err != nil {
			t.Errorf("%s: %v\n%s", request, err, text(ls, true))
		}
	}
	return b.String()
}
