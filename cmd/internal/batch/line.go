package batch

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"matcalc/ast"
)

// A Line is a question. What a line leaves out has the value of the defaults.
type Line struct {
	// ID is any JSON value, null where the line has none.
	ID json.RawMessage
	// Text is the line itself, cut, where it has no ID.
	Text string

	Expr, Wrt                   string
	Let                         []string
	Mode                        string
	Order                       int
	Form, Layout, Format, Nabla string
	Steps                       string // no, yes or full
	Verify                      bool
	Seed                        uint64
	Points                      int
	Tolerance                   float64

	// Given are the names of the fields that the line has.
	Given []string
}

// maxText is the number of bytes by which a line without an id is told.
const maxText = 200

// Blank reports whether a line asks nothing: it is empty or a comment.
func Blank(text []byte) bool {
	text = bytes.TrimSpace(text)
	return len(text) == 0 || text[0] == '#'
}

// Parse reads a line: an object, or an expression with its variable, EXPR ; wrt X. Where there is an
// error the line has its ID nevertheless, as far as that could be read.
func Parse(text []byte, defaults Line) (Line, error) {
	l := defaults
	var err error
	if isObject := bytes.HasPrefix(bytes.TrimLeft(text, " \t"), []byte("{")); isObject {
		err = l.object(text)
	} else {
		l.plain(string(text))
	}
	if at := invalid(text); at >= 0 {
		err = mistake(text, at, "the line is not UTF-8: it has the byte 0x%02x", text[at])
	}
	if l.ID == nil || !utf8.Valid(l.ID) {
		l.ID, l.Text = json.RawMessage("null"), excerpt(text)
	}
	return l, err
}

// plain reads EXPR ; wrt X.
func (l *Line) plain(text string) {
	l.Expr = text
	at := strings.LastIndexByte(text, ';')
	if at < 0 {
		return
	}
	if wrt := strings.Fields(text[at+1:]); len(wrt) > 1 && wrt[0] == "wrt" {
		l.Expr, l.Wrt = text[:at], strings.Join(wrt[1:], " ")
	}
}

// lineHint shows both kinds of lines.
const lineHint = `a line is {"expr": "h(W*a)", "wrt": "W"}, or h(W*a) ; wrt W`

// mistake is an error in the line itself, at a byte of it.
func mistake(text []byte, at int, format string, args ...any) error {
	at = max(0, at)
	return &ast.Error{
		Kind: ast.SyntaxError, Message: fmt.Sprintf(format, args...),
		Source: string(text), Span: ast.Span{Start: at, End: at + 1}, Hint: lineHint,
	}
}

// invalid is the place of the first byte that is no UTF-8, or -1.
func invalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// excerpt is the start of a line, in valid UTF-8.
func excerpt(text []byte) string {
	cut := text
	if len(cut) > maxText {
		cut = cut[:maxText]
		for len(cut) > 0 && !utf8.RuneStart(text[len(cut)]) {
			cut = cut[:len(cut)-1]
		}
	}
	out := string(bytes.ToValidUTF8(cut, []byte("\uFFFD")))
	if len(cut) < len(text) {
		out += "…"
	}
	return out
}
