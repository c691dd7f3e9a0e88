// Package numeric evaluates expressions on arrays of real numbers: the oracle that results are
// checked against.
//
// In come expressions; an [Instance] gives every dimension a size, every symbol an array that
// respects its structure, and every unknown function a smooth function whose derivatives of all
// orders are exact. Out come arrays, and finite differences of them. An Instance is
// deterministic: the same generator and expressions give the same numbers.
package numeric
