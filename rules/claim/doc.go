// Package claim judges whether an expression that a person gives is the derivative of another one.
//
// In come a request to derive and a claim for each variable, in any of the four forms; out comes a judgement:
// right, right as the transpose, right but for a factor, right only under a condition that was not declared,
// right in another convention, or wrong, with a point at which that can be seen. The claim is read with the
// names of the expression.
//
// Numbers decide. The claim is compared with the derivative that matcalc finds, entry by entry at random points
// with different sizes; that derivative has to agree with finite differences first, and the point that speaks
// against a claim is evaluated with finite differences too.
package claim
