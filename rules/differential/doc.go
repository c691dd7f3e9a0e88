// Package differential derives by differentials and the Frobenius inner product: df = G : dX.
//
// In come an expression and a symbol of it; out comes the derivative as a matrix expression, or
// as a linear map where it has more than two axes. The engine knows the differential rules of the
// operations, from the registry, and the rules that isolate dX; from both it makes the adjoint of
// each operation once, and then needs one sweep over the graph of the expression:
//
//   - [Gradient] sweeps backwards with a cotangent (a scalar's gradient, and every adjoint);
//   - [Tangent] sweeps forwards with a direction (derivatives by a scalar, and linear maps);
//   - [Jacobian] pushes dx in the tangent of a vector to the right, A*(x.*dx) = A*Diag(x)*dx.
package differential
