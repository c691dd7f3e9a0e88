package main

import (
	"strings"

	"github.com/spf13/cobra"
)

const rootLong = `matcalc differentiates expressions in vectors and matrices. It infers the shapes, gives the
derivative as a matrix expression, says under which conditions that holds, and compares it with
finite differences before it prints it.`

const rootExample = `  matcalc diff "h(W*a)" --wrt W
  matcalc diff "norm(A*x - b)^2" --wrt x --format latex
  matcalc diff "tr(X'*A*X)" --wrt X --let "A in Sym(n)"
  matcalc hessian "sum(log(1 + exp(-y.*(X*w))))" --wrt w --format numpy
  matcalc simplify "tr(A*B) - tr(B*A)"
  matcalc shape "tanh(W*x + b)"`

// run does what the arguments ask for and gives the exit code.
func run(args []string, c *console) (code int) {
	c.onInterrupt()
	defer func() {
		if defect := recover(); defect != nil {
			code = c.reportDefect(defect)
		}
	}()
	return c.execute(args)
}

// execute is run without what is there for the process: signals, and the report of defects.
func (c *console) execute(args []string) (code int) {
	c.errorsAsJSON = asksForJSON(args)
	root := newRoot(c)
	if asksForCompletion(args) {
		for _, cmd := range root.Commands() {
			completeFlags(cmd)
		}
	}
	args, err := arrange(root, args)
	if err != nil {
		return c.report(err)
	}
	root.SetArgs(args)
	if err = root.Execute(); err == nil {
		err = c.failed
	}
	return c.report(err)
}

// newRoot makes the command with all its subcommands.
func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use: "matcalc COMMAND", Short: "Matrix calculus on the command line", Long: rootLong, Example: rootExample,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceErrors: true, SilenceUsage: true,
	}
	root.SetIn(c.in)
	root.SetOut(c.out)
	root.SetErr(c.err)
	root.SetHelpFunc(c.help)
	root.SetUsageFunc(usage)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(helpCommand(c))
	addChoice(root.PersistentFlags(), c.color, "color", "", "`WHEN` to use colours: "+c.color.doc())
	root.AddCommand(diffCommand(c), hessianCommand(c), jvpCommand(c), vjpCommand(c), hvpCommand(c), checkCommand(c), simplifyCommand(c), shapeCommand(c), batchCommand(c), rulesCommand(c), explainCommand(c), functionsCommand(c), texCommand(c), replCommand(c), versionCommand())
	root.InitDefaultCompletionCmd()
	describeCompletion(root)
	root.InitDefaultHelpCmd()
	return root
}

// arrange finds the command before cobra does, so that an unknown command is told as such whatever
// its flags, and puts expressions that start with a minus behind "--", where they are not flags.
func arrange(root *cobra.Command, args []string) ([]string, error) {
	if asksForCompletion(args) {
		return args, nil
	}
	cmd, rest, err := root.Find(args)
	if err != nil {
		return nil, &usageError{message: err.Error()}
	}
	if cmd == root {
		if word := firstWord(rest); word != "" {
			return nil, unknownCommand(root, word)
		}
		return args, nil
	}
	if err := singleDash(cmd, rest); err != nil {
		return nil, err
	}
	if cmd.Annotations[takesExpression] == "" {
		return args, nil
	}
	return append(args[:len(args)-len(rest):len(args)-len(rest)], negativesLast(cmd, rest)...), nil
}

// singleDash reports a long flag with one dash, such as -format, which would be read as -f with the value ormat, or
// as an expression.
func singleDash(cmd *cobra.Command, args []string) error {
	for _, a := range args {
		if a == "--" {
			break
		}
		name, _, _ := strings.Cut(a, "=")
		long := strings.TrimPrefix(name, "-")
		if len(name)-len(long) == 1 && len(long) > 2 && cmd.Flags().Lookup(long) != nil {
			return &usageError{message: "unknown flag -" + long, hint: "did you mean --" + long + "?"}
		}
	}
	return nil
}

// firstWord gives the first argument that is no flag.
func firstWord(args []string) string {
	for _, a := range args {
		if !strings.HasPrefix(a, "-") {
			return a
		}
	}
	return ""
}

// commandNames lists the commands below root.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

func unknownCommand(root *cobra.Command, word string) error {
	names := commandNames(root)
	e := &usageError{message: "unknown command " + quote(word), hint: "matcalc help lists the commands"}
	switch near := suggestion(word, names); {
	case near != "":
		e.hint = "did you mean " + near + "?"
	case strings.ContainsAny(word, "(*' +^"):
		e.hint = "did you mean matcalc diff " + quote(word) + "?"
	}
	return e
}
