package session

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/claim"
)

// A command is what a line that starts with a colon asks for.
type command struct {
	name, argument, doc string
	run                 func(s *Session, argument, line string) (Reply, error)
}

// commands lists what is neither a setting nor a tool.
func commands() []command {
	return []command{
		{"check", "CLAIM", "is the claim the derivative of the last expression?", (*Session).check},
		{"let", "DECLARATION", "declare, as in A in Sym(n); alone it lists what is declared and defined", (*Session).let},
		{"forget", "NAME", "drop the declaration or definition of a name; several with blanks", (*Session).forget},
		{"clear", "", "drop all of them, and ans; settings stay", (*Session).clear},
		{"show", "", "the settings, declarations and definitions", (*Session).show},
		{"help", "", "this list", (*Session).help},
		{"quit", "", "leave, as does Ctrl-D", func(s *Session, _, _ string) (Reply, error) { s.done = true; return Reply{}, nil }},
	}
}

// command runs a line that starts with a colon. A word may be shortened as long as it is clear.
func (s *Session) command(line string) (Reply, error) {
	word, argument, _ := strings.Cut(line[1:], " ")
	argument = strings.TrimSpace(argument)
	name, err := s.commandNamed(word, line)
	if err != nil {
		return Reply{}, err
	}
	if tool, ok := s.Tools[name]; ok {
		return s.use(tool, name, argument, line)
	}
	for _, of := range allSettings {
		switch {
		case of.name != name:
		case argument == "" && name == "steps":
			s.settings.steps = map[bool]string{true: "yes", false: noSteps}[s.settings.steps == noSteps]
			return Reply{Text: "steps: " + s.settings.steps + "\n"}, nil
		case argument == "":
			return Reply{Text: of.name + ": " + orNone(of.get(&s.settings)) + "\n"}, nil
		default:
			return Reply{}, s.settings.change(of, argument, line)
		}
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(s, argument, line)
		}
	}
	return Reply{}, nil
}

// CommandNames lists the commands, without the colon.
func (s *Session) CommandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	for _, of := range allSettings {
		names = append(names, of.name)
	}
	names = slices.AppendSeq(names, maps.Keys(s.Tools))
	slices.Sort(names)
	return names
}

