package claim

import "math"

// solve solves a system of linear equations, whose right side is the last column, by elimination with pivots; ok is
// false where it has no single solution. The rows are overwritten.
func solve(rows [][]float64) (x []float64, ok bool) {
	n := len(rows)
	scale := 0.0
	for _, r := range rows {
		scale = max(scale, top(r[:n]))
	}
	for i := range n {
		pivot := i
		for k := i + 1; k < n; k++ {
			if math.Abs(rows[k][i]) > math.Abs(rows[pivot][i]) {
				pivot = k
			}
		}
		rows[i], rows[pivot] = rows[pivot], rows[i]
		if !(math.Abs(rows[i][i]) > 1e-9*scale) {
			return nil, false
		}
		for k := range n {
			if k == i {
				continue
			}
			by := rows[k][i] / rows[i][i]
			for c := i; c <= n; c++ {
				rows[k][c] -= by * rows[i][c]
			}
		}
	}
	x = make([]float64, n)
	for i := range n {
		x[i] = rows[i][n] / rows[i][i]
	}
	return x, true
}
