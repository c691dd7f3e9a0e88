package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A screen is a terminal in which a program runs.
type screen struct {
	t      *testing.T
	socket string
}

// onScreen runs a command of the shell in a terminal of its own.
func onScreen(t *testing.T, dir, command string) *screen {
	t.Helper()
	tmux := installed(t, "tmux")
	s := &screen{t, filepath.Join(t.TempDir(), "socket")}
	args := []string{"-S", s.socket, "-f", "/dev/null", "-u", "new-session", "-d", "-x", "100", "-y", "40", "-c", dir, "sh", "-c", "trap : INT; " + command + "; echo exit code $?; sleep 60"}
	cmd := exec.Command(tmux, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TERM=xterm-256color", "NO_COLOR=", "TMUX=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("tmux: %v\n%s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command(tmux, "-S", s.socket, "kill-server").Run() })
	return s
}

// keys types text, or presses keys by their names in tmux.
func (s *screen) keys(keys ...string) {
	s.t.Helper()
	if out, err := exec.Command("tmux", append([]string{"-S", s.socket, "send-keys"}, keys...)...).CombinedOutput(); err != nil {
		s.t.Fatalf("tmux: %v\n%s", err, out)
	}
}

// text is what stands on the screen and above it.
func (s *screen) text() string {
	out, _ := exec.Command("tmux", "-S", s.socket, "capture-pane", "-p", "-S", "-500").Output()
	return string(out)
}

// shows waits until what is wanted stands on the screen.
func (s *screen) shows(want string) {
	s.t.Helper()
	s.wait(func(text string) bool { return strings.Contains(text, want) }, fmt.Sprintf("lacks %q", want))
}

// wait waits until the screen is as it should be, and fails where it stays otherwise.
func (s *screen) wait(is func(text string) bool, otherwise string) {
	s.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !is(s.text()); time.Sleep(30 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("the screen %s:\n%s", otherwise, s.text())
		}
	}
}

// TestREPL uses a session in a terminal as a person does.
func TestREPL(t *testing.T) {
	state := t.TempDir()
	command := fmt.Sprintf("XDG_STATE_HOME='%s' matcalc repl", state)
	s := onScreen(t, state, command)
	s.shows("matcalc>")
	s.keys("-l", "A in Sym(n)")
	s.keys("Enter")
	s.keys("-l", "x'*A*x ; wrt x")
	s.keys("Enter")
	s.shows("gradient      2 A x")

	// Completion of functions, names and commands.
	s.keys("-l", ":format pl")
	s.keys("Tab", "Enter")
	s.keys("-l", "logde")
	s.keys("Tab")
	s.keys("-l", "X)")
	s.keys("Enter")
	s.shows("matcalc> logdet(X)\ninv(X)'")

	// Editing: the 3 goes in front of what is typed already.
	s.keys("-l", "y'*y")
	s.keys("Home")
	s.keys("-l", "3*")
	s.keys("Enter")
	s.shows("matcalc> 3*y'*y\n6*y")

	// A mistake has a caret, and the session goes on.
	s.keys("-l", "h(W*")
	s.keys("Enter")
	s.shows("error: the input ends where a name, a number or \"(\" is expected\n  h(W*\n      ^")

	// Ctrl-C drops the line; the last result is ans; the line before comes back with Up.
	s.keys("-l", "this is dropped")
	s.keys("C-c")
	s.keys("-l", "z'*z ; wrt z")
	s.keys("Enter")
	s.shows("matcalc> z'*z ; wrt z\n2*z")
	s.keys("-l", "ans'*ans")
	s.keys("Enter")
	s.shows("matcalc> ans'*ans\n8*z")
	s.keys("Up", "Enter")
	s.shows("matcalc> ans'*ans\n128*z")

	// Ctrl-C drops a derivation that takes long, and the session is as before.
	s.keys("-l", ":order 12")
	s.keys("Enter")
	s.keys("-l", "exp(x'*A*x)*log(y'*x)*sin(x'*B*x) ; wrt x")
	s.keys("Enter")
	s.shows("sin(x'*B*x) ; wrt x\n")
	time.Sleep(300 * time.Millisecond)
	s.keys("C-c")
	s.shows("dropped\nmatcalc>")
	s.keys("-l", ":order")
	s.keys("Enter")
	s.shows("order: 12")
	s.keys("C-d")
	s.shows("exit code 0")

	// The next session has the lines of this one, but not its last result.
	next := onScreen(t, state, command)
	next.shows("matcalc>")
	next.keys("Up", "Up", "Up", "Up", "Enter")
	next.shows("matcalc> ans'*ans\nerror: ans has no value: there is no last result")
	next.keys("-l", ":quit")
	next.keys("Enter")
	next.shows("exit code 0")
	history, err := os.ReadFile(filepath.Join(state, "matcalc", "history"))
	if err != nil || !strings.HasPrefix(string(history), "A in Sym(n)\nx'*A*x ; wrt x\n:format plain\nlogdet(X)\n") || !strings.HasSuffix(string(history), "\n:quit\n") {
		t.Errorf("%v: the lines that are kept are\n%s", err, history)
	}
	if info, err := os.Stat(filepath.Join(state, "matcalc", "history")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v: others may read the lines: %v", err, info.Mode())
	}
}

// TestREPLIsEnded ends a session that keeps no lines: the terminal is as it was before.
func TestREPLIsEnded(t *testing.T) {
	state := t.TempDir()
	s := onScreen(t, state, fmt.Sprintf(`stty -g > before; XDG_STATE_HOME='%s' sh -c 'echo $$ > pid; exec matcalc repl --no-history'; echo code $?; stty -g > after; echo written`, state))
	s.shows("matcalc>")
	s.keys("-l", "x'*x")
	s.keys("Enter")
	s.shows("gradient      2 x")
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(state, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(text))
	}
	if out, err := exec.Command("kill", "-TERM", read("pid")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s.shows("code 130")
	s.shows("written")
	if before, after := read("before"), read("after"); before != after {
		t.Errorf("the terminal is left as %s, and was %s", after, before)
	}
	if _, err := os.Stat(filepath.Join(state, "matcalc")); err == nil {
		t.Error("lines are kept with --no-history")
	}
}

// TestHistoryIsShortened keeps the last lines where there are too many.
func TestHistoryIsShortened(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	h := openHistory()
	for i := range maxHistory + 5 {
		h.add(fmt.Sprintf("line %d", i))
	}
	for range 2 {
		if h = openHistory(); len(h.lines) != maxHistory || h.lines[0] != "line 5" {
			t.Errorf("%d lines from %q", len(h.lines), h.lines[0])
		}
	}
	text, err := os.ReadFile(h.file)
	if err != nil || strings.Count(string(text), "\n") != maxHistory {
		t.Errorf("%v: the file has %d lines", err, strings.Count(string(text), "\n"))
	}
}
