package main

import (
	"github.com/spf13/cobra"

	"matcalc/rules/derive"
)

const jvpLong = `The derivative of EXPR applied to a direction: Df(X)[d_X], where d_X has the shape of X. The result has
the shape of EXPR; no array with more than two axes is formed.`

const jvpExample = `  matcalc jvp "inv(X)" --wrt X
  matcalc jvp "softmax(A*x)" --wrt x --format numpy`

func jvpCommand(c *console) *cobra.Command {
	return productCommand(c, derive.JVP, &cobra.Command{Use: "jvp EXPR --wrt X",
		Short: "The derivative applied to a direction, Df(X)[d_X]", Long: jvpLong, Example: jvpExample})
}
