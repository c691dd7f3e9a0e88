package main

import (
	"github.com/spf13/cobra"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/differential"
)

const shapeLong = `What the names of EXPR stand for: their shapes, declared or inferred, the shape of the value, and the
conditions under which its derivative by them holds.`

const shapeExample = `  matcalc shape "tanh(W*x + b)"
  matcalc shape "logdet(X'*A*X)" --let "A in PD(n)" --format json`

func shapeCommand(c *console) *cobra.Command {
	o := &output{format: newChoice("format", "text", "json")}
	l := limits.Default()
	var let []string
	cmd := &cobra.Command{
		Use: "shape EXPR", Short: "Declarations, inferred shapes and side conditions", Long: shapeLong, Example: shapeExample,
		Args: oneExpression, Annotations: map[string]string{takesExpression: "yes"}, ValidArgsFunction: completeExpression,
		RunE: func(_ *cobra.Command, args []string) error { return c.shape(o, l, args[0], let) },
	}
	f := cmd.Flags()
	f.StringArrayVarP(&let, "let", "l", nil, "a `DECLARATION`, such as \"A in Sym(n)\"; repeatable")
	o.addFlags(f)
	l.AddFlags(f)
	return cmd
}

// shape reads the expression and writes what was found.
func (c *console) shape(o *output, l *limits.Limits, expr string, let []string) error {
	c.errorsAsJSON = o.format.value == "json"
	text, err := c.expression(expr)
	if err != nil {
		return err
	}
	write := render.ShapeText
	if c.errorsAsJSON {
		write = render.ShapeJSON
	}
	var document string
	err = c.within(l, func(b *ast.Budget) error {
		found, err := shapeOf(text, let, l, b)
		if err == nil {
			document, err = write(found, c.pageOptions(o))
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.write(o, document)
}

// shapeOf finds what the names of an expression stand for.
func shapeOf(text string, let []string, l *limits.Limits, b *ast.Budget) (render.Shape, error) {
	in, err := parser.Parse(text, parser.Options{Let: let, Limits: l.Input, Budget: b})
	if err != nil {
		return render.Shape{}, err
	}
	_, conditions := differential.Conditions(in.Table, differential.Expression{Node: in.Expr, Cancelled: in.Cancelled}, 1,
		differential.Question{By: variablesOf(in.Table)})
	return render.Shape{
		Input: text, Value: in.Expr, Declarations: in.Declarations, Notes: in.Notes,
		Conditions: conditions,
	}, nil
}
