package main

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// takesExpression marks the commands whose argument is an expression, which may start with a minus.
const takesExpression = "takes an expression"

// negativesLast puts arguments such as -h(x) or -x'*x, which are expressions and no flags, behind
// "--". A letter such as -x that is no flag is an expression where there is no other.
func negativesLast(cmd *cobra.Command, args []string) []string {
	var flags, negatives []string
	letter, expression := -1, false // where -x stands among the flags; whether there is an expression
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			return append(append(append(flags, "--"), negatives...), args[i+1:]...)
		case negative(cmd, a):
			negatives = append(negatives, a)
		case wantsValue(cmd, a) && i+1 < len(args):
			flags = append(flags, a, args[i+1])
			i++
		default:
			expression = expression || a == "-" || !strings.HasPrefix(a, "-")
			if unknownLetter(cmd, a) {
				letter = len(flags)
			}
			flags = append(flags, a)
		}
	}
	if letter >= 0 && !expression && len(negatives) == 0 {
		negatives = []string{flags[letter]}
		flags = append(flags[:letter], flags[letter+1:]...)
	}
	if len(negatives) == 0 {
		return args
	}
	return append(append(flags, "--"), negatives...)
}

// What a flag of one letter takes as a value that is attached to it, as in -wX or -fjson; anything
// else after the letter makes the argument an expression, as in -w'*w.
var (
	attachedVariables   = lazily(`^\pL[\pL\pN_]*(\[[^]]*\])?(\s*,\s*\pL[\pL\pN_]*(\[[^]]*\])?)*$`)
	attachedDeclaration = lazily(`^\pL[\pL\pN_]*(\s*,\s*\pL[\pL\pN_]*)*(\s+in\s|\s*[:∈])`)
	attachedFormat      = lazily(`^[A-Za-z]+$`)
	attachedFile        = lazily(`^[\pL\pN_./~][^('*^+[]*$`)
)

// lazily compiles an expression when it is asked for: most command lines need none.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// negative reports whether an argument is an expression that starts with a minus: no flag, alone
// or with its value after "=" or attached.
func negative(cmd *cobra.Command, arg string) bool {
	if len(arg) < 2 || arg[0] != '-' {
		return false
	}
	if long, ok := strings.CutPrefix(arg, "--"); ok {
		name, _, _ := strings.Cut(long, "=")
		return long != "" && !isLongFlag(name)
	}
	first, size := utf8.DecodeRuneInString(arg[1:])
	rest := arg[1+size:]
	switch {
	case !isLetter(first):
		return true
	case rest == "" || arg == "-help":
		return false
	}
	f := cmd.Flags().ShorthandLookup(arg[1:2])
	switch {
	case f == nil:
		return true
	case rest[0] == '=':
		return false
	}
	switch f.Name {
	case "wrt":
		return !attachedVariables().MatchString(rest)
	case "let":
		return !attachedDeclaration().MatchString(rest)
	case "format":
		return !attachedFormat().MatchString(rest)
	case "output":
		return !attachedFile().MatchString(rest)
	}
	return true
}

// unknownLetter reports whether the argument is a minus and a letter that is no flag.
func unknownLetter(cmd *cobra.Command, arg string) bool {
	return len(arg) == 2 && arg[0] == '-' && isLetter(rune(arg[1])) && arg != "-h" && cmd.Flags().ShorthandLookup(arg[1:]) == nil
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// isLongFlag reports whether the name is one that a flag may have: letters, digits and dashes after a letter.
func isLongFlag(name string) bool {
	for i, c := range name {
		if !isLetter(c) && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != ""
}

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
