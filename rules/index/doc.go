// Package index derives components: ∂F_ij/∂X_kl as sums over named indices with Kronecker deltas.
//
// In come an expression and the variables, one for each order; out comes the component as a scalar
// in free indices, with the lines that lead to it. The differential of an entry is pushed inwards,
// d(F)[i,j] = Σ coefficient · d(u)[r,s] for the parts u of the expression, the outermost first, until only
// entries of the variables are left, ∂X_rs/∂X_kl = δ_rk δ_sl. Each node of the graph is pushed once, with
// the coefficients of all its uses; what is long or used in several places is kept as an array.
package index
