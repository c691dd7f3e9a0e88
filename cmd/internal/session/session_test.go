package session

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/render"
)

// enter enters lines and gives what the last one prints, or its error with the place.
func enter(t *testing.T, s *Session, lines ...string) string {
	t.Helper()
	out := ""
	for _, line := range lines {
		reply, err := s.Enter(line, nil)
		var e *ast.Error
		switch {
		case errors.As(err, &e):
			line, column := e.Position()
			marked := ""
			if e.Source != "" {
				marked = e.Source[e.Span.Start:e.Span.End]
			}
			out = fmt.Sprintf("%d:%d %q %s", line, column, marked, e.Message)
			if e.Hint != "" {
				out += "; " + e.Hint
			}
		case err != nil:
			t.Fatalf("%s: %v is no *ast.Error", line, err)
		case reply.Write != nil:
			if out, err = reply.Write(func(*render.Options) {}); err != nil {
				t.Fatal(err)
			}
			out = strings.TrimSpace(out)
		default:
			out = strings.TrimSpace(reply.Text)
		}
	}
	return out
}

// isElided reports whether got starts with what stands before the "…" at the end of want.
func isElided(want, got string) bool {
	head, ok := strings.CutSuffix(want, "…")
	return ok && strings.HasPrefix(got, head)
}

