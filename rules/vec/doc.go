// Package vec derives in the form of Magnus and Neudecker (Matrix Differential Calculus, 3rd ed. 2019):
// the derivative of F by X is the matrix ∂vec F/∂(vec X)', with one row for each entry of F and one
// column for each entry of X, column after column.
//
// What goes in is an expression and the variables, one for each order; what comes out is a
// [rules.Derivation]. The chain rule is ∂vec F/∂(vec a)' = Σ (∂vec F/∂(vec n)')·(∂vec n/∂(vec a)') over
// the operations n with the argument a, accumulated from F down, so that one sweep serves all variables
// and the work is linear in the graph. The matrix of one operation comes from its differential by the
// rules of the kind [rules.Vectorise]: vec(A*U*B) = kron(B',A)*vec(U). The row of a scalar is kept as
// vec(G)', by vec(G)'*kron(B',A) = vec(A'*G*B')', so that it does not grow.
//
// For a variable with a structure the derivative is one inside the space of the structure:
//
//   - Sym, PD: ∂vec F/∂(vech X)' = (∂vec F/∂(vec X)')·Dup(n), of n(n+1)/2 columns;
//   - Skew, Diag, Lower, Upper: (∂vec F/∂(vec X)')·P, where P is the projection to the space: times the
//     vec of a direction in the space it is the derivative in that direction.
//
// By an entry of X the derivative is a column. The order k+1 is the derivative of vec of the matrix of
// order k: for a scalar f the second order is the Hessian ∂²f/∂(vec X)∂(vec Y)', with rows by the
// first variable and columns by the second, and for symmetric X Dup(n)'·H·Dup(n).
package vec
