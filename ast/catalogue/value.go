package catalogue

import (
	"math"

	"matcalc/ast"
)

// The values of sums, norms and softmax. A value is computed as stably as its definition allows.

type value = func(args []ast.Array, sizes []int) (ast.Array, error)

func scalar(v float64) (ast.Array, error) { return ast.ScalarArray(v), nil }

func trace(args []ast.Array, _ []int) (ast.Array, error) {
	a, s := args[0], 0.0
	for i := range a.Rows {
		s += a.At(i, i)
	}
	return scalar(s)
}

func sum(args []ast.Array, _ []int) (ast.Array, error) {
	s := 0.0
	for _, v := range args[0].Data {
		s += v
	}
	return scalar(s)
}

func mean(args []ast.Array, _ []int) (ast.Array, error) {
	s, _ := sum(args, nil)
	return scalar(s.Data[0] / float64(len(args[0].Data)))
}

func prod(args []ast.Array, _ []int) (ast.Array, error) {
	p := 1.0
	for _, v := range args[0].Data {
		p *= v
	}
	return scalar(p)
}

// norm scales by the greatest entry where the squares overflow or vanish.
func norm(args []ast.Array, _ []int) (ast.Array, error) {
	s, top := 0.0, 0.0
	for _, v := range args[0].Data {
		s += v * v
		top = max(top, math.Abs(v))
	}
	if !math.IsInf(s, 0) && s > 1e-290 || top == 0 || math.IsInf(top, 0) || math.IsNaN(top) {
		return scalar(math.Sqrt(s))
	}
	s = 0
	for _, v := range args[0].Data {
		s += v / top * (v / top)
	}
	return scalar(top * math.Sqrt(s))
}

func norm1(args []ast.Array, _ []int) (ast.Array, error) {
	s := 0.0
	for _, v := range args[0].Data {
		s += math.Abs(v)
	}
	return scalar(s)
}

func dot(args []ast.Array, _ []int) (ast.Array, error) {
	s := 0.0
	for i, v := range args[0].Data {
		s += v * args[1].Data[i]
	}
	return scalar(s)
}

func rowsum(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	out := ast.NewArray(a.Rows, 1)
	for i, v := range a.Data {
		out.Data[i/a.Cols] += v
	}
	return out, nil
}

func colsum(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	out := ast.NewArray(a.Cols, 1)
	for i, v := range a.Data {
		out.Data[i%a.Cols] += v
	}
	return out, nil
}

// logsumexp takes the greatest entry out, so that nothing overflows.
func logsumexp(args []ast.Array, _ []int) (ast.Array, error) {
	top, s := greatest(args[0].Data), 0.0
	if math.IsInf(top, 0) {
		return scalar(top)
	}
	for _, v := range args[0].Data {
		s += math.Exp(v - top)
	}
	return scalar(top + math.Log(s))
}

func softmax(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	top, s := greatest(a.Data), 0.0
	out := ast.NewArray(a.Rows, a.Cols)
	for i, v := range a.Data {
		out.Data[i] = math.Exp(v - top)
		s += out.Data[i]
	}
	for i := range out.Data {
		out.Data[i] /= s
	}
	return out, nil
}

func greatest(data []float64) float64 {
	top := math.Inf(-1)
	for _, v := range data {
		top = math.Max(top, v)
	}
	return top
}

func softmaxRows(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	out := ast.NewArray(a.Rows, a.Cols)
	for i := range a.Rows {
		row, _ := softmax([]ast.Array{{Rows: 1, Cols: a.Cols, Data: a.Data[i*a.Cols : (i+1)*a.Cols]}}, nil)
		copy(out.Data[i*a.Cols:], row.Data)
	}
	return out, nil
}

// columnwise applies a function of a vector to each column and joins the results: hcat makes
// them the columns of a matrix, vcat the entries of a vector.
func columnwise(f, join value) value {
	return func(args []ast.Array, sizes []int) (ast.Array, error) {
		a := args[0]
		columns := make([]ast.Array, a.Cols)
		for j := range a.Cols {
			column := ast.NewArray(a.Rows, 1)
			for i := range a.Rows {
				column.Data[i] = a.At(i, j)
			}
			v, err := f([]ast.Array{column}, sizes)
			if err != nil {
				return v, err
			}
			columns[j] = v
		}
		return join(columns, nil)
	}
}

// transposed applies f to the transpose.
func transposed(f value) value {
	return func(args []ast.Array, sizes []int) (ast.Array, error) {
		at, _ := transpose(args, nil)
		return f([]ast.Array{at}, sizes)
	}
}
