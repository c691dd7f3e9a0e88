package main

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestInterrupt interrupts the program while it reads standard input.
func TestInterrupt(t *testing.T) {
	cmd := exec.Command("matcalc", "diff", "-")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds: when it is written the program is reading.
	if _, err := stdin.Write([]byte(strings.Repeat("x + ", 1<<18))); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("the program ends with %v, want exit code %d", err, exitInterrupted)
	}
}
