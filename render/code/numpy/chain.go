package numpy

import "matcalc/ast"

// chain lowers a product of arrays in the cheapest order.
func (l *lowerer) chain(chain []ast.Node) *value {
	return l.densify(l.multiplyAll(l.operands(chain))).value
}

// maxChain is the length up to which the cheapest order is searched for.
const maxChain = 64

func (l *lowerer) multiplyAll(factors []operand) operand {
	if len(factors) > maxChain {
		if factors[len(factors)-1].cols == ast.One {
			product := factors[len(factors)-1]
			for i := len(factors) - 2; i >= 0; i-- {
				product = l.multiply(factors[i], product)
			}
			return product
		}
		product := factors[0]
		for _, f := range factors[1:] {
			product = l.multiply(product, f)
		}
		return product
	}
	split := cheapest(factors)
	var build func(i, j int) operand
	build = func(i, j int) operand {
		if i == j {
			return factors[i]
		}
		k := split[i][j]
		return l.multiply(build(i, k), build(k+1, j))
	}
	return build(0, len(factors)-1)
}

// typical is the size that a named dimension is taken to have.
const typical = 100

func sizeOf(d ast.Dim) float64 {
	n, err := d.Eval(func(string) (int, bool) { return typical, true })
	if err != nil {
		return typical
	}
	return float64(n)
}

// cheapest gives for each stretch of factors the place to split it, by the number of
// multiplications.
func cheapest(factors []operand) [][]int {
	n := len(factors)
	rows := make([]float64, n+1)
	for i, f := range factors {
		rows[i] = sizeOf(f.rows)
	}
	rows[n] = sizeOf(factors[n-1].cols)
	cost := make([][]float64, n)
	split := make([][]int, n)
	allDiagonal := make([][]bool, n)
	for i := range factors {
		cost[i], split[i], allDiagonal[i] = make([]float64, n), make([]int, n), make([]bool, n)
		allDiagonal[i][i] = factors[i].kind == diagonal
	}
	isInverse := func(i, j int) bool { return i == j && factors[i].kind == inverse }
	for length := 1; length < n; length++ {
		for i := 0; i+length < n; i++ {
			j := i + length
			best := -1.0
			for k := i; k < j; k++ {
				a, b, c := rows[i], rows[k+1], rows[j+1]
				step := a * b * c
				switch {
				case allDiagonal[i][k] && allDiagonal[k+1][j]:
					step = a
				case allDiagonal[i][k] || allDiagonal[k+1][j]:
					step = a * c
				}
				if isInverse(i, k) || isInverse(k+1, j) {
					step = a*b*c + b*b*b/3
				}
				if total := cost[i][k] + cost[k+1][j] + step; best < 0 || total < best {
					best, split[i][j] = total, k
				}
			}
			cost[i][j] = best
			k := split[i][j]
			allDiagonal[i][j] = allDiagonal[i][k] && allDiagonal[k+1][j]
		}
	}
	return split
}
