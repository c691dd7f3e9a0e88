package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"matcalc/parser/families"
)

// questions writes a file of n lines of all kinds: the public cases, in several formats, with lines that are
// in error among them.
func questions(t *testing.T, n int) (name string) {
	t.Helper()
	var b bytes.Buffer
	cases := families.Public(t)
	formats := []string{"plain", "latex", "json", "numpy", "text"}
	for i := range n {
		switch i % 11 {
		case 3:
			fmt.Fprintf(&b, "\n# line %d\nx'*A_%d*x ; wrt x\n", i, i)
		case 5:
			fmt.Fprintf(&b, `{"id": %d, "expr": "A*x where A in R^(n x m), x in R^n", "wrt": "x"}`+"\n", i)
		case 8:
			fmt.Fprintf(&b, `{"id": %d, "expr": "A*`+"\n", i)
		default:
			c := cases[i%len(cases)]
			q := map[string]any{"id": i, "expr": c.Expr, "wrt": c.Wrt, "let": c.Let(), "format": formats[i%len(formats)]}
			if c.Mode != "" {
				q["mode"] = c.Mode
			} else {
				q["order"] = max(1, c.Order)
			}
			if err := json.NewEncoder(&b).Encode(q); err != nil {
				t.Fatal(err)
			}
		}
	}
	name = filepath.Join(t.TempDir(), "questions.jsonl")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// batchOf runs a batch and gives its answers.
func batchOf(t *testing.T, args ...string) string {
	t.Helper()
	o := outcomeOf(exec.Command("matcalc", append([]string{"batch"}, args...)...))
	if o.code != exitDone || o.stderr != "" {
		t.Fatalf("batch %v exits with %d: %s", args, o.code, o.stderr)
	}
	return o.stdout
}

// TestBatchJobs: the same bytes come out, whatever the number of jobs.
func TestBatchJobs(t *testing.T) {
	name := questions(t, 200)
	one := batchOf(t, name, "--jobs", "1")
	if lines := strings.Count(one, "\n"); lines != 200 {
		t.Fatalf("%d answers", lines)
	}
	if ok := strings.Count(one, `"ok":true,"result"`); ok != 164 {
		t.Errorf("%d answers are ok, want 164", ok)
	}
	for _, jobs := range []string{"2", "5"} {
		if batchOf(t, name, "--jobs", jobs) != one {
			t.Errorf("other bytes come of %s jobs", jobs)
		}
	}
}

// TestBatchInterrupted: a run that is ended in the middle leaves whole lines, or with SIGKILL a torn last one,
// and is completed to what one run writes.
func TestBatchInterrupted(t *testing.T) {
	name := questions(t, 400)
	want := batchOf(t, name)
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, os.Kill} {
		t.Run(signal.String(), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "answers.jsonl")
			for round := 1; round <= 3; round++ {
				interrupt(t, signal, name, round*100, out)
				left, _ := os.ReadFile(out)
				if !strings.HasPrefix(want, string(left)) || len(left) == len(want) {
					t.Fatalf("the run leaves %d of %d bytes, or other ones", len(left), len(want))
				}
				if signal != os.Kill && left[len(left)-1] != '\n' {
					t.Fatal("the last line is torn")
				}
			}
			if got := batchOf(t, name, "-o", out, "--resume"); got != "" {
				t.Errorf("standard output has %s", got)
			}
			if got, _ := os.ReadFile(out); string(got) != want {
				t.Errorf("%d bytes are there at the end, want the %d of one run", len(got), len(want))
			}
		})
	}
}

// interrupt goes on with a batch and ends it once it has written some lines. Of the questions it is given the
// first ones alone, and then waits for more, so that it is in the middle.
func interrupt(t *testing.T, signal os.Signal, name string, first int, out string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("matcalc", "batch", "-o", out, "--resume")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	written := func() int {
		left, _ := os.ReadFile(out)
		return bytes.Count(left, []byte("\n"))
	}
	before := written()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go in.Write(bytes.Join(bytes.SplitAfter(text, []byte("\n"))[:first], nil))
	for start := time.Now(); written() < before+20; time.Sleep(time.Millisecond) {
		if time.Since(start) > time.Minute {
			t.Fatal("the batch does not get there")
		}
	}
	start := time.Now()
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	in.Close()
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("the program goes on for %v", took)
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || signal != os.Kill && exit.ExitCode() != exitInterrupted {
		t.Errorf("the program ends with %v", err)
	}
}

// TestBatchParallel: GNU parallel, which cuts the questions into pieces, gets the same answers.
func TestBatchParallel(t *testing.T) {
	parallel := installed(t, "parallel")
	name := questions(t, 300)
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	cmd := exec.Command(parallel, "--will-cite", "--pipe", "--keep-order", "--block", "4k", "--jobs", "2", "matcalc", "batch")
	cmd.Stdin = in
	o := outcomeOf(cmd)
	if o.code != exitDone || o.stdout != batchOf(t, name) {
		t.Errorf("parallel exits with %d and prints %d bytes, or other ones: %s", o.code, len(o.stdout), o.stderr)
	}
}
