package numeric

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"matcalc/ast"
)

// A range tells how the entries of a symbol are drawn. Square matrices get a multiple of the
// identity added, so that they are well-conditioned.
type entryRange struct {
	lo, hi float64
	signs  bool // either sign
	shift  float64
	psd    bool // square matrices are symmetric positive definite
}

// ranges are tried in turn: the first suits all that is defined everywhere.
var ranges = []entryRange{
	{lo: 0.2, hi: 1.2, signs: true, shift: 2.5},
	{lo: 0.3, hi: 1.5, shift: 2.5},             // logarithms and roots
	{lo: 0.1, hi: 0.6, signs: true, shift: .8}, // asin, atanh
	{lo: 1.2, hi: 2.5, shift: 4},               // acosh
	{lo: 0.2, hi: 1.2, signs: true, psd: true}, // quadratic forms under a root
	{lo: 0.1, hi: 0.6, shift: 0.3},             // probabilities
	{lo: 0.02, hi: 0.2, signs: true, shift: 0}, // 1 - x'x
	{lo: -1.5, hi: -0.3, shift: -2.5},          // log(-x)
}

// rangeOf is the range for a domain of the catalogue.
func rangeOf(d ast.Domain) int {
	switch d {
	case ast.Positive:
		return 1
	case ast.UnitOpen:
		return 2
	case ast.AboveOne:
		return 3
	}
	return 0
}

func (r entryRange) entry(rng *rand.Rand) float64 {
	if r.signs {
		return signed(rng, r.lo, r.hi)
	}
	return r.lo + (r.hi-r.lo)*rng.Float64()
}

// array draws an array of that structure.
func (r entryRange) array(rng *rand.Rand, structure ast.Structure, rows, cols int) ast.Array {
	a := ast.NewArray(rows, cols)
	for i := range a.Data {
		a.Data[i] = r.entry(rng)
	}
	if rows == 1 || rows != cols {
		return a
	}
	switch structure {
	case ast.PositiveDefinite:
		return definite(a)
	case ast.Orthogonal:
		return orthogonal(a)
	case ast.Diagonal:
		return within(structure, a)
	case ast.Symmetric, ast.Unstructured:
		if r.psd {
			return definite(a)
		}
	}
	if structure != ast.SkewSymmetric {
		for i := range rows {
			a.Data[i*cols+i] += r.shift
		}
	}
	return within(structure, a)
}

// sides is the number of instances after which each scalar has had either sign, and each square matrix either sign of
// its trace, its determinant and its quadratic form, so that what holds for one of them alone is found out.
const sides = 3

// toSide changes the signs of a scalar or a square matrix to those of the side of the instance. Scalars that follow one
// another get different signs. Matrices are negated on the second side; on the third the first row is, of a symmetric
// one the first entry.
func (d *drawing) toSide(a ast.Array, s *ast.Symbol) {
	var negated []float64
	switch {
	case a.Rows != a.Cols:
	case a.Rows == 1 && d.side < 2 && (a.Data[0] < 0) != ((s.ID()+d.side)%2 > 0), a.Rows > 1 && d.side == 1:
		negated = a.Data
	case a.Rows > 1 && d.side == 2 && s.Structure == ast.Symmetric:
		negated = a.Data[:1]
	case a.Rows > 1 && d.side == 2 && s.Structure != ast.SkewSymmetric:
		negated = a.Data[:a.Cols]
	}
	for i := range negated {
		negated[i] = -negated[i]
	}
}

// drawDirection draws a direction in which a symbol of that structure may move. The entries of an
// orthogonal matrix move freely, since Q'Q = I is not used while differentiating.
func drawDirection(rng *rand.Rand, structure ast.Structure, rows, cols int) ast.Array {
	a := ast.NewArray(rows, cols)
	for i := range a.Data {
		a.Data[i] = signed(rng, 0.2, 1)
	}
	return within(structure, a)
}

// RandomDirection draws a direction within the structure of x.
func (in *Instance) RandomDirection(rng *rand.Rand, x *ast.Symbol) (ast.Array, error) {
	rows, cols, err := in.shape(x.Shape())
	if err != nil {
		return ast.Array{}, err
	}
	return drawDirection(rng, x.Structure, rows, cols), nil
}

// within projects a onto the space of a structure.
func within(structure ast.Structure, a ast.Array) ast.Array {
	if a.Rows != a.Cols || a.Rows == 1 {
		return a
	}
	out := ast.NewArray(a.Rows, a.Cols)
	for i := range a.Rows {
		for j := range a.Cols {
			v := a.At(i, j)
			switch structure {
			case ast.Symmetric, ast.PositiveDefinite:
				v = (v + a.At(j, i)) / 2
			case ast.SkewSymmetric:
				v = (v - a.At(j, i)) / 2
			case ast.Diagonal:
				if i != j {
					v = 0
				}
			case ast.LowerTriangular:
				if i < j {
					v = 0
				}
			case ast.UpperTriangular:
				if i > j {
					v = 0
				}
			}
			out.Set(i, j, v)
		}
	}
	return out
}

// definite is A·A'/n + I/2.
func definite(a ast.Array) ast.Array {
	out := ast.NewArray(a.Rows, a.Rows)
	for i := range a.Rows {
		for j := range a.Rows {
			out.Set(i, j, dot(a.Data[i*a.Cols:(i+1)*a.Cols], a.Data[j*a.Cols:(j+1)*a.Cols])/float64(a.Cols))
		}
		out.Data[i*a.Rows+i] += 0.5
	}
	return out
}

// orthogonal is the factor Q of A = QR.
func orthogonal(a ast.Array) ast.Array {
	var qr mat.QR
	qr.Factorize(mat.NewDense(a.Rows, a.Cols, a.Data))
	var q mat.Dense
	qr.QTo(&q)
	out := ast.NewArray(a.Rows, a.Rows)
	for i := range a.Rows {
		for j := range a.Rows {
			out.Set(i, j, q.At(i, j))
		}
	}
	return out
}
