package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
)

// A Field is one that a line may have.
type Field struct {
	Name string
	Doc  string
	set  func(*Line, json.RawMessage) error
}

// Fields lists them all. A field that is null counts as left out.
var Fields = []Field{
	{"id", "any value; it is in the answer as it is", func(l *Line, v json.RawMessage) error { l.ID = v; return nil }},
	{"expr", "the expression", text(func(l *Line) *string { return &l.Expr })},
	{"wrt", "the variables, with commas; may be left out where there is one", text(func(l *Line) *string { return &l.Wrt })},
	{"let", "declarations: a text or a list", declarations},
	{"mode", "diff, jvp, vjp or hvp", text(func(l *Line) *string { return &l.Mode })},
	{"order", "the order of the derivative", number(func(l *Line) *int { return &l.Order })},
	{"form", "as --form", text(func(l *Line) *string { return &l.Form })},
	{"format", "as --format", text(func(l *Line) *string { return &l.Format })},
	{"steps", `true, false or "full", in the formats that show steps`, steps},
	{"layout", "as --layout", text(func(l *Line) *string { return &l.Layout })},
	{"nabla", "as --nabla", text(func(l *Line) *string { return &l.Nabla })},
	{"verify", "false leaves out the check", value("true or false", func(l *Line) *bool { return &l.Verify })},
	{"seed", "of the random points of the check", value("a natural number", func(l *Line) *uint64 { return &l.Seed })},
	{"points", "the number of points of the check", number(func(l *Line) *int { return &l.Points })},
	{"tolerance", "the greatest relative error that the check accepts", tolerance},
}

func fieldNamed(name string) (Field, bool) {
	for _, f := range Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// set takes in a field.
func (l *Line) set(name string, v json.RawMessage) error {
	f, ok := fieldNamed(name)
	switch {
	case !ok:
		return unknownField(name)
	case slices.Contains(l.Given, name):
		return fault("leave out one of them", "the field %q stands twice", name)
	}
	l.Given = append(slices.Clip(l.Given), name)
	if string(v) == "null" {
		return nil
	}
	if err := f.set(l, v); err != nil {
		return fault(`a line is {"expr": "h(W*a)", "wrt": "W", "order": 1, "let": ["a in R^n"]}`, "the field %q must be %v", name, err)
	}
	return nil
}

func unknownField(name string) error {
	var names []string
	for _, f := range Fields {
		names = append(names, f.Name)
	}
	hint := "the fields are " + strings.Join(names, ", ")
	if near := parser.Nearest(name, names); near != "" {
		hint = "did you mean " + near + "? The fields are " + strings.Join(names, ", ")
	}
	return &ast.Error{Kind: ast.SyntaxError, Message: fmt.Sprintf("there is no field %q", name), Hint: hint}
}

func fault(hint, format string, args ...any) error {
	return &ast.Error{Kind: ast.SyntaxError, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// value reads a field of a type; what it must be is the error.
func value[T any](what string, of func(*Line) *T) func(*Line, json.RawMessage) error {
	return func(l *Line, v json.RawMessage) error {
		if err := json.Unmarshal(v, of(l)); err != nil {
			return errors.New(what)
		}
		return nil
	}
}

func text(of func(*Line) *string) func(*Line, json.RawMessage) error { return value("a text", of) }

// number reads an integer that is at least 1.
func number(of func(*Line) *int) func(*Line, json.RawMessage) error {
	const what = "an integer that is at least 1"
	read := value(what, of)
	return func(l *Line, v json.RawMessage) error {
		if err := read(l, v); err != nil {
			return err
		}
		if *of(l) < 1 {
			return errors.New(what)
		}
		return nil
	}
}

func tolerance(l *Line, v json.RawMessage) error {
	if err := json.Unmarshal(v, &l.Tolerance); err != nil || !(l.Tolerance > 0) {
		return errors.New("a number greater than 0")
	}
	return nil
}

// declarations reads a text or a list of texts, which are added to those of the defaults.
func declarations(l *Line, v json.RawMessage) error {
	var one string
	list := []string{}
	if err := json.Unmarshal(v, &one); err == nil {
		list = []string{one}
	} else if err := json.Unmarshal(v, &list); err != nil {
		return errors.New("a text or a list of texts")
	}
	l.Let = slices.Concat(l.Let, list)
	return nil
}

func steps(l *Line, v json.RawMessage) error {
	switch string(v) {
	case "true", `"yes"`:
		l.Steps = "yes"
	case "false", `"no"`:
		l.Steps = "no"
	case `"full"`:
		l.Steps = "full"
	default:
		return errors.New(`true, false or "full"`)
	}
	return nil
}
