package main

import (
	"io"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/fatih/color"
	"golang.org/x/term"

	"matcalc/render"
)

// A console is what the program reads from and writes to.
type console struct {
	in       io.Reader
	out, err *os.File
	color    *choice
	// errorsAsJSON tells that errors are to be objects, as the answer would have been.
	errorsAsJSON bool
	// unfinished is the name of a file that is not complete, to be removed on interruption.
	unfinished atomic.Pointer[string]
	// beforeExit brings what is being written to an end, on interruption.
	beforeExit atomic.Pointer[func()]
	// failed is why help was not written.
	failed error
	// drop ends what a session is at, on Ctrl-C; nil where that ends the program.
	drop atomic.Pointer[func()]
	// exit ends the process.
	exit func(code int)
}

func newConsole() *console {
	return &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, color: newChoice("color", "auto", "always", "never"), exit: os.Exit}
}

// onInterrupt ends the program with its exit code when it is interrupted, or what a session is at.
func (c *console) onInterrupt() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for one := range signals {
			drop := c.drop.Load()
			if drop == nil || one != os.Interrupt {
				break
			}
			(*drop)()
		}
		if name := c.unfinished.Load(); name != nil {
			os.Remove(*name)
		}
		if end := c.beforeExit.Load(); end != nil {
			(*end)()
		}
		c.exit(exitInterrupted)
	}()
}

// pagePaint gives the colours of the page that goes to the file, or to standard output where that
// is nil.
func (c *console) pagePaint(toFile bool) render.Paint {
	if toFile && c.color.value != "always" {
		return render.Paint{}
	}
	return c.paint(c.out)
}

func (c *console) errorPaint() render.Paint { return c.paint(c.err) }

func (c *console) paint(to *os.File) render.Paint {
	if !c.colored(to) {
		return render.Paint{}
	}
	with := func(attributes ...color.Attribute) func(string) string {
		paint := color.New(attributes...)
		paint.EnableColor()
		return func(text string) string { return paint.Sprint(text) }
	}
	return render.Paint{
		Label: with(color.Bold), Faint: with(color.Faint),
		Right: with(color.FgGreen), Wrong: with(color.FgRed, color.Bold), Doubt: with(color.FgYellow),
	}
}

// colored decides on colours: what --color says, else NO_COLOR and the terminal.
func (c *console) colored(to *os.File) bool {
	switch c.color.value {
	case "always":
		return true
	case "never":
		return false
	}
	if os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := to.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// asciiOnly reports whether the locale names a character set other than UTF-8. Where no locale is
// set at all, nothing is known of the terminal, and UTF-8 is what terminals have.
func asciiOnly() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(os.Getenv(name)); locale != "" {
			return !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
		}
	}
	return false
}

// columns is the width of a page on standard output, or 0 where that is no terminal.
func (c *console) columns() int { return min(width(c.out), maxWidth) }

// width is the number of columns of the terminal that a file is, or 0 where it is none.
func width(of *os.File) int {
	columns, _, err := term.GetSize(int(of.Fd()))
	if err != nil {
		return 0
	}
	return columns
}
