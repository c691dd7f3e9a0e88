package main

import (
	"github.com/spf13/cobra"

	"matcalc/rules/derive"
)

const vjpLong = `The adjoint of the derivative of EXPR applied to a cotangent: Df(X)^*[bar], where bar has the shape of
EXPR. The result has the shape of X; it is the gradient of bar : EXPR.`

const vjpExample = `  matcalc vjp "tanh(W*x)" --wrt W
  matcalc vjp "A*X*B" --wrt X --format numpy`

func vjpCommand(c *console) *cobra.Command {
	return productCommand(c, derive.VJP, &cobra.Command{Use: "vjp EXPR --wrt X",
		Short: "The adjoint of the derivative applied to a cotangent", Long: vjpLong, Example: vjpExample})
}
