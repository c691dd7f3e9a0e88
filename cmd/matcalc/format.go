package main

import (
	"github.com/spf13/pflag"

	"matcalc/render"
)

func formatNames() []string {
	names := make([]string, len(render.Formats))
	for i, f := range render.Formats {
		names[i] = f.Name
	}
	return names
}

// formatNamed gives the format of that name, which is one of formatNames.
func formatNamed(name string) render.Format {
	for _, f := range render.Formats {
		if f.Name == name {
			return f
		}
	}
	panic("no format " + name)
}

// addChoice adds a flag that takes one of a few words, whose doc tells the default.
func addChoice(f *pflag.FlagSet, c *choice, name, short, doc string) {
	f.VarPF(c, name, short, doc).DefValue = ""
}
