package main

import (
	"os"
	"os/exec"
	"testing"
)

// installed gives the path of a program that a test needs.
func installed(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	needed(t, program, err)
	return path
}

// needed leaves a test out that needs what the machine lacks, as err tells; in CI the test fails.
func needed(t *testing.T, what string, err error) {
	t.Helper()
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatalf("%s: %v", what, err)
	case err != nil:
		t.Skip(what + " is not installed; CI runs this test")
	}
}
