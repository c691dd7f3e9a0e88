package batch

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"matcalc/cmd/internal/limits"
)

// TestResume: a run that was interrupted after any number of bytes is completed to what one run would have
// written.
func TestResume(t *testing.T) {
	in, want := input(23)
	name := filepath.Join(t.TempDir(), "answers.jsonl")
	for cut := 0; cut <= len(want); cut++ {
		if err := os.WriteFile(name, []byte(want[:cut]), 0o644); err != nil {
			t.Fatal(err)
		}
		resume(t, name, in)
		if got, _ := os.ReadFile(name); string(got) != want {
			t.Fatalf("cut after %d bytes: the answers differ at %s", cut, difference(string(got), want))
		}
	}
}

// TestResumeAnew: a file that is not there is made.
func TestResumeAnew(t *testing.T) {
	in, want := input(23)
	name := filepath.Join(t.TempDir(), "answers.jsonl")
	resume(t, name, in)
	if got, _ := os.ReadFile(name); string(got) != want {
		t.Errorf("the answers differ at %s", difference(string(got), want))
	}
}

func resume(t *testing.T, name, in string) {
	t.Helper()
	out, err := Resume(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := Run(strings.NewReader(in), out, Options{Derive: echo, Jobs: 2, Limits: limits.Default()}); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestResumeOther: the answers to other questions are left alone.
func TestResumeOther(t *testing.T) {
	tests := []struct{ in, answers, want string }{
		{"{\"id\":1,\"expr\":\"a\"}\n{\"id\":2,\"expr\":\"b\"}\n", "{\"id\":1,\"ok\":true}\n{\"id\":3,\"ok\":true}\n", "its line 2 is not the answer to that line of the input"},
		{"a\n", "{\"id\":null,\"input\":\"b\",\"ok\":true}\n", "its line 1 is not the answer to that line of the input"},
		{"\n{\"id\":1,\"expr\":\"a\"}\n\n", "{\"id\":1,\"ok\":true}\n{\"id\":2,\"ok\":true}\n", "it has more lines than the input asks"},
		{"a\n", "a diary\n", "its line 1 is not the answer to that line of the input"},
	}
	for _, tt := range tests {
		name := filepath.Join(t.TempDir(), "answers.jsonl")
		if err := os.WriteFile(name, []byte(tt.answers), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := Resume(name)
		if err != nil {
			t.Fatal(err)
		}
		err = Run(strings.NewReader(tt.in), out, Options{Derive: echo, Limits: limits.Default()})
		var resume *ResumeError
		if !errors.As(err, &resume) || resume.Message != tt.want {
			t.Errorf("%q with %q: %v, want %s", tt.in, tt.answers, err, tt.want)
		}
		if got, _ := os.ReadFile(name); string(got) != tt.answers {
			t.Errorf("%q becomes %q", tt.answers, got)
		}
	}
}

// TestResumeDevice: what is no regular file cannot be resumed.
func TestResumeDevice(t *testing.T) {
	if _, err := Resume(os.DevNull); err == nil {
		t.Error("the null device is resumed")
	}
}

// TestEnd: after the end only whole lines are there, and nothing is written any more.
func TestEnd(t *testing.T) {
	var got strings.Builder
	out := NewOutput(&got)
	if err := out.add([]byte("one\n")); err != nil {
		t.Fatal(err)
	}
	out.End()
	go out.add([]byte("two\n"))
	if got.String() != "one\n" {
		t.Errorf("%q is written", got.String())
	}
}
