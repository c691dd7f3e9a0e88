package notation

import (
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
)

// A part that is used more than once gets a name when it has at least longPart nodes as printed.
// An array that depends on an index has no statement in the input language, so it gets one only
// where repeating it would be worse.
const (
	longPart        = 16
	longIndexedPart = 256
)

// A part is an expression with a name of its own.
type part struct {
	node    ast.Node
	name    string
	indices []*ast.Symbol // the indices that are free in it
}

// A Sheet is a set of expressions that are printed together and share their parts.
type Sheet struct {
	nodes  []ast.Node
	parts  map[ast.Node]*part
	order  []*part                // each after the parts that it uses
	given  map[ast.Node]string    // the names that some parts have from the start
	input  func(name string) bool // whether the input uses a name besides those in the expressions; may be nil
	names  map[string]bool        // those in the expressions and those that are given, once they are asked for
	plain  *layouter
	people *layouter
	latex  *layouter
}

// Options are the choices that a reader has.
type Options struct {
	// NablaRow prints the derivative of a scalar function, a row, as ∇h; else that is Dh, and ∇h
	// is the column.
	NablaRow bool
	// ASCII prints text in the notation of the input language.
	ASCII bool
	// Pending tells how a derivative that is still to be taken is written.
	Pending Pending
	// Input tells which names the input gives to what it is about; a constant whose letter is among them is
	// written with a word. Nil stands for none.
	Input func(name string) bool
	// Names are written for the expressions that they stand for.
	Names map[ast.Node]Name
	// Flat writes LaTeX in which all but exponents can be broken: without fractions, and with
	// brackets that do not grow.
	Flat bool
}

// NewSheet puts expressions of one table on a sheet. The names that the input has besides those in
// the expressions are the ones for which taken is true; nil stands for none. The names T1, T2, … of
// shared parts are not among them.
func NewSheet(taken func(name string) bool, roots ...ast.Node) *Sheet {
	return NewSheetOf(taken, nil, roots)
}

// NewSheetOf puts expressions on a sheet. A part is shared where it is used more than once in one of
// the groups; the single expressions share what the groups do, and no more.
func NewSheetOf(taken func(name string) bool, single []ast.Node, groups ...[]ast.Node) *Sheet {
	return NewNamedSheet(nil, taken, single, groups...)
}

// NewNamedSheet is NewSheetOf for a sheet on which some parts have names that are given.
func NewNamedSheet(given map[ast.Node]string, taken func(name string) bool, single []ast.Node, groups ...[]ast.Node) *Sheet {
	s := &Sheet{nodes: ast.Topo(append(slices.Concat(groups...), single...)...), given: given, input: taken}
	var uses *ast.Map[int]
	if len(groups) == 1 && len(single) == 0 {
		uses = countUses(s.nodes, groups[0])
	} else {
		uses = mostUses(groups)
	}
	if len(given) > 0 || s.repeats(uses) {
		s.share(uses)
	}
	return s
}

// taken reports whether a symbol or a function of the input or of an expression has the name.
func (s *Sheet) taken(name string) bool {
	if s.input != nil && s.input(name) {
		return true
	}
	if s.names == nil {
		s.names = namesIn(s.nodes)
		for _, name := range s.given {
			s.names[name] = true
		}
	}
	return s.names[name]
}

// namesIn are the names of symbols and unknown functions.
func namesIn(nodes []ast.Node) map[string]bool {
	names := map[string]bool{}
	for _, n := range nodes {
		switch n := n.(type) {
		case *ast.Symbol:
			names[n.Name] = true
		case *ast.Apply:
			names[n.Fn.Name] = true
		}
	}
	return names
}

// repeats reports whether a part that is used more than once is long where nothing has a name yet: in most
// expressions that people ask for none is.
func (s *Sheet) repeats(uses *ast.Map[int]) bool {
	var repeated []ast.Node
	for _, n := range s.nodes {
		if len(n.Args()) > 0 && uses.Of(n) > 1 && transparent(n) == nil && mayBeLong(n) {
			repeated = append(repeated, n)
		}
	}
	if repeated == nil {
		return false
	}
	l := newLayouter(s)
	var sizes ast.Map[int64]
	for _, n := range ast.Topo(repeated...) {
		size := l.count(l.add(n), &sizes)
		if size >= longPart {
			return true
		}
		sizes.Set(n, size)
	}
	return false
}