// TestEnter enters lines after ":format plain", and compares what the last one prints.
func TestEnter(t *testing.T) {
	tests := []struct {
		lines []string
		want  string
	}{
		{[]string{"a'*x ; wrt x"}, "a"},
		{[]string{":wrt x", "a'*x"}, "a"},
		{[]string{":wrt x", ":wrt none", "norm(y)^2"}, "2*y"},
		{[]string{"x'*x # the square"}, "2*x"},
		{[]string{"# nothing"}, ""},
		{[]string{""}, ""},

		// Declarations hold, and later ones replace them.
		{[]string{"A in Sym(n)", "x'*A*x ; wrt x"}, "2*A*x"},
		{[]string{"let A in Sym(n)", ":let x in R^n", ":let"}, "A in Sym(n)\nx in R^n"},
		{[]string{"A in Sym(n), x in R^n", "A in R^(n x n)", "x'*A*x ; wrt x"}, "(A + A')*x"},
		{[]string{"A ∈ Sym(n)", ":forget A", "x'*A*x ; wrt x"}, "(A + A')*x"},
		{[]string{"h: R^n -> R^m", "h(x) ; wrt x"}, "D(h)(x)"},
		{[]string{"sigma: elementwise", ":let"}, "sigma: elementwise"},
		{[]string{"A in Sym(n)", "y'*y"}, "2*y"}, // a declaration of other names is no variable
		{[]string{"A : B ; wrt A"}, "B"},
		{[]string{"x'*A*x where A in Sym(n) ; wrt x"}, "2*A*x"},

		// Definitions are put in front of what uses them.
		{[]string{"z = W*x + b", "norm(z)^2 ; wrt b"}, "2*(W*x + b)"},
		{[]string{"z = W*x + b; norm(z)^2 ; wrt b"}, "2*(W*x + b)"},
		{[]string{"z = W*x", "y = 2*z", "z = W*x + b", "y'*y ; wrt b"}, "8*(W*x + b)"},
		{[]string{"g(u) = A*u", "c'*g(x) ; wrt x"}, "A'*c"},
		{[]string{"T[i,j] = A[i,j]*B[i,j]", "sum(i, sum(j, T[i,j])) ; wrt A"}, "B"},
		{[]string{"z = W*x", "y'*y"}, "2*y"},
		{[]string{"z = W*x", "z'*z ; wrt z"}, "2*z"},
		{[]string{"z = W*x", "z = b", ":let"}, "z = b"},
		{[]string{"z in R^n", "z = W*x", ":forget z", ":let"}, "nothing is declared or defined"},

		// The last result is ans.
		{[]string{"x'*A*x ; wrt x", "c'*ans ; wrt x"}, "(A + A')*c"},
		{[]string{"A in Sym(n)", "x'*A*x ; wrt x", "ans'*ans ; wrt x"}, "8*A^2*x"},
		{[]string{"norm(A*x - b)^2 ; wrt x", "ans"}, "ans = 2*A'*(A*x - b)"},
		{[]string{"norm(A*x - b)^2 ; wrt x", "ans ; wrt x", "ans ; wrt A"}, "2*(A'*d_A + d_A'*A)"},
		{[]string{"c*w ; wrt c", "ans'*ans"}, "2*w"},
		{[]string{"h(W*a) ; wrt W", ":let"}, "ans = grad(h)(W*a)*a'"},
		{[]string{":form index", "h(W*a) ; wrt W", ":let"}, "ans = grad(h)(W*a)*a'"},
		{[]string{"a'*x ; wrt x,a", ":let"}, "ans = a"},
		{[]string{"a'*x ; wrt x", ":clear", ":let"}, "nothing is declared or defined"},

		// Settings.
		{[]string{":form index", "h(W*a) ; wrt W"}, "grad(h)(W*a)[i]*a[j]"},
		{[]string{":order 2", "x'*A*x ; wrt x"}, "A + A'"},
		{[]string{":layout numerator", "a'*x ; wrt x"}, "a'"},
		{[]string{":format latex", "a'*x ; wrt a"}, "x"},
		{[]string{":fo latex"}, "1:1 \":fo\" :fo is the start of several commands; there are :forget, :form, :format"},
		{[]string{":form index", ":form"}, "form: index"},
		{[]string{":wrt"}, "wrt: none"},
		{[]string{":steps"}, "steps: yes"},
		{[]string{":steps", ":steps"}, "steps: no"},
		{[]string{":verify off", ":verify"}, "verify: off"},

		{[]string{":timeout 1m", ":timeout"}, "timeout: 1m0s"},
		{[]string{":timeout soon"}, "1:10 \"soon\" soon is no time; write 30s or 5m; 0 is no limit"},

		// Mistakes stand where they were typed.
		{[]string{"h(W*a"}, "1:2 \"(\" the parenthesis is not closed; …"},
		{[]string{"y'*y; x'*x"}, "1:1 \"y'*y\" an expression is the last thing in a line; give it a name, z = …, or write one line for each"},
		{[]string{"z = W*; z"}, "1:7 \"\" the input ends where a name, a number or \"(\" is expected; …"},
		{[]string{"A in Sim(n)"}, "1:6 \"Sim(n)\" \"Sim\" is no space; …"},
		{[]string{"W in R^(2 x 3), a in R^2", "z = 1", "h(W*a)"}, "1:3 \"W*a\" W*a does not conform: W is 2 × 3, a has 2 entries; a must have 3 entries"},
		{[]string{"z = W*a", "W in R^(2 x 3), a in R^2", "h(z)"}, "1:5 \"W*a\" in the definition of z: W*a does not conform: W is 2 × 3, a has 2 entries; a must have 3 entries"},
		{[]string{"z = z + 1"}, "1:1 \"z = z + 1\" z is defined by itself; give the new one another name"},
		{[]string{"z = y", "y = z"}, "1:1 \"y = z\" y is defined by itself; give the new one another name"},
		{[]string{"transpose(ans)*x ; wrt x"}, "1:11 \"ans\" ans has no value: there is no last result; enter an expression first"},
		{[]string{"z = 2*ans", "z'*x ; wrt x"}, "1:1 \"z'*x\" ans has no value: there is no last result; enter an expression first"},
		{[]string{"quit"}, "1:1 \"quit\" quit is no command here; write :quit; commands start with a colon"},
		{[]string{"exit"}, "1:1 \"exit\" exit is no command here; write :quit; commands start with a colon"},
		{[]string{"?"}, "1:1 \"?\" ? is no command here; write :help; commands start with a colon"},
		{[]string{"help in R^n", "help"}, "I"},
		{[]string{"ans = 3"}, "1:1 \"ans \" ans is the last result, and cannot be defined; take another name"},
		{[]string{"a'*x"}, "1:1 \"a'*x\" the expression has several variables: a, x; name the variable: :wrt W for all that follows, or EXPRESSION ; wrt W"},
		{[]string{":foo"}, "1:1 \":foo\" there is no command :foo; :help lists them"},
		{[]string{":form indx"}, "1:7 \"indx\" :form does not take indx; did you mean index?"},
		{[]string{":order 0"}, "1:8 \"0\" the order is a number from 1 to 100; the first derivative is :order 1"},
		{[]string{":forget q"}, "1:9 \"q\" q is neither declared nor defined; :let lists what is"},
		{[]string{":let A in Sim(n)"}, "1:11 \"Sim(n)\" \"Sim\" is no space; …"},
		{[]string{":check 2*x"}, "1:1 \":check 2*x\" nothing was derived yet; enter the expression first, then :check and the claim"},
		{[]string{"x'*x", ":check 2*x +"}, "1:13 \"\" the input ends where a name, a number or \"(\" is expected; …"},

		// A line in error changes nothing.
		{[]string{"z = 2*x; z'*", ":let"}, "nothing is declared or defined"},
		{[]string{"a'*x ; wrt x", "a'*", ":let"}, "ans = a"},
	}
	for _, tt := range tests {
		s := New()
		enter(t, s, ":format plain")
		if got := enter(t, s, tt.lines...); got != tt.want && !isElided(tt.want, got) {
			t.Errorf("%q prints\n%s\nwant\n%s", tt.lines, got, tt.want)
		}
	}
}

