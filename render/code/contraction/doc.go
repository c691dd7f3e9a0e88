// Package contraction writes linear maps as sums of products over indices, which code turns into
// einsum.
//
// In come an expression and the directions in which it is linear, such as -inv(X)*d_X*inv(X); out
// come terms, each a product of arrays whose axes carry indices, such as inv(X) with i,k and
// inv(X) with l,j. An index that is not one of the result is summed over. The result has the axes
// of the value, then those of each direction, so no direction is left. An axis whose entries are
// numbered in pairs, as those of vec and kron, has two indices.
package contraction
