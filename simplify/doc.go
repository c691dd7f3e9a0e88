// Package simplify finds a short expression that is equal to a given one.
//
// In comes any expression, out comes one of the same value that is not longer: the rules of kind
// Simplify are applied from the leaves up until none applies, traces and inner products take one
// form for all cyclic orders, and sums are written with their common factors taken out. The result
// does not depend on the order in which terms are given, and simplifying it again changes nothing.
package simplify
