package architecture

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// topLevel is all that stands at the top of the repository, dotfiles aside.
var topLevel = []string{"README.md", "ast", "cmd", "docs", "go.mod", "go.sum", "parser", "render", "rules", "simplify", "testdata"}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(moduleRoot(t))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		// The binary that "go build" leaves is no part of the repository.
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != "matcalc" {
			found = append(found, e.Name())
		}
	}
	for _, name := range found {
		if !slices.Contains(topLevel, name) {
			t.Errorf("%s stands at the top level", name)
		}
	}
	for _, name := range topLevel {
		if !slices.Contains(found, name) {
			t.Errorf("%s is not there", name)
		}
	}
}

// moduleRoot is the folder of go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("there is no go.mod above this folder")
		}
		dir = parent
	}
}
