package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// overfull matches what pdflatex says of a line that runs into the margin.
var overfull = regexp.MustCompile(`Overfull \\hbox \([0-9.]+pt too wide\)[^\n]*`)

// TestLaTeXOfDerivations compiles the derivations of testdata/derivations, in all forms, with pdflatex:
// no line runs into the margin. On machines of CI pdflatex has to be there.
func TestLaTeXOfDerivations(t *testing.T) {
	pdflatex := installed(t, "pdflatex")
	names, err := filepath.Glob("../../testdata/derivations/*.md")
	if err != nil || len(names) < 30 {
		t.Fatalf("%d derivations, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(text)) {
				if command, ok := strings.CutPrefix(line, "$ "); ok {
					compile(t, pdflatex, strings.TrimSpace(command))
				}
			}
		})
	}
}

// compile runs a command that derives with LaTeX as its format, and pdflatex on what it prints.
func compile(t *testing.T, pdflatex, command string) {
	dir := t.TempDir()
	derive := exec.Command("sh", "-c", command+" --format latex --standalone -o page.tex")
	derive.Dir = dir
	if out, err := derive.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	page := exec.Command(pdflatex, "-interaction=nonstopmode", "-halt-on-error", "page.tex")
	page.Dir = dir
	out, err := page.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: pdflatex: %v\n%s", command, err, out)
	}
	log, err := os.ReadFile(filepath.Join(dir, "page.log"))
	if err != nil {
		t.Fatal(err)
	}
	if wide := overfull.FindAllString(string(log), -1); wide != nil {
		source, _ := os.ReadFile(filepath.Join(dir, "page.tex"))
		t.Errorf("%s: %s\n%s", command, strings.Join(wide, "\n"), source)
	}
}
