package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"matcalc/ast"
	"matcalc/render"
)

// A Deriver answers a line within a budget. It may be called by several goroutines at once, and may panic
// with an *ast.Error.
type Deriver func(*ast.Budget, Line) Outcome

// An Outcome is what comes of a line.
type Outcome struct {
	// Result is the document in the format that was asked for: a text, or an object as it is.
	Result any
	// Verified is the verdict of the check.
	Verified *render.Verified
	// Notes are what a person should be told.
	Notes []string
	// Err says why the line has no result, or that its result failed the check; an *ast.Error or any other.
	Err error
}

// The object that is written for a line, after its head.
type answerJSON struct {
	OK       bool             `json:"ok"`
	Result   any              `json:"result,omitempty"`
	Verified *render.Verified `json:"verified,omitempty"`
	Error    *errorJSON       `json:"error,omitempty"`
	Notes    []string         `json:"notes,omitempty"`
}

type errorJSON struct {
	Kind    ast.ErrorKind `json:"kind"`
	Message string        `json:"message"`
	Line    int           `json:"line,omitempty"`
	Column  int           `json:"column,omitempty"`
	Hint    string        `json:"hint,omitempty"`
}

// encode writes the line of an answer, with its newline.
func encode(l Line, o Outcome) []byte {
	out := answerJSON{OK: o.Err == nil, Result: o.Result, Verified: o.Verified, Notes: o.Notes}
	if o.Err != nil {
		out.Error = errorOf(o.Err)
	}
	body, err := marshal(out)
	if err != nil { // a result that is no JSON is a defect
		body, _ = marshal(answerJSON{Error: errorOf(defect(err))})
	}
	return append(head(l), body[1:]...)
}

// head is the start of an answer, by which it belongs to its line: the id as it is, and the text of a
// line without one.
func head(l Line) []byte {
	b := append([]byte(`{"id":`), l.ID...)
	if l.Text != "" {
		text, _ := marshal(l.Text) // a string is always JSON
		b = append(append(b, `,"input":`...), bytes.TrimSpace(text)...)
	}
	return append(b, ',')
}

// marshal encodes with < and & as they are, and a newline at the end.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

func errorOf(err error) *errorJSON {
	var e *ast.Error
	if !errors.As(err, &e) {
		return &errorJSON{Kind: ast.UnsupportedError, Message: err.Error()}
	}
	line, column := e.Position()
	return &errorJSON{Kind: e.Kind, Message: e.Message, Line: line, Column: column, Hint: e.Hint}
}

// defect is the error of a line at which the program itself failed.
func defect(why any) error {
	return &ast.Error{Kind: ast.UnsupportedError, Message: fmt.Sprintf("this is a defect of matcalc, please report it: %v", why)}
}
