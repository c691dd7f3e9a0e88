package main

import (
	"github.com/spf13/cobra"

	"matcalc/rules/derive"
)

// productCommand makes one of the commands for the product of a derivative with a direction or a
// cotangent: jvp, vjp, hvp.
func productCommand(c *console, mode derive.Mode, cmd *cobra.Command) *cobra.Command {
	q := newQuestion(mode, 1)
	f := cmd.Flags()
	q.addVariableFlags(f)
	q.addOutputFlags(f)
	q.addCheckFlags(f)
	q.limits.AddFlags(f)
	return deriving(c, cmd, q)
}
