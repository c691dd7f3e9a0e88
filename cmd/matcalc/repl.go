package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
	"matcalc/cmd/internal/session"
	"matcalc/render"
)

const replLong = `A session: each line is derived as it is entered. Declarations (A in Sym(n)) and definitions (z = W*x + b) hold
for the lines that follow, ans is the last result, and :help lists the commands that change the form, the
layout, the format and so on. Tab completes names, functions and commands; Ctrl-C drops a line, or a derivation
that takes long; Ctrl-D leaves.

The lines are kept in the file matcalc/history in XDG_STATE_HOME, or in ~/.local/state; --no-history keeps none.
Where standard input is no terminal its lines are a script: nothing is asked, a line in error stops no other
one, and the exit code tells whether there was one.`

const replExample = `  matcalc repl
  printf "A in Sym(n)\nx'*A*x ; wrt x\n" | matcalc repl`

func replCommand(c *console) *cobra.Command {
	var noHistory bool
	k := &checking{}
	l := limits.Default()
	cmd := &cobra.Command{
		Use: "repl", Short: "An interactive session", Long: replLong, Example: replExample, Args: noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if err := k.checkable(); err != nil {
				return err
			}
			s := session.New()
			s.Verify, s.Limits = k.check, l.Input
			s.SetTimeout(l.Time)
			s.Tools = c.tools(k, l)
			if k.noVerify {
				if _, err := s.Enter(":verify off", nil); err != nil {
					return err
				}
			}
			if in, ok := c.in.(*os.File); ok && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(c.out.Fd())) {
				return c.converse(s, l, !noHistory)
			}
			return c.script(s, l)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.BoolVar(&noHistory, "no-history", false, "neither read nor write the file of lines")
	k.addCheckFlags(f)
	l.AddFlags(f)
	return cmd
}

// tools are the commands of a session that other commands of the program answer.
func (c *console) tools(k *checking, l *limits.Limits) map[string]session.Tool {
	page := func(in session.Input, write func(o *output) (string, error)) (session.Reply, error) {
		return session.Reply{Write: func(terminal func(*render.Options)) (string, error) {
			o := &output{format: newChoice("format", "text"), options: in.Options}
			terminal(&o.options)
			return write(o)
		}}, nil
	}
	return map[string]session.Tool{
		"simplify": {Doc: "the shortest equal expression", Run: func(in session.Input, b *ast.Budget) (session.Reply, error) {
			s := newShortening()
			s.let, s.checking, s.limits = in.Let, *k, l
			if in.Options.Steps != "" {
				s.steps.value = render.YesSteps
			}
			found, err := s.shorten(in.Text, b)
			if err != nil {
				return session.Reply{}, err
			}
			return page(in, func(o *output) (string, error) { return render.WriteSimplified("text", found, o.options) })
		}},
		"shape": {Doc: "what the names stand for, and the shape of the value", Run: func(in session.Input, b *ast.Budget) (session.Reply, error) {
			found, err := shapeOf(in.Text, in.Let, l, b)
			if err != nil {
				return session.Reply{}, err
			}
			return page(in, func(o *output) (string, error) { return render.ShapeText(found, o.options) })
		}},
	}
}

// script takes in the lines of standard input.
func (c *console) script(s *session.Session, l *limits.Limits) error {
	lines := bufio.NewScanner(c.in)
	lines.Buffer(nil, 64<<20)
	var failed error
	for n := 1; lines.Scan() && !s.Done(); n++ {
		if err := c.enter(context.Background(), s, l, lines.Text()); err != nil {
			var input *ast.Error
			if !errors.As(err, &input) {
				return err
			}
			c.printScriptError(n, input)
			if failed == nil {
				failed = toldOf(input)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return &usageError{message: "standard input cannot be read: " + cause(err)}
	}
	return failed
}

// printScriptError writes an error with the line of the script that it is in.
func (c *console) printScriptError(line int, e *ast.Error) {
	place := fmt.Sprintf("<stdin>:%d: ", line)
	if _, column := e.Position(); column > 0 {
		place = fmt.Sprintf("<stdin>:%d:%d: ", line, column)
	}
	c.printErrorAt(place, e)
}

// toldOf is the end of a run that has told of an error already.
func toldOf(e *ast.Error) error {
	if e.Kind == ast.LimitError || e.Kind == ast.TimeoutError {
		return errLimit
	}
	return errInput
}

// An entered is what has become of a line.
type entered struct {
	session *session.Session
	reply   session.Reply
	text    string
}

// enter takes in a line and prints what comes out. A line that is given up, or in error, leaves the
// session as it was.
func (c *console) enter(ctx context.Context, s *session.Session, l *limits.Limits, line string) error {
	of := *l
	of.Time = s.Timeout()
	done, err := beside(ctx, &of, func(b *ast.Budget) (e entered, err error) {
		e.session = s.Clone()
		if e.reply, err = e.session.Enter(line, b); err == nil {
			e.text, err = c.pageOf(e.reply)
		}
		return e, err
	})
	var input *ast.Error
	if errors.As(err, &input) {
		told := *input
		told.Hint = session.Hint(input.Hint)
		return &told
	}
	if err != nil {
		return err
	}
	*s = *done.session
	return c.printReply(done.reply, done.text)
}

// pageOf writes what a line gives, for the terminal.
func (c *console) pageOf(reply session.Reply) (string, error) {
	switch {
	case reply.Write == nil && asciiOnly():
		return reflow(render.ASCII(reply.Text), c.columns()), nil
	case reply.Write == nil:
		return reflow(reply.Text, c.columns()), nil
	}
	o := output{format: newChoice("format", "text")}
	return reply.Write(func(page *render.Options) {
		of := c.pageOptions(&o)
		page.ASCII, page.Paint, page.Width = of.ASCII, of.Paint, of.Width
	})
}

// printReply prints what a line gives; a blank line follows a page.
func (c *console) printReply(reply session.Reply, text string) error {
	if reply.Write != nil && strings.Count(text, "\n") > 1 {
		text = strings.TrimRight(text, "\n") + "\n\n"
	}
	if err := c.write(&output{}, text); err != nil {
		return err
	}
	if reply.Answer != nil {
		c.remarks(reply.Answer)
	}
	return nil
}

// errDropped is the end of a line that the user has dropped.
var errDropped = errors.New("dropped")

// enterOrDrop is enter, which Ctrl-C ends.
func (c *console) enterOrDrop(s *session.Session, l *limits.Limits, line string) error {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	drop := func() { cancel(errDropped) }
	c.drop.Store(&drop)
	defer c.drop.Store(nil)
	err := c.enter(ctx, s, l, line)
	if err != nil && context.Cause(ctx) != nil {
		return errDropped
	}
	return err
}

// isBlank reports whether a line says nothing.
func isBlank(line string) bool { return strings.TrimSpace(line) == "" }
