package parser

import (
	"slices"
	"strconv"
)

// separate gives each of several statements that bind one name a name of its own, so that
// z = x.*x; z = z.*z reads as two values: a name stands for the value that it was bound to last,
// above the statement. The last binding keeps the name.
func (p *program) separate() {
	left := map[string]int{} // bindings of a name that are to come
	for _, s := range p.Statements {
		if name, ok := s.binds(); ok {
			left[name]++
		}
	}
	current := map[string]string{}
	for _, s := range p.Statements {
		if s.Right == nil {
			s.Left.root.renameNames(current, nil)
			continue
		}
		s.Right.root.renameNames(current, s.formals())
		name, ok := s.binds()
		if !ok {
			continue
		}
		if left[name]--; left[name] > 0 {
			s.Left.root.text += "′" + strconv.Itoa(left[name])
			current[name] = s.Left.root.text
		} else {
			delete(current, name)
		}
	}
}

// binds gives the name of a statement name = expression.
func (s *statement) binds() (string, bool) {
	return s.Left.root.text, s.Right != nil && s.Left.root.kind == aName
}

// formals are the parameters of a statement f(x) = expression or T[i,j] = expression.
func (s *statement) formals() []string {
	var names []string
	if s.Left.root.kind != aName {
		for _, a := range s.Left.root.args {
			names = append(names, a.text)
		}
	}
	return names
}

// renameNames changes the names in s but for those that are bound in it.
func (s *syntax) renameNames(to map[string]string, bound []string) {
	if len(to) == 0 {
		return
	}
	if s.kind == aName && !slices.Contains(bound, s.text) {
		if name, ok := to[s.text]; ok {
			s.text = name
		}
	}
	if s.kind == anIndexSum {
		bound = append(bound[:len(bound):len(bound)], s.text)
	}
	for _, a := range s.args {
		a.renameNames(to, bound)
	}
}
