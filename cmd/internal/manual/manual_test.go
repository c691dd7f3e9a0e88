package manual

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// command is one with all that a page shows.
func command() *cobra.Command {
	root := &cobra.Command{Use: "calc COMMAND", Short: "Calculates", Run: func(*cobra.Command, []string) {}}
	root.PersistentFlags().String("color", "", "`WHEN` to use colours")
	sub := &cobra.Command{
		Use: "diff EXPR", Short: "The derivative.", Example: "  calc diff \"-x'*A\\b\"\n  calc diff .5*x",
		Long: "Words on it.\nIt is\n\n  set_in *as* it is\nand goes on\n.here", Run: func(*cobra.Command, []string) {},
	}
	sub.Flags().StringP("wrt", "w", "", "the `VARIABLE`;\nseveral with commas")
	sub.Flags().Int("points", 3, "the `NUMBER` of points")
	sub.Flags().Bool("secret", false, "not told")
	_ = sub.Flags().MarkHidden("secret")
	root.AddCommand(sub, &cobra.Command{Use: "hidden", Hidden: true, Run: func(*cobra.Command, []string) {}})
	return root
}

// TestPages writes the pages of a command and of the one below it.
func TestPages(t *testing.T) {
	pages := Pages(command(), "calc 1.0", []Exit{{"0", "Done."}})
	var names []string
	for _, p := range pages {
		names = append(names, p.Name)
	}
	if want := []string{"calc.1", "calc-diff.1"}; !slices.Equal(names, want) {
		t.Fatalf("the pages are %q, want %q", names, want)
	}
	if want := ".SH COMMANDS\n.TP\n.BR \"calc\\-diff\" (1)\nThe derivative.\n"; !strings.Contains(pages[0].Text, want) {
		t.Errorf("%s\nlacks\n%s", pages[0].Text, want)
	}
	want := `.TH "CALC\-DIFF" 1 "" "calc 1.0" "matcalc"
.SH NAME
calc\-diff \- The derivative
.SH EXAMPLES
.nf
  calc diff "\-x\(aq*A\eb"
  calc diff .5*x
.fi
.SH SYNOPSIS
.B "calc diff EXPR [FLAGS]"
.SH DESCRIPTION
Words on it.
It is
.PP
.nf
  set_in *as* it is
.fi
.PP
and goes on
\&.here
.SH "OPTIONS"
.TP
\fB\-\-points\fR \fINUMBER\fR
the NUMBER of points (default 3)
.TP
\fB\-w\fR, \fB\-\-wrt\fR \fIVARIABLE\fR
the VARIABLE; several with commas
.SH "OPTIONS OF ALL COMMANDS"
.TP
\fB\-\-color\fR \fIWHEN\fR
WHEN to use colours
.SH "EXIT STATUS"
.TP
.B 0
Done.
.SH "SEE ALSO"
.BR "calc" (1)
`
	if pages[1].Text != want {
		t.Errorf("the page is\n%s\nwant\n%s", pages[1].Text, want)
	}
}
