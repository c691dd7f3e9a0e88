package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"matcalc/cmd/internal/manual"
)

// exits are the exit codes as the manual has them.
var exits = []manual.Exit{
	{Code: fmt.Sprint(exitDone), Meaning: "Done."},
	{Code: fmt.Sprint(exitInput), Meaning: "The input is in error, or check found the claim wrong or right only under a condition that was not declared."},
	{Code: fmt.Sprint(exitUsage), Meaning: "The command line is in error."},
	{Code: fmt.Sprint(exitUnverified), Meaning: "A result failed its numerical check; it is printed all the same, marked as not verified."},
	{Code: fmt.Sprint(exitLimit), Meaning: "A limit of time or size was reached."},
	{Code: fmt.Sprint(exitInterrupted), Meaning: "Interrupted."},
}

// writeManual writes the manual pages into a folder, which it makes where it is not there.
func (c *console) writeManual(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return &usageError{message: fmt.Sprintf("the folder %s cannot be made: %s", dir, cause(err)), hint: "name another folder"}
	}
	for _, p := range manual.Pages(root, "matcalc "+version(), exits) {
		if err := c.write(&output{file: filepath.Join(dir, p.Name)}, p.Text); err != nil {
			return err
		}
	}
	return nil
}
