// Package derive answers one request from text to checked results.
//
// In comes a [Request]: an expression, declarations, variables, an order, a layout; out comes an
// [Answer] with a result for each variable, simplified, with its conditions and the verdict of the
// numerical check. Every command and the library go through [Derive].
package derive
