package document

import (
	"errors"
	"path/filepath"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// Options steer Expand.
type Options struct {
	// Version names the program and how it checks; results of another version are derived anew.
	Version string
	// Again derives everything anew.
	Again bool
	// Verify steers the numerical check; nil leaves it out.
	Verify *verify.Options
	// Limits bound the size of each expression, and Within runs what derives it under a budget. What it
	// has given up may go on beside.
	Limits parser.Limits
	Within func(work func(*ast.Budget) error) error
	// Earlier is the file of results that was written before, or "".
	Earlier string
	// Read reads a file that the document inputs.
	Read func(name string) (string, error)
}

// A Report is what came out for a document.
type Report struct {
	// Results is the file that matcalc.sty reads.
	Results string
	// Commands is the number of \matcalc commands, Derivations that of different ones with a result,
	// and Kept that of the results that were there before.
	Commands, Derivations, Kept int
	// Mistakes are the errors, in the order of the document, and Unverified the results that failed
	// the numerical check.
	Mistakes, Unverified []Mistake
	// UsesPackage tells that the document loads matcalc.sty.
	UsesPackage bool
}

// Expand derives what the document and the files that it inputs ask for.
func Expand(main *Source, o Options) *Report {
	e := &expander{Options: o, report: &Report{}, main: main.Name, seen: map[string]bool{}, known: map[string]bool{}}
	if !o.Again {
		e.earlier = earlier(o.Earlier, o.Version)
	}
	e.source(main)
	e.report.Results = write(filepath.Base(main.Name), o.Version, e.entries)
	return e.report
}

type expander struct {
	Options
	main    string
	report  *Report
	earlier map[string]string
	entries []string
	seen    map[string]bool // files that were read
	known   map[string]bool // heads of entries that are there, and of commands in error
}

// source goes through a file.
func (e *expander) source(s *Source) {
	e.seen[filepath.Clean(s.Name)] = true
	e.report.UsesPackage = e.report.UsesPackage || loadsPackage(s.Text)
	(&scanner{
		source: s, found: e.derive, include: e.include,
		mistaken: func(m Mistake) { e.report.Mistakes = append(e.report.Mistakes, m) },
	}).scan()
}

// loadsPackage reports whether a document loads matcalc.sty, alone or among other packages.
func loadsPackage(text string) bool {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "%")
		if (strings.Contains(line, `\usepackage`) || strings.Contains(line, `\RequirePackage`)) && strings.Contains(line, "matcalc") {
			return true
		}
	}
	return false
}

// include goes through a file that the document inputs, where it can be read: LaTeX tells of files
// that are not there.
func (e *expander) include(name string) {
	dir := filepath.Dir(e.main)
	for _, file := range []string{name + ".tex", name} {
		if !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		if e.seen[filepath.Clean(file)] {
			return
		}
		if text, err := e.Read(file); err == nil {
			e.source(&Source{file, text})
			return
		}
	}
}

// derive adds the result of a command, or what is wrong with it.
func (e *expander) derive(c Command) {
	e.report.Commands++
	head := entryHead(c)
	if e.known[head] {
		return
	}
	e.known[head] = true
	if text, ok := e.earlier[head]; ok {
		e.report.Derivations++
		e.report.Kept++
		e.entries = append(e.entries, text)
		return
	}
	q, mistake := read(c)
	if mistake != nil {
		e.report.Mistakes = append(e.report.Mistakes, *mistake)
		return
	}
	r := new(result)
	if err := e.Within(func(b *ast.Budget) error { return e.answer(q, b, r) }); err != nil {
		e.report.Mistakes = append(e.report.Mistakes, q.inDocument(asInput(err)))
		return
	}
	for _, reason := range r.unverified {
		e.report.Unverified = append(e.report.Unverified, q.inDocument(&ast.Error{Kind: ast.UnverifiedError, Message: reason, Hint: "it is a defect of matcalc, please report it"}))
	}
	e.report.Derivations++
	e.entries = append(e.entries, entry(c, *r))
}

// answer derives and writes the formula and the steps.
func (e *expander) answer(q *question, b *ast.Budget, r *result) error {
	request := q.request
	request.Verify, request.Limits, request.Budget = e.Verify, e.Limits, b
	a, err := derive.Derive(request)
	if err != nil {
		return err
	}
	bare := q.render
	bare.Steps = ""
	formula, err := render.LaTeX(a, bare)
	if err != nil {
		return err
	}
	r.formula = strings.ReplaceAll(strings.TrimSpace(formula), "\n", ", \\quad\n")
	if q.render.Steps != "" {
		if r.steps, err = render.LaTeX(a, q.render); err != nil {
			return err
		}
	}
	for _, one := range a.Results {
		if v := one.Verdict; v != nil && v.State == verify.Wrong {
			r.unverified = append(r.unverified, "the derivative by "+one.Wrt[0]+" is not verified: "+v.Reason)
		}
	}
	return nil
}

// asInput is the error as one of the input, which all errors of derivations are.
func asInput(err error) *ast.Error {
	var input *ast.Error
	if errors.As(err, &input) {
		return input
	}
	return &ast.Error{Kind: ast.UnsupportedError, Message: err.Error()}
}
