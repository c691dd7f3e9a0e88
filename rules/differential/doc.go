// Package differential derives by differentials and the Frobenius inner product: df = G : dX.
//
// In come an expression and a symbol of it; out comes the derivative as a matrix expression, and the
// lines that lead to it. Gradients, derivatives by a scalar and linear maps are sweeps of package
// operation, backwards with a cotangent or forwards with a direction. What is here besides:
//
//   - [Jacobian] pushes dx in the tangent of a vector to the right, A*(x.*dx) = A*Diag(x)*dx;
//   - [Project] moves a gradient into the space of a structure;
//   - [Conditions] tells where the rules hold;
//   - [Lines] writes a derivation line by line, from the whole expression down to the symbol, with
//     the rules of each line.
package differential
