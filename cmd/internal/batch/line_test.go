package batch

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"matcalc/ast"
)

func TestParse(t *testing.T) {
	defaults := Line{Mode: "diff", Order: 1, Format: "plain", Verify: true, Let: []string{"A in Sym(n)"}}
	tests := []struct {
		text string
		want func(*Line) // changes the defaults
	}{
		{`x'*x ; wrt x`, func(l *Line) { l.Expr, l.Wrt, l.Text = "x'*x ", "x", `x'*x ; wrt x` }},
		{`z = A*x; z'*z;wrt  x,A`, func(l *Line) { l.Expr, l.Wrt, l.Text = "z = A*x; z'*z", "x,A", `z = A*x; z'*z;wrt  x,A` }},
		{`wrt*x`, func(l *Line) { l.Expr, l.Text = "wrt*x", "wrt*x" }},
		{`{"expr": "x"}`, func(l *Line) { l.Expr, l.Text, l.Given = "x", `{"expr": "x"}`, []string{"expr"} }},
		{` { "id" : {"a": [1, 2.50]}, "expr": "x", "wrt": null }`, func(l *Line) {
			l.Expr, l.ID, l.Given = "x", []byte(`{"a": [1, 2.50]}`), []string{"id", "expr", "wrt"}
		}},
		{`{"id":12345678901234567890,"expr":"é","let":"a in R","steps":true,"verify":false,"seed":7,"points":2,"tolerance":1e-3,"order":2}`, func(l *Line) {
			l.ID, l.Expr, l.Let, l.Steps, l.Verify = []byte("12345678901234567890"), "é", []string{"A in Sym(n)", "a in R"}, "yes", false
			l.Seed, l.Points, l.Tolerance, l.Order = 7, 2, 1e-3, 2
			l.Given = []string{"id", "expr", "let", "steps", "verify", "seed", "points", "tolerance", "order"}
		}},
	}
	for _, tt := range tests {
		got, err := Parse([]byte(tt.text), defaults)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		want := defaults
		want.ID = []byte("null")
		tt.want(&want)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as\n%+v, want\n%+v", tt.text, got, want)
		}
	}
	if !slices.Equal(defaults.Let, []string{"A in Sym(n)"}) {
		t.Errorf("the declarations of the defaults become %v", defaults.Let)
	}
}

// TestParseErrors: an error tells its column, and the line keeps its id as far as it can be read.
func TestParseErrors(t *testing.T) {
	tests := []struct {
		text, id, message string
		column            int
	}{
		{`{"id":1,"expr":"x"`, "1", "it ends inside the object", 19},
		{`{"id":1,"expr":"x`, "1", "it ends inside the object", 18},
		{`{"id":1,"expr":}`, "1", "invalid character", 16},
		{`{"id":1 "expr":"x"}`, "1", "invalid character", 9},
		{`{"id":1,"expr":"x"} {}`, "1", "goes on after its object", 21},
		{`{"id":1,"exp":"x"}`, "1", `there is no field "exp"`, 9},
		{`{"expr":"x","id":1,"expr":"y"}`, "1", `"expr" stands twice`, 27},
		{`{"expr":7,"id":"a"}`, `"a"`, `"expr" must be a text`, 9},
		{`{"expr":"x","order":0}`, "null", `"order" must be an integer that is at least 1`, 21},
		{`{"expr":"x","order":1.5}`, "null", `"order" must be an integer`, 21},
		{`{"expr":"x","let":[1]}`, "null", `"let" must be a text or a list of texts`, 19},
		{`{"expr":"x","steps":"all"}`, "null", `"steps" must be true, false or "full"`, 21},
		{`{"expr":"x","tolerance":0}`, "null", `"tolerance" must be a number greater than 0`, 25},
		{`{"expr":"x","seed":-1}`, "null", `"seed" must be a natural number`, 20},
		{`{"id":[1]}`, "[1]", `"expr" is missing`, 0},
		{`{`, "null", "it ends inside the object", 2},
		{"{\"id\":3,\"expr\":\"a\xffb\"}", "3", "not UTF-8: it has the byte 0xff", 18},
		{"{\"id\":\"\xff\",\"expr\":\"b\"}", "null", "not UTF-8", 8},
		{"x\xc3 ; wrt x", "null", "not UTF-8: it has the byte 0xc3", 2},
	}
	for _, tt := range tests {
		l, err := Parse([]byte(tt.text), Line{})
		var e *ast.Error
		if !errors.As(err, &e) || e.Kind != ast.SyntaxError {
			t.Errorf("%s: the error is %v", tt.text, err)
			continue
		}
		_, column := e.Position()
		if !strings.Contains(e.Message, tt.message) || column != tt.column || string(l.ID) != tt.id {
			t.Errorf("%s: id %s, column %d: %s; want id %s, column %d: %s", tt.text, l.ID, column, e.Message, tt.id, tt.column, tt.message)
		}
	}
}

func TestBlank(t *testing.T) {
	for text, want := range map[string]bool{"": true, " \t": true, "# x": true, "  #": true, "x # y": false, "{}": false} {
		if Blank([]byte(text)) != want {
			t.Errorf("Blank(%q) is %v", text, !want)
		}
	}
}

// TestExcerpt: a line is cut between characters.
func TestExcerpt(t *testing.T) {
	for _, text := range []string{"short", strings.Repeat("é", maxText), "x" + strings.Repeat("é", maxText)} {
		got := excerpt([]byte(text))
		start, cut := strings.CutSuffix(got, "…")
		if !strings.HasPrefix(text, start) || cut != (len(text) > maxText) || len(start) > maxText {
			t.Errorf("%s is cut to %s", text, got)
		}
	}
}
