package main

import (
	"github.com/spf13/cobra"

	"matcalc/rules/derive"
)

const hessianLong = `The second derivative of EXPR: diff --order 2. For several variables it is given block by block, row by
row: the block (U, V) is differentiated by U, then by V.`

const hessianExample = `  matcalc hessian "norm(A*x - b)^2" --wrt x
  matcalc hessian "h(A*x)" --wrt x
  matcalc hessian "logdet(X)" --wrt X`

func hessianCommand(c *console) *cobra.Command {
	q := newQuestion(derive.Diff, 2)
	cmd := &cobra.Command{Use: "hessian EXPR --wrt X", Short: "The second derivative of an expression", Long: hessianLong, Example: hessianExample}
	f := cmd.Flags()
	q.addVariableFlags(f)
	q.addFormFlags(f)
	q.addOutputFlags(f)
	q.addCheckFlags(f)
	q.limits.AddFlags(f)
	return deriving(c, cmd, q)
}
