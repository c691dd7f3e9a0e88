package main

import (
	"bytes"
	"errors"
	"flag"
	"os/exec"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// update rewrites the outputs in testdata/script and in README.md by what the commands print now:
//
//	go test ./cmd/matcalc -update
var update = flag.Bool("update", false, "rewrite the golden outputs")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"matcalc": main})
}

// TestScripts runs the documents in testdata/script. Their command "session FILE" replays the
// session in FILE.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "C.UTF-8")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"session": replaySession},
	})
}

func replaySession(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: session FILE")
	}
	text, err := replay(ts.ReadFile(args[0]), func(command string) outcome {
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = ts.MkAbs(".")
		for _, name := range []string{"PATH", "LANG", "LC_ALL", "NO_COLOR", "TERM", "HOME"} {
			if v := ts.Getenv(name); v != "" {
				cmd.Env = append(cmd.Env, name+"="+v)
			}
		}
		return outcomeOf(cmd)
	})
	ts.Check(err)
	_, err = ts.Stdout().Write([]byte(text))
	ts.Check(err)
}

// outcomeOf runs a command; one that cannot be run has the code -1.
func outcomeOf(cmd *exec.Cmd) outcome {
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	o := outcome{stdout: stdout.String(), stderr: stderr.String()}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		o.code = exit.ExitCode()
	case err != nil:
		o.code, o.stderr = -1, err.Error()
	}
	return o
}
