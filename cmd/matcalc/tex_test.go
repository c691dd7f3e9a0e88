package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// paper is a document with \matcalc wherever LaTeX allows a formula.
const paper = `\documentclass{article}
\usepackage{matcalc}
\begin{document}
\section{The gradient \matcalc[wrt=W]{h(W*a)}}
In the text \matcalc[wrt=W, form=index]{h(W*a)}, in a formula $\nabla_a f = \matcalc[wrt=a]{h(W*a)}$, and
\[ \frac{\partial f}{\partial x} = \matcalc[wrt=x]{norm(A*x -   % the residual
   b_1)^{2}}, \qquad \matcalc[wrt=x]{z = W*x + c;
   norm(tanh(z))^2} \]
\begin{align}
  a &= \matcalc[wrt=X]{logdet(X)} & b &= \matcalc[wrt={x,y}, let={A in Sym(n)}]{x'*A*x + ‖y‖²}
\end{align}
\matcalc[wrt=W, form=index, steps]{h(W*a)}
\begin{center}\begin{tabular}{ll}
  \matcalc[wrt=X[i,j]]{tr(A*X)} & \fbox{\matcalc[mode=vjp]{inv(X)}}
\end{tabular}\end{center}
\footnote{\matcalc[wrt=x]{A\b'*x}}
\verb|\matcalc{x +}|
\end{document}
`

// derivations is the number of different commands in paper.
const derivations = 11

