package main

import (
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/parser"
)

// noFiles is what the shell is told where it is not to offer files.
const noFiles = cobra.ShellCompDirectiveNoFileComp

// completionExamples are the examples of "matcalc completion" and its commands: for one session, then
// for all.
var completionExamples = map[string]string{
	"completion": `  source <(matcalc completion bash)
  matcalc completion fish | source`,
	"bash": `  source <(matcalc completion bash)
  matcalc completion bash > ~/.local/share/bash-completion/completions/matcalc`,
	"zsh": `  source <(matcalc completion zsh)
  matcalc completion zsh > "${fpath[1]}/_matcalc"`,
	"fish": `  matcalc completion fish | source
  matcalc completion fish > ~/.config/fish/completions/matcalc.fish`,
	"powershell": `  matcalc completion powershell | Out-String | Invoke-Expression`,
}

// describeCompletion gives cobra's commands for completion examples, and makes "completion foo" an
// error, where cobra would print help.
func describeCompletion(root *cobra.Command) {
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Short, c.Example = "Completion of commands, flags, names and functions in a shell", completionExamples[c.Name()]
		c.Long = "Prints what makes a shell complete what is typed: commands, flags and the words that they take, the names\nin an expression after --wrt, functions, and the names of rules."
		var shells []string
		for _, s := range c.Commands() {
			shells = append(shells, s.Name())
			s.Short, s.Long, s.Example = "Completion in "+s.Name(), "", completionExamples[s.Name()]
			if of, ok := mended[s.Name()]; ok {
				s.RunE = printMended(of)
			}
		}
		c.Args = func(_ *cobra.Command, args []string) error { return unknownShell(args, shells) }
		c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
}

// A scriptOf is how cobra writes the script of a shell, and what is to stand in it in place of what.
type scriptOf struct {
	write   func(root *cobra.Command, w io.Writer, describe bool) error
	mending []string
}

// mended are the scripts that read expressions and lists of names only when they are changed: the one
// for fish evaluates the words before the cursor without their quotes, and the one for bash takes a
// comma for a sign that needs a backslash, and fails where the package bash-completion is not loaded.
var mended = map[string]scriptOf{
	"fish": {(*cobra.Command).GenFishCompletion, []string{
		"set -l args (commandline -opc)\n", "set -l args (commandline -opc | string escape)\n",
	}},
	"bash": {(*cobra.Command).GenBashCompletionV2, []string{
		`|| comp=$(printf "%q" "${compline%%$tab*}")` + "\n", `|| comp=$(printf "%q" "${compline%%$tab*}")` + "\n        comp=${comp//\\\\,/,}\n",
		`COMPREPLY[0]=$(printf "%q" "${COMPREPLY[0]%%$tab*}")` + "\n", `COMPREPLY[0]=$(printf "%q" "${COMPREPLY[0]%%$tab*}")` + "\n        COMPREPLY[0]=${COMPREPLY[0]//\\\\,/,}\n",
		`    _get_comp_words_by_ref "$@" cur prev words cword` + "\n", bashWords,
		"        $filteringCmd\n", "        declare -F _filedir >/dev/null 2>&1 && $filteringCmd\n",
	}},
}

// bashWords finds the words of the line; without bash-completion, as bash itself splits them.
const bashWords = `    if declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
        _get_comp_words_by_ref "$@" cur prev words cword
    else
        words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
        cur=${words[cword]} prev=${words[cword-1]}
    fi
`

// printMended prints a script that is mended.
func printMended(of scriptOf) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error {
		plain, err := cmd.Flags().GetBool("no-descriptions")
		if err != nil {
			return err
		}
		var b strings.Builder
		if err := of.write(cmd.Root(), &b, !plain); err != nil {
			return err
		}
		_, err = strings.NewReplacer(of.mending...).WriteString(cmd.OutOrStdout(), b.String())
		return err
	}
}

func unknownShell(args, shells []string) error {
	if len(args) == 0 {
		return nil
	}
	there := "there are " + strings.Join(shells, ", ")
	if near := suggestion(args[0], shells); near != "" {
		return &usageError{message: "unknown shell " + quote(args[0]) + "; " + there, hint: "did you mean " + near + "?"}
	}
	return &usageError{message: "unknown shell " + quote(args[0]), hint: there}
}

// asksForCompletion reports whether a shell asks what may stand at the cursor.
func asksForCompletion(args []string) bool {
	return len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd)
}

// completeFlags lets the shell complete the values of flags: words where there are few, the names in
// the expression for --wrt, files for --output, and nothing else. It is for a process that answers a shell: cobra
// keeps completions, and with them their commands, in a variable of its package for as long as the process runs.
func completeFlags(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		complete := cobra.NoFileCompletions
		switch c, ok := f.Value.(*choice); {
		case ok:
			complete = cobra.FixedCompletions(c.values, noFiles)
		case f.Name == "wrt":
			complete = completeVariables
		case f.Name == "output":
			return
		}
		// It fails only where the flag does not exist or has its completion already.
		_ = cmd.RegisterFlagCompletionFunc(f.Name, complete)
	})
}

// completeVariables gives the names in the expression, after those of a list that stand there
// already. Beside each stands the set that it is in, where the expression can be read.
func completeVariables(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) != 1 || args[0] == "-" {
		return nil, noFiles
	}
	let, err := cmd.Flags().GetStringArray("let")
	if err != nil {
		return nil, noFiles
	}
	slices.Sort(let) // cobra reads the flags twice
	let = slices.Compact(let)
	head := typed[:strings.LastIndexByte(typed, ',')+1]
	there := strings.Split(head, ",")
	var words []string
	for _, v := range variablesIn(args[0], let) {
		if !slices.Contains(there, v.name) {
			words = append(words, cobra.CompletionWithDesc(head+v.name, v.space))
		}
	}
	return words, noFiles | cobra.ShellCompDirectiveKeepOrder
}

// A candidate is a name by which an expression may be differentiated.
type candidate struct{ name, space string }

// variablesIn lists the variables of an expression in the order in which they appear; of one that is
// not complete, all names that are no functions.
func variablesIn(text string, let []string) []candidate {
	var out []candidate
	if in, err := parser.Parse(text, parser.Options{Let: let}); err == nil {
		for _, d := range in.Declarations {
			if d.Kind == ast.DeclaredVariable {
				out = append(out, candidate{d.Name, strings.TrimSpace(strings.TrimPrefix(d.String(), d.Name+" in "))})
			}
		}
		for _, b := range in.Bound {
			out = append(out, candidate{b.Name, ast.Space(b.Node.Shape())})
		}
		return out
	}
	for _, m := range nameAndNext().FindAllStringSubmatch(text, -1) {
		if c := (candidate{name: m[1]}); m[2] == "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// nameAndNext matches a name, with the parenthesis behind the name of a function.
var nameAndNext = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\pL[\pL\pN_]*)([(.]?)`) })

// lastName matches the name at the end of what was typed.
var lastName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\pL\pN_]*$`) })

// completeExpression gives the functions whose names start as the last name of the expression does.
func completeExpression(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	start := lastName().FindString(typed)
	if len(args) > 0 || start == "" {
		return nil, noFiles
	}
	head := typed[:len(typed)-len(start)]
	words := map[string]bool{}
	for _, name := range catalogue.Names() {
		if strings.HasPrefix(name, start) {
			words[head+name+"("] = true
		}
	}
	return slices.Sorted(maps.Keys(words)), noFiles | cobra.ShellCompDirectiveNoSpace
}
