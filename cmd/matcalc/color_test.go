package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestColors prints a page in colours on a terminal, but not where NO_COLOR is set, on a dumb terminal, or
// where --color says so; mistakes alike.
func TestColors(t *testing.T) {
	for command, want := range map[string]bool{
		`matcalc diff "a'*x" --wrt x`:                                        true,
		`NO_COLOR=1 matcalc diff "a'*x" --wrt x`:                             false,
		`TERM=dumb matcalc diff "a'*x" --wrt x`:                              false,
		`matcalc diff "a'*x" --wrt x --color never`:                          false,
		`NO_COLOR=1 matcalc diff "a'*x" --wrt x --color always`:              true,
		`matcalc diff "a'*" --wrt x`:                                         true,
		`NO_COLOR=1 matcalc diff "a'*" --wrt x`:                              false,
		`matcalc explain logdet/differential`:                                true,
		`TERM=dumb matcalc explain logdet/differential`:                      false,
		`matcalc check "x'*x" --wrt x --claim "2*x"`:                         true,
		`NO_COLOR=1 matcalc check "x'*x" --wrt x --claim "2*x"`:              false,
		`matcalc simplify "x + x"`:                                           true,
		`TERM=dumb matcalc simplify "x + x"`:                                 false,
		`echo "a'*x ; wrt x" | NO_COLOR=1 matcalc repl`:                      false,
		`echo "a'*x ; wrt x" | matcalc repl`:                                 true,
		`NO_COLOR=1 TERM=dumb PAGER=false matcalc rules; echo without pager`: false,
	} {
		t.Run(command, func(t *testing.T) {
			s := onScreen(t, t.TempDir(), command)
			s.shows("exit code")
			out, err := exec.Command("tmux", "-S", s.socket, "capture-pane", "-p", "-e", "-S", "-500").Output()
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(string(out), "\x1b["); got != want {
				t.Errorf("colours: %v, want %v\n%q", got, want, out)
			}
		})
	}
}
