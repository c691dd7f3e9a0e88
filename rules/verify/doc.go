// Package verify checks results against numbers.
//
// In come pairs of an expression and what is claimed to be its derivative; out comes a verdict: at
// random points, with random directions in the space of the variable's structure, the claimed
// derivative applied to the direction is compared with a fourth-order finite difference of the
// expression. A point where the difference itself cannot be trusted (a kink, an overflow) is drawn
// anew; when no point can be found the verdict is neither true nor false, and gives the reason.
package verify
