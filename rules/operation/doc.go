// Package operation tells what the rules say of one operation: its differential, linear in those of
// its arguments, and the adjoint of that map by each argument.
//
// In come a node and differentials or a cotangent; out come expressions, made from the Differential
// and Isolate rules of the registry. [Tangent] and [Adjoints] chain them over a graph; the engines of
// derivation build on both, or on single operations.
package operation
