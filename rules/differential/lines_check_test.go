package differential_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/rules"
	"matcalc/rules/differential"
	"matcalc/rules/operation"
)

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
	out, err := in.Eval(operation.Project(t, s, x))
	if err != nil {
		panic(err)
	}
	return out
}
