// Package ast holds the expressions of matrix calculus and what they are made of: exact
// numbers, dimensions, shapes, declarations, functions and errors that point into the input.
//
// In come names, numbers and operators, through the constructors of a [Table]; out come
// immutable nodes. Equal expressions of one table are one node, so equality is a comparison of
// pointers and an expression is a directed acyclic graph. A node is always in the local normal
// form that its constructor describes, knows its shape, and has a greater ID than each of its
// arguments, so that the order of IDs is a topological order.
//
// Every shape has two dimensions: a scalar is 1×1, a column vector n×1, a row 1×n.
package ast
