package ast

// An Array is the numerical value of an expression: Rows×Cols numbers, row after row.
type Array struct {
	Rows, Cols int
	Data       []float64
}

// NewArray makes an array of zeros.
func NewArray(rows, cols int) Array { return Array{rows, cols, make([]float64, rows*cols)} }

// ScalarArray is the 1×1 array of v.
func ScalarArray(v float64) Array { return Array{1, 1, []float64{v}} }

// At gives the entry in row i and column j, counted from 0.
func (a Array) At(i, j int) float64 { return a.Data[i*a.Cols+j] }

// Set changes the entry in row i and column j, counted from 0.
func (a Array) Set(i, j int, v float64) { a.Data[i*a.Cols+j] = v }
