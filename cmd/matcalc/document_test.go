package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// documents are the folders of documents whose blocks of code are run.
var documents = []string{"../../README.md", "../../docs/*.md", "../../docs/decisions/*.md", "../../docs/derivations/*.md", "../../testdata/derivations/*.md"}

// python is the interpreter for the code in documents, one with numpy.
const python = "/usr/bin/python3"

func documentNames(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, pattern := range documents {
		more, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, more...)
	}
	return names
}

// TestDocuments replays the console blocks of README.md, docs/ and the golden derivations.
func TestDocuments(t *testing.T) {
	for _, name := range documentNames(t) {
		t.Run(filepath.Base(name), func(t *testing.T) { replayDocument(t, name) })
	}
}

func replayDocument(t *testing.T, name string) {
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	blocks := blocksOf(string(old))
	writeFiles(t, dir, blocks)
	writeModules(t, dir, blocks)
	modules := 0
	text, err := replayBlocks(string(old), func(command string) outcome {
		if lacking(t, command) != "" {
			return outcome{unknown: true}
		}
		cmd := exec.Command("sh", "-c", strings.ReplaceAll(command, "python3", python))
		cmd.Dir, cmd.Env = dir, documentEnv()
		o := outcomeOf(cmd)
		if numpyModule.MatchString(command) && o.code == exitDone {
			modules++
			loadModule(t, command, o.stdout, modules)
		}
		return o
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

// documentEnv is the environment of commands in documents. Go resolves what the programs in them
// import as this module does.
func documentEnv() []string {
	return append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=", "LC_CTYPE=", "GOFLAGS=-mod=mod", "PYTHONDONTWRITEBYTECODE=1")
}

// writeFiles writes the files that a document shows.
func writeFiles(t *testing.T, dir string, blocks []block) {
	t.Helper()
	for _, b := range blocks {
		if b.file != "" {
			writeFile(t, filepath.Join(dir, b.file), b.text)
		}
	}
}

// writeModules makes a module of each folder with a program in Go. It uses this module.
func writeModules(t *testing.T, dir string, blocks []block) {
	t.Helper()
	for _, b := range blocks {
		if filepath.Base(b.file) != "main.go" {
			continue
		}
		sums, err := os.ReadFile("../../go.sum")
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(dir, filepath.Dir(b.file))
		writeFile(t, filepath.Join(folder, "go.mod"),
			fmt.Sprintf("module example\n\ngo 1.26\n\nrequire matcalc v0.0.0\n\nreplace matcalc => %s\n", moduleRoot(t)))
		writeFile(t, filepath.Join(folder, "go.sum"), string(sums))
	}
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// numpyModule matches a command whose output is a module of Python, and nothing else.
var numpyModule = regexp.MustCompile(`^matcalc (diff|hessian|jvp|vjp|hvp) .*(--format|-f) numpy[^|>]*$`)

// loadModule has Python read a module that a document shows: it defines two functions or more.
func loadModule(t *testing.T, command, module string, number int) {
	t.Helper()
	if module == "" || lacking(t, "python3") != "" {
		return
	}
	name := fmt.Sprintf("module%d.py", number)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(module), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", "import sys, runpy; m = runpy.run_path(sys.argv[1]); print(callable(m['value']), sum(map(callable, m.values())) >= 2)", name)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil || !bytes.Equal(out, []byte("True True\n")) {
		t.Errorf("%s: %v\n%s", command, err, out)
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
