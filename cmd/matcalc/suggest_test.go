package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	names := []string{"diff", "hessian", "jvp", "vjp", "hvp", "shape", "version", "completion", "help"}
	tests := []struct{ word, want string }{
		{"dif", "diff"}, {"idff", "diff"}, {"hesian", "hessian"}, {"jpv", "jvp"}, {"Shape", "shape"}, {"hess", "hessian"},
		{"x", ""}, {"", ""}, {"derive", ""}, {"h(W*a)", ""},
	}
	for _, tt := range tests {
		if got := nearest(tt.word, names); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestNegativesLast(t *testing.T) {
	tests := []struct{ args, want []string }{
		{[]string{"-x'*x", "--wrt", "x"}, []string{"--wrt", "x", "--", "-x'*x"}},
		{[]string{"-h(W*a)", "-wW"}, []string{"-wW", "--", "-h(W*a)"}},
		{[]string{"-w", "x", "-log(x)"}, []string{"-w", "x", "--", "-log(x)"}},
		{[]string{"-2x", "--wrt=x"}, []string{"--wrt=x", "--", "-2x"}},
		{[]string{"-lA:elementwise", "x"}, []string{"-lA:elementwise", "x"}},
		{[]string{"-lA in Sym(n)", "x"}, []string{"-lA in Sym(n)", "x"}},
		{[]string{"x", "--tolerance", "-1.5"}, []string{"x", "--tolerance", "-1.5"}},
		{[]string{"x", "-z"}, []string{"x", "-z"}},
		{[]string{"-"}, []string{"-"}},
		{[]string{"-o../x", "x"}, []string{"-o../x", "x"}},
		{[]string{"-o'*o", "-w", "o"}, []string{"-w", "o", "--", "-o'*o"}},
		{[]string{"-ones(p)*x'", "-o", "f"}, []string{"-o", "f", "--", "-ones(p)*x'"}},
		{[]string{"-d_S", "--wrt", "d_S"}, []string{"--wrt", "d_S", "--", "-d_S"}},
		{[]string{"-d_S*x", "-oout.txt"}, []string{"-oout.txt", "--", "-d_S*x"}},
		{[]string{"-w'*w", "-w=w"}, []string{"-w=w", "--", "-w'*w"}},
		{[]string{"-w_1", "-ww_1,b[2]"}, []string{"-ww_1,b[2]", "--", "-w_1"}},
		{[]string{"-w - x", "-wx"}, []string{"-wx", "--", "-w - x"}},
		{[]string{"-l : A", "-lA, l in R^(n x m)"}, []string{"-lA, l in R^(n x m)", "--", "-l : A"}},
		{[]string{"-f_1'*x", "-fjson"}, []string{"-fjson", "--", "-f_1'*x"}},
		{[]string{"-f", "json", "-l", "x in R", "x"}, []string{"-f", "json", "-l", "x in R", "x"}},
		{[]string{"-o - x"}, []string{"--", "-o - x"}},
		{[]string{"-hx"}, []string{"--", "-hx"}},
		{[]string{"-h"}, []string{"-h"}},
		{[]string{"-help"}, []string{"-help"}},
		{[]string{"-x", "--wrt", "x"}, []string{"--wrt", "x", "--", "-x"}},
		{[]string{"-2"}, []string{"--", "-2"}},
		{[]string{"-λ", "-wλ"}, []string{"-wλ", "--", "-λ"}},
		{[]string{"--(x)"}, []string{"--", "--(x)"}},
		{[]string{"--wrong", "x"}, []string{"--wrong", "x"}},
		{[]string{"--let=A : B", "A"}, []string{"--let=A : B", "A"}},
		{[]string{"--", "-x"}, []string{"--", "-x"}},
	}
	for _, tt := range tests {
		if got := negativesLast(diffCommand(newConsole()), slices.Clone(tt.args)); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.args, got, tt.want)
		}
	}
}

