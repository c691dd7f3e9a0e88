package catalogue

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"matcalc/ast"
)

// The values that need linear algebra. The arrays that come in are never changed.

func dense(a ast.Array) *mat.Dense { return mat.NewDense(a.Rows, a.Cols, a.Data) }

// fromDense takes the data of m, which must not be used afterwards.
func fromDense(m *mat.Dense) ast.Array {
	rows, cols := m.Dims()
	if raw := m.RawMatrix(); raw.Stride == cols {
		return ast.Array{Rows: rows, Cols: cols, Data: raw.Data[:rows*cols]}
	}
	out := ast.NewArray(rows, cols)
	for i := range rows {
		for j := range cols {
			out.Set(i, j, m.At(i, j))
		}
	}
	return out
}

// finite reports whether all entries are finite; LAPACK routines may not end where they are not.
func finite(a ast.Array) bool {
	for _, v := range a.Data {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// undefined is an array of NaN.
func undefined(rows, cols int) (ast.Array, error) {
	out := ast.NewArray(rows, cols)
	for i := range out.Data {
		out.Data[i] = math.NaN()
	}
	return out, nil
}

func det(args []ast.Array, _ []int) (ast.Array, error) {
	if !finite(args[0]) {
		return scalar(math.NaN())
	}
	return scalar(mat.Det(dense(args[0])))
}

func logdet(args []ast.Array, _ []int) (ast.Array, error) {
	if !finite(args[0]) {
		return scalar(math.NaN())
	}
	v, _ := mat.LogDet(dense(args[0]))
	return scalar(v)
}

// inverse has NaN in every entry where the matrix is singular.
func inverse(args []ast.Array, _ []int) (ast.Array, error) {
	n := args[0].Rows
	if !finite(args[0]) {
		return undefined(n, n)
	}
	var m mat.Dense
	if err := m.Inverse(dense(args[0])); err != nil {
		if c, ok := err.(mat.Condition); !ok || math.IsInf(float64(c), 1) {
			return undefined(n, n)
		}
	}
	return fromDense(&m), nil
}

// decompose is the singular value decomposition U·diag(s)·V'.
func decompose(a ast.Array) (u, v *mat.Dense, s []float64, ok bool) {
	var svd mat.SVD
	if !finite(a) || !svd.Factorize(dense(a), mat.SVDThin) {
		return nil, nil, nil, false
	}
	u, v = new(mat.Dense), new(mat.Dense)
	svd.UTo(u)
	svd.VTo(v)
	return u, v, svd.Values(nil), true
}

// compose is V·diag(s)·U'.
func compose(v *mat.Dense, s []float64, u *mat.Dense) ast.Array {
	var scaled, out mat.Dense
	scaled.Mul(v, mat.NewDiagDense(len(s), s))
	out.Mul(&scaled, u.T())
	return fromDense(&out)
}

// adjugate is det(U)·det(V)·V·adj(S)·U', which holds for singular matrices too.
func adjugate(args []ast.Array, _ []int) (ast.Array, error) {
	u, v, s, ok := decompose(args[0])
	if !ok {
		return undefined(args[0].Rows, args[0].Cols)
	}
	sign := math.Round(mat.Det(u) * mat.Det(v))
	others := make([]float64, len(s))
	for i := range s {
		others[i] = sign
		for j, sj := range s {
			if j != i {
				others[i] *= sj
			}
		}
	}
	return compose(v, others, u), nil
}

// pseudoinverse takes singular values below the precision of the greatest as 0.
func pseudoinverse(args []ast.Array, _ []int) (ast.Array, error) {
	a := args[0]
	u, v, s, ok := decompose(a)
	if !ok {
		return undefined(a.Cols, a.Rows)
	}
	tolerance := float64(max(a.Rows, a.Cols)) * s[0] * 0x1p-52
	for i := range s {
		if s[i] > tolerance {
			s[i] = 1 / s[i]
		} else {
			s[i] = 0
		}
	}
	return compose(v, s, u), nil
}

// maxExponent bounds the 1-norm of a matrix whose exponential is computed: above it e^‖X‖ is near the
// greatest number, and the squarings of the algorithm take ever longer.
const maxExponent = 500

func expm(args []ast.Array, _ []int) (ast.Array, error) {
	if !finite(args[0]) || mat.Norm(dense(args[0]), 1) > maxExponent {
		return undefined(args[0].Rows, args[0].Cols)
	}
	var m mat.Dense
	m.Exp(dense(args[0]))
	return fromDense(&m), nil
}

func kron(args []ast.Array, _ []int) (ast.Array, error) {
	a, b := args[0], args[1]
	out := ast.NewArray(a.Rows*b.Rows, a.Cols*b.Cols)
	for i := range a.Rows {
		for j := range a.Cols {
			for k := range b.Rows {
				for l := range b.Cols {
					out.Set(i*b.Rows+k, j*b.Cols+l, a.At(i, j)*b.At(k, l))
				}
			}
		}
	}
	return out, nil
}

func outer(args []ast.Array, _ []int) (ast.Array, error) {
	a, b := args[0], args[1]
	out := ast.NewArray(a.Rows, b.Rows)
	for i, x := range a.Data {
		for j, y := range b.Data {
			out.Set(i, j, x*y)
		}
	}
	return out, nil
}
