package main

import (
	"errors"
	"io"
	"sync"

	"github.com/peterh/liner"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
	"matcalc/cmd/internal/session"
)

// prompt stands in front of the line that is typed.
const prompt = "matcalc> "

// converse runs a session on a terminal, until the user leaves.
func (c *console) converse(s *session.Session, l *limits.Limits, keep bool) error {
	terminal := liner.NewLiner()
	leave := sync.OnceFunc(func() { terminal.Close() })
	defer leave()
	c.beforeExit.Store(&leave)
	terminal.SetCtrlCAborts(true)
	terminal.SetTabCompletionStyle(liner.TabPrints)
	terminal.SetWordCompleter(func(line string, at int) (head string, words []string, tail string) {
		letters := []rune(line)
		head, words = s.Complete(string(letters[:at]))
		return head, words, string(letters[at:])
	})
	past := &history{}
	if keep {
		past = openHistory()
	}
	for _, line := range past.lines {
		terminal.AppendHistory(line)
	}
	c.printError("matcalc " + version() + ". Enter an expression, :help or :quit.\n")
	for !s.Done() {
		line, err := terminal.Prompt(prompt)
		switch {
		case errors.Is(err, liner.ErrPromptAborted):
			continue
		case errors.Is(err, io.EOF):
			c.printError("\n")
			return nil
		case err != nil:
			return &usageError{message: "the terminal cannot be read: " + err.Error(), hint: "matcalc repl reads lines from standard input too"}
		case isBlank(line):
			continue
		}
		terminal.AppendHistory(line)
		past.add(line)
		var input *ast.Error
		switch err := c.enterOrDrop(s, l, line); {
		case errors.Is(err, errDropped):
			c.printError("dropped\n")
		case errors.As(err, &input):
			c.printError(input.Detail())
		case err != nil:
			return err
		}
	}
	return nil
}
