package ast

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Span is a stretch of the input, in bytes from its start. The zero Span is no place.
type Span struct{ Start, End int }

// Join is the least span that covers both.
func (s Span) Join(o Span) Span {
	if s == (Span{}) {
		return o
	}
	if o == (Span{}) {
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// An ErrorKind sorts errors, as batch output and exit codes do.
type ErrorKind string

// The kinds of errors.
const (
	SyntaxError      ErrorKind = "syntax"
	ShapeError       ErrorKind = "shape"
	DeclarationError ErrorKind = "declaration"
	VariableError    ErrorKind = "variable"
	UnsupportedError ErrorKind = "unsupported"
	UnverifiedError  ErrorKind = "unverified"
	TimeoutError     ErrorKind = "timeout"
	LimitError       ErrorKind = "limit"
)

// A LimitName names a limit that a user can raise.
type LimitName string

// The limits.
const (
	TimeLimit   LimitName = "time"
	MemoryLimit LimitName = "memory"
	NodeLimit   LimitName = "nodes"  // of all expressions of a derivation
	InputLimit  LimitName = "bytes"  // of the text
	TermLimit   LimitName = "terms"  // of the expression, once definitions are put in
	DigitLimit  LimitName = "digits" // of a number
)

// An Error is a mistake in the input, told to a person: what is wrong, where, and what would
// mend it.
type Error struct {
	Kind    ErrorKind
	Message string
	Source  string // the text that Span points into; "" where there is no place
	Span    Span
	Hint    string
	Limit   LimitName // what was reached, of a TimeoutError or a LimitError; "" where it cannot be raised
}

// Error gives the message alone; [Error.Detail] shows the place too.
func (e *Error) Error() string { return e.Message }

// Position gives the line and column, both from 1, of the start of the span; columns count
// characters. Both are 0 where the error has no place.
func (e *Error) Position() (line, column int) {
	if e.Source == "" {
		return 0, 0
	}
	before := e.Source[:min(e.Span.Start, len(e.Source))]
	line = strings.Count(before, "\n") + 1
	return line, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

// contextWidth is the greatest number of characters of a line that Detail shows.
const contextWidth = 100

// Detail gives the whole report: the message, the line of the input with a caret under the
// place, and the hint.
func (e *Error) Detail() string {
	var b strings.Builder
	fmt.Fprintf(&b, "error: %s\n", e.Message)
	if e.Source != "" {
		e.caret(&b)
	}
	if e.Hint != "" {
		fmt.Fprintf(&b, "hint: %s\n", e.Hint)
	}
	return b.String()
}

// visible replaces what has no width of one column of its own, or steers a terminal: tabs and
// spaces are blanks, any other such character is the sign for what cannot be shown.
func visible(r rune) rune {
	switch {
	case r == '\t' || unicode.Is(unicode.Zs, r):
		return ' '
	case !unicode.IsPrint(r) || unicode.Is(unicode.M, r):
		return '\uFFFD'
	}
	return r
}

// caret writes the line with the place, and carets under it. Long lines are cut around the place.
func (e *Error) caret(b *strings.Builder) {
	start := min(e.Span.Start, len(e.Source))
	from := strings.LastIndexByte(e.Source[:start], '\n') + 1
	to := len(e.Source)
	if i := strings.IndexByte(e.Source[start:], '\n'); i >= 0 {
		to = start + i
	}
	line := []rune(strings.Map(visible, strings.TrimSuffix(e.Source[from:to], "\r")))
	column := utf8.RuneCountInString(e.Source[from:start])
	width := max(1, utf8.RuneCountInString(e.Source[start:max(start, min(e.Span.End, to))]))
	before, after := "", ""
	if len(line) > contextWidth {
		cut := max(0, min(column-contextWidth/3, len(line)-contextWidth))
		end := min(len(line), cut+contextWidth)
		if cut > 0 {
			before = "…"
		}
		if end < len(line) {
			after = "…"
		}
		line, column = line[cut:end], column-cut
		width = max(1, min(width, len(line)-column))
	}
	if strings.Contains(e.Source, "\n") {
		n, _ := e.Position()
		fmt.Fprintf(b, "  line %d:\n", n)
	}
	fmt.Fprintf(b, "  %s%s%s\n", before, string(line), after)
	fmt.Fprintf(b, "  %s%s\n", strings.Repeat(" ", column+utf8.RuneCountInString(before)), strings.Repeat("^", width))
}
