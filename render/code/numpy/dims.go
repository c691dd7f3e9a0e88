package numpy

import (
	"slices"
	"strconv"
	"strings"

	"matcalc/ast"
)

// dims knows from which parameter each dimension is read.
type dims struct {
	names *names
	// source is the code of a size by the name of the dimension; a name without one is a parameter.
	source map[string]string
}

// dimsOf lists the dimensions that the code of a node may need.
func dimsOf(n ast.Node) []ast.Dim {
	switch n := n.(type) {
	case *ast.Constant:
		return n.Dims
	case *ast.Call:
		return n.Sizes
	}
	return []ast.Dim{n.Shape().Rows, n.Shape().Cols}
}

// parameters lists the symbols of the module that become parameters of every function.
func (m Module) parameters() []*ast.Symbol {
	var occurs ast.Map[bool] // and is not listed yet
	var found []*ast.Symbol
	free := freeIndices(m.Value)
	for _, n := range ast.Topo(m.Value) {
		if s, ok := n.(*ast.Symbol); ok && (s.Kind != ast.Index || slices.Contains(free, s)) {
			occurs.Set(s, true)
			found = append(found, s)
		}
	}
	var out []*ast.Symbol
	for _, s := range slices.Concat(m.Symbols, found) {
		if s.Kind != ast.Dimension && occurs.Of(s) {
			out = append(out, s)
			occurs.Set(s, false)
		}
	}
	return out
}

// indices lists the indices that occur in the derivatives alone, as those of the variable W[i,j]
// do, and are not among those given. They are parameters of every function too.
func (m Module) indices(given []*ast.Symbol) []*ast.Symbol {
	return slices.DeleteFunc(freeIndices(m.nodes()...), func(s *ast.Symbol) bool { return slices.Contains(given, s) })
}

// freeIndices lists the indices and the integers on which expressions depend, in the order in which
// they were made.
func freeIndices(roots ...ast.Node) []*ast.Symbol {
	var free ast.Map[[]*ast.Symbol]
	for _, n := range ast.Topo(roots...) {
		var all []*ast.Symbol
		if s, ok := n.(*ast.Symbol); ok && s.Kind.IsInteger() {
			all = []*ast.Symbol{s}
		}
		if all == nil && free.Len() == 0 {
			continue
		}
		sum, isSum := n.(*ast.IndexSum)
		for _, a := range n.Args() {
			of := free.Of(a)
			if isSum && a == sum.Body() {
				of = slices.DeleteFunc(slices.Clone(of), func(s *ast.Symbol) bool { return s == sum.Index })
			}
			all = appendNew(all, of)
		}
		if len(all) > 0 {
			free.Set(n, all)
		}
	}
	var out []*ast.Symbol
	for _, r := range roots {
		out = appendNew(out, free.Of(r))
	}
	slices.SortFunc(out, func(a, b *ast.Symbol) int { return a.ID() - b.ID() })
	return out
}

func appendNew(symbols, more []*ast.Symbol) []*ast.Symbol {
	if len(symbols) == 0 {
		return more[:len(more):len(more)]
	}
	for _, s := range more {
		if !slices.Contains(symbols, s) {
			symbols = append(symbols, s)
		}
	}
	return symbols
}

// newDims finds for each dimension an array of a parameter that has it as a size, alone if there is
// one, else in a form that can be solved for it.
func newDims(parameters []*ast.Symbol, names *names) *dims {
	d := &dims{names: names, source: map[string]string{}}
	type size struct {
		dim  ast.Dim
		code string
	}
	var sizes []size
	for _, s := range parameters {
		name, shape := names.identifier(s.Name), s.Shape()
		if shape.IsScalar() {
			continue
		}
		sizes = append(sizes, size{shape.Rows, name + ".shape[0]"})
		if !shape.IsVector() {
			sizes = append(sizes, size{shape.Cols, name + ".shape[1]"})
		}
	}
	for _, s := range sizes {
		if name, ok := s.dim.Name(); ok && d.source[name] == "" {
			d.source[name] = s.code
		}
	}
	for known := -1; known < len(d.source); { // each round may make more dimensions known
		known = len(d.source)
		for _, s := range sizes {
			unknown := slices.DeleteFunc(s.dim.Names(), func(n string) bool { return d.source[n] != "" })
			if len(unknown) != 1 {
				continue
			}
			if a, rest, ok := s.dim.Linear(unknown[0]); ok && rest.Names() == nil {
				code := s.code
				if rest.String() != "0" {
					code = "(" + code + " - (" + rest.String() + "))"
				}
				if a != 1 {
					code += "//" + strconv.FormatInt(a, 10)
				}
				d.source[unknown[0]] = code
				continue
			}
			if q, ok := s.dim.Quotient(ast.DimName(unknown[0])); ok && !slices.Contains(q.Names(), unknown[0]) {
				d.source[unknown[0]] = s.code + "//(" + d.inline(q) + ")"
			}
		}
	}
	return d
}

// inline is the code of a dimension whose names are replaced by what they are read from.
func (d *dims) inline(dim ast.Dim) string {
	text := dim.String()
	var b strings.Builder
	for _, word := range splitWords(text) {
		if code := d.source[word]; code != "" {
			b.WriteString("(" + code + ")")
		} else {
			b.WriteString(word)
		}
	}
	return b.String()
}

// splitWords cuts the text of a dimension into names, numbers and operators.
func splitWords(text string) []string {
	var words []string
	start := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || strings.IndexByte(" *+-/", text[i]) >= 0 {
			if i > start {
				words = append(words, text[start:i])
			}
			if i < len(text) {
				words = append(words, text[i:i+1])
			}
			start = i + 1
		}
	}
	return words
}

// code is a dimension as a Python integer, with the names of dimensions as variables. Halves are
// exact, since the whole is.
func (n *names) dimCode(dim ast.Dim) (string, level) {
	if _, ok := dim.Int(); ok {
		return dim.String(), primaryLevel
	}
	if name, ok := dim.Name(); ok {
		return n.identifier(name), primaryLevel
	}
	var whole strings.Builder
	twice := dim
	half := strings.Contains(dim.String(), "/2")
	if half {
		twice = dim.Times(ast.DimInt(2))
	}
	for _, word := range splitWords(twice.String()) {
		if word[0] == ' ' || strings.Contains("*+-/", word) || word[0] >= '0' && word[0] <= '9' {
			whole.WriteString(word)
			continue
		}
		whole.WriteString(n.identifier(word))
	}
	if half {
		return "(" + whole.String() + ")//2", productLevel
	}
	return whole.String(), sumLevel
}

// definitions are the lines that read the used dimensions off arrays.
func (d *dims) definitions(used map[string]bool) []string {
	var lines []string
	for name := range used {
		if code := d.source[name]; code != "" {
			lines = append(lines, d.names.identifier(name)+" = "+code)
		}
	}
	slices.Sort(lines)
	return lines
}

// missing lists the used dimensions that must be parameters.
func (d *dims) missing(used map[string]bool) []string {
	var out []string
	for name := range used {
		if d.source[name] == "" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
