// Package render writes answers for people and for programs.
//
// In comes a [derive.Answer]; out comes one document in one of the [Formats]: a page of text, lines
// of the input language, LaTeX, a JSON object, or a module of code. The same answer gives the same
// bytes. A derivative is written in forms, the entries of one table; what a format needs to know of
// a form stands there.
package render
