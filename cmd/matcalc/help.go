package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"matcalc/render"
)

// help writes what a command is for: examples first, then how to call it, then the rest. cobra takes no
// error here, so that it is kept for the end of the run.
func (c *console) help(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	writeHelp(&b, cmd)
	text := reflow(b.String(), c.columns())
	if asciiOnly() {
		text = render.ASCII(text)
	}
	c.failed = c.write(&output{}, text)
}

// usage is what cobra prints where it finds a mistake itself.
func usage(cmd *cobra.Command) error {
	writeHelp(cmd.ErrOrStderr(), cmd)
	return nil
}

func writeHelp(w io.Writer, cmd *cobra.Command) {
	section := func(title, text string) {
		if text = strings.TrimRight(text, "\n "); text != "" {
			fmt.Fprintf(w, "\n%s:\n%s\n", title, text)
		}
	}
	fmt.Fprintln(w, sentence(cmd.Short))
	section("Examples", cmd.Example)
	section("Usage", "  "+strings.TrimSuffix(cmd.UseLine(), " [flags]")+flagsWord(cmd))
	if cmd.Long != "" {
		fmt.Fprintf(w, "\n%s\n", strings.TrimSpace(cmd.Long))
	}
	section("Commands", commands(cmd))
	section("Flags", cmd.LocalFlags().FlagUsages())
	section("Flags of all commands", cmd.InheritedFlags().FlagUsages())
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s COMMAND --help tells more of a command.\n", cmd.CommandPath())
	}
}

// sentence ends a line that says what a command does.
func sentence(short string) string {
	if strings.HasSuffix(short, ".") || strings.HasSuffix(short, "?") {
		return short
	}
	return short + "."
}

func flagsWord(cmd *cobra.Command) string {
	if cmd.HasAvailableSubCommands() || !cmd.HasAvailableLocalFlags() {
		return ""
	}
	return " [FLAGS]"
}

func commands(cmd *cobra.Command) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			fmt.Fprintf(&b, "  %-12s %s\n", c.Name(), c.Short)
		}
	}
	return b.String()
}

const helpLong = `Help about a command, or with --man the manual pages of all commands, one file for each.`

const helpExample = `  matcalc help diff
  matcalc help --man ~/.local/share/man/man1
  matcalc help --man man && man -l man/matcalc-diff.1`

// helpCommand is "matcalc help [COMMAND]".
func helpCommand(c *console) *cobra.Command {
	var man string
	cmd := &cobra.Command{
		Use: "help [COMMAND]", Short: "Help about a command", Long: helpLong, Example: helpExample,
		RunE: func(cmd *cobra.Command, args []string) error {
			if man != "" {
				return c.writeManual(cmd.Root(), man)
			}
			of, rest, err := cmd.Root().Find(args)
			if err == nil && len(rest) > 0 && of != cmd.Root() {
				return &usageError{message: of.CommandPath() + " has no command " + quote(rest[0]), hint: "write " + of.Root().Name() + " help " + of.Name()}
			}
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), strings.Join(args, " "))
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		},
		ValidArgsFunction: completeCommands,
	}
	cmd.Flags().StringVar(&man, "man", "", "write the manual pages into the `FOLDER`")
	return cmd
}

// completeCommands gives the commands below those that stand there already.
func completeCommands(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	of, rest, err := cmd.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return nil, noFiles
	}
	var names []string
	for _, c := range of.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
		}
	}
	return names, noFiles
}
