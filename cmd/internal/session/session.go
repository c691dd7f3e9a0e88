package session

import (
	"maps"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// A Session holds what the lines so far have said.
type Session struct {
	// Tools are the commands that the program adds, by name.
	Tools map[string]Tool
	// Verify steers the numerical check, and Limits bound the size of the input.
	Verify verify.Options
	Limits parser.Limits

	settings     settings
	declarations []ast.Declaration
	definitions  []definition
	ans          *definition
	// ansNames are the declarations under which ans holds.
	ansNames []ast.Declaration
	// last is what was derived last, nil before anything was.
	last *derive.Request
	// seen are the names of the last expressions, for completion.
	seen map[string]bool
	done bool

	budget *ast.Budget // of the line
}

// A Tool is a command on an expression that the program adds, such as :simplify.
type Tool struct {
	Doc string
	Run func(input Input, b *ast.Budget) (Reply, error)
}

// An Input is an expression with what the session knows of its names.
type Input struct {
	Text    string
	Let     []string
	Options render.Options // of the page
}

// A Reply is what a line gives: text, or a page that Write writes, with the options that the terminal
// adds to those that it is given.
type Reply struct {
	Text  string
	Write func(terminal func(*render.Options)) (string, error)
	// Answer is what was derived, where the page does not tell its notes and verdicts itself.
	Answer *derive.Answer
}

// New is a session in which nothing has been said.
func New() *Session {
	return &Session{settings: defaults(), seen: map[string]bool{}}
}

// Clone is a copy that lives on its own.
func (s *Session) Clone() *Session {
	c := *s
	c.declarations, c.definitions, c.ansNames = slices.Clone(s.declarations), slices.Clone(s.definitions), slices.Clone(s.ansNames)
	c.seen = maps.Clone(s.seen)
	return &c
}

// Done reports whether the user has asked to leave.
func (s *Session) Done() bool { return s.done }

// Enter takes in a line, within a budget. Its errors are *ast.Error.
func (s *Session) Enter(line string, b *ast.Budget) (Reply, error) {
	s.budget = b
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, ":") {
		return s.command(line)
	}
	next := s.Clone()
	reply, err := next.statements(line)
	if err != nil {
		return Reply{}, err
	}
	*s = *next
	return reply, nil
}

// statements takes in declarations, definitions and, as the last one, an expression.
func (s *Session) statements(line string) (Reply, error) {
	parts := split(line)
	wrt := s.settings.wrt
	if last := len(parts) - 1; last > 0 {
		if names, ok := strings.CutPrefix(parts[last].text, "wrt "); ok {
			wrt = strings.TrimSpace(names)
			parts = parts[:last]
		}
	}
	for i, p := range parts {
		switch kind, text := kindOf(p.text); {
		case kind == aDeclaration:
			if err := s.declare(text); err != nil {
				return Reply{}, placed(err, line, p, text)
			}
		case kind == aDefinition:
			if err := s.define(text); err != nil {
				return Reply{}, placed(err, line, p, text)
			}
		case i < len(parts)-1:
			return Reply{}, &ast.Error{Kind: ast.SyntaxError, Message: "an expression is the last thing in a line", Source: line, Span: p.span(),
				Hint: "give it a name, z = …, or write one line for each"}
		case line == answerName && s.ans != nil:
			return Reply{Text: s.ans.text + "\n"}, nil
		default:
			reply, err := s.derive(text, wrt)
			return reply, placed(err, line, p, text)
		}
	}
	return Reply{}, nil
}

// derive answers an expression.
func (s *Session) derive(text, wrt string) (Reply, error) {
	if err := s.misread(text); err != nil {
		return Reply{}, err
	}
	in := s.input(text, wrt)
	request := s.settings.request()
	request.Input, request.Let, request.Wrt = in.Text, in.Let, wrt
	request.Limits, request.Budget = s.Limits, s.budget
	if !s.settings.noVerify {
		request.Verify = &s.Verify
	}
	a, err := derive.Derive(request)
	if err != nil {
		return Reply{}, s.explained(err, in, text)
	}
	s.remember(a)
	s.last = &request
	format, options := s.settings.rendering(), s.settings.options()
	reply := Reply{Write: func(terminal func(*render.Options)) (string, error) {
		terminal(&options)
		return format.Write(a, options)
	}}
	if !s.settings.shows("text", "json") {
		reply.Answer = a
	}
	return reply, nil
}
