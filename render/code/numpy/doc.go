// Package numpy writes Python modules that compute expressions and their derivatives with NumPy.
//
// In comes a [Module]: the expression, and the functions that give its derivatives, as nodes of
// one table. Each function is lowered to a graph of array operations, in which equal operations
// are one, chains of products stand in their cheapest order and inverses are solved for; then it
// is written as statements. A scalar is a float, a column vector a 1-d array, a row (1×n) and a
// matrix 2-d arrays; inside a function a row is a 1-d array too. An array of a derivative has the
// shape of the value followed by the shape of the variable, once for each order; one of three or
// more axes is einsum of its parts where package contraction finds such a form, else a loop over a
// basis. Everything is linear in the graph of the expression.
package numpy
