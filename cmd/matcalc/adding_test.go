package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

const (
	addingPage = "../../docs/adding-a-function.md"
	// addedTo is the file whose entry the page quotes.
	addedTo = "../../ast/catalogue/activation.go"
)

// TestAddedEntry makes sure that the entry on the page is the one in the source.
func TestAddedEntry(t *testing.T) {
	source, err := os.ReadFile(addedTo)
	if err != nil {
		t.Fatal(err)
	}
	quoted := fenced(t, "go")
	if len(quoted) != 1 {
		t.Fatalf("the page quotes %d entries", len(quoted))
	}
	if entries := strings.ReplaceAll("\n"+string(source), "\n\t\t", "\n"); !strings.Contains(entries, "\n"+quoted[0]) {
		t.Errorf("%s does not have the entry\n%s", addedTo, quoted[0])
	}
}

// TestAddedTests runs the tests on the page. What the program itself prints there TestDocuments
// compares.
func TestAddedTests(t *testing.T) {
	sessions := fenced(t, "shell-session")
	if len(sessions) == 0 {
		t.Fatal("the page runs no tests")
	}
	for _, session := range sessions {
		got, err := replay(session, func(command string) outcome {
			cmd := exec.Command("sh", "-c", command)
			cmd.Dir = "../.."
			return outcomeOf(cmd)
		})
		if err != nil {
			t.Fatal(err)
		}
		if untimed(got) == untimed(session) {
			continue
		}
		if !*update {
			t.Errorf("the tests on the page print\n%s", got)
			continue
		}
		page, err := os.ReadFile(addingPage)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(addingPage, []byte(strings.Replace(string(page), session, got, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fenced gives the blocks of the page in that language.
func fenced(t *testing.T, language string) []string {
	t.Helper()
	page, err := os.ReadFile(addingPage)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, rest := range strings.Split(string(page), "\n```"+language+"\n")[1:] {
		block, _, _ := strings.Cut(rest, blockEnd)
		blocks = append(blocks, block)
	}
	return blocks
}

// duration matches what differs from run to run in the output of go test.
var duration = regexp.MustCompile(`\d+\.\d+s|\(cached\)`)

func untimed(output string) string { return duration.ReplaceAllString(output, "time") }
