package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// bashCompletion is what scripts for bash are based on, a package of its own.
const bashCompletion = "/usr/share/bash-completion/bash_completion"

// shells are how each shell is started without the settings of the user, and told what matcalc
// completes.
var shells = map[string][]string{
	"bash":       {"bash --norc --noprofile", "PS1='ready> '", "source " + bashCompletion, "source <(matcalc completion bash)"},
	"bash alone": {"bash --norc --noprofile", "PS1='ready> '", "source <(matcalc completion bash)"},
	"zsh":        {"zsh -f", "PS1='ready> '", "autoload -U compinit; compinit -u -d ./dump", "source <(matcalc completion zsh)"},
	"fish":       {"fish --no-config", "function fish_prompt; echo 'ready> '; end; function fish_greeting; end", "matcalc completion fish | source"},
}

// TestShells completes in real shells.
func TestShells(t *testing.T) {
	for name, lines := range shells {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			installed(t, strings.Fields(lines[0])[0])
			if name == "bash" {
				_, err := os.Stat(bashCompletion)
				needed(t, "bash-completion", err)
			}
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "paper.tex"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			s := onScreen(t, dir, "HOME=. XDG_CONFIG_HOME=. XDG_DATA_HOME=. "+lines[0])
			for _, line := range append(lines[1:], "clear; echo loa''ded") {
				s.keys("-l", line)
				s.keys("Enter")
			}
			s.shows("loaded")
			tests := []struct{ typed, want string }{
				{`matcalc simpl`, `matcalc simplify`},
				{`matcalc diff "h(W*a)" --wr`, `matcalc diff "h(W*a)" --wrt`},
				{`matcalc diff "Weight*x" --wrt We`, `--wrt Weight`},
				{`matcalc diff "Weight*x" --wrt x,We`, `--wrt x,Weight`},
				{`matcalc diff "h(W*a)" --form ind`, `--form index`},
				{`matcalc diff "h(W*a)" --format nump`, `--format numpy`},
				{`matcalc diff "h(W*a)" --layout denom`, `--layout denominator`},
				{`matcalc tex pap`, `matcalc tex paper.tex`},
				{`matcalc explain logdet/diff`, `matcalc explain logdet/differential`},
			}
			for _, tt := range tests {
				s.keys("-l", tt.typed)
				s.keys("Tab")
				s.shows(tt.want)
				s.keys("C-u")
				s.keys("-l", "clear")
				s.keys("Enter")
				s.clears(tt.want)
			}
		})
	}
}

// clears waits until a text does not stand on the screen any more.
func (s *screen) clears(gone string) {
	s.t.Helper()
	s.wait(func(text string) bool { return !strings.Contains(text, gone) }, "still shows "+gone)
}

// TestManual writes the manual pages, in which neither mandoc nor groff finds a mistake, and which lead
// with examples.
func TestManual(t *testing.T) {
	groff, mandoc := installed(t, "groff"), installed(t, "mandoc")
	dir := t.TempDir()
	if out, err := inFolder(t, dir, "matcalc", "help", "--man", "man"); err != nil || out != "" {
		t.Fatalf("%v: %s", err, out)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "man", "*.1"))
	if err != nil || len(pages) < 15 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		out, _ := inFolder(t, dir, mandoc, "-T", "lint", "-W", "warning", page)
		for line := range strings.Lines(out) {
			if !strings.Contains(line, "missing date") { // a date would make each build's page another
				t.Error(line)
			}
		}
		cmd := exec.Command(groff, "-k", "-man", "-Tutf8", "-ww", page)
		var problems strings.Builder
		cmd.Stderr = &problems
		set, err := cmd.Output()
		if err != nil || problems.Len() > 0 {
			t.Errorf("%s: %v\n%s", page, err, problems.String())
		}
		if text := string(set); strings.Index(text, "EXAMPLES") > strings.Index(text, "SYNOPSIS") {
			t.Errorf("%s does not lead with examples:\n%s", page, text)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "man", "matcalc-diff.1"))
	if err != nil || !strings.Contains(string(text), `matcalc diff "x\(aq*A*x" \-\-wrt x \-\-let "A in Sym(n)"`) {
		t.Errorf("%v\n%s", err, text)
	}
}
