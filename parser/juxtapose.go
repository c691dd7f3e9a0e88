package parser

import (
	"fmt"
	"slices"
	"strings"
)

// factorsOf writes a name that nobody knows as known names side by side: Ax as A, x. It is nil where there
// is no way, or more than one.
func (in *Input) factorsOf(name string) []string {
	var found [][]string
	var search func(rest string, before []string)
	search = func(rest string, before []string) {
		if rest == "" {
			found = append(found, slices.Clone(before))
			return
		}
		for i := 1; i <= len(rest) && len(found) < 2; i++ {
			if m := in.meanings[rest[:i]]; m != nil && (m.kind == aVariable || m.kind == aValue || m.kind == aDimension) {
				search(rest[i:], append(before, rest[:i]))
			}
		}
	}
	if in.meanings[name] == nil && len(name) <= maxJuxtaposed {
		search(name, nil)
	}
	if len(found) != 1 || len(found[0]) < 2 {
		return nil
	}
	return found[0]
}

// maxJuxtaposed is the greatest length of a name that is read as a product.
const maxJuxtaposed = 12

// separateNames writes names that nobody knows as products where they are made of known ones, with a note
// on each. Under a transpose, a power or brackets it would not be clear which factors these belong to, so
// there the names stay.
func (in *Input) separateNames(p *program) (notes []string) {
	bound := map[string]bool{}
	for _, s := range p.Statements {
		if name, ok := s.binds(); ok {
			bound[name] = true
		}
		for _, name := range s.formals() {
			bound[name] = true
		}
	}
	separate := func(root *syntax) {
		root.visit(func(s *syntax) {
			if s.kind == anIndexSum {
				bound[s.text] = true
			}
		})
		root.visit(func(s *syntax) {
			for i, a := range s.args {
				if a.kind != aName || bound[a.text] || i == 0 && slices.Contains([]syntaxKind{aTranspose, aPower, anEntryPower, aBracket}, s.kind) {
					continue
				}
				if names := in.factorsOf(a.text); names != nil {
					notes = append(notes, in.separate(a, names))
				}
			}
		})
		if names := in.factorsOf(root.text); root.kind == aName && !bound[root.text] && names != nil {
			notes = append(notes, in.separate(root, names))
		}
	}
	for _, s := range p.Statements {
		if s.Right != nil {
			separate(s.Right.root)
		} else {
			separate(s.Left.root)
		}
	}
	slices.Sort(notes)
	return slices.Compact(notes)
}

// separate makes a product of a name, and tells of it.
func (in *Input) separate(s *syntax, names []string) string {
	note := fmt.Sprintf("%s is read as %s", s.text, strings.Join(names, "*"))
	at := s.span.Start
	s.kind, s.text, s.args = aProduct, "", nil
	for i, name := range names {
		end := at + len(name)
		if i == len(names)-1 {
			end = s.span.End
		}
		s.args = append(s.args, &syntax{kind: aName, text: name, span: s.span, depth: 1})
		s.args[i].span.Start, s.args[i].span.End = at, end
		at = end
	}
	return note
}
