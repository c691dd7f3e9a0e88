package batch

import (
	"bytes"
	"encoding/json"
	"errors"
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
		err = mistake(text, at, 1, "the line is not UTF-8: it has the byte 0x%02x", text[at])
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

// object reads an object field by field.
func (l *Line) object(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return notJSON(text, err)
	}
	var first error
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return notJSON(text, err)
		}
		name := key.(string) // a key that is no string is an error of Token
		end := int(d.InputOffset())
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return notJSON(text, err)
		}
		if err := l.set(name, value); err != nil && first == nil {
			at := end - len(name) - 2
			if _, known := fieldNamed(name); known {
				at = int(d.InputOffset()) - len(value)
			}
			var e *ast.Error
			if errors.As(err, &e) {
				e.Source, e.Span = string(text), ast.Span{Start: max(0, at), End: max(0, at) + 1}
			}
			first = err
		}
	}
	if _, err := d.Token(); err != nil {
		return notJSON(text, err)
	}
	end := int(d.InputOffset())
	if rest := bytes.TrimLeft(text[end:], " \t\r"); len(rest) > 0 {
		return mistake(text, len(text)-len(rest), 1, "the line goes on after its object")
	}
	if first == nil && l.Expr == "" {
		return &ast.Error{Kind: ast.SyntaxError, Message: `the field "expr" is missing`, Hint: `a line is {"expr": "h(W*a)", "wrt": "W"}, or h(W*a) ; wrt W`}
	}
	return first
}

// notJSON tells where a line stops to be JSON; err is what stands there unless a look at the whole line
// tells it better.
func notJSON(text []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(json.Unmarshal(text, new(json.RawMessage)), &syntax) {
		return mistake(text, len(text), 1, "the line is not JSON: %v", err)
	}
	if strings.HasPrefix(syntax.Error(), "unexpected end") {
		return mistake(text, len(text), 1, "the line is not JSON: it ends inside the object")
	}
	return mistake(text, int(syntax.Offset)-1, 1, "the line is not JSON: %v", syntax)
}

// mistake is an error in the line itself, at a byte of it.
func mistake(text []byte, at, width int, format string, args ...any) error {
	at = max(0, at)
	return &ast.Error{
		Kind: ast.SyntaxError, Message: fmt.Sprintf(format, args...),
		Source: string(text), Span: ast.Span{Start: at, End: at + width},
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
