// Package notation prints expressions in three notations: the input language ([Sheet.Plain]),
// Unicode for people ([Sheet.Text]) and LaTeX ([Sheet.LaTeX]).
//
// In come nodes of one table, put on a [Sheet] together. Each is laid out once, as a small tree
// of terms, factors, quotients and applications in the order in which they are read; the printers
// are tables of forms over that tree. Parts that are used more than once and are not short get a
// name on the sheet, so that the output grows with the graph of an expression and not with its
// tree. What Plain prints reads back, under the same declarations, as the same node.
package notation
