package session

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/render"
	"matcalc/rules/derive"
)

// A definition is z = … or g(x) = …, as the user wrote it.
type definition struct{ name, text string }

// answerName is the name of the last result.
const answerName = "ans"

// name matches names, as far as telling them from what stands around needs.
var name = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\pL[\pL\pN_₀-₉]*`) })

// namesIn lists the names in a text, in the form that all spellings share.
func namesIn(text string) map[string]bool {
	names := map[string]bool{}
	for _, n := range name().FindAllString(text, -1) {
		names[parser.Canonical(n)] = true
	}
	return names
}

// declare takes in declarations; those of the same names are no longer.
func (s *Session) declare(text string) error {
	in, err := parser.Parse("0", parser.Options{Let: []string{text}, Limits: s.Limits, Budget: s.budget})
	if err != nil {
		return err
	}
	for _, d := range in.Declarations {
		if d.Name == answerName {
			return &ast.Error{Kind: ast.DeclarationError, Message: "ans is the last result, and cannot be declared", Source: text, Span: ast.Span{End: len(text)}, Hint: "take another name"}
		}
		s.declarations = append(slices.DeleteFunc(s.declarations, func(old ast.Declaration) bool { return old.Name == d.Name }), d)
		s.seen[d.Name] = true
	}
	return nil
}

// define takes in a definition; one of the same name is no longer.
func (s *Session) define(text string) error {
	left := name().FindString(text[:equals(text)])
	d := definition{parser.Canonical(left), text}
	switch {
	case d.name == answerName:
		return &ast.Error{Kind: ast.DeclarationError, Message: "ans is the last result, and cannot be defined", Source: text, Span: ast.Span{End: equals(text)}, Hint: "take another name"}
	case s.reaches(text[equals(text):], d.name):
		return &ast.Error{Kind: ast.DeclarationError, Message: d.name + " is defined by itself", Source: text, Span: ast.Span{End: len(text)}, Hint: "give the new one another name"}
	}
	before := s.definitions
	s.definitions = slices.DeleteFunc(slices.Clone(s.definitions), func(old definition) bool { return old.name == d.name })
	in := s.input(text, "")
	if strings.Contains(text[:equals(text)], "[") { // a definition by components is not the last statement
		in.Text += "; 0"
	}
	if _, err := parser.Parse(in.Text, parser.Options{Let: in.Let, Limits: s.Limits, Budget: s.budget}); err != nil {
		s.definitions = before
		return s.explained(err, in, text)
	}
	s.definitions = append(s.definitions, d)
	s.seen[d.name] = true
	return nil
}

// reaches reports whether a text depends on a name, through definitions too.
func (s *Session) reaches(text, name string) bool {
	if namesIn(text)[name] {
		return true
	}
	return slices.ContainsFunc(s.needed(text), func(d definition) bool { return d.name != name && namesIn(d.text[equals(d.text):])[name] })
}

// needed lists the definitions that a text depends on, in an order in which each stands before its
// uses.
func (s *Session) needed(text string) []definition {
	all := s.definitions
	if s.ans != nil {
		all = append(slices.Clone(all), *s.ans)
	}
	byName := map[string]definition{}
	for _, d := range all {
		byName[d.name] = d
	}
	var order []definition
	done := map[string]bool{}
	var visit func(text string)
	visit = func(text string) {
		for _, n := range slices.Sorted(maps.Keys(namesIn(text))) {
			d, ok := byName[n]
			if !ok || done[n] {
				continue
			}
			done[n] = true
			visit(d.text[equals(d.text):])
			order = append(order, d)
		}
	}
	visit(text)
	return order
}

// input is an expression with the definitions and declarations that it depends on.
func (s *Session) input(text, wrt string) Input {
	var b strings.Builder
	needed := s.needed(text)
	for _, d := range needed {
		b.WriteString(d.text + "; ")
	}
	b.WriteString(text)
	in := Input{Text: b.String(), Options: s.settings.options()}
	names := namesIn(in.Text + " " + wrt)
	declared := map[string]bool{}
	add := func(list []ast.Declaration) {
		for _, d := range list {
			if names[d.Name] && !declared[d.Name] {
				declared[d.Name] = true
				in.Let = append(in.Let, d.String())
			}
		}
	}
	add(s.declarations)
	if slices.ContainsFunc(needed, func(d definition) bool { return d.name == answerName }) {
		add(s.ansNames)
	}
	return in
}

// remember makes the first result of an answer ans, and keeps the names for completion.
func (s *Session) remember(a *derive.Answer) {
	for _, d := range a.Parsed.Declarations {
		s.seen[d.Name] = true
	}
	one := *a
	one.Results, one.Conditions = a.Results[:1], a.Results[0].Conditions
	text, err := render.Plain(&one, render.Options{Form: derive.DifferentialForm})
	if err != nil {
		return
	}
	statements := split(strings.TrimSpace(text))
	if len(statements) == 0 || namesIn(text)[answerName] {
		s.ans = nil
		return
	}
	last := len(statements) - 1
	text = ""
	inner := map[string]bool{}
	for _, p := range statements[:last] {
		inner[name().FindString(p.text)] = true
		text += p.text + "; "
	}
	text += answerName + " = " + statements[last].text
	// Parts that plain names have names that are not the user's, now or later.
	text = name().ReplaceAllStringFunc(text, func(n string) string {
		if inner[n] {
			return answerName + "_" + n
		}
		return n
	})
	s.ans = &definition{answerName, text}
	s.ansNames = slices.Clone(a.Parsed.Declarations)
	for _, d := range a.Results[0].Directions {
		s.ansNames = append(s.ansNames, ast.Declaration{Name: d.Name, Kind: ast.DeclaredVariable, Shape: d.Shape()})
	}
}

// explained gives an error about an input its place in what the user typed, and names what the session
// has in place of flags.
func (s *Session) explained(err error, in Input, text string) error {
	var e *ast.Error
	if !errors.As(err, &e) {
		return err
	}
	out := *e
	out.Hint = Hint(e.Hint)
	if e.Source != in.Text {
		return &out
	}
	start := 0
	for _, d := range s.needed(text) {
		if e.Span.Start < start+len(d.text) {
			out.Message = fmt.Sprintf("in the definition of %s: %s", d.name, e.Message)
			out.Source, out.Span = d.text, ast.Span{Start: e.Span.Start - start, End: min(e.Span.End-start, len(d.text))}
			return &out
		}
		start += len(d.text) + len("; ")
	}
	out.Source, out.Span = text, ast.Span{Start: e.Span.Start - start, End: min(e.Span.End-start, len(text))}
	return &out
}

// Hint says what a hint of the command line says, with the commands of a session in place of flags.
func Hint(hint string) string { return flagsAsCommands.Replace(hint) }

// flagsAsCommands turns what hints say of flags into commands of the session.
var flagsAsCommands = strings.NewReplacer(
	"name the variable with --wrt", "name the variable: :wrt W for all that follows, or EXPRESSION ; wrt W",
	"write --wrt x, or --wrt x,y for several", "write :wrt x, or :wrt x,y for several",
	"for the second derivative write --order 2", "for the second derivative write :order 2",
	"--timeout ", ":timeout ", "--let ", "let ", "--no-verify leaves", ":verify off leaves",
)
