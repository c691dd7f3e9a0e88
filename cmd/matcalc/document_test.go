package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// documents are the folders of documents whose console blocks are replayed.
var documents = []string{"../../README.md", "../../docs/*.md", "../../docs/derivations/*.md", "../../testdata/derivations/*.md"}

// TestDocuments replays the console blocks of README.md, docs/ and the golden derivations.
func TestDocuments(t *testing.T) {
	var names []string
	for _, pattern := range documents {
		more, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, more...)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) { replayDocument(t, name) })
	}
}

func replayDocument(t *testing.T, name string) {
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	writeFiles(t, dir, string(old))
	text, err := replayBlocks(string(old), func(command string) outcome {
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=", "LC_CTYPE=")
		return outcomeOf(cmd)
	})
	switch {
	case err != nil:
		t.Fatal(err)
	case text == string(old):
	case *update:
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s shows other outputs than the commands have; go test ./cmd/matcalc -update gives\n%s", name, text)
	}
}

// fileBlock matches a block of a document that is a file of its sessions: its name stands behind the
// language.
var fileBlock = regexp.MustCompile("(?ms)^```\\w+ ([\\w./-]+)\n(.*?)^```$")

// writeFiles writes the files that a document shows.
func writeFiles(t *testing.T, dir, markdown string) {
	t.Helper()
	for _, m := range fileBlock.FindAllStringSubmatch(markdown, -1) {
		name := filepath.Join(dir, m[1])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(m[2]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	blockStart = "```console\n"
	blockEnd   = "```\n"
)

// replayBlocks replays the sessions in the console blocks of a Markdown text. Commands that start
// with "go run ./cmd/matcalc" run the program under test.
func replayBlocks(markdown string, run func(command string) outcome) (string, error) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(markdown, blockStart)
		b.WriteString(before)
		if !ok {
			return b.String(), nil
		}
		block, after, _ := strings.Cut(rest, blockEnd)
		text, err := replay(block, func(command string) outcome {
			return run(strings.Replace(command, "go run ./cmd/matcalc", "matcalc", 1))
		})
		if err != nil {
			return "", err
		}
		b.WriteString(blockStart + text + blockEnd)
		markdown = after
	}
}
