package session

import (
	"slices"
	"strings"

	"matcalc/ast"
)

// asCommand has the commands for words by which people leave a program, or ask it for help.
var asCommand = map[string]string{"help": "help", "?": "help", "quit": "quit", "exit": "quit"}

// misread refuses a text that would be read as names of variables, and hardly stands for them: a word
// that is a command elsewhere, and ans before there is a result. A name that is declared or defined is
// one.
func (s *Session) misread(text string) error {
	e := &ast.Error{Kind: ast.SyntaxError, Source: text, Span: ast.Span{End: len(text)}}
	word := strings.TrimSpace(text)
	if command, ok := asCommand[word]; ok && !s.knows(word) {
		e.Message, e.Hint = word+" is no command here", "write :"+command+"; commands start with a colon"
		return e
	}
	if s.ans != nil || !s.reaches(text, answerName) {
		return nil
	}
	e.Kind, e.Message, e.Hint = ast.VariableError, "ans has no value: there is no last result", "enter an expression first"
	for _, at := range name().FindAllStringIndex(text, -1) {
		if text[at[0]:at[1]] == answerName {
			e.Span = ast.Span{Start: at[0], End: at[1]}
			break
		}
	}
	return e
}

// knows reports whether a name is declared or defined.
func (s *Session) knows(name string) bool {
	return slices.ContainsFunc(s.declarations, func(d ast.Declaration) bool { return d.Name == name }) ||
		slices.ContainsFunc(s.definitions, func(d definition) bool { return d.name == name })
}
