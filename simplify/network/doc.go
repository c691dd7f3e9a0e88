// Package network takes a product of arrays apart into a graph: factors are joined by the indices
// they share, and an index that is not free is summed over.
//
// In comes a product of any kind: of matrices, entry by entry, a trace, a sum of entries, Diag and
// diag. An index that meets two factors is a matrix product, one that meets one factor a sum of its
// entries, one that meets three or more a Hadamard product or Diag; transposes, cyclic orders, names
// of indices and ones are gone. So products that are equal by any of these rules are one graph up to
// isomorphism ([Network.Key], [Same]), and [Read] gives the shortest matrix notation for a graph.
package network
