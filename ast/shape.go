package ast

// A Shape is the size of a value: Rows × Cols. A scalar is 1×1, a column vector n×1, a row 1×n.
type Shape struct{ Rows, Cols Dim }

// Scalar is the shape 1×1.
var Scalar = Shape{One, One}

// Vector is the shape of a column vector with n entries.
func Vector(n Dim) Shape { return Shape{n, One} }

// Matrix is the shape n×m.
func Matrix(n, m Dim) Shape { return Shape{n, m} }

// IsScalar reports whether s is 1×1.
func (s Shape) IsScalar() bool { return s == Scalar }

// IsVector reports whether s is n×1 with n other than 1.
func (s Shape) IsVector() bool { return s.Cols == One && s.Rows != One }

// IsRow reports whether s is 1×n with n other than 1.
func (s Shape) IsRow() bool { return s.Rows == One && s.Cols != One }

// IsMatrix reports whether s has two dimensions other than 1.
func (s Shape) IsMatrix() bool { return s.Rows != One && s.Cols != One }

// IsSquare reports whether s has as many rows as columns.
func (s Shape) IsSquare() bool { return s.Rows == s.Cols }

// T is the shape of the transpose.
func (s Shape) T() Shape { return Shape{s.Cols, s.Rows} }

// Entries is the number of entries.
func (s Shape) Entries() Dim { return s.Rows.Times(s.Cols) }

// Axes is the number of axes that an array of this shape has in code and in a result: none for a
// scalar, one for a column vector, two for a matrix and for a row.
func (s Shape) Axes() int {
	switch {
	case s.IsScalar():
		return 0
	case s.IsVector():
		return 1
	}
	return 2
}

// String gives "scalar" or the sizes, as in "n×m" and, for a vector, "n×1".
func (s Shape) String() string {
	if s.IsScalar() {
		return "scalar"
	}
	return factorText(s.Rows) + "×" + factorText(s.Cols)
}

// factorText is the text of d where it stands as a factor, in parentheses where it is a sum.
func factorText(d Dim) string {
	if len(d.monomials()) > 1 {
		return "(" + d.String() + ")"
	}
	return d.String()
}
