package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"matcalc/ast"
	"matcalc/cmd/internal/document"
	"matcalc/cmd/internal/limits"
)

const texLong = `Derives what the \matcalc commands in a LaTeX document ask for, in the files too that it inputs. The
results are written beside it, for paper.tex to paper.matcalc.tex, where matcalc.sty reads them: with
that file the document compiles on machines without matcalc. What has not changed is not derived again.
Mistakes are told with the place in the document; the other derivations are written all the same.

In the document stands \usepackage{matcalc}, and then for instance
  \matcalc[wrt=W, form=index, steps]{h(W*a)}
The options are wrt, let, order, form, steps, layout and nabla, as the flags of diff, and mode=jvp, vjp or
hvp. FILE may be -: the document comes from standard input, the results go to standard output.`

const texExample = `  matcalc tex --sty -o matcalc.sty
  matcalc tex paper.tex
  matcalc tex paper.tex && pdflatex paper`

func texCommand(c *console) *cobra.Command {
	t := &typesetting{limits: limits.Default()}
	cmd := &cobra.Command{
		Use: "tex FILE.tex", Short: "The derivations in a LaTeX document", Long: texLong, Example: texExample,
		Args: func(cmd *cobra.Command, args []string) error { return t.arguments(cmd, args) },
		RunE: func(_ *cobra.Command, args []string) error {
			if t.style {
				return c.write(&output{file: t.file}, document.Style)
			}
			return c.typeset(t, args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"tex"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.BoolVar(&t.style, "sty", false, "print matcalc.sty")
	f.StringVarP(&t.file, "output", "o", "", "write to `FILE`, whole or not at all")
	f.BoolVar(&t.again, "again", false, "derive everything anew")
	t.addCheckFlags(f)
	t.limits.AddFlags(f)
	return cmd
}

// A typesetting is what the flags of tex ask for.
type typesetting struct {
	style, again bool
	file         string
	checking
	limits *limits.Limits
}

func (t *typesetting) arguments(cmd *cobra.Command, args []string) error {
	switch {
	case t.style && len(args) > 0:
		return &usageError{message: "--sty prints matcalc.sty and takes no document, and there is " + quote(args[0]), hint: "leave out one of the two"}
	case t.style:
		return nil
	case len(args) == 0:
		return &usageError{message: "tex needs a document", hint: "for instance: matcalc tex paper.tex"}
	case len(args) > 1:
		return &usageError{message: "tex takes one document, not " + quote(args[0]) + " and " + quote(args[1]), hint: "the files that a document inputs are read with it"}
	}
	return nil
}

// resultsFile is the name of the file of results of a document, "" for standard output.
func (t *typesetting) resultsFile(name string) string {
	switch {
	case t.file != "":
		return t.file
	case name == "-":
		return ""
	}
	return strings.TrimSuffix(name, ".tex") + ".matcalc.tex"
}

// version names the program and the check, on which results depend.
func (t *typesetting) version() string {
	return fmt.Sprintf("%s check %v %+v", build(), !t.noVerify, t.check)
}

// typeset derives what a document asks for and writes the results.
func (c *console) typeset(t *typesetting, name string) error {
	if err := t.checkable(); err != nil {
		return err
	}
	text, err := c.document(name)
	if err != nil {
		return err
	}
	file := t.resultsFile(name)
	before, there := earlierResults(file)
	inputs := []string{name}
	report := document.Expand(&document.Source{Name: sourceName(name), Text: text}, document.Options{
		Version: t.version(), Again: t.again, Verify: t.asked(), Earlier: before,
		Limits: t.limits.Input,
		Within: func(work func(*ast.Budget) error) error {
			_, err := beside(context.Background(), t.limits, func(b *ast.Budget) (struct{}, error) { return struct{}{}, work(b) })
			return err
		},
		Read: func(name string) (string, error) {
			inputs = append(inputs, name)
			b, err := os.ReadFile(name)
			return string(b), err
		},
	})
	if t.file != "" && anySameFile(inputs, t.file) {
		return &usageError{message: t.file + " is the input, and cannot be the output too", hint: "name another file after -o"}
	}
	switch {
	case report.Commands == 0 && len(report.Mistakes) == 0 && !there:
		c.printError("note: " + name + " has no \\matcalc command\n")
		return nil
	case file == "" || report.Results != before:
		if err := c.write(&output{file: file}, report.Results); err != nil {
			return err
		}
	}
	return c.summary(name, file, report)
}

// earlierResults reads the file of results that was written before. A device or a pipe has none, and
// reading it may never end.
func earlierResults(file string) (text string, there bool) {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return "", false
	}
	b, err := os.ReadFile(file)
	return string(b), err == nil
}

// anySameFile reports whether one of the names stands for the regular file of that name.
func anySameFile(names []string, file string) bool {
	b, err := os.Stat(file)
	return err == nil && b.Mode().IsRegular() && slices.ContainsFunc(names, func(name string) bool {
		a, err := os.Stat(name)
		return err == nil && os.SameFile(a, b)
	})
}

// sourceName is the name of a document in messages.
func sourceName(name string) string {
	if name == "-" {
		return "<stdin>"
	}
	return filepath.Clean(name)
}

// document reads the file of that name, which may stand without its ending, or standard input.
func (c *console) document(name string) (string, error) {
	if name == "-" {
		text, err := io.ReadAll(c.in)
		if err != nil {
			return "", &usageError{message: "standard input cannot be read: " + cause(err), hint: "name the document as an argument"}
		}
		return string(text), nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		e := &usageError{message: name + " cannot be read: " + cause(err), hint: "- reads standard input"}
		if _, err := os.Stat(name + ".tex"); err == nil {
			e.hint = "did you mean " + name + ".tex?"
		}
		return "", e
	}
	return string(text), nil
}

// summary tells on standard error of what was done, and of each mistake with its place.
func (c *console) summary(name, file string, r *document.Report) error {
	for _, m := range append(r.Mistakes, r.Unverified...) {
		line, column := m.Err.Position()
		c.printErrorAt(fmt.Sprintf("%s:%d:%d: ", m.Source.Name, line, column), m.Err)
	}
	if file != "" {
		c.printError(fmt.Sprintf("%s: %s", file, count(r.Derivations, "derivation")))
		if r.Kept > 0 {
			c.printError(fmt.Sprintf(", %d unchanged", r.Kept))
		}
		if n := len(r.Mistakes); n > 0 {
			c.printError(", " + count(n, "mistake"))
		}
		c.printError("\n")
		if r.UsesPackage && !styleBeside(name) {
			c.printError("hint: matcalc tex --sty -o " + filepath.Join(filepath.Dir(name), "matcalc.sty") + " writes the package beside the document\n")
		}
	}
	return outcomeOfMistakes(r)
}

// outcomeOfMistakes is the error that stands for those that were told.
func outcomeOfMistakes(r *document.Report) error {
	limits := 0
	for _, m := range r.Mistakes {
		if m.Err.Kind == ast.LimitError || m.Err.Kind == ast.TimeoutError {
			limits++
		}
	}
	switch {
	case len(r.Mistakes) > limits:
		return errInput
	case limits > 0:
		return errLimit
	case len(r.Unverified) > 0:
		return errUnverified
	}
	return nil
}

// styleBeside reports whether matcalc.sty is where LaTeX is likely to find it.
func styleBeside(name string) bool {
	if os.Getenv("TEXINPUTS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(filepath.Dir(name), "matcalc.sty"))
	return err == nil
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
