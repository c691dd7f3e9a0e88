package main

import (
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// takesExpression marks the commands whose argument is an expression, which may start with a minus.
const takesExpression = "takes an expression"

// negativesLast puts arguments such as -h(x) or -x'*x, which are expressions and no flags, behind
// "--".
func negativesLast(cmd *cobra.Command, args []string) []string {
	var flags, negatives []string
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			return append(append(append(flags, "--"), negatives...), args[i+1:]...)
		case negative(a):
			negatives = append(negatives, a)
		case wantsValue(cmd, a) && i+1 < len(args):
			flags = append(flags, a, args[i+1])
			i++
		default:
			flags = append(flags, a)
		}
	}
	if len(negatives) == 0 {
		return args
	}
	return append(append(flags, "--"), negatives...)
}

// negative reports whether an argument is an expression that starts with a minus: what has the
// signs of an expression and is no flag with its value attached, such as -lA:elementwise or -ofile.
func negative(arg string) bool {
	if len(arg) < 3 || arg[0] != '-' || arg[1] == '-' {
		return false
	}
	first, _ := utf8.DecodeRuneInString(arg[1:])
	switch first {
	case 'o':
		return strings.HasPrefix(arg[2:], "(")
	case 'l':
		if strings.Contains(arg, " in ") || strings.ContainsAny(arg, "∈:→") {
			return false
		}
	case 'f', 'w', 'h':
	default:
		return !isLetter(first) || strings.ContainsAny(arg, "(*^'+/. ")
	}
	return strings.ContainsAny(arg, "(*^'+/ ")
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// wantsValue reports whether the argument is a flag whose value is the next one.
func wantsValue(cmd *cobra.Command, arg string) bool {
	var f *pflag.Flag
	switch name, long := strings.CutPrefix(arg, "--"); {
	case long && !strings.Contains(name, "="):
		f = cmd.Flag(name)
	case !long && len(arg) == 2 && arg[0] == '-' && arg != "--":
		f = cmd.Flags().ShorthandLookup(arg[1:])
	}
	return f != nil && f.NoOptDefVal == ""
}
