// Package definition derives from the definition of the derivative: f(X+H) - f(X) is expanded to
// first order in H, and what is linear in H is Df(X)[H].
//
// In come an expression and the variables, one for each order; out comes a [rules.Derivation] whose
// result has the shape of the value and is linear in each of the directions H, K, …, which have the
// shapes of the variables and lie in the spaces of their structures.
package definition
