package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"matcalc/cmd/internal/batch"
	"matcalc/rules/derive"
)

const batchLong = `Answers each line of FILE, or of standard input, with one line, in the same order. A line is an object,

  {"id": 1, "expr": "x'*A*x", "wrt": "x", "let": ["A in Sym(n)"], "order": 2, "form": "index", "format": "latex"}

of which only expr is needed, and wrt where there are several variables; or it is plain text, EXPR ; wrt X.
The flags say what lines leave out. Blank lines and lines that start with # are passed over. An answer is

  {"id":1,"ok":true,"result":"…","verified":{"ok":true,"points":3,"max_relative_error":1e-11}}
  {"id":2,"ok":false,"error":{"kind":"shape","message":"…","line":1,"column":4,"hint":"…"}}

A line that is in error, takes too long or is no question at all stops no other one, and the exit code is 0
when every line has its answer. docs/batch.md tells all fields, and the use under parallel, Slurm and Spark.`

const batchExample = `  matcalc batch questions.jsonl -o answers.jsonl --resume
  printf "x'*A*x ; wrt x\nh(W*a) ; wrt W\n" | matcalc batch
  matcalc batch --format latex --form index --jobs 4 - < questions.txt
  parallel --pipe --keep-order matcalc batch < questions.jsonl > answers.jsonl`

// A batchJob is what the flags of batch ask for.
type batchJob struct {
	*question // what lines leave out
	jobs      int
	resume    bool
}

func batchCommand(c *console) *cobra.Command {
	j := &batchJob{question: newQuestion(derive.Diff, 1)}
	// Plain text is what a program reads on, so it comes first.
	formats := append([]string{"plain"}, slices.DeleteFunc(formatNames(), func(name string) bool { return name == "plain" })...)
	later := j.format.later
	j.format = newChoice("format", formats...)
	j.format.later = later
	cmd := &cobra.Command{
		Use: "batch [FILE|-]", Short: "A stream of derivations, one a line", Long: batchLong, Example: batchExample,
		Args: oneFile, RunE: func(_ *cobra.Command, args []string) error { return c.batch(j, append(args, "-")[0]) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.IntVar(&j.jobs, "jobs", 0, "the `NUMBER` of lines that are answered at once; as many as there are cores unless told")
	f.StringVarP(&j.file, "output", "o", "", "write to `FILE`, line by line")
	f.BoolVar(&j.resume, "resume", false, "go on where an interrupted run has left the FILE of --output")
	j.addVariableFlags(f)
	f.IntVar(&j.request.Order, "order", 1, "the `ORDER` of the derivative")
	j.addFormFlags(f)
	addChoice(f, j.nabla, "nabla", "", "∇h in text and LaTeX: "+j.nabla.doc())
	addChoice(f, j.format, "format", "f", j.format.doc())
	j.addCheckFlags(f)
	j.limits.AddFlags(f)
	return cmd
}

// oneFile is the rule for the argument of batch.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return &usageError{message: fmt.Sprintf("batch reads one file, not %s and %s", quote(args[0]), quote(args[1])), hint: "cat joins files: cat *.jsonl | matcalc batch"}
	}
	return nil
}

// batch answers the lines of a file.
func (c *console) batch(j *batchJob, name string) error {
	if _, err := j.settle(); err != nil {
		return err
	}
	switch {
	case j.jobs < 0:
		return &usageError{message: "--jobs must not be negative", hint: "without it all cores work"}
	case j.resume && j.file == "":
		return &usageError{message: "--resume needs the file that the interrupted run has written", hint: "add -o FILE"}
	}
	in, err := c.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := c.openOutput(j, in)
	if err != nil {
		return err
	}
	bar := c.bar(j, in)
	end := func() {
		out.End()
		if bar != nil {
			fmt.Fprintln(c.err)
		}
	}
	c.beforeExit.Store(&end)
	defer collectLess(growthInBatch)()
	jobs := j.jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	options := batch.Options{Derive: j.deriveLine, Defaults: j.defaults(), Jobs: jobs, Limits: j.limits}
	if bar != nil {
		options.Progress = bar
	}
	err = batch.Run(in, out, options)
	if closed := out.Close(); err == nil {
		err = closed
	}
	return j.told(err, name)
}

// open opens the input; - is standard input.
func (c *console) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(c.in), nil
	}
	f, err := os.Open(name)
	if err == nil {
		return f, nil
	}
	e := &usageError{message: fmt.Sprintf("%s cannot be read: %s", name, cause(err)), hint: "- reads standard input"}
	if strings.ContainsAny(name, "(*'^+ ") {
		e.hint = "batch reads a file of expressions; for one there is matcalc diff " + quote(name)
	}
	return nil, e
}

// openOutput opens the output, which must not be the input.
func (c *console) openOutput(j *batchJob, in io.Reader) (*batch.Output, error) {
	if j.file == "" {
		return batch.NewOutput(c.out), nil
	}
	if source := c.fileOf(in); source != nil {
		a, errA := source.Stat()
		b, errB := os.Stat(j.file)
		if errA == nil && errB == nil && a.Mode().IsRegular() && os.SameFile(a, b) {
			return nil, &usageError{message: j.file + " is the input, and cannot be the output too", hint: "name another file after -o"}
		}
	}
	open := batch.Create
	if j.resume {
		open = batch.Resume
	}
	out, err := open(j.file)
	if err != nil {
		return nil, &usageError{message: fmt.Sprintf("%s cannot be written: %s", j.file, cause(err)), hint: "name another file after -o"}
	}
	return out, nil
}

// fileOf is the file that the input is, or nil; standard input is one too.
func (c *console) fileOf(in io.Reader) *os.File {
	if f, ok := in.(*os.File); ok {
		return f
	}
	f, _ := c.in.(*os.File)
	return f
}

// told says what stopped a run in terms of the command line.
func (j *batchJob) told(err error, name string) error {
	var read *batch.ReadError
	var resume *batch.ResumeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &resume):
		return &usageError{message: fmt.Sprintf("%s cannot be resumed: %s", j.file, resume.Message), hint: "without --resume it is written anew"}
	case errors.As(err, &read):
		return &usageError{message: fmt.Sprintf("%s cannot be read: %s", map[bool]string{true: "standard input", false: name}[name == "-"], cause(read.Err)), hint: "what was answered before it is complete; --resume goes on"}
	case j.file != "":
		return &usageError{message: fmt.Sprintf("%s cannot be written: %s", j.file, cause(err)), hint: "--resume goes on once there is room"}
	}
	return &usageError{message: "standard output takes no text: " + cause(err), hint: "-o FILE writes to a file"}
}

// bar is the progress bar where standard error is a terminal on which neither questions nor answers
// stand, else nil.
func (c *console) bar(j *batchJob, in io.Reader) *batch.Bar {
	source := c.fileOf(in)
	isTerminal := func(f *os.File) bool { return f != nil && term.IsTerminal(int(f.Fd())) }
	if !isTerminal(c.err) || os.Getenv("TERM") == "dumb" || isTerminal(source) || j.file == "" && isTerminal(c.out) {
		return nil
	}
	size := int64(-1)
	if source != nil {
		if info, err := source.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	return batch.NewBar(c.err, size, asciiOnly())
}