// inFolder runs a program in a folder and gives what it prints.
func inFolder(t *testing.T, dir, program string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// folder makes a folder with files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// typesetPaper runs pdflatex and gives its log, with long lines joined.
func typesetPaper(t *testing.T, pdflatex, dir string) string {
	t.Helper()
	cmd := exec.Command(pdflatex, "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "max_print_line=1000")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("pdflatex: %v\n%s", err, out)
	}
	log, err := os.ReadFile(filepath.Join(dir, "paper.log"))
	if err != nil {
		t.Fatal(err)
	}
	return string(log)
}

// TestTeX compiles a document as an author does who has matcalc, as one who has only the results, and
// as one who has not even those.
func TestTeX(t *testing.T) {
	pdflatex := installed(t, "pdflatex")
	dir := folder(t, map[string]string{"paper.tex": paper})
	for _, args := range [][]string{{"tex", "--sty", "-o", "matcalc.sty"}, {"tex", "paper.tex"}} {
		if out, err := inFolder(t, dir, "matcalc", args...); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	for range 2 { // the second time the title comes from the table of contents too
		if log := typesetPaper(t, pdflatex, dir); strings.Contains(log, "Package matcalc Warning") || strings.Contains(log, "Missing character") {
			t.Errorf("with all results:\n%s", log)
		}
	}
	out, err := inFolder(t, dir, "matcalc", "tex", "paper.tex")
	if want := "paper.matcalc.tex: 11 derivations, 11 unchanged\n"; err != nil || out != want {
		t.Errorf("%v: %q, want %q", err, out, want)
	}

	if err := os.Remove(filepath.Join(dir, "paper.matcalc.tex")); err != nil {
		t.Fatal(err)
	}
	log := typesetPaper(t, pdflatex, dir)
	missing := regexp.MustCompile(`There is no result for`).FindAllString(log, -1)
	if len(missing) < derivations || !strings.Contains(log, `Run "matcalc tex paper.tex"`) || !strings.Contains(log, "Output written on paper.pdf (1 page") {
		t.Errorf("without results there are %d warnings:\n%s", len(missing), log)
	}
}

// TestTeXWarnings compiles results that are not verified, and steps in math mode.
func TestTeXWarnings(t *testing.T) {
	pdflatex := installed(t, "pdflatex")
	dir := folder(t, map[string]string{"paper.tex": `\documentclass{article}
\usepackage{matcalc}
\begin{document}
\matcalc[wrt=x]{sum(exp(x))} and $\matcalc[wrt=x, steps]{x'*x}$.
\end{document}
`})
	if out, err := inFolder(t, dir, "matcalc", "tex", "--sty", "-o", "matcalc.sty"); err != nil {
		t.Fatal(out)
	}
	out, err := inFolder(t, dir, "matcalc", "tex", "paper.tex", "--tolerance", "1e-300")
	if err == nil || err.Error() != "exit status 3" || !strings.Contains(out, "paper.tex:4:1: error: the derivative by x is not verified") {
		t.Errorf("%v\n%s", err, out)
	}
	log := typesetPaper(t, pdflatex, dir)
	for _, want := range []string{"This result failed its numerical check on input line 4", "in math mode only the result is set on input line 4"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
}

// TestLatexmk runs latexmk with docs/latexmkrc: a document is derived and set, what has changed is
// derived again, a mistake makes it fail, and without matcalc the results that are there are set.
func TestLatexmk(t *testing.T) {
	installed(t, "pdflatex")
	latexmk := installed(t, "latexmk")
	recipe, err := os.ReadFile("../../docs/latexmkrc")
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{"paper.tex": paper, ".latexmkrc": string(recipe)})
	if out, err := inFolder(t, dir, "matcalc", "tex", "--sty", "-o", "matcalc.sty"); err != nil {
		t.Fatal(out)
	}
	run := func(text string) (string, error) {
		if err := os.WriteFile(filepath.Join(dir, "paper.tex"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return inFolder(t, dir, latexmk, "-pdf", "-interaction=nonstopmode", "paper.tex")
	}
	out, err := run(paper)
	if err != nil || !strings.Contains(out, "paper.matcalc.tex: 11 derivations\n") || strings.Contains(out, "Package matcalc Warning") {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := run(paper); err != nil || strings.Contains(out, "derivations") {
		t.Errorf("nothing has changed, and latexmk runs again: %v\n%s", err, out)
	}
	changed := strings.Replace(paper, "tr(A*X)", "tr(A*X*B)", 1)
	if out, err := run(changed); err != nil || !strings.Contains(out, "paper.matcalc.tex: 11 derivations, 10 unchanged\n") {
		t.Errorf("%v\n%s", err, out)
	}
	wrong := strings.Replace(paper, "tr(A*X)", "tr(A*X", 1)
	if out, err := run(wrong); err == nil || !strings.Contains(out, "paper.tex:14:26: error: the parenthesis is not closed") {
		t.Errorf("a mistake: %v\n%s", err, out)
	}

	cmd := exec.Command(latexmk, "-pdf", "-g", "-interaction=nonstopmode", "paper.tex")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+withoutMatcalc())
	if err := os.WriteFile(filepath.Join(dir, "paper.tex"), []byte(strings.Replace(paper, "In the text", "Here", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	without, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(without), "derivations,") || !strings.Contains(string(without), "There is no result for") {
		t.Errorf("without matcalc: %v\n%s", err, without)
	}
}

// withoutMatcalc is the search path without the folders that matcalc is in.
func withoutMatcalc() string {
	var dirs []string
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if _, err := os.Stat(filepath.Join(dir, "matcalc")); err != nil {
			dirs = append(dirs, dir)
		}
	}
	return strings.Join(dirs, string(os.PathListSeparator))
}

// TestPandoc runs pandoc with docs/matcalc.lua.
func TestPandoc(t *testing.T) {
	pandoc := installed(t, "pandoc")
	filter, err := filepath.Abs("../../docs/matcalc.lua")
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{
		"paper.md": "Here is `h(W*a)`{.matcalc wrt=W}, by both `h(W*a)`{.matcalc wrt=W,a}, and `code`.\n\n" +
			"```{.matcalc wrt=x let=\"A in Sym(n)\"}\nx'*A*x\n```\n\n```{.matcalc wrt=W form=definition steps=yes}\nh(W*a)\n```\n",
		"wrong.md": "`h(W*`{.matcalc wrt=W}\n",
	})
	tests := []struct {
		format string
		want   []string
	}{
		{"latex", []string{`\(\nabla h(W a) a^\top\)`, `\(\nabla h(W a) a^\top, \quad W^\top \nabla h(W a)\)`, `\texttt{code}`, `\[2 A x\]`,
			"% definition\n\\begin{align*}\n", `\tag*{\footnotesize product/expansion}`, "The map is linear in $H$, so it is the derivative."}},
		{"html", []string{`\begin{aligned}`, `\text{product/expansion}`, `so it is the derivative.</p>`}},
	}
	for _, tt := range tests {
		out, err := inFolder(t, dir, pandoc, "--mathjax", "--wrap=preserve", "--lua-filter", filter, "-t", tt.format, "paper.md")
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		for _, want := range tt.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s lacks %q:\n%s", tt.format, want, out)
			}
		}
	}
	out, err := inFolder(t, dir, pandoc, "--lua-filter", filter, "wrong.md")
	if err == nil || !strings.Contains(out, "error: the input ends where") || !strings.Contains(out, "no derivative of h(W*") {
		t.Errorf("a mistake: %v\n%s", err, out)
	}
}