// TestCheck judges claims about the last expression.
func TestCheck(t *testing.T) {
	s := New()
	enter(t, s, "norm(A*x - b)^2 ; wrt x")
	for claim, want := range map[string]string{"2*A'*(A*x - b)": "right", "A'*(A*x - b)": "factor"} {
		if got := enter(t, s, ":check "+claim); !strings.Contains(got, want) {
			t.Errorf(":check %s prints\n%s\nwhich lacks %q", claim, got, want)
		}
	}
}

// TestTools gives a tool the expression with its definitions and declarations, and its errors a place.
func TestTools(t *testing.T) {
	s := New()
	var got Input
	s.Tools = map[string]Tool{"shape": {Doc: "shapes", Run: func(in Input, _ *ast.Budget) (Reply, error) {
		got = in
		if strings.Contains(in.Text, "bad") {
			start := strings.Index(in.Text, "bad")
			return Reply{}, &ast.Error{Message: "bad", Source: in.Text, Span: ast.Span{Start: start, End: start + 3}}
		}
		return Reply{Text: "done"}, nil
	}}}
	enter(t, s, "A in Sym(n), B in Sym(n)", "z = A*x")
	if out := enter(t, s, ":sha norm(z)"); out != "done" {
		t.Error(out)
	}
	if want := "z = A*x; norm(z)"; got.Text != want || !slices.Equal(got.Let, []string{"A in Sym(n)"}) {
		t.Errorf("%+v, want %s", got, want)
	}
	if got, want := enter(t, s, ":shape z + bad"), `1:12 "bad" bad`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := enter(t, s, ":shape"), `1:1 ":shape" :shape needs an expression; write it behind, as in :shape h(W*a)`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestHelp names every command.
func TestHelp(t *testing.T) {
	s := New()
	s.Tools = map[string]Tool{"shape": {Doc: "the shapes"}}
	text := enter(t, s, ":help")
	for _, name := range s.CommandNames() {
		if !strings.Contains(text, "\n  :"+name+" ") {
			t.Errorf(":help lacks %s:\n%s", name, text)
		}
	}
	if enter(t, s, ":q"); !s.Done() {
		t.Error(":q does not end the session")
	}
}

// TestComplete completes names, functions, commands and their arguments.
func TestComplete(t *testing.T) {
	s := New()
	enter(t, s, "Weight in R^(n x m)", "zeta = Weight*x", "norm(zeta)^2 ; wrt x")
	tests := []struct {
		line, head string
		want       []string
	}{
		{"We", "", []string{"Weight"}},
		{"2*ze", "2*", []string{"zeta", "zeros("}},
		{"norm(an", "norm(", []string{"ans"}},
		{"logde", "", []string{"logdet("}},
		{":for", ":", []string{"forget", "form", "format"}},
		{":form in", ":form ", []string{"index"}},
		{":wrt We", ":wrt ", []string{"Weight"}},
		{":forget z", ":forget ", []string{"zeta"}},
		{":check Wei", ":check ", []string{"Weight"}},
		{":foo x", ":foo ", nil},
		{"x'*x ; wrt We", "x'*x ; wrt ", []string{"Weight"}},
	}
	for _, tt := range tests {
		head, words := s.Complete(tt.line)
		if head != tt.head || !slices.Equal(words, tt.want) {
			t.Errorf("%q completes to %q and %q, want %q and %q", tt.line, head, words, tt.head, tt.want)
		}
	}
}
