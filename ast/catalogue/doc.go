// Package catalogue holds the functions of the input language, one [ast.Function] each, in
// tables: a file for each family. Parser, rules, numeric and renderers all read these entries, so
// a function is one entry and nothing else.
//
// The differential of an entry is the single source of its derivative: forward mode puts
// directions in the place of d(X), reverse mode transposes it. So it uses only maps that have a
// transpose around d(X): products with constants, sums, transposes, .*, ./, :, tr, sum, diag,
// Diag, vec, unvec, vech, kron, sym, skew, tril, triu, hcat, vcat, blkdiag, and dexpm, whose
// transpose is dexpm(X',G). The differential of a variadic function shows one argument for all.
//
// The tables are built on first use.
package catalogue
