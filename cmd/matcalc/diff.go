package main

import (
	"github.com/spf13/cobra"

	"matcalc/rules/derive"
)

const diffLong = `The derivative of EXPR by a variable. A scalar's derivative has the shape of the variable; a vector's
by a vector is the Jacobian ∂f_i/∂x_j; what would have more than two axes is written as a linear map in
d_X. Shapes are inferred, and reported. EXPR may be -, which reads standard input.`

const diffExample = `  matcalc diff "h(W*a)" --wrt W
  matcalc diff "norm(A*x - b)^2" --wrt x
  matcalc diff "x'*A*x" --wrt x --let "A in Sym(n)"
  matcalc diff "normF(X - U*V')^2" --wrt U,V --format numpy -o gradients.py
  matcalc diff "z = W*x + b; norm(tanh(z) - y)^2" --wrt W,b
  matcalc diff "logdet(S)" --wrt S --let "S in PD(n)" --format latex --standalone`

func diffCommand(c *console) *cobra.Command {
	q := newQuestion(derive.Diff, 1)
	cmd := &cobra.Command{Use: "diff EXPR --wrt X", Short: "The derivative of an expression", Long: diffLong, Example: diffExample}
	f := cmd.Flags()
	q.addVariableFlags(f)
	f.IntVar(&q.request.Order, "order", 1, "the `ORDER` of the derivative")
	q.addFormFlags(f)
	q.addOutputFlags(f)
	q.addCheckFlags(f)
	q.limits.AddFlags(f)
	return deriving(c, cmd, q)
}
