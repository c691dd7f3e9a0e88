// Package rules holds the rules of matrix calculus as values: what each says, where it is from
// and under which condition it holds, written in the input language. A file holds the rules of
// one concept; the differentials of functions come from the catalogue.
//
// In come names and texts; out come rules that are parsed on first use, templates that put
// arguments into a side of a rule, and matches of a left side against an expression. The
// derivation engines in the packages below use nothing else to know mathematics. One test walks
// the registry and checks every rule numerically.
package rules
