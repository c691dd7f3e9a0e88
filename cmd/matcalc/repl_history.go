package main

import (
	"os"
	"path/filepath"
	"strings"
)

// maxHistory is the number of lines that are kept.
const maxHistory = 1000

// A history is the file of the lines that were entered. Without a file nothing is kept.
type history struct {
	file  string
	lines []string
}

// stateFolder is where programs keep such files, as the XDG Base Directory Specification has it; ""
// where there is none.
func stateFolder() string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".local", "state")
}

// openHistory reads the lines that were kept, and shortens the file where there are too many. A history
// that cannot be read or written is none: the session goes without.
func openHistory() *history {
	dir := stateFolder()
	if dir == "" {
		return &history{}
	}
	h := &history{file: filepath.Join(dir, "matcalc", "history")}
	if os.MkdirAll(filepath.Dir(h.file), 0o700) != nil {
		return &history{}
	}
	text, err := os.ReadFile(h.file)
	if err != nil {
		return h
	}
	h.lines = strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' })
	if extra := len(h.lines) - maxHistory; extra > 0 {
		h.lines = h.lines[extra:]
		part := h.file + ".part"
		if os.WriteFile(part, []byte(strings.Join(h.lines, "\n")+"\n"), 0o600) == nil {
			// Where it fails the file stays long.
			_ = os.Rename(part, h.file)
		}
	}
	return h
}

// add keeps a line at once, so that nothing is lost where the program is ended.
func (h *history) add(line string) {
	if h.file == "" {
		return
	}
	f, err := os.OpenFile(h.file, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	// A history that cannot be written is none.
	_, _ = f.WriteString(line + "\n")
}
