package render

import (
	"slices"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/derive"
	"matcalc/simplify"
)

// A sheet is what the derivatives of an answer are printed on.
type sheet struct {
	*notation.Sheet
	roots  []ast.Node   // the results in the first form, and what is with them
	groups [][]ast.Node // the results in the other forms, and long lines
	single []ast.Node   // short lines, which share nothing by themselves
	// hasValue tells that the expression that was differentiated is on the sheet too.
	hasValue bool
	// transposes holds the transposes of gradients; together tells that they are on the sheet.
	transposes map[ast.Node]ast.Node
	together   bool
}

// newSheet puts the derivatives of an answer on one sheet, in all forms that the options ask for,
// and with them what would else be written out at length: a value that shares parts of its own, and
// long expressions in conditions. The results in one form share their parts, and so does each line
// of a derivation; what two forms have in common is written out in both.
func newSheet(a *derive.Answer, o Options) sheet {
	var roots []ast.Node
	var groups [][]ast.Node
	var single []ast.Node
	counter := notation.NewCounter()
	for _, f := range o.chosen() {
		var results []ast.Node
		for i := range a.Results {
			result, lines := f.roots(&a.Results[i], o)
			results = append(results, result...)
			single = append(single, lineNodes(&a.Results[i], f, o)...)
			for _, line := range lines {
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
	for _, c := range conditions(a) {
		for _, arg := range c.Args {
			if !short(arg) {
				roots = append(roots, arg)
			}
		}
	}
	hasValue := len(notation.NewSheet(nil, a.Value).Shared()) > 0
	if hasValue {
		roots = append(roots, a.Value)
	}
	return sheet{Sheet: notation.NewSheetOf(takenBy(a), single, append(groups, roots)...), roots: roots, groups: groups, single: single, hasValue: hasValue}
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

// withTransposes makes the transposes of gradients, unless those are so large that nobody reads
// them, and puts them on the sheet too where no part is shared by that alone.
func (s sheet) withTransposes(a *derive.Answer) sheet {
	if len(ast.Topo(s.roots...)) > legibleSize {
		return s
	}
	transposes := map[ast.Node]ast.Node{}
	var roots []ast.Node
	for _, r := range a.Results {
		if r.Kind == derive.Gradient {
			of := r.Derivative
			if a.Layout != derive.Numerator {
				of = a.Table.Transpose(of)
			}
			of = simplify.Simplify(a.Table, of)
			transposes[r.Laid] = of
			roots = append(roots, of)
		}
	}
	more := notation.NewSheetOf(takenBy(a), s.single, append(s.groups[:len(s.groups):len(s.groups)], append(roots, s.roots...))...)
	s.transposes = transposes
	if s.together = slices.Equal(more.Shared(), s.Shared()); s.together {
		s.Sheet = more
	}
	return s
}

// takenBy tells which names the input uses: symbols, functions and the names in sizes.
func takenBy(a *derive.Answer) func(name string) bool {
	var sizes []string
	for _, d := range a.Parsed.Declarations {
		for _, s := range append(slices.Clone(d.Params), d.Shape) {
			sizes = append(append(sizes, s.Rows.Names()...), s.Cols.Names()...)
		}
	}
	return func(name string) bool { return a.Table.Taken(name) || slices.Contains(sizes, name) }
}

// conditions lists the conditions of all results, each once.
func conditions(a *derive.Answer) []rules.Condition {
	var all []rules.Condition
	for _, r := range a.Results {
		all = append(all, r.Conditions...)
	}
	return rules.DropEqual(all)
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
