package parser

import (
	"maps"
	"slices"
	"strings"

	"matcalc/ast/catalogue"
)

// survey goes through the text before anything is made of it, since the meaning of a name may
// follow from any place where it stands. It finds names of sizes, of indices and of functions.
func (e *elaborator) survey(p *program) {
	e.reserve(p.countNames())
	for _, s := range p.Statements {
		if s.Right != nil {
			e.surveyTree(s.Left.root, true)
			e.surveyTree(s.Right.root, false)
			continue
		}
		e.surveyTree(s.Left.root, false)
	}
}

// countNames counts the places where names stand.
func (p *program) countNames() int {
	count := 0
	for _, s := range p.Statements {
		for _, side := range [2]*expression{s.Left, s.Right} {
			if side != nil {
				side.root.visit(func(s *syntax) {
					if s.kind == aName {
						count++
					}
				})
			}
		}
	}
	return count
}

// manyNames is the number of names from which on room is made for all that becomes of them, before it does.
const manyNames = 64

// reserve makes room for an input in which names stand at so many places.
func (e *elaborator) reserve(names int) {
	if names < manyNames {
		return
	}
	e.first, e.names = roomFor(names, e.first), roomFor(names, e.names)
	e.terms = roomFor(2*names, e.terms)
	e.appearance = slices.Grow(e.appearance, names)
	e.entities = slices.Grow(e.entities, names)
	e.list = slices.Grow(e.list, 2*names)
	e.cells = slices.Grow(e.cells, 4*names)
	e.watches = slices.Grow(e.watches, 4*names)
}

// roomFor gives a map with room for so many more keys.
func roomFor[K comparable, V any](more int, old map[K]V) map[K]V {
	m := make(map[K]V, len(old)+more)
	maps.Copy(m, old)
	return m
}

func (e *elaborator) surveyTree(root *syntax, defined bool) {
	root.visit(func(s *syntax) {
		switch s.kind {
		case aName:
			e.appears(s.text, e.at(s.span))
			if size, ok := strings.CutPrefix(s.text, "I_"); ok && isSizeWord(size) {
				e.sizeNames.add(size)
			}
		case aCall, aDotCall:
			e.appears(s.text, e.at(s.span))
			switch {
			case defined && s == root:
			case s.kind == aDotCall:
				e.appliedEntrywise(s.text)
			default:
				e.surveyCall(s)
			}
		case aDerivative:
			e.appears(s.of.fn, e.at(s.of.name))
			if s.of.dot {
				e.appliedEntrywise(s.of.fn)
			}
		case anIndexSum:
			e.appears(s.text, e.at(s.span))
			e.sumNames.add(s.text)
			for _, bound := range s.args[:len(s.args)-1] {
				e.surveyNames(bound, &e.sizeNames)
			}
		case aOnes:
			e.surveyNames(s.args[0], &e.sizeNames)
		case aBracket:
			e.surveyBracket(s)
		}
	})
}

// appears keeps where a name stands first.
func (e *elaborator) appears(name string, at place) {
	if _, ok := e.first[name]; !ok {
		e.first[name] = at
		e.appearance = append(e.appearance, name)
	}
}

func (e *elaborator) appliedEntrywise(name string) { e.entrywise.add(name) }

// surveyCall finds the sizes among the arguments of a function of the catalogue, and indices.
func (e *elaborator) surveyCall(s *syntax) {
	if s.text == "delta" {
		for _, a := range s.args {
			e.surveyNames(a, &e.indexNames)
		}
		return
	}
	f := catalogue.Lookup(s.text)
	if f == nil || len(f.Sizes) == 0 {
		return
	}
	if f.Name == "e" && len(s.args) > 0 {
		e.surveyNames(s.args[0], &e.indexNames)
	}
	for i := len(f.Params); i < len(s.args); i++ {
		e.surveyNames(s.args[i], &e.sizeNames)
	}
}

// surveyBracket finds the names in brackets, which are indices where they are nothing else. After
// a derivative they are, where there are too many for directions.
func (e *elaborator) surveyBracket(s *syntax) {
	if of := derivativeBelow(s.args[0]); of != nil && len(s.args)-1 <= of.directions() {
		return
	}
	for _, i := range s.args[1:] {
		e.surveyNames(i, &e.indexNames)
	}
}

// derivativeBelow gives the derivative that brackets after base apply to a direction: base itself
// or its transpose, in which brackets may stand already. A gradient is an array like any other.
func derivativeBelow(base *syntax) *derivative {
	if base.kind == aTranspose {
		base = base.args[0]
		if base.kind == aBracket {
			base = base.args[0]
		}
	}
	if base.kind != aDerivative || base.of.head == "grad" || base.of.dot {
		return nil
	}
	return base.of
}

// surveyNames adds the names in an expression for a size or an index.
func (e *elaborator) surveyNames(s *syntax, to *nameSet) {
	s.visit(func(s *syntax) {
		if s.kind == aName {
			to.add(s.text)
		}
	})
}

// A nameSet is a set of names, which is made when the first one is added.
type nameSet map[string]bool

func (s *nameSet) add(name string) {
	if *s == nil {
		*s = nameSet{}
	}
	(*s)[name] = true
}
