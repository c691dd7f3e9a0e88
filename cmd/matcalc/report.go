package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"matcalc/ast"
	"matcalc/render"
)

// The exit codes, as the contract of the command line has them.
const (
	exitDone        = 0
	exitInput       = 1
	exitUsage       = 2
	exitUnverified  = 3
	exitLimit       = 4
	exitInterrupted = 130
)

// A usageError is a mistake on the command line.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

// usageKind is the kind of mistakes on the command line, in objects.
const usageKind ast.ErrorKind = "usage"

// asksForJSON reports whether the arguments ask for the format json, before they are read: errors are objects then, those
// in the arguments too.
func asksForJSON(args []string) bool {
	for i, a := range args {
		switch {
		case a == "--":
			return false
		case a == "--format=json", a == "-fjson", a == "-f=json":
			return true
		case (a == "--format" || a == "-f") && i+1 < len(args) && args[i+1] == "json":
			return true
		}
	}
	return false
}

// errUnverified is the end of a run whose result was printed and is wrong by the numerical check.
var errUnverified = errors.New("the result is not verified")

// The ends of runs whose mistakes were told one by one.
var (
	errInput = errors.New("the input is in error")
	errLimit = errors.New("a limit was reached")
)

// report tells of an error on standard error and gives the exit code.
func (c *console) report(err error) int {
	var input *ast.Error
	var usage *usageError
	if of := (*fs.PathError)(nil); errors.As(err, &of) && of.Path == c.out.Name() {
		err = notWritten(err)
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errUnverified):
		return exitUnverified
	case errors.Is(err, errInput):
		return exitInput
	case errors.Is(err, errLimit):
		return exitLimit
	case errors.Is(err, errRefuted):
		return exitInput
	case errors.As(err, &input):
		c.printInputError(input)
		if input.Kind == ast.LimitError || input.Kind == ast.TimeoutError {
			return exitLimit
		}
		return exitInput
	case !errors.As(err, &usage): // what cobra itself finds is on the command line
		usage = &usageError{message: err.Error(), hint: "matcalc help lists the commands"}
	}
	c.printInputError(&ast.Error{Kind: usageKind, Message: usage.message, Hint: usage.hint})
	return exitUsage
}

// reportDefect tells that the program itself is in error: the input is one that it does not support, as batch
// says too.
func (c *console) reportDefect(defect any) int {
	c.printError(fmt.Sprintf("error: this is a defect of matcalc, please report it: %v\n", defect))
	fmt.Fprintf(c.err, "%s", debug.Stack())
	return exitInput
}

// printInputError writes the message, the place and the hint, or an object where the answer was to
// be one.
func (c *console) printInputError(e *ast.Error) {
	if !c.errorsAsJSON {
		c.printError(e.Detail())
		return
	}
	type detail struct {
		Kind    ast.ErrorKind `json:"kind"`
		Message string        `json:"message"`
		Line    int           `json:"line,omitempty"`
		Column  int           `json:"column,omitempty"`
		Hint    string        `json:"hint,omitempty"`
	}
	line, column := e.Position()
	out := json.NewEncoder(c.err)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	// Nothing can be done about a standard error that takes no text.
	_ = out.Encode(struct {
		OK    bool   `json:"ok"`
		Error detail `json:"error"`
	}{false, detail{e.Kind, e.Message, line, column, e.Hint}})
}

// printErrorAt writes an error in a file, with the place in front in the way that editors know.
func (c *console) printErrorAt(place string, e *ast.Error) {
	if paint := c.errorPaint(); paint.Label != nil {
		place = paint.Label(place)
	}
	fmt.Fprint(c.err, place)
	c.printError(e.Detail())
}

// printError writes to standard error, with the words at the start of lines in colour.
func (c *console) printError(text string) {
	paint := c.errorPaint()
	ascii := asciiOnly()
	for line := range strings.Lines(text) {
		switch {
		case ascii && strings.HasPrefix(line, "  "): // the input, above carets that keep their columns
			line = strings.Map(func(r rune) rune { return map[bool]rune{true: '?', false: r}[r > unicode.MaxASCII] }, line)
		case ascii:
			line = render.ASCII(line)
		}
		for word, of := range map[string]func(string) string{"error:": paint.Wrong, "hint:": paint.Right, "note:": paint.Doubt} {
			if rest, ok := strings.CutPrefix(line, word); ok && of != nil {
				line = of(word) + rest
			}
		}
		fmt.Fprint(c.err, line)
	}
}

// flagError tells what is wrong with a flag, and which one was meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &missing):
		return &usageError{message: "--" + missing.GetFlag().Name + " needs a value", hint: seeHelp(cmd)}
	case errors.As(err, &invalid):
		var of *usageError
		if errors.As(invalid.Unwrap(), &of) {
			return of
		}
		if invalid.GetFlag().Value.Type() == "limit" {
			return &usageError{message: fmt.Sprintf("--limit %s: %s", quote(invalid.GetValue()), invalid.Unwrap()), hint: seeHelp(cmd)}
		}
		return &usageError{message: fmt.Sprintf("--%s %s: the value must be %s", invalid.GetFlag().Name, quote(invalid.GetValue()), kindOf(invalid.GetFlag())), hint: seeHelp(cmd)}
	}
	return &usageError{message: err.Error(), hint: seeHelp(cmd)}
}

func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError) error {
	name := e.GetSpecifiedName()
	if short := e.GetSpecifiedShortnames(); short != "" {
		return &usageError{message: "unknown flag -" + short, hint: "an expression that starts with - goes last, after --"}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	out := &usageError{message: "unknown flag --" + name, hint: seeHelp(cmd)}
	switch near := suggestion(name, names); {
	case near != "":
		out.hint = "did you mean --" + near + "?"
	case !cmd.HasParent():
		if near := suggestion(name, commandNames(cmd)); near != "" {
			out.hint = "did you mean matcalc " + near + "?"
		}
	}
	return out
}

// kindOf says what a flag takes.
func kindOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int":
		return "an integer"
	case "uint64":
		return "a natural number"
	case "float64":
		return "a number"
	case "bool":
		return "true or false"
	case "duration":
		return "a time such as 30s or 5m"
	}
	return "a " + f.Value.Type()
}

func seeHelp(cmd *cobra.Command) string { return cmd.CommandPath() + " --help lists the flags" }
