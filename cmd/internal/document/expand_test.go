package document

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/rules/verify"
)

// expand expands a document with its files, the first of them the document.
func expand(o Options, files ...Source) *Report {
	o.Verify, o.Within = &verify.Options{}, unlimited
	o.Read = func(name string) (string, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Text, nil
			}
		}
		return "", errors.New("not there")
	}
	return Expand(&files[0], o)
}

func unlimited(work func(*ast.Budget) error) error { return work(nil) }

// TestExpand derives each different command once, in the order of the document.
func TestExpand(t *testing.T) {
	r := expand(Options{Version: "1"},
		Source{"dir/a.tex", `\usepackage{matcalc}\matcalc[wrt=x]{a'*x}\input{b}\matcalc[wrt=x]{a'*x}\matcalc[wrt={x,y},let={A in Sym(n)}]{x'*A*x + y'*y}`},
		Source{"dir/b.tex", `\matcalc[wrt=W, form=index, steps]{h(W*a)}\input{a}`},
	)
	if len(r.Mistakes) > 0 || r.Commands != 4 || r.Derivations != 3 || r.Kept != 0 || !r.UsesPackage {
		t.Errorf("%+v", r)
	}
	heads := []string{
		"\\matcalcresult{wrt=x}{a'*x}{%\na%\n}{%\n}\n",
		"\\matcalcresult{wrt=W, form=index, steps}{h(W*a)}{%\na_{j} (\\partial_{i} h)(W a)%\n}{%\n% index\n\\begin{align*}",
		"\\end{align*}\n}\n",
		"\\matcalcresult{wrt={x,y},let={A in Sym(n)}}{x'*A*x + y'*y}{%\n2 A x, \\quad\n2 y%\n}{%\n}\n",
	}
	rest := r.Results
	for _, head := range heads {
		_, after, ok := strings.Cut(rest, head)
		if !ok {
			t.Fatalf("the results lack, or have not in this order, %q:\n%s", head, r.Results)
		}
		rest = after
	}
}

// TestKept takes over what is unchanged, and nothing else.
func TestKept(t *testing.T) {
	text := `\matcalc[wrt=x]{a'*x}\matcalc[wrt=y]{y'*y}`
	first := expand(Options{Version: "1"}, Source{"a.tex", text}).Results
	tests := []struct {
		name    string
		text    string
		options Options
		kept    int
	}{
		{"nothing changed", text, Options{Version: "1", Earlier: first}, 2},
		{"the order changed", `\matcalc[wrt=y]{y'*y} and \matcalc[wrt=x]{a'*x}`, Options{Version: "1", Earlier: first}, 2},
		{"an expression changed", strings.Replace(text, "a'*x", "b'*x", 1), Options{Version: "1", Earlier: first}, 1},
		{"an option changed", strings.Replace(text, "wrt=x", "wrt=a", 1), Options{Version: "1", Earlier: first}, 1},
		{"the version changed", text, Options{Version: "2", Earlier: first}, 0},
		{"all is asked for", text, Options{Version: "1", Earlier: first, Again: true}, 0},
		{"a result was changed by hand", text, Options{Version: "1", Earlier: strings.Replace(first, "2 y%", "3 y%", 1)}, 1},
		{"the ends of lines are those of Windows", text, Options{Version: "1", Earlier: strings.ReplaceAll(first, "\n", "\r\n")}, 2},
		{"the file is cut off", text, Options{Version: "1", Earlier: first[:len(first)-20]}, 1},
		{"the file is another", text, Options{Version: "1", Earlier: checksumMark + "\n\n" + checksumMark}, 0},
	}
	for _, tt := range tests {
		r := expand(tt.options, Source{"a.tex", tt.text})
		if r.Kept != tt.kept || r.Derivations != 2 || len(r.Mistakes) > 0 {
			t.Errorf("%s: %d of %d results are kept, want %d; %v", tt.name, r.Kept, r.Derivations, tt.kept, r.Mistakes)
		}
		if tt.text == text && tt.options.Version == "1" && r.Results != first {
			t.Errorf("%s: the results are\n%s\nwant\n%s", tt.name, r.Results, first)
		}
	}
}