// commandNamed gives the command that a word names or is the start of.
func (s *Session) commandNamed(word, line string) (string, error) {
	var found []string
	for _, name := range s.CommandNames() {
		if name == word {
			return name, nil
		}
		if word != "" && strings.HasPrefix(name, word) {
			found = append(found, name)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	e := &ast.Error{Kind: ast.SyntaxError, Message: "there is no command :" + word, Source: line, Span: ast.Span{End: 1 + len(word)}, Hint: ":help lists them"}
	if near := parser.Nearest(word, s.CommandNames()); near != "" {
		e.Hint = "did you mean :" + near + "?"
	}
	if len(found) > 1 {
		e.Message, e.Hint = ":"+word+" is the start of several commands", "there are :"+strings.Join(found, ", :")
	}
	return "", e
}

// use runs a tool on an expression.
func (s *Session) use(tool Tool, name, argument, line string) (Reply, error) {
	if argument == "" {
		return Reply{}, &ast.Error{Kind: ast.SyntaxError, Message: ":" + name + " needs an expression", Source: line, Span: ast.Span{End: len(line)}, Hint: "write it behind, as in :" + name + " h(W*a)"}
	}
	if err := s.misread(argument); err != nil {
		return Reply{}, placed(err, line, argumentPart(line, argument), argument)
	}
	in := s.input(argument, "")
	reply, err := tool.Run(in, s.budget)
	if err != nil {
		return Reply{}, placed(s.explained(err, in, argument), line, argumentPart(line, argument), argument)
	}
	return reply, nil
}

// argumentPart is the argument at the end of a line.
func argumentPart(line, argument string) part { return part{argument, len(line) - len(argument)} }

// check judges a claim about the derivative of the last expression.
func (s *Session) check(argument, line string) (Reply, error) {
	switch {
	case s.last == nil:
		return Reply{}, &ast.Error{Kind: ast.VariableError, Message: "nothing was derived yet", Source: line, Span: ast.Span{End: len(line)}, Hint: "enter the expression first, then :check and the claim"}
	case argument == "":
		return Reply{}, &ast.Error{Kind: ast.SyntaxError, Message: ":check needs a claim", Source: line, Span: ast.Span{End: len(line)}, Hint: "write it behind, as in :check 2*x"}
	}
	request := claim.Request{Request: *s.last, Claims: []string{argument}}
	how := s.Verify
	how.Points = max(how.Points, claim.Points)
	request.Verify = &how
	request.Steps, request.Budget = false, s.budget
	if s.settings.form != render.AllForms {
		request.Form = s.settings.form
	}
	a, err := claim.Check(request)
	if err != nil {
		return Reply{}, placed(err, line, argumentPart(line, argument), argument)
	}
	format, options := "text", render.Options{Form: render.AllForms, NablaRow: s.settings.nabla == "row"}
	if s.settings.format == "json" {
		format = "json"
	}
	return Reply{Write: func(terminal func(*render.Options)) (string, error) {
		terminal(&options)
		return render.WriteChecked(format, a, options)
	}}, nil
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

func (s *Session) let(argument, line string) (Reply, error) {
	if argument == "" {
		return Reply{Text: s.names()}, nil
	}
	reply, err := s.Enter("let "+argument, s.budget)
	return reply, placed(err, line, argumentPart(line, argument), "let "+argument)
}

// names lists what is declared and defined.
func (s *Session) names() string {
	var b strings.Builder
	for _, d := range s.declarations {
		b.WriteString(d.String() + "\n")
	}
	for _, d := range s.definitions {
		b.WriteString(d.text + "\n")
	}
	if s.ans != nil {
		b.WriteString(s.ans.text + "\n")
	}
	if b.Len() == 0 {
		return "nothing is declared or defined\n"
	}
	return b.String()
}

func (s *Session) forget(argument, line string) (Reply, error) {
	if argument == "" {
		return Reply{}, &ast.Error{Kind: ast.SyntaxError, Message: ":forget needs a name", Source: line, Span: ast.Span{End: len(line)}, Hint: ":clear drops all"}
	}
	for word := range strings.FieldsSeq(strings.ReplaceAll(argument, ",", " ")) {
		names := namesIn(word)
		before := len(s.declarations) + len(s.definitions)
		s.declarations = slices.DeleteFunc(s.declarations, func(d ast.Declaration) bool { return names[d.Name] })
		s.definitions = slices.DeleteFunc(s.definitions, func(d definition) bool { return names[d.name] })
		if len(s.declarations)+len(s.definitions) == before {
			start := strings.LastIndex(line, word)
			return Reply{}, &ast.Error{Kind: ast.VariableError, Message: word + " is neither declared nor defined", Source: line,
				Span: ast.Span{Start: start, End: start + len(word)}, Hint: ":let lists what is"}
		}
	}
	return Reply{}, nil
}

func (s *Session) clear(_, _ string) (Reply, error) {
	s.declarations, s.definitions, s.ans, s.ansNames = nil, nil, nil, nil
	return Reply{}, nil
}

func (s *Session) show(_, _ string) (Reply, error) {
	var b strings.Builder
	for _, of := range allSettings {
		fmt.Fprintf(&b, "%-8s %s\n", of.name, orNone(of.get(&s.settings)))
	}
	b.WriteString("\n" + s.names())
	return Reply{Text: b.String()}, nil
}

const introduction = `An expression is derived by its variable. Declarations and definitions hold from then on:

  x'*x                          derive
  h(W*a) ; wrt W                derive by W
  A in Sym(n)                   declare
  z = W*x + b; g(x) = A*x       define
  ans                           the last result, which can stand in an expression

`

func (s *Session) help(_, _ string) (Reply, error) {
	var b strings.Builder
	b.WriteString(introduction)
	list := commands()
	for _, of := range allSettings {
		doc := of.doc
		if of.values != nil {
			doc += ": " + strings.Join(of.values, ", ")
		}
		list = append(list, command{name: of.name, argument: of.argument, doc: doc})
	}
	for name, tool := range s.Tools {
		list = append(list, command{name: name, argument: "EXPRESSION", doc: tool.Doc})
	}
	slices.SortFunc(list, func(a, b command) int { return strings.Compare(a.name, b.name) })
	for _, c := range list {
		left := strings.TrimSpace(":" + c.name + " " + c.argument)
		fmt.Fprintf(&b, "  %s%s%s\n", left, strings.Repeat(" ", max(2, 24-utf8.RuneCountInString(left))), c.doc)
	}
	b.WriteString("\nA setting alone shows its value; :steps alone switches steps on or off. Commands may be shortened, as long as they are clear.\n")
	return Reply{Text: b.String()}, nil
}
