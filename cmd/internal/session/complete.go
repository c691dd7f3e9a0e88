package session

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"matcalc/ast/catalogue"
)

// word matches the part of a name at the end of what was typed.
var word = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\pL\pN_₀-₉]*$`) })

// Complete gives, for a line up to the cursor, what stays of it and the words that can follow.
func (s *Session) Complete(line string) (head string, words []string) {
	typed := word().FindString(line)
	head = line[:len(line)-len(typed)]
	candidates := s.expressionWords()
	switch rest, isCommand := strings.CutPrefix(head, ":"); {
	case isCommand && rest == "":
		candidates = s.CommandNames()
	case isCommand:
		of, _, _ := strings.Cut(rest, " ")
		name, err := s.commandNamed(of, line)
		if err != nil {
			return head, nil
		}
		candidates = s.arguments(name, candidates)
	}
	for _, c := range candidates {
		if strings.HasPrefix(c, typed) {
			words = append(words, c)
		}
	}
	return head, words
}

// expressionWords lists the names of the session, then the functions, which an argument follows.
func (s *Session) expressionWords() []string {
	words := s.variableWords()
	for _, f := range catalogue.Names() {
		words = append(words, f+"(")
	}
	return words
}

// variableWords lists the names of the session.
func (s *Session) variableWords() []string {
	words := slices.Collect(maps.Keys(s.seen))
	if s.ans != nil {
		words = append(words, answerName)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// arguments lists what may follow a command.
func (s *Session) arguments(name string, words []string) []string {
	for _, of := range allSettings {
		switch {
		case of.name != name:
		case name == "wrt":
			return append(s.variableWords(), "none")
		default:
			return of.values
		}
	}
	if name == "forget" {
		return s.variableWords()
	}
	return words
}
