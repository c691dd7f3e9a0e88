package main

import (
	"github.com/spf13/cobra"

	"matcalc/rules/derive"
)

const hvpLong = `The Hessian of a scalar EXPR applied to a direction: ∇²f(X)[d_X], where d_X has the shape of X. The
result has the shape of X; the Hessian itself is not formed.`

const hvpExample = `  matcalc hvp "logdet(X)" --wrt X
  matcalc hvp "sum(log(1 + exp(-y.*(X*w))))" --wrt w --format numpy`

func hvpCommand(c *console) *cobra.Command {
	return productCommand(c, derive.HVP, &cobra.Command{Use: "hvp EXPR --wrt X",
		Short: "The Hessian of a scalar applied to a direction", Long: hvpLong, Example: hvpExample})
}
