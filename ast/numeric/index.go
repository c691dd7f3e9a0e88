package numeric

import (
	"fmt"
	"math"

	"matcalc/ast"
)

// maxTerms bounds the number of terms of one index sum.
const maxTerms = 1 << 20

// position reads an index that counts from 1 and gives it counted from 0.
func position(index *ast.Array, size int) (int, error) {
	v := index.Data[0]
	if v != math.Trunc(v) || v < 1 || v > float64(size) {
		return 0, fmt.Errorf("index %v of %d entries", v, size)
	}
	return int(v) - 1, nil
}

// entry takes an entry, a row or a column.
func entry(n *ast.Entry, out *ast.Array, args []*ast.Array) func() error {
	a := args[0]
	var row, col *ast.Array
	if n.Row != nil {
		row = args[1]
	}
	if n.Col != nil {
		col = args[len(args)-1]
	}
	return func() error {
		start, step := 0, 1
		if row != nil {
			i, err := position(row, a.Rows)
			if err != nil {
				return err
			}
			start = i * a.Cols
		} else {
			step = a.Cols
		}
		if col != nil {
			j, err := position(col, a.Cols)
			if err != nil {
				return err
			}
			start += j
		}
		for k := range out.Data {
			out.Data[k] = a.Data[start+k*step]
		}
		return nil
	}
}

func delta(out, i, j *ast.Array) {
	out.Data[0] = 0
	if i.Data[0] == j.Data[0] {
		out.Data[0] = 1
	}
}

// indexSum runs the program of the body for each value of the index; a sum from lo to less than
// lo is 0.
func (p *plan) indexSum(body *program, out *ast.Array, args []*ast.Array) func() error {
	index := body.slots.Of(body.index)
	lo, hi, value := args[0], args[1], args[2]
	return func() error {
		from, to := lo.Data[0], hi.Data[0]
		if from != math.Trunc(from) || to != math.Trunc(to) || to-from > maxTerms {
			return fmt.Errorf("a sum from %v to %v", from, to)
		}
		clear(out.Data)
		for k := from; k <= to; k++ {
			index.Data[0] = k
			if err := p.run(body.ops); err != nil {
				return err
			}
			for i, v := range value.Data {
				out.Data[i] += v
			}
		}
		return nil
	}
}
