package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"matcalc/render"
)

// An output says in which format and whereto a document is written.
type output struct {
	format  *choice
	file    string
	options render.Options
}

func (o *output) addFlags(f *pflag.FlagSet) {
	addChoice(f, o.format, "format", "f", o.format.doc())
	f.StringVarP(&o.file, "output", "o", "", "write to `FILE`, whole or not at all")
}

// write writes the document to standard output or to the file.
func (c *console) write(o *output, text string) error {
	if o.file == "" {
		if _, err := io.WriteString(c.out, text); err != nil {
			return notWritten(err)
		}
		return nil
	}
	if err := c.replace(o.file, text); err != nil {
		return &usageError{message: fmt.Sprintf("%s cannot be written: %s", o.file, cause(err)), hint: "name another file after -o"}
	}
	return nil
}

// notWritten is the error of a text that standard output does not take.
func notWritten(err error) error {
	return &usageError{message: "standard output takes no text: " + cause(err), hint: "-o FILE writes to a file, where a command has it"}
}

// replace writes a file beside the one of that name and then puts it in its place, so that nobody
// sees half of it. Devices and pipes are written to directly.
func (c *console) replace(name, text string) (err error) {
	mode := fs.FileMode(0o666)
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return errors.New("it is a directory")
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return writeAndClose(f, text)
	case err == nil:
		mode = info.Mode().Perm()
	}
	part := fmt.Sprintf("%s.%d.part", name, os.Getpid())
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	c.unfinished.Store(&part)
	defer c.unfinished.Store(nil)
	if err = writeAndClose(f, text); err == nil {
		err = os.Rename(part, name)
	}
	if err != nil {
		os.Remove(part)
	}
	return err
}

func writeAndClose(f *os.File, text string) error {
	_, err := f.WriteString(text)
	return errors.Join(err, f.Close())
}

// cause is the reason of a failure without the name of the file.
func cause(err error) string {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err.Error()
	}
	return err.Error()
}
