package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"strings"

	"matcalc/ast"
)

// object reads an object field by field. Of a line that is no JSON it reads the fields before the place
// where it stops to be, since the id may be among them.
func (l *Line) object(text []byte) error {
	valid, broken := text, notJSON(text)
	var e *ast.Error
	if errors.As(broken, &e) {
		valid = text[:e.Span.Start]
	}
	var first error
	for f := range fieldsOf(valid) {
		err := l.set(f.name, f.value)
		if first != nil || !errors.As(err, &e) {
			continue
		}
		at := f.valueAt
		if _, known := fieldNamed(f.name); !known {
			at = f.nameAt
		}
		e.Source, e.Span = string(text), ast.Span{Start: at, End: at + 1}
		first = e
	}
	switch {
	case broken != nil:
		return broken
	case first == nil && l.Expr == "":
		return &ast.Error{Kind: ast.SyntaxError, Message: `the field "expr" is missing`, Hint: `a line is {"expr": "h(W*a)", "wrt": "W"}, or h(W*a) ; wrt W`}
	}
	return first
}

// notJSON tells where a line stops to be JSON; nil where it is.
func notJSON(text []byte) error {
	var syntax *json.SyntaxError
	if !errors.As(json.Unmarshal(text, new(json.RawMessage)), &syntax) {
		return nil
	}
	at := int(syntax.Offset) - 1
	switch {
	case strings.HasPrefix(syntax.Error(), "unexpected end"):
		return mistake(text, len(text), "the line is not JSON: it ends inside the object")
	case strings.HasSuffix(syntax.Error(), "after top-level value"):
		return mistake(text, at, "the line goes on after its object")
	}
	return mistake(text, at, "the line is not JSON: %v", syntax)
}

// A member is a field as it stands in an object.
type member struct {
	name            string
	value           json.RawMessage
	nameAt, valueAt int
}

// fieldsOf gives the members of an object, or of the start of one, that are whole.
func fieldsOf(text []byte) iter.Seq[member] {
	return func(yield func(member) bool) {
		for i := bytes.IndexByte(text, '{') + 1; ; {
			start := bytes.IndexByte(text[i:], '"')
			if start < 0 {
				return
			}
			m := member{nameAt: i + start}
			nameEnd := valueEnd(text, m.nameAt)
			colon := -1
			if nameEnd > 0 {
				colon = bytes.IndexByte(text[nameEnd:], ':')
			}
			if colon < 0 || json.Unmarshal(text[m.nameAt:nameEnd], &m.name) != nil {
				return
			}
			rest := bytes.TrimLeft(text[nameEnd+colon+1:], " \t\r")
			m.valueAt = len(text) - len(rest)
			if i = valueEnd(text, m.valueAt); i < 0 {
				return
			}
			m.value = text[m.valueAt:i:i]
			if !yield(m) {
				return
			}
		}
	}
}

// valueEnd is the end of the value that starts at i, or -1 where it is not seen to end.
func valueEnd(text []byte, i int) int {
	depth := 0
	for ; i < len(text); i++ {
		switch text[i] {
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			if depth == 0 && i < len(text) {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			switch depth {
			case 0:
				return i // of the object around it
			case 1:
				return i + 1
			}
			depth--
		case ',', ' ', '\t', '\r':
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}