// TestMistakes tells of each mistake where it stands, and derives the rest.
func TestMistakes(t *testing.T) {
	tests := []struct{ text, want string }{ // the document; line, column, what is marked and the message
		{"a\n \\matcalc[wrt=x]{x +}", "2:21 \"\" the input ends where"},
		{"\\matcalc[wrt=x]{x % c\n + ) y}", "2:4 \")\""},
		{"\\matcalc[wrt=q]{h(W*a)}", "1:14 \"q\" there is no q in the expression"},
		{"\\matcalc[wrt={W, q}]{h(W*a)}", "1:18 \"q\" there is no q in the expression"},
		{"\\matcalc{h(W*a)}", "1:10 \"h(W*a)\" the expression has several variables"},
		{"\\matcalc[wrt=x, let={A in Sim(n)}]{x'*A*x}", "1:27 \"Sim(n)\" \"Sim\" is no space"},
		{"\\matcalc[wrt=x,\n form=indx]{x'*x}", "2:7 \"indx\" the option form does not take indx"},
		{"\\matcalc[ frm = index ]{x'*x}", "1:11 \"frm\" \\matcalc has no option frm"},
		{"\\matcalc[wrt=]{x'*x}", "1:10 \"wrt=\" the option wrt needs a value"},
		{"\\matcalc[order=0]{x'*x}", "1:16 \"0\" the order is a number from 1 to 100"},
		{"\\newcommand\\g[1]{\\matcalc{#1}}", "1:27 \"#1\" a derivation cannot depend on"},
		{"\\matcalc{x'*x\n\n}", "1:9 \"{\" the expression of \\matcalc does not end"},
		{"\\matcalc[wrt=x{x'*x}", "1:1 \"\\\\matcalc\" the options of \\matcalc do not end"},
		{"é \\matcalc[wrt=x]{‖x‖ + ?}", "1:25 \"?\""},
	}
	for _, tt := range tests {
		r := expand(Options{}, Source{"a.tex", tt.text + "\n\\matcalc[wrt=y]{y'*y}"})
		if len(r.Mistakes) != 1 || r.Derivations != 1 {
			t.Errorf("%q: %d mistakes, %d derivations", tt.text, len(r.Mistakes), r.Derivations)
			continue
		}
		e := r.Mistakes[0].Err
		line, column := e.Position()
		got := fmt.Sprintf("%d:%d %q %s", line, column, e.Source[e.Span.Start:e.Span.End], e.Message)
		if !strings.HasPrefix(got, tt.want) {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestUnverified marks a result that fails its check, and derives it anew the next time.
func TestUnverified(t *testing.T) {
	o := Options{Version: "1"}
	o.Read = func(string) (string, error) { return "", errors.New("not there") }
	o.Verify, o.Within = &verify.Options{Tolerance: 1e-300}, unlimited
	main := &Source{"a.tex", `\matcalc[wrt=x]{sum(exp(x))}`}
	for range 2 {
		r := Expand(main, o)
		if len(r.Unverified) != 1 || len(r.Mistakes) != 0 || r.Kept != 0 || !strings.Contains(r.Results, "}\n\\matcalcunverified{wrt=x}{sum(exp(x))}\n") {
			t.Fatalf("%+v", r)
		}
		o.Earlier = r.Results
	}
}

// TestSettings checks that every option is taken in: it changes the result, or is the default.
func TestSettings(t *testing.T) {
	base := "wrt=x"
	plain := expand(Options{}, Source{"a.tex", `\matcalc[wrt=x]{h(A*x)}`}).Results
	formula := func(results string) string {
		_, after, _ := strings.Cut(results, "{h(A*x)}{%\n")
		return after
	}
	tests := map[string][]string{
		"wrt": {"wrt=A"}, "let": {base, "let={A in Sym(n)}"}, "form": {base, "form=index"}, "steps": {base, "steps=full"}, "order": {base, "order=2"},
		"layout": {base, "layout=numerator"}, "nabla": {base, "nabla=row"}, "mode": {base, "mode=jvp"},
	}
	for _, s := range settings {
		options := tests[s.name]
		if options == nil {
			t.Errorf("the option %s is not tested", s.name)
		}
		r := expand(Options{}, Source{"a.tex", `\matcalc[` + strings.Join(options, ", ") + `]{h(A*x)}`})
		if len(r.Mistakes) > 0 {
			t.Errorf("%v: %s", options, r.Mistakes[0].Err.Detail())
		}
		if formula(r.Results) == formula(plain) {
			t.Errorf("%v gives the same as %s:\n%s", options, base, r.Results)
		}
		if slices.Contains(s.values, "no") && formula(expand(Options{}, Source{"a.tex", `\matcalc[wrt=x, steps=no]{h(A*x)}`}).Results) != formula(plain) {
			t.Errorf("%s=no is not the default", s.name)
		}
	}
}
