package main

import (
	"github.com/spf13/cobra"

	"matcalc/ast/catalogue"
	"matcalc/render"
)

const functionsLong = `The functions of the input language: how each is called, the shapes of its arguments and of its value,
what it is, and the other names under which it is known. matcalc explain NAME has its differential.`

const functionsExample = `  matcalc functions
  matcalc functions --format json`

func functionsCommand(c *console) *cobra.Command {
	o := &output{format: newChoice("format", "text", "json")}
	cmd := &cobra.Command{
		Use: "functions", Short: "The catalogue of functions", Long: functionsLong, Example: functionsExample, Args: noArguments, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error { return c.functions(o) },
	}
	o.addFlags(cmd.Flags())
	return cmd
}

func (c *console) functions(o *output) error {
	write := render.FunctionsText
	if o.format.value == "json" {
		write = render.FunctionsJSON
	}
	text, err := write(catalogue.All(), c.pageOptions(o))
	if err != nil {
		return err
	}
	return c.write(o, text)
}