// mayBeLong reports whether n may have longPart nodes as printed: whether the most that it can have reaches that.
func mayBeLong(n ast.Node) bool {
	room := longPart
	return !fitsInto(n, &room)
}

// fitsInto takes the most nodes that n can have as printed from the room, as long as there is some.
func fitsInto(n ast.Node, room *int) bool {
	switch n := n.(type) {
	case *ast.Symbol:
		*room--
	case *ast.Number:
		*room -= 4 // -(a/b)
	case *ast.Add:
		*room -= len(n.Args())
	case *ast.Mul:
		*room -= len(n.Args())
		if !n.Coef.IsOne() {
			*room -= 4
		}
	case *ast.Transpose, *ast.Inner, *ast.Hadamard, *ast.Power, *ast.EntryPower:
		*room -= 1 + len(n.Args())
	default:
		*room -= longPart
	}
	for _, a := range n.Args() {
		if *room <= 0 || !fitsInto(a, room) {
			return false
		}
	}
	return *room > 0
}

// share names the parts whose names are given and the long parts that are used more than once.
func (s *Sheet) share(uses *ast.Map[int]) {
	s.parts = map[ast.Node]*part{}
	s.plain = newLayouter(s)
	s.plain.reserve(len(s.nodes))
	free := freeIndices(s.nodes)
	var sizes ast.Map[int64]
	sizes.Reserve(len(s.nodes))
	next := 0
	for _, n := range s.nodes {
		size := s.plain.count(s.plain.add(n), &sizes)
		sizes.Set(n, size)
		if name, ok := s.given[n]; ok {
			s.name(n, name, free.Of(n))
			sizes.Set(n, 1)
			continue
		}
		long := int64(longPart)
		if len(free.Of(n)) > 0 && !n.Shape().IsScalar() {
			long = longIndexedPart
		}
		if uses.Of(n) < 2 || size < long || transparent(n) != nil {
			continue
		}
		name := ""
		for name == "" || s.taken(name) {
			next++
			name = fmt.Sprintf("T%d", next)
		}
		s.name(n, name, free.Of(n))
		sizes.Set(n, 1)
	}
}

// name makes a part of an expression.
func (s *Sheet) name(n ast.Node, name string, free []*ast.Symbol) {
	p := &part{n, name, free}
	s.parts[n] = p
	s.order = append(s.order, p)
}

// layouter gives the layout of all nodes in the order that a notation asks for.
func (s *Sheet) layouter(kept **layouter, forPeople, fractions bool) *layouter {
	if *kept == nil {
		l := newLayouter(s)
		l.forPeople, l.fractions = forPeople, fractions
		l.reserve(len(s.nodes))
		for _, n := range s.nodes {
			l.add(n)
		}
		*kept = l
	}
	return *kept
}

// A Named is a shared part: the name, with its free indices, and the expression it stands for, as text
// and with the places at which it may be broken.
type Named struct {
	Name, Expression string
	Formula          Formula
}

// Shared lists the expressions that have a name, each after those that it uses.
func (s *Sheet) Shared() []ast.Node {
	nodes := make([]ast.Node, len(s.order))
	for i, p := range s.order {
		nodes[i] = p.node
	}
	return nodes
}

// The methods that print an expression take one that is not on the sheet too, as long as it shares nothing.

// Plain prints an expression of the sheet in the input language, shared parts by name.
func (s *Sheet) Plain(n ast.Node) string { return s.print(plainNotation(), n, Options{}) }

// Text prints an expression of the sheet in Unicode, shared parts by name.
func (s *Sheet) Text(n ast.Node, o Options) string { return s.print(textNotation(o), n, o) }

// LaTeX prints an expression of the sheet for math mode, shared parts by name.
func (s *Sheet) LaTeX(n ast.Node, o Options) string { return s.print(latexNotation(o), n, o) }

// TextFormula is Text with the places at which it may be broken.
func (s *Sheet) TextFormula(n ast.Node, o Options) Formula { return s.formula(textNotation(o), n, o) }