// TestSuggestions: commands, flags and the words that flags take, mistyped or called as elsewhere.
func TestSuggestions(t *testing.T) {
	for _, tt := range []struct {
		args []string
		hint string
	}{
		{[]string{"dif", "x"}, "did you mean diff?"},
		{[]string{"chek", "x"}, "did you mean check?"},
		{[]string{"derivative", "x"}, "did you mean diff?"},
		{[]string{"verify", "x"}, "did you mean check?"},
		{[]string{"help", "hesian"}, "did you mean hessian?"},
		{[]string{"--versoin"}, "did you mean matcalc version?"},
		{[]string{"diff", "x", "--fromat", "json"}, "did you mean --format?"},
		{[]string{"diff", "x", "--variable", "x"}, "did you mean --wrt?"},
		{[]string{"diff", "x", "-format", "json"}, "did you mean --format?"},
		{[]string{"diff", "x", "-wrt=x"}, "did you mean --wrt?"},
		{[]string{"check", "x'*x", "--clam", "x"}, "did you mean --claim?"},
		{[]string{"diff", "x", "--format", "latx"}, "did you mean latex?"},
		{[]string{"diff", "x", "--format", "tex"}, "did you mean latex?"},
		{[]string{"diff", "x", "--format", "python"}, "did you mean numpy?"},
		{[]string{"diff", "x", "--form", "indx"}, "did you mean index?"},
		{[]string{"diff", "x", "--form", "components"}, "did you mean index?"},
		{[]string{"diff", "x", "--layout", "num"}, "did you mean numerator?"},
		{[]string{"diff", "x", "--color", "allways"}, "did you mean always?"},
		{[]string{"completion", "bsh"}, "did you mean bash?"},
		{[]string{"rules", "inverze"}, "did you mean inverse?"},
		{[]string{"diff", "trce(X)"}, "did you mean trace?"},
		{[]string{"diff", "dte(X)"}, "did you mean det?"},
		{[]string{"diff", "transp(X)"}, "did you mean transpose?"},
		{[]string{"diff", "h(W*alpha)", "--wrt", "alpa"}, "did you mean alpha?"},
		{[]string{"diff", "h(W*a)", "--wrt", "w"}, "did you mean W?"},
		{[]string{"diff", "tr(S)", "--let", "S in Symm(n)"}, "did you mean Sym?"},
		{[]string{"diff", "tr(S)", "--let", "S in symmetric(n)"}, "did you mean Sym?"},
	} {
		c := testConsole(t)
		if code := run(tt.args, c.console); code != exitUsage && code != exitInput {
			t.Errorf("%q: exit code %d", tt.args, code)
		}
		if text := c.errors(); !strings.Contains(text, "hint: "+tt.hint) {
			t.Errorf("%q: %s\nwant %s", tt.args, text, tt.hint)
		}
	}
}

// TestErrorObjects: with the format json errors are objects, those on the command line too, and standard output stays
// empty.
func TestErrorObjects(t *testing.T) {
	for _, tt := range []struct {
		args []string
		kind string
		code int
	}{
		{[]string{"diff", "A*", "--format", "json"}, "syntax", exitInput},
		{[]string{"diff", "x'*x", "--wrt", "y", "-f", "json"}, "variable", exitInput},
		{[]string{"diff", "x'*x", "--ordr", "2", "-fjson"}, "usage", exitUsage},
		{[]string{"diff", "x'*x", "--order", "0", "--format=json"}, "usage", exitUsage},
		{[]string{"check", "x'*x", "--format=json"}, "usage", exitUsage},
		{[]string{"check", "x'*x", "--claim", "x +", "--format=json"}, "syntax", exitInput},
		{[]string{"dif", "x'*x", "--format=json"}, "usage", exitUsage},
		{[]string{"simplify", "x +", "--format=json"}, "syntax", exitInput},
		{[]string{"shape", "x +", "--format=json"}, "syntax", exitInput},
		{[]string{"rules", "nothing", "--format=json"}, "unsupported", exitInput},
	} {
		c := testConsole(t)
		code := run(tt.args, c.console)
		var object struct {
			OK    *bool
			Error struct{ Kind, Message, Hint string }
		}
		text := c.errors()
		if err := json.Unmarshal([]byte(text), &object); err != nil || object.OK == nil || *object.OK {
			t.Errorf("%q: %s", tt.args, text)
		}
		if object.Error.Kind != tt.kind || object.Error.Message == "" || object.Error.Hint == "" || code != tt.code {
			t.Errorf("%q: exit code %d, %+v", tt.args, code, object.Error)
		}
		if out := c.output(); out != "" {
			t.Errorf("%q: on standard output %s", tt.args, out)
		}
	}
}

// A recorded console writes to files that can be read again.
type recorded struct {
	*console
	t *testing.T
}

func testConsole(t *testing.T) recorded {
	t.Helper()
	c := newConsole()
	c.in = strings.NewReader("")
	for _, f := range []**os.File{&c.out, &c.err} {
		file, err := os.CreateTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { file.Close() })
		*f = file
	}
	return recorded{c, t}
}

func (r recorded) errors() string { return r.read(r.err) }
func (r recorded) output() string { return r.read(r.out) }

func (r recorded) read(f *os.File) string {
	text, err := os.ReadFile(f.Name())
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}
