package numeric

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"matcalc/ast"
)

// maxExponent bounds the exponent of a matrix.
const maxExponent = 1 << 20

// power is a scalar to any exponent, or a matrix to an integer one. The inverse of a singular
// matrix has NaN in every entry.
func (p *plan) power(n *ast.Power, out *ast.Array, args []*ast.Array) (func() error, error) {
	base, exponent := args[0], args[1]
	if n.Shape().IsScalar() {
		return func() error { out.Data[0] = pow(base.Data[0], exponent.Data[0]); return nil }, nil
	}
	size := base.Rows
	work := [3]*ast.Array{}
	for i := range work {
		w, err := p.place(size, size)
		if err != nil {
			return nil, err
		}
		work[i] = w
	}
	return func() error {
		e := exponent.Data[0]
		if e != math.Trunc(e) || math.Abs(e) > maxExponent {
			return fmt.Errorf("a matrix to the power %v", e)
		}
		if e == -1 {
			p.invert(out, base, work[0])
			return nil
		}
		square, other, from := work[0], work[1], base
		if e < 0 {
			p.invert(square, base, other)
		} else {
			copy(square.Data, from.Data)
		}
		identity(out)
		for k := int(math.Abs(e)); k > 0; k >>= 1 {
			if k&1 == 1 {
				multiply(work[2], out, square)
				copy(out.Data, work[2].Data)
			}
			if k > 1 {
				multiply(other, square, square)
				square, other = other, square
			}
		}
		return nil
	}, nil
}

func identity(out *ast.Array) {
	clear(out.Data)
	for i := range out.Rows {
		out.Data[i*out.Cols+i] = 1
	}
}

// small is the greatest size that is inverted here.
const small = 12

// invert computes the inverse of a and notes its condition number; work is overwritten.
func (p *plan) invert(out, a, work *ast.Array) {
	ok := false
	if a.Rows <= small {
		copy(work.Data, a.Data)
		ok = eliminate(out, work)
	} else if IsFinite(*a) {
		m := mat.NewDense(out.Rows, out.Cols, out.Data)
		err := m.Inverse(mat.NewDense(a.Rows, a.Cols, a.Data))
		c, conditioned := err.(mat.Condition)
		ok = err == nil || conditioned && !math.IsInf(float64(c), 1)
	}
	if !ok {
		p.condition = math.Inf(1)
		for i := range out.Data {
			out.Data[i] = math.NaN()
		}
		return
	}
	p.condition = max(p.condition, rowNorm(a)*rowNorm(out))
}

// eliminate is the method of Gauss and Jordan with partial pivoting; a becomes the identity.
func eliminate(out, a *ast.Array) bool {
	n := a.Rows
	identity(out)
	for c := range n {
		pivot := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a.Data[r*n+c]) > math.Abs(a.Data[pivot*n+c]) {
				pivot = r
			}
		}
		d := a.Data[pivot*n+c]
		if d == 0 || math.IsNaN(d) || math.IsInf(d, 0) {
			return false
		}
		if pivot != c {
			swapRows(a, pivot, c)
			swapRows(out, pivot, c)
		}
		for j := range n {
			a.Data[c*n+j] /= d
			out.Data[c*n+j] /= d
		}
		for r := range n {
			f := a.Data[r*n+c]
			if r == c || f == 0 {
				continue
			}
			for j := range n {
				a.Data[r*n+j] -= f * a.Data[c*n+j]
				out.Data[r*n+j] -= f * out.Data[c*n+j]
			}
		}
	}
	return true
}

func swapRows(a *ast.Array, i, j int) {
	for k := range a.Cols {
		a.Data[i*a.Cols+k], a.Data[j*a.Cols+k] = a.Data[j*a.Cols+k], a.Data[i*a.Cols+k]
	}
}

// rowNorm is the greatest sum of absolute values of a row.
func rowNorm(a *ast.Array) float64 {
	top := 0.0
	for i := range a.Rows {
		s := 0.0
		for _, v := range a.Data[i*a.Cols : (i+1)*a.Cols] {
			s += math.Abs(v)
		}
		top = max(top, s)
	}
	return top
}
