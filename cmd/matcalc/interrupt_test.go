package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// long is an expression whose derivative of high order takes minutes.
const long = "exp(x'*A*x)*log(y'*x)*sin(x'*B*x)"

// TestInterrupt interrupts commands while they read standard input, and while they derive: they end at
// once with their exit code, and leave no part of a file.
func TestInterrupt(t *testing.T) {
	reading := strings.Repeat("x + ", 1<<18) // more than a pipe holds: when it is written the program is reading
	deriving := []string{"--order", "12", "--timeout", "0", "--wrt", "x"}
	tests := []struct {
		name  string
		args  []string
		stdin string
	}{
		{"diff reads", []string{"diff", "-"}, reading},
		{"check reads", []string{"check", "-", "--claim", "x"}, reading},
		{"simplify reads", []string{"simplify", "-"}, reading},
		{"shape reads", []string{"shape", "-"}, reading},
		{"tex reads", []string{"tex", "-"}, reading},
		{"batch reads", []string{"batch"}, reading},
		{"repl reads", []string{"repl"}, reading},
		{"diff derives", append([]string{"diff", long, "-o", "result"}, deriving...), ""},
		{"check derives", append([]string{"check", long, "--claim", "x", "-o", "result"}, deriving...), ""},
		{"batch derives", append([]string{"batch"}, deriving...), long + " ; wrt x\n"},
		{"repl derives", []string{"repl", "--timeout", "0"}, ":order 12\n" + long + " ; wrt x\n"},
		{"tex derives", []string{"tex", "-", "-o", "result", "--timeout", "0"}, `\matcalc[wrt=x,order=12]{` + long + `}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			cmd := exec.Command("matcalc", tt.args...)
			cmd.Dir = dir
			var stdout bytes.Buffer
			cmd.Stdout = &stdout
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(stdin, tt.stdin); err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(tt.name, "derives") {
				if err := stdin.Close(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(300 * time.Millisecond)
			}
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			err = cmd.Wait()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
				t.Errorf("the program ends with %v, want exit code %d", err, exitInterrupted)
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("it ends after %v", took)
			}
			if stdout.Len() > 0 {
				t.Errorf("it prints %s", stdout.String())
			}
			if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
				t.Errorf("it leaves %v, %v", left, err)
			}
		})
	}
}
