package session

import (
	"errors"
	"regexp"
	"strings"
	"sync"

	"matcalc/ast"
)

// A part is a statement of a line, with its place.
type part struct {
	text  string
	start int
}

func (p part) span() ast.Span { return ast.Span{Start: p.start, End: p.start + len(p.text)} }

// split cuts a line at the semicolons outside brackets, and leaves out a comment and empty parts.
func split(line string) []part {
	var parts []part
	depth, start := 0, 0
	add := func(end int) {
		text := line[start:end]
		from := start + len(text) - len(strings.TrimLeft(text, " \t\n"))
		if text = strings.TrimSpace(text); text != "" {
			parts = append(parts, part{text, from})
		}
		start = end + 1
	}
	for i := range len(line) {
		switch line[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ';', '\n':
			if depth <= 0 {
				add(i)
			}
		case '#':
			add(i)
			return parts
		}
	}
	add(len(line))
	return parts
}

// A kind is what a statement is.
type kind int

const (
	anExpression kind = iota
	aDeclaration
	aDefinition
)

var (
	// declared matches what only a declaration has: "in" or ∈ behind names, or a colon before a space
	// of functions or "elementwise".
	declared = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*\pL[\pL\pN_]*(\s*,\s*\pL[\pL\pN_]*)*\s*(\sin\s|∈|:[^:=]*(->|→|\belementwise\b)|:\s*(R\s*\^|ℝ))`)
	})
	where = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bwhere\b`) })
	let   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^let\s+`) })
)

// kindOf tells what a statement is, and gives it without the word let.
func kindOf(text string) (kind, string) {
	rest := text
	if m := let().FindString(text); m != "" {
		rest = text[len(m):]
	}
	switch {
	case equals(rest) >= 0 && !where().MatchString(text):
		return aDefinition, rest
	case rest != text || declared().MatchString(rest) && !where().MatchString(rest):
		return aDeclaration, rest
	}
	return anExpression, text
}

// equals is the place of the equals sign of a definition, outside brackets, or -1.
func equals(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '=':
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

// placed gives an error about a statement its place in the line.
func placed(err error, line string, p part, text string) error {
	var e *ast.Error
	if err == nil || !errors.As(err, &e) || e.Source != text {
		return err
	}
	shift := p.start + len(p.text) - len(text)
	out := *e
	out.Source, out.Span = line, ast.Span{Start: e.Span.Start + shift, End: e.Span.End + shift}
	return &out
}
