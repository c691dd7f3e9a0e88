package main

import (
	"fmt"
	"regexp"
	"slices"
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
	unknown        bool // the command could not be run; what the session shows stays
}

// replay runs the commands of a session and writes it anew with what they print now.
func replay(session string, run func(command string) outcome) (string, error) {
	var b strings.Builder
	lines := slices.Collect(strings.Lines(session))
	blank := false // a blank line is due
	for i := 0; i < len(lines); {
		line := lines[i]
		i++
		start := i
		command, isCommand := strings.CutPrefix(line, "$ ")
		if isCommand {
			for i < len(lines) && !isHead(lines[i]) {
				i++
			}
		} else if !isHead(line) {
			continue
		}
		if blank {
			b.WriteByte('\n')
		}
		b.WriteString(line)
		if blank = isCommand; isCommand {
			command = strings.TrimRight(command, "\n")
			outcome := run(command)
			if outcome.unknown {
				shown := lines[start:i]
				if n := len(shown); n > 0 && shown[n-1] == "\n" {
					shown = shown[:n-1]
				}
				b.WriteString(strings.Join(shown, ""))
				continue
			}
			text, err := outcome.text(command)
			if err != nil {
				return "", err
			}
			b.WriteString(keepErrors(lines[start:i], text))
		}
	}
	return b.String(), nil
}

// isHead reports whether a line is words or a command.
func isHead(line string) bool {
	return strings.HasPrefix(line, "$ ") || strings.HasPrefix(line, "# ") || line == "#\n"
}

// text is how a session shows the outcome. A command that fails prints nothing on standard output,
// but for a result that is not verified, and for the verdict on a claim that is not right.
func (o outcome) text(command string) (string, error) {
	refuted := o.code == exitInput && o.stderr == "" && strings.Contains(command, "matcalc check")
	if o.code != exitDone && o.code != exitUnverified && !refuted && o.stdout != "" {
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
		if isHead(line) {
			return "", fmt.Errorf("%s prints a line that a session cannot tell from words or commands: %s", command, line)
		}
	}
	return text, nil
}

// rounding matches what depends on the machine: the error of the numerical check.
var rounding = regexp.MustCompile(`(relative error (?:of )?|"max_relative_error": ?)([0-9.e-]+)`)

// keepErrors takes a line of the old output for one of the new that differs only in the error of
// the numerical check.
func keepErrors(old []string, text string) string {
	known := map[string][]string{}
	masked := func(line string) string { return rounding.ReplaceAllString(line, "$1") }
	for _, line := range old {
		known[masked(line)] = append(known[masked(line)], line)
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if of := known[masked(line)]; len(of) > 0 {
			line, known[masked(line)] = of[0], of[1:]
		}
		b.WriteString(line)
	}
	return b.String()
}
