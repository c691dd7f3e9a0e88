package main

import (
	"strings"
	"testing"
)

// A broken reader fails as only a defect does.
type broken struct{}

func (broken) Read([]byte) (int, error) { panic("the reader is broken") }

// TestDefect: a panic ends with an exit code of the contract, asks for a report, and prints no result.
func TestDefect(t *testing.T) {
	out, errs := scratch(t), scratch(t)
	c := newConsole()
	c.in, c.out, c.err = broken{}, out, errs
	if code := run([]string{"diff", "-"}, c); code != exitInput {
		t.Errorf("a panic ends with %d, want %d", code, exitInput)
	}
	if said := reset(t, errs); !strings.HasPrefix(said, "error: this is a defect of matcalc, please report it: the reader is broken\n") {
		t.Errorf("a panic says %q", said)
	}
	if printed := reset(t, out); printed != "" {
		t.Errorf("a panic prints %q", printed)
	}
}
