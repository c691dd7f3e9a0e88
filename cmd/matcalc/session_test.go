package main

import (
	"fmt"
	"regexp"
	"strings"
)

// A session is a document that shows commands with what they print:
//
//	# Words about what follows.
//	$ matcalc diff "tr(A*X)" --wrt X --format plain
//	A'
//
// Lines that start with "# " are words, lines that start with "$ " are commands for the shell, and
// all else is output: standard output, then standard error, then the exit code where it is not 0.

// An outcome is what a command printed and its exit code.
type outcome struct {
	stdout, stderr string
	code           int
}

// replay runs the commands of a session and writes it anew with what they print now.
func replay(session string, run func(command string) outcome) (string, error) {
	var b strings.Builder
	after := ""
	for line := range strings.Lines(session) {
		line = strings.TrimRight(line, "\n")
		command, isCommand := strings.CutPrefix(line, "$ ")
		switch {
		case isCommand:
			if after == "output" {
				b.WriteByte('\n')
			}
			text, err := run(command).text(command)
			if err != nil {
				return "", err
			}
			b.WriteString(line + "\n" + text)
			after = "output"
		case line == "#" || strings.HasPrefix(line, "# "):
			if after == "output" {
				b.WriteByte('\n')
			}
			b.WriteString(line + "\n")
			after = "words"
		}
	}
	return keepErrors(session, b.String()), nil
}

// text is how a session shows the outcome. A command that fails prints nothing on standard output,
// but for a result that is not verified.
func (o outcome) text(command string) (string, error) {
	if o.code != exitDone && o.code != exitUnverified && o.stdout != "" {
		return "", fmt.Errorf("%s exits with %d and prints on standard output: %s", command, o.code, o.stdout)
	}
	text := o.stdout
	for _, part := range []string{o.stderr, map[bool]string{true: fmt.Sprintf("[exit %d]\n", o.code)}[o.code != 0]} {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += part
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "$ ") {
			return "", fmt.Errorf("%s prints a line that a session cannot tell from words or commands: %s", command, line)
		}
	}
	return text, nil
}

// rounding matches what depends on the machine: the error of the numerical check.
var rounding = regexp.MustCompile(`(relative error |"max_relative_error": )([0-9.e-]+)`)

// keepErrors takes a line of the old text for one of the new that differs only in the error of the
// numerical check.
func keepErrors(old, text string) string {
	known := map[string]string{}
	for line := range strings.Lines(old) {
		known[rounding.ReplaceAllString(line, "$1")] = line
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if of, ok := known[rounding.ReplaceAllString(line, "$1")]; ok {
			line = of
		}
		b.WriteString(line)
	}
	return b.String()
}
