package ast

// Cancelled are parts of a text that are no part of the expression that was read from it, such as inv(X) in X*inv(X).
type Cancelled struct {
	// Parts are operations that have no value everywhere.
	Parts []Node
	// Beside are the symbols of the term of the text, as a sum, in which they stand.
	Beside []Node
}