// LaTeXFormula is LaTeX with the places at which it may be broken.
func (s *Sheet) LaTeXFormula(n ast.Node, o Options) Formula {
	return s.formula(latexNotation(o), n, o)
}

// formulaBytes is the length for which a printed formula has room from the start.
const formulaBytes = 64

func (s *Sheet) formula(n *notation, root ast.Node, o Options) Formula {
	p := s.printer(n, o)
	p.breaks = true
	p.Grow(formulaBytes)
	p.writeRoot(root)
	return Formula(p.String())
}

// SharedPlain lists the shared parts in the input language.
func (s *Sheet) SharedPlain() []Named { return s.named(plainNotation(), Options{}) }

// SharedText lists the shared parts in Unicode.
func (s *Sheet) SharedText(o Options) []Named { return s.named(textNotation(o), o) }

// SharedLaTeX lists the shared parts in LaTeX.
func (s *Sheet) SharedLaTeX(o Options) []Named { return s.named(latexNotation(o), o) }

func (s *Sheet) printer(n *notation, o Options) *printer {
	p := &printer{notation: n, sheet: s, o: o}
	switch n.order {
	case orderByName:
		p.l = s.layouter(&s.plain, false, false)
	case orderForPeople:
		p.l = s.layouter(&s.people, true, false)
	case orderWithFractions:
		p.l = s.layouter(&s.latex, true, true)
	}
	return p
}

func (s *Sheet) print(n *notation, root ast.Node, o Options) string {
	p := s.printer(n, o)
	p.writeRoot(root)
	return p.String()
}

// writeRoot prints an expression of the sheet.
func (p *printer) writeRoot(root ast.Node) {
	p.l.reach(root)
	_, named := p.o.Names[root]
	if named || p.sheet.parts[root] != nil {
		p.write(p.l.ref(root), sumLevel)
	} else {
		p.write(p.l.whole(root), sumLevel)
	}
}

func (s *Sheet) named(n *notation, o Options) []Named {
	var out []Named
	for _, part := range s.order {
		name, body := s.printer(n, o), s.printer(n, o)
		name.write(&item{op: partItem, node: part.node}, sumLevel)
		body.breaks = true
		body.write(body.l.nodes.Of(part.node).item, sumLevel)
		formula := Formula(body.String())
		out = append(out, Named{name.String(), formula.String(), formula})
	}
	return out
}

// Plain prints n in the input language, in one line: shared parts are statements in front.
func Plain(n ast.Node) string {
	s := NewSheet(nil, n)
	var b strings.Builder
	for _, part := range s.SharedPlain() {
		b.WriteString(part.Name + " = " + part.Expression + "; ")
	}
	return b.String() + s.Plain(n)
}

// Text prints n in Unicode, with its shared parts after the word where.
func Text(n ast.Node, o Options) string {
	if name, ok := bare(textNotation(o), n, o); ok {
		return name
	}
	s := NewSheet(nil, n)
	return s.Text(n, o) + whereClause(", where ", ", ", s.SharedText(o))
}

// LaTeX prints n for math mode, with its shared parts after the word where.
func LaTeX(n ast.Node, o Options) string {
	if name, ok := bare(latexNotation(o), n, o); ok {
		return name
	}
	s := NewSheet(nil, n)
	return s.LaTeX(n, o) + whereClause(`, \quad \text{where } `, ", ", s.SharedLaTeX(o))
}

// bare prints a symbol that stands alone.
func bare(w *notation, n ast.Node, o Options) (string, bool) {
	if s, ok := n.(*ast.Symbol); ok && o.Names == nil {
		return w.name(s.Name), true
	}
	return "", false
}

// TextName prints a name that is no symbol of an expression, in Unicode.
func TextName(name string, o Options) string { return textNotation(o).name(name) }

// LaTeXName prints a name that is no symbol of an expression, for math mode.
func LaTeXName(name string, o Options) string { return latexNotation(o).name(name) }

func whereClause(where, comma string, parts []Named) string {
	text := make([]string, len(parts))
	for i, p := range parts {
		text[i] = p.Name + " = " + p.Expression
	}
	if len(parts) == 0 {
		return ""
	}
	return where + strings.Join(text, comma)
}
