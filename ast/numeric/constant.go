package numeric

import (
	"fmt"
	"math"

	"matcalc/ast"
)

// constant fills in a constant array; only a unit vector depends on an argument.
func (in *Instance) constant(n *ast.Constant, out *ast.Array, args []*ast.Array) (func() error, error) {
	sizes := make([]int, len(n.Dims))
	for i, d := range n.Dims {
		size, err := in.Size(d)
		if err != nil {
			return nil, err
		}
		sizes[i] = size
	}
	switch n.Kind {
	case ast.Pi:
		out.Data[0] = math.Pi
	case ast.Eye:
		identity(out)
	case ast.Ones:
		for i := range out.Data {
			out.Data[i] = 1
		}
	case ast.Zeros:
	case ast.Unit:
		return func() error {
			k, err := position(args[0], out.Rows)
			if err != nil {
				return err
			}
			clear(out.Data)
			out.Data[k] = 1
			return nil
		}, nil
	case ast.Commutation:
		commutation(out, sizes[0], sizes[1])
	case ast.Duplication:
		duplication(out, sizes[0])
	case ast.Elimination:
		elimination(out, sizes[0])
	default:
		return nil, fmt.Errorf("no numerical value for constant %d", n.Kind)
	}
	return nothing, nil
}

// commutation has a 1 where entry (i,j) of an n×m matrix stands in vec(X) and in vec(X').
func commutation(out *ast.Array, n, m int) {
	for i := range n {
		for j := range m {
			out.Set(i*m+j, j*n+i, 1)
		}
	}
}

// half is the place in vech of entry (i,j) of an n×n matrix, i ≥ j, counted from 0.
func half(n, i, j int) int { return j*n - j*(j+1)/2 + i }

func duplication(out *ast.Array, n int) {
	for i := range n {
		for j := range n {
			out.Set(j*n+i, half(n, max(i, j), min(i, j)), 1)
		}
	}
}

func elimination(out *ast.Array, n int) {
	for j := range n {
		for i := j; i < n; i++ {
			out.Set(half(n, i, j), j*n+i, 1)
		}
	}
}
