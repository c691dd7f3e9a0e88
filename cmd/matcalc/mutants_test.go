package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"matcalc/parser/families"
)

// A commandLine is what a shell gives to the program.
type commandLine struct {
	args  []string
	stdin string
}

// commandLines reads the commands of the documents in testdata/script, and makes one of each public case.
func commandLines(t *testing.T) []commandLine {
	var out []commandLine
	for _, c := range families.Public(t) {
		args := []string{"diff", c.Expr, "--wrt", c.Wrt}
		if c.Where != "" {
			args = append(args, "--let", c.Where)
		}
		if c.Order > 1 {
			args = append(args, "--order", fmt.Sprint(c.Order))
		}
		out = append(out, commandLine{args: args}, commandLine{args: []string{"batch"}, stdin: c.Expr + " ; wrt " + c.Wrt + "\n"})
	}
	names, err := filepath.Glob("../../testdata/script/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("there are no documents: %v", err)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if command, ok := strings.CutPrefix(lines.Text(), "$ matcalc "); ok && !strings.ContainsAny(command, "|<>$`\\&") {
				out = append(out, commandLine{args: words(command)})
			}
		}
		f.Close()
	}
	return slices.DeleteFunc(out, commandLine.writes)
}

// words splits a command as a shell does that knows nothing but quotes.
func words(command string) []string {
	var out []string
	quote, word, started := rune(0), "", false
	for _, r := range command {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, started = r, true
		case quote == 0 && r == ' ':
			if started {
				out = append(out, word)
			}
			word, started = "", false
		default:
			word, started = word+string(r), true
		}
	}
	if started {
		out = append(out, word)
	}
	return out
}

// writes reports whether a command line may write files, or may last as long as it likes.
func (m commandLine) writes() bool {
	return slices.ContainsFunc(m.args, func(a string) bool {
		return a == "tex" || strings.HasPrefix(a, "--o") && !strings.HasPrefix(a, "--order") || strings.HasPrefix(a, "--ti") || strings.HasPrefix(a, "--limit") ||
			strings.HasPrefix(a, "-") && !strings.HasPrefix(a, "--") && strings.Contains(a, "o")
	})
}

// spliced are put into words by mutants.
var spliced = []string{"x", "X'", "(", ")", "[i,j]", "'", "^", "^-1", "^(10^9)", "*", "+", "-", "/", ".*", "‖", "||", "|", ",", ";", "=", ":", "..", "\n", "#", "\x00", "\xff",
	"sum(k,", "sum(k=1..n,", "D(h)(", "grad(h)(", " where ", " in ", "R^n", "R^(n x m)", "Sym(n)", "PD(n)", "Orth(n)", "k in N", "vec(", "kron(", "eye(n)", "I", "inv(",
	"det(", "tr(", "n", "2", "0", "1e999999", "99999999999999999999", "1/0", "expm(", "norm(", "softmax(", "hcat(", "max(", "delta(i,j)", "f.(", "unvec(", "α", "∇", "ℝ",
	"\u202e", "é", "--", "-", "%s", "\"", "{", "}", "\\"}

// added are further arguments.
var added = []string{"--wrt", "x", "X", "--let", "x in R", "A in Sym(n)", "--form", "index", "vec", "definition", "all", "--steps", "--steps=full", "--layout", "numerator", "denominator",
	"--format", "json", "latex", "plain", "numpy", "--order", "2", "3", "--nabla", "row", "--no-verify", "--points", "0", "-1", "--tolerance", "1e-3", "--seed", "18446744073709551615",
	"--standalone", "--explain", "--color", "always", "--help", "-h", "--", "-", "--claim", "2*x", "x'*x", "", "W[1,2]", "hessian", "check", "--jobs", "2"}

// mutant changes a command line at a few places, as the seed has it.
func mutant(seed uint64, lines []commandLine) commandLine {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func() commandLine { return lines[r.IntN(len(lines))] }
	for {
		m := pick()
		m.args = slices.Clone(m.args)
		kinds := 8
		if r.IntN(4) > 0 {
			kinds = 4 // of the expression alone
		}
		for range 1 + r.IntN(3) {
			i := r.IntN(len(m.args))
			switch r.IntN(kinds) {
			case 0, 1, 2, 3:
				if m.stdin != "" {
					m.stdin = mutated(r, m.stdin, pick())
				} else if j := longest(m.args); j > 0 {
					m.args[j] = mutated(r, m.args[j], pick())
				}
			case 4:
				m.args[i] = mutated(r, m.args[i], pick())
			case 5:
				m.args = slices.Insert(m.args, i+1, added[r.IntN(len(added))])
			case 6:
				m.args = slices.Delete(m.args, i, i+1)
			case 7:
				m.stdin = mutated(r, m.stdin, pick())
			}
			if len(m.args) == 0 {
				m.args = []string{added[r.IntN(len(added))]}
			}
		}
		if m.writes() {
			continue
		}
		if slices.Contains([]string{"diff", "hessian", "jvp", "vjp", "hvp", "simplify", "shape", "check", "batch"}, m.args[0]) {
			m.args = slices.Insert(m.args, 1, "--timeout="+mutantTime.String())
		}
		return m
	}
}

// longest is the place of the longest argument: the expression, mostly.
func longest(args []string) int {
	at := 0
	for i, a := range args {
		if len(a) > len(args[at]) {
			at = i
		}
	}
	return at
}

// mutated changes a word at one place.
func mutated(r *rand.Rand, word string, other commandLine) string {
	text := []rune(word)
	i := 0
	if len(text) > 0 {
		i = r.IntN(len(text))
	}
	put := func(s string) string { return string(text[:i]) + s + string(text[i:]) }
	switch r.IntN(7) {
	case 0, 1, 2:
		return put(spliced[r.IntN(len(spliced))])
	case 3:
		return put(other.args[longest(other.args)])
	case 4:
		if len(text) > 0 {
			return string(text[:i]) + string(text[i+1:])
		}
	case 5:
		if len(text) > 0 {
			j := i + r.IntN(len(text)-i)
			return put(string(text[i:j]))
		}
	case 6:
		if len(text) > 0 {
			j := r.IntN(len(text))
			text[i], text[j] = text[j], text[i]
		}
	}
	return string(text)
}
