package differential_test

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
		return t.Mul(d, differential.Project(t, x.Structure, e))
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
			task.Result = differential.Project(t, x.Structure, s.Simplify(task.Result))
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

// text prints the lines that are shown, or all of them.
func text(lines []rules.Line, full bool) string {
	var b strings.Builder
	for _, line := range lines {
		if line.Minor && !full {
			continue
		}
		b.WriteString([]string{"", "", "d: ", "", "D: "}[line.Left])
		for i, p := range line.Pairs {
			if i > 0 {
				b.WriteString(" + ")
			}
			op := " : "
			if p.Right.Shape().IsScalar() {
				op = " · "
			}
			if !ast.IsNumber(p.Left, 1) {
				b.WriteString(notation.Plain(p.Left) + op)
			}
			b.WriteString(notation.Plain(p.Right))
		}
		if line.Pairs == nil {
			b.WriteString(notation.Plain(line.Node))
		}
		if full {
			for _, r := range line.Rules {
				b.WriteString("  [" + r.Name + "]")
			}
			if line.Minor {
				b.WriteString("  minor")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// comparable bounds the values whose finite differences are not lost in rounding.
const comparable = 1e6

// check compares each line with the line before, the first with the differential of the value and
// the derivative with the last line in differentials, at a random point.
func check(t *ast.Table, task differential.Task, lines []rules.Line, seed uint64) error {
	rng := rand.New(rand.NewPCG(seed, 17))
	x := task.By.Symbol
	roots := []ast.Node{task.Value, task.Result, x}
	if task.Direction != nil {
		roots = append(roots, task.Direction)
	}
	if e := task.By.Entry; e != nil {
		roots = append(roots, e)
	}
	in, err := numeric.Random(rng, roots, numeric.Options{})
	if err != nil {
		return nil // defined nowhere
	}
	if d := task.Direction; d != nil && task.By.Entry == nil {
		v, _ := in.Value(d.Name)
		in = in.With(d.Name, structured(x.Structure, v))
	}
	for _, n := range ast.Topo(roots...) {
		s, ok := n.(*ast.Symbol)
		if !ok || s.Kind != ast.Variable {
			continue
		}
		v, _ := in.Value(s.Name)
		d := ast.NewArray(v.Rows, v.Cols)
		if s == x {
			if d, err = along(rng, in, task, d); err != nil {
				return err
			}
		}
		in.SetDirection(s.Name, d)
	}
	value, err := in.Eval(task.Value)
	if err != nil {
		return err
	}
	for _, v := range value.Data {
		if math.Abs(v) > comparable {
			return nil
		}
	}
	before, err := in.Eval(t.Differential(task.Value))
	if err != nil || !numeric.IsFinite(before) {
		return nil
	}
	for i, line := range lines {
		node := line.Node
		if i > 0 && lines[i-1].Left != rules.TheDerivative && line.Left == rules.TheDerivative && task.By.Entry == nil && task.Direction == nil {
			switch d := t.Differential(x); {
			case task.Value.Shape().IsScalar():
				node = t.Inner(node, d)
			case x.Shape().IsScalar():
			default:
				node = t.Mul(node, d)
			}
		}
		if line.Left == rules.Same && lines[i-1].Left == rules.TheDerivative {
			before, _ = in.Eval(lines[i-1].Node)
		}
		value, err := in.Eval(node)
		if err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
		off, scale := 0.0, 1e-3
		for k, a := range value.Data {
			off, scale = max(off, math.Abs(a-before.Data[k])), max(scale, math.Abs(a))
		}
		if off > 1e-4*scale {
			return fmt.Errorf("line %d differs from the one before by %g of %g", i+1, off, scale)
		}
		before = value
	}
	return nil
}

// along draws how the variable of the task moves: as the direction, or by 1 along the entry.
func along(rng *rand.Rand, in *numeric.Instance, task differential.Task, zero ast.Array) (ast.Array, error) {
	if e := task.By.Entry; e != nil {
		at := [2]int{}
		for k, index := range []ast.Node{e.Row, e.Col} {
			if index != nil {
				v, err := in.Eval(index)
				if err != nil {
					return zero, err
				}
				at[k] = int(v.Data[0]) - 1
			}
		}
		zero.Set(at[0], at[1], 1)
		if task.Direction != nil {
			d, _ := in.Value(task.Direction.Name)
			zero.Set(at[0], at[1], d.Data[0])
		}
		return structured(task.By.Symbol.Structure, zero), nil
	}
	if task.Direction != nil {
		d, _ := in.Value(task.Direction.Name)
		return d, nil
	}
	if zero.Rows*zero.Cols == 1 {
		return ast.ScalarArray(1), nil
	}
	for k := range zero.Data {
		zero.Data[k] = rng.NormFloat64()
	}
	return structured(task.By.Symbol.Structure, zero), nil
}

// structured is the projection of d to the space of a structure.
func structured(s ast.Structure, d ast.Array) ast.Array {
	t := ast.NewTable()
	x := t.Symbol("X", ast.Variable, ast.Matrix(ast.DimName("n"), ast.DimName("n")), ast.Unstructured)
	if s == ast.Unstructured {
		return d
	}
	in := numeric.New(map[string]int{"n": d.Rows}, map[string]ast.Array{"X": d}, 1)
	out, err := in.Eval(differential.Project(t, s, x))
	if err != nil {
		panic(err)
	}
	return out
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
		ls, err := differential.Lines(in.Table, s, tk)
		if err != nil {
			return nil, nil, nil, err
		}
		tasks, lines = append(tasks, tk), append(lines, ls)
		f = tk.Result
	}
	return in.Table, tasks, lines, nil
}

func TestLook(t *testing.T) {
	for i, test := range looks {
		tb, tasks, lines, err := derive(test.expr, test.wrt, test.let, max(test.order, 1))
		if err != nil {
			t.Errorf("%s: %v", test.expr, err)
			continue
		}
		t.Logf("--- %s by %s %s\n", test.expr, test.wrt, test.let)
		for k, ls := range lines {
			t.Logf("\n%s", text(ls, test.full))
			if err := check(tb, tasks[k], ls, uint64(i)); err != nil {
				t.Errorf("%s by %s: %v\n%s", test.expr, test.wrt, err, text(ls, true))
			}
		}
	}
}

var looks = []struct {
	expr, wrt, let string
	order          int
	full           bool
}{
	{"h(W*a)", "W", "", 1, true},
	{"h(W*a)", "W[j,i]", "", 1, false},
	{"tr(A*X*B*X')", "X", "", 1, true},
	{"norm(A*x - b)^2", "x", "", 2, true},
	{"logdet(X'*A*X)", "X", "A in R^(n x n)", 1, true},
	{"cos(X*a)", "a", "", 1, true},
	{"A*X*B", "X", "", 1, true},
	{"A*X*B", "X[i,j]", "", 1, true},
	{"exp(t*A*x)", "t", "t in R", 1, true},
	{"a'*X*b", "X", "", 1, true},
	{"x'*A*x", "x", "", 2, true},
	{"x'*A*x", "x", "A in Sym(n)", 2, true},
	{"logdet(S) + (x-m)'*inv(S)*(x-m)", "S", "S in PD(n)", 1, true},
	{"sum(log(1 + exp(-y.*(X*w))))", "w", "", 1, true},
	{"sum(k=1..n, log(1 + exp(-y[k]*X[k,:]*w)))", "w", "X in R^(n x m)", 1, true},
	{"softmax(W*tanh(A*x + b))", "x", "", 1, true},
	{"inv(X)", "X", "", 1, true},
	{"det(X)", "X", "", 2, true},
	{"tr(X^3)", "X", "", 1, true},
	{"norm(x)*x", "x", "", 1, true},
	{"tr(inv(X)*A*inv(X)*B)", "X", "", 1, true},
	{"logsumexp(A*x)", "x", "", 2, true},
	{"-y'*log(sigmoid(X*w)) - (1 - y)'*log(1 - sigmoid(X*w))", "w", "", 1, true},
	{"s^2*sin(s)", "s", "s in R", 2, true},
	{"sum(sigma(W3*sigma(W2*sigma(W1*x+b1)+b2)+b3))", "W1", "sigma: elementwise", 1, false},
}
