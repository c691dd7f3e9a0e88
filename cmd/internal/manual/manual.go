// Package manual writes the manual pages of commands, in roff with the macros of man.
//
// The pages are made from what the commands say of themselves: the text for --help is the page, with
// the examples first. Nothing in it is read as markup, since * _ and \ are mathematics there.
package manual

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A Page is the manual page of a command.
type Page struct {
	Name string // of the file: matcalc-diff.1
	Text string
}

// Pages makes the page of a command and those of all below it that help lists. program is its name
// with its version.
func Pages(cmd *cobra.Command, program string, exits []Exit) []Page {
	pages := []Page{{title(cmd) + ".1", page(cmd, program, exits)}}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			pages = append(pages, Pages(sub, program, exits)...)
		}
	}
	return pages
}

// An Exit is an exit code with its meaning.
type Exit struct{ Code, Meaning string }

// title is the name of a page: matcalc-diff.
func title(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

func page(cmd *cobra.Command, program string, exits []Exit) string {
	var b strings.Builder
	request := func(words ...string) { b.WriteString("." + strings.Join(words, " ") + "\n") }
	request("TH", quoted(strings.ToUpper(title(cmd))), "1", `""`, quoted(program), `"matcalc"`)
	request("SH", "NAME")
	b.WriteString(text(title(cmd)) + ` \- ` + text(strings.TrimSuffix(cmd.Short, ".")) + "\n")
	if cmd.Example != "" {
		request("SH", "EXAMPLES")
		verbatim(&b, cmd.Example)
	}
	request("SH", "SYNOPSIS")
	usage := strings.TrimSuffix(cmd.UseLine(), " [flags]")
	if cmd.HasAvailableLocalFlags() && !cmd.HasAvailableSubCommands() {
		usage += " [FLAGS]"
	}
	request("B", quoted(usage))
	if cmd.Long != "" {
		request("SH", "DESCRIPTION")
		paragraphs(&b, cmd.Long)
	}
	if cmd.HasAvailableSubCommands() {
		request("SH", "COMMANDS")
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				request("TP")
				request("BR", quoted(title(sub)), "(1)")
				b.WriteString(text(sub.Short) + "\n")
			}
		}
	}
	flags(&b, "OPTIONS", cmd.NonInheritedFlags())
	flags(&b, "OPTIONS OF ALL COMMANDS", cmd.InheritedFlags())
	request("SH", quoted("EXIT STATUS"))
	for _, e := range exits {
		request("TP")
		request("B", e.Code)
		b.WriteString(text(e.Meaning) + "\n")
	}
	if cmd.HasParent() {
		request("SH", quoted("SEE ALSO"))
		request("BR", quoted(title(cmd.Parent())), "(1)")
	}
	return b.String()
}

// unsaid are defaults that say nothing.
var unsaid = []string{"", "0", "false", "[]"}

// flags writes a section on flags, where there are some.
func flags(b *strings.Builder, section string, set *pflag.FlagSet) {
	if !set.HasAvailableFlags() {
		return
	}
	b.WriteString(".SH " + quoted(section) + "\n")
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := `\fB\-\-` + text(f.Name) + `\fR`
		if f.Shorthand != "" {
			name = `\fB\-` + f.Shorthand + `\fR, ` + name
		}
		value, usage := pflag.UnquoteUsage(f)
		switch {
		case f.NoOptDefVal != "" && f.Value.Type() != "bool":
			name += `[=\fI` + text(value) + `\fR]`
		case value != "":
			name += ` \fI` + text(value) + `\fR`
		}
		if !slices.Contains(unsaid, f.DefValue) {
			usage += " (default " + f.DefValue + ")"
		}
		b.WriteString(".TP\n" + name + "\n" + text(strings.Join(strings.Fields(usage), " ")) + "\n")
	})
}

// paragraphs writes words in paragraphs; lines that are set in stand as they are.
func paragraphs(b *strings.Builder, words string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(words), "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		lines := strings.Split(paragraph, "\n")
		first := true
		for len(lines) > 0 {
			n := 1
			for n < len(lines) && strings.HasPrefix(lines[n], "  ") == strings.HasPrefix(lines[0], "  ") {
				n++
			}
			if strings.HasPrefix(lines[0], "  ") {
				if !first {
					b.WriteString(".PP\n")
				}
				verbatim(b, strings.Join(lines[:n], "\n"))
				if n < len(lines) {
					b.WriteString(".PP\n")
				}
			} else {
				for _, line := range lines[:n] {
					b.WriteString(text(line) + "\n")
				}
			}
			lines, first = lines[n:], false
		}
	}
}

// verbatim writes lines as they are.
func verbatim(b *strings.Builder, lines string) {
	b.WriteString(".nf\n")
	for line := range strings.Lines(strings.TrimRight(lines, "\n") + "\n") {
		b.WriteString(text(strings.TrimRight(line, "\n")) + "\n")
	}
	b.WriteString(".fi\n")
}

// signs are those that roff reads as its own, or sets as others than those on a keyboard.
var signs = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", "\\`", "^", `\(ha`, "~", `\(ti`)

// text escapes words, which may stand at the start of a line.
func text(words string) string {
	words = signs.Replace(words)
	if strings.HasPrefix(words, ".") {
		words = `\&` + words
	}
	return words
}

// quoted is an argument of a request.
func quoted(words string) string {
	return `"` + strings.ReplaceAll(signs.Replace(words), `"`, `""`) + `"`
}
