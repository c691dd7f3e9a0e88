package catalogue

import "matcalc/ast"

// The values that only move entries, or halve them.

// gather makes the array whose entry (i,j) is entry(i,j), counted from 0.
func gather(rows, cols int, entry func(i, j int) float64) (ast.Array, error) {
	out := ast.NewArray(rows, cols)
	for i := range rows {
		for j := range cols {
			out.Set(i, j, entry(i, j))
		}
	}
	return out, nil
}

func transpose(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	return gather(a.Cols, a.Rows, func(i, j int) float64 { return a.At(j, i) })
}

func sym(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	return gather(a.Rows, a.Rows, func(i, j int) float64 { return (a.At(i, j) + a.At(j, i)) / 2 })
}

func skew(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	return gather(a.Rows, a.Rows, func(i, j int) float64 { return (a.At(i, j) - a.At(j, i)) / 2 })
}

func tril(args []ast.Array, _ []int) (ast.Array, error) {
	return part(args[0], func(i, j int) bool { return i >= j })
}

func triu(args []ast.Array, _ []int) (ast.Array, error) {
	return part(args[0], func(i, j int) bool { return i <= j })
}

func part(a ast.Array, keep func(i, j int) bool) (ast.Array, error) {
	return gather(a.Rows, a.Cols, func(i, j int) float64 {
		if keep(i, j) {
			return a.At(i, j)
		}
		return 0
	})
}

// diagMatrix is the diagonal matrix of a vector.
func diagMatrix(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	out := ast.NewArray(a.Rows, a.Rows)
	for i, v := range a.Data {
		out.Set(i, i, v)
	}
	return out, nil
}

// diag is the diagonal of a square matrix, or the diagonal matrix of a vector.
func diag(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	if a.Cols == 1 {
		return diagMatrix(args, nil)
	}
	return gather(a.Rows, 1, func(i, _ int) float64 { return a.At(i, i) })
}

func vec(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	return gather(a.Rows*a.Cols, 1, func(k, _ int) float64 { return a.At(k%a.Rows, k/a.Rows) })
}

func unvec(args []ast.Array, sizes []int) (ast.Array, error) {
	return gather(sizes[0], sizes[1], func(i, j int) float64 { return args[0].Data[j*sizes[0]+i] })
}

func vech(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	out := ast.NewArray(a.Rows*(a.Rows+1)/2, 1)
	k := 0
	for j := range a.Rows {
		for i := j; i < a.Rows; i++ {
			out.Data[k] = a.At(i, j)
			k++
		}
	}
	return out, nil
}

func hcat(args []ast.Array, _ []int) (ast.Array, error) {
	return place(args, 0, 1)
}

func vcat(args []ast.Array, _ []int) (ast.Array, error) {
	return place(args, 1, 0)
}

func blkdiag(args []ast.Array, _ []int) (ast.Array, error) {
	return place(args, 1, 1)
}

// place puts arrays one after the other, each moved by the rows of those before it (down = 1) and
// by their columns (right = 1).
func place(args []ast.Array, down, right int) (ast.Array, error) {
	rows, cols := args[0].Rows, args[0].Cols
	for _, a := range args[1:] {
		rows += down * a.Rows
		cols += right * a.Cols
	}
	out := ast.NewArray(rows, cols)
	row, col := 0, 0
	for _, a := range args {
		for i := range a.Rows {
			copy(out.Data[(row+i)*cols+col:], a.Data[i*a.Cols:(i+1)*a.Cols])
		}
		row += down * a.Rows
		col += right * a.Cols
	}
	return out, nil
}
