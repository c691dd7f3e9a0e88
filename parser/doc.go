// Package parser reads the input language: it turns text into an [ast.Node] in a table, with the
// shape of every name, what was inferred, and what a person should be told.
//
// The way is text, tokens, a syntax tree with spans, terms with unknown shapes, nodes. A term is
// an expression whose names are resolved and whose definitions are instantiated; equal terms are
// one. Shapes are found by unification over all terms of the input, then by the default rules of
// the language, each followed by propagation. Nodes are made last, when every shape is known, so
// that no constructor of ast can fail.
//
// Every error is an [*ast.Error] with a span. Input of any depth or length ends in an answer or in
// an error of kind limit.
package parser
