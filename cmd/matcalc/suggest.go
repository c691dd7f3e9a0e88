package main

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// quote puts a word of the user into quotes.
func quote(word string) string {
	if strings.ContainsAny(word, `"\`) || !utf8.ValidString(word) {
		return strconv.Quote(word)
	}
	return `"` + word + `"`
}

// meant are words of other programs, and everyday ones, for what matcalc calls otherwise: commands, flags and
// the words that flags take.
var meant = map[string]string{
	"derivative": "diff", "differentiate": "diff", "derive": "diff", "grad": "diff", "gradient": "diff", "jacobian": "diff",
	"verify": "check", "validate": "check", "prove": "check", "shorten": "simplify", "list": "functions", "catalogue": "functions",
	"document": "tex", "interactive": "repl", "shell": "repl", "console": "repl", "manual": "help", "stream": "batch",
	"variable": "wrt", "variables": "wrt", "var": "wrt", "by": "wrt", "where": "let", "declare": "let", "given": "let", "assume": "let",
	"fmt": "format", "out": "output", "file": "output", "colour": "color", "samples": "points", "tol": "tolerance", "degree": "order",
	"answer": "claim", "derivation": "steps",
	"tex": "latex", "python": "numpy", "py": "numpy", "np": "numpy", "pytorch": "torch", "octave": "matlab", "go": "gonum", "md": "markdown",
	"ascii": "plain", "object": "json", "unicode": "text",
	"component": "index", "components": "index", "einstein": "index", "indices": "index", "matrix": "differential", "frechet": "definition",
	"limit": "definition", "map": "definition", "kronecker": "vec", "vectorised": "vec", "vectorized": "vec", "row": "numerator",
	"gradient-layout": "denominator", "hessian-layout": "denominator", "true": "yes", "false": "no", "all": "full",
}

// suggestion gives the name that a word stands for, or is most like, or "".
func suggestion(word string, names []string) string {
	if name := meant[strings.ToLower(word)]; slices.Contains(names, name) {
		return name
	}
	return nearest(word, names)
}

// nearest gives the name that is most like the word, or "" where none is near: one that the word is
// the start of, or one at most two changes away, fewer for short words.
func nearest(word string, names []string) string {
	word = strings.ToLower(word)
	best, least := "", 1+min(2, max(1, len(word)/2))
	for _, name := range names {
		d := distance(word, strings.ToLower(name))
		if word != "" && strings.HasPrefix(strings.ToLower(name), word) {
			d = min(d, 1)
		}
		if d < least {
			best, least = name, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or exchange with a neighbour to get
// from a to b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range y {
		rows[0][j+1] = j + 1
	}
	for i := range x {
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			d := min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(x)][len(y)]
}
