package render

import (
	"slices"
	"sync"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// A sheet is what the derivatives of an answer are printed on.
type sheet struct {
	*notation.Sheet
	roots  []ast.Node          // the results in the first form, and what is with them
	groups [][]ast.Node        // the results in the other forms, and long lines
	single []ast.Node          // short lines, which share nothing by themselves
	names  map[ast.Node]string // what the input names, on a page for people
	// value is the sheet of the expression that was differentiated alone; hasValue tells that it is on the
	// sheet too, since it has shared parts.
	value    *notation.Sheet
	hasValue bool
	// transposes holds the transposes of gradients; together tells that they are on the sheet.
	transposes map[ast.Node]ast.Node
	together   bool
}

// newSheet puts what [gathered] finds on a sheet.
func newSheet(a *derive.Answer, o Options) sheet {
	s := gathered(a, o)
	s.Sheet = s.with(a)
	return s
}

// newNamedSheet is newSheet with the names that the input gives to parts.
func newNamedSheet(a *derive.Answer, o Options) sheet {
	s := gathered(a, o)
	s.keepNames(a)
	s.Sheet = s.with(a)
	return s
}

// keepNames keeps the names that the input gives to parts of what was gathered, with which the value is written
// too.
func (s *sheet) keepNames(a *derive.Answer) {
	if s.names = kept(a, append(s.groups[:len(s.groups):len(s.groups)], s.roots, s.single)...); len(s.names) > 0 && !s.hasValue {
		s.hasValue = true
		s.roots = append(s.roots, a.Value)
	}
}

// gathered finds the derivatives of an answer that stand on one sheet, in all forms that the options ask for,
// and with them what would else be written out at length: a value that shares parts of its own, and
// long expressions in conditions. The results in one form share their parts, and so does each line
// of a derivation; what two forms have in common is written out in both.
func gathered(a *derive.Answer, o Options) sheet {
	var roots []ast.Node
	var groups [][]ast.Node
	var single []ast.Node
	var counter *notation.Counter // once there are lines
	for _, f := range o.chosen() {
		var results []ast.Node
		for i := range a.Results {
			result, lines := f.roots(&a.Results[i], o)
			results = append(results, result...)
			single = append(single, lineNodes(&a.Results[i], f, o)...)
			for _, line := range lines {
				if counter == nil {
					counter = notation.NewCounter()
				}
				if isLong(line, counter) {
					groups = append(groups, line)
				} else {
					single = append(single, line...)
				}
			}
		}
		if len(roots) == 0 {
			roots = results
		} else {
			groups = append(groups, results)
		}
	}
	for _, c := range a.Conditions {
		for _, arg := range c.Args {
			if !short(arg) {
				roots = append(roots, arg)
			}
		}
	}
	s := sheet{value: notation.NewSheet(nil, a.Value)}
	if s.hasValue = len(s.value.Shared()) > 0; s.hasValue {
		roots = append(roots, a.Value)
	}
	s.roots, s.groups, s.single = roots, groups, single
	return s
}

// with is the sheet of what was gathered and of more results in the first form.
func (s sheet) with(a *derive.Answer, more ...ast.Node) *notation.Sheet {
	return notation.NewNamedSheet(s.names, takenBy(a), s.single, append(s.groups[:len(s.groups):len(s.groups)], append(more, s.roots...))...)
}

// lineNodes are the right sides of the lines of a derivation as one expression each.
func lineNodes(r *derive.Result, f form, o Options) []ast.Node {
	var nodes []ast.Node
	if d := r.Forms[f.name]; d != nil && o.Steps != "" {
		for _, l := range d.Lines {
			nodes = append(nodes, l.Node)
		}
	}
	return nodes
}

// longLine is the number of nodes of a line of a derivation from which on it names what it repeats.
const longLine = 80

func isLong(line []ast.Node, counter *notation.Counter) bool {
	var nodes int64
	for _, n := range line {
		nodes = min(nodes+counter.Nodes(n), ast.MaxCount)
	}
	return nodes >= longLine
}

// newSheetWithTransposes is newSheet with the transposes of gradients, unless those are so large that
// nobody reads them: on the sheet where no part is shared by that alone, else beside it.
func newSheetWithTransposes(a *derive.Answer, o Options) sheet {
	s := gathered(a, o)
	s.keepNames(a)
	if len(ast.Topo(s.roots...)) > legibleSize {
		s.Sheet = s.with(a)
		return s
	}
	s.transposes = map[ast.Node]ast.Node{}
	var more []ast.Node
	for _, r := range a.Results {
		if r.Kind == derive.Gradient {
			of := r.Derivative
			if a.Layout != derive.Numerator {
				of = a.Table.Transpose(of)
			}
			of = a.Simplify(of)
			s.transposes[r.Laid] = of
			more = append(more, of)
		}
	}
	s.Sheet = s.with(a, more...)
	s.together = true
	if len(s.Shared()) > 0 { // fewer expressions may share fewer parts
		if without := s.with(a); !slices.Equal(without.Shared(), s.Shared()) {
			s.Sheet, s.together = without, false
		}
	}
	return s
}

// takenBy tells which names the input uses: symbols, functions and the names in sizes.
func takenBy(a *derive.Answer) func(name string) bool {
	sizes := sync.OnceValue(func() map[string]bool { return sizeNames(a.Parsed.Declarations) })
	return func(name string) bool { return a.Parsed.Taken(name) || sizes()[name] }
}

// sizeNames are the names in the sizes of what is declared.
func sizeNames(declarations []ast.Declaration) map[string]bool {
	names := map[string]bool{}
	of := func(s ast.Shape) {
		for _, d := range [2]ast.Dim{s.Rows, s.Cols} {
			if name, ok := d.Name(); ok {
				names[name] = true
				continue
			}
			for _, name := range d.Names() {
				names[name] = true
			}
		}
	}
	for _, d := range declarations {
		for _, s := range d.Params {
			of(s)
		}
		of(d.Shape)
	}
	return names
}

// legibleSize is the greatest number of nodes of results that are printed transposed as well.
const legibleSize = 200

// shortSize is the greatest number of nodes of an expression that is written out wherever it
// stands.
const shortSize = 12

// short reports whether an expression has few nodes, taken as a tree.
func short(n ast.Node) bool {
	stack := []ast.Node{n}
	for count := 0; len(stack) > 0; count++ {
		if count == shortSize {
			return false
		}
		top := stack[len(stack)-1]
		stack = append(stack[:len(stack)-1], top.Args()...)
	}
	return true
}

// inSheet prints with write what is on the sheet, that is what is not short, and with alone what
// stands for itself.
func inSheet(write, alone func(ast.Node) string) func(ast.Node) string {
	return func(n ast.Node) string {
		if short(n) {
			return alone(n)
		}
		return write(n)
	}
}
