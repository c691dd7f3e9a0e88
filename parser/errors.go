package parser

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// unknownName reports a name that nobody knows, with the nearest known one.
func (e *elaborator) unknownName(name string, at place) {
	hint := ""
	var known []string
	for n := range e.in.meanings {
		known = append(known, n)
	}
	slices.Sort(known)
	switch near, factors := Nearest(name, known), e.in.factorsOf(name); {
	case factors != nil:
		hint = "write the product as " + strings.Join(factors, "*")
	case near != "":
		hint = fmt.Sprintf("did you mean %s?", near)
	default:
		hint = e.knownNames()
		if whole, left, right := joinedWith(name, known); whole != "" {
			hint = fmt.Sprintf("%s is one name; write the product as %s*%s", whole, left, right)
		}
	}
	e.fail(ast.VariableError, at, hint, "there is no %s in the expression", name)
}

// joinedWith finds a known name that is the given one with a letter in front or behind, as Ax is with x.
func joinedWith(name string, known []string) (whole, left, right string) {
	for _, n := range known {
		if utf8.RuneCountInString(n) != utf8.RuneCountInString(name)+1 {
			continue
		}
		if before, ok := strings.CutSuffix(n, name); ok && isLetter(before) {
			return n, before, name
		}
		if after, ok := strings.CutPrefix(n, name); ok && isLetter(after) {
			return n, name, after
		}
	}
	return "", "", ""
}

// isLetter reports whether a name is one letter.
func isLetter(name string) bool {
	r, size := utf8.DecodeRuneInString(name)
	return size == len(name) && unicode.IsLetter(r)
}

// maxListed is the number of names that a hint lists.
const maxListed = 12

// knownNames says which names the expression has.
func (e *elaborator) knownNames() string {
	var names []string
	for _, d := range e.in.Declarations {
		names = append(names, d.Name)
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > maxListed:
		names = append(names[:maxListed:maxListed], "…")
	}
	return "it has " + strings.Join(names, ", ")
}

// checkFunctionName refuses an undeclared function whose name is nearly one of the catalogue.
func (e *elaborator) checkFunctionName(s *syntax) {
	if utf8.RuneCountInString(s.text) < 3 {
		return
	}
	near := ""
	for _, n := range catalogue.Names() {
		if strings.EqualFold(n, s.text) {
			near = n
			break
		}
	}
	if near == "" && len(s.text) == 3 {
		near = exchanged(s.text)
	}
	if near == "" && len(s.text) >= 5 {
		near = startOf(s.text)
	}
	if near == "" && len(s.text) >= 4 {
		near = Nearest(s.text, catalogue.Names())
		if distance(near, s.text) > 1 || len(near) < 3 {
			near = ""
		}
	}
	if near == "" || near == s.text {
		return
	}
	e.fail(ast.SyntaxError, e.nameOf(s),
		fmt.Sprintf("did you mean %s? An unknown function of that name is declared as %s: R^n -> R", near, s.text), "there is no function %s", s.text)
}

// exchanged gives the function whose name is a word of three letters with two neighbours exchanged: dte for det.
func exchanged(word string) string {
	for _, name := range []string{word[1:2] + word[:1] + word[2:], word[:1] + word[2:] + word[1:2]} {
		if name != word && catalogue.Lookup(name) != nil {
			return name
		}
	}
	return ""
}

// startOf gives the function whose name starts with a word: transp.
func startOf(word string) string {
	for _, name := range catalogue.Names() {
		if strings.HasPrefix(name, strings.ToLower(word)) {
			return name
		}
	}
	return ""
}

// absent are functions that people know and the catalogue does not have: they are read as unknown ones, with a note.
var absent = []string{"rank", "chol", "cholesky", "eig", "eigvals", "eigenvalues", "svd", "qr", "lu", "logm", "sqrtm", "argmax", "argmin", "sort",
	"cumsum", "floor", "ceil", "round", "var", "std", "cov", "corr", "nuclear", "frob", "spectral", "median", "cross", "curl", "div", "grad", "perm", "cond",
	"lambertw", "bessel", "heaviside", "dirac", "choose", "factorial", "fft", "conv"}

// noteAbsent tells of a function that is read as an unknown one though people know it.
func (e *elaborator) noteAbsent(name string) {
	if slices.Contains(absent, strings.ToLower(name)) {
		e.note("%s is not in the catalogue, and is read as an unknown function", name)
	}
}

// Nearest gives the one of the known names that is most like name, or "" where none is near.
func Nearest(name string, known []string) string {
	best, least := "", 1+utf8.RuneCountInString(name)/2
	for _, k := range known {
		if strings.EqualFold(k, name) {
			return k
		}
		if d := distance(name, k); d < least || d == least && best != "" && len(k) < len(best) {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap between a and b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	row := make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
