package notation

import (
	"strings"

	"matcalc/ast"
)

// A notation is a way of writing: symbols, forms, names.
type notation struct {
	order order
	// The symbols of sums and products, with the spaces around them.
	plus, minus, times, timesNumber, hadamard, oslash, inner, comma string
	// termLevel is how tightly a term of a sum must bind, entrywise how tightly a product entry by
	// entry binds.
	termLevel, entrywise level
	// flatScalars: a scalar that is a product needs no brackets in front of an array.
	flatScalars bool
	forms       [opCount]form
	derivatives map[string]string
	constants   map[ast.ConstantKind]string
	// spelled are constants for which the input uses the letter of constants.
	spelled map[ast.ConstantKind]string
	name    func(string) string
	// brackets gives the brackets around an item.
	brackets func(tall bool) (opening, closing string)
	// call gives the template of a function, and how tightly it binds.
	call func(f *ast.Function) form
	// write prints an item in a way of its own, where the notation has one.
	write func(p *printer, it *item) bool
	// nablaRow: ∇h is the row, and the gradient its transpose.
	nablaRow bool
	// space between an operator of differentiation and a long name of a function
	nameSpace string
	// partialSign is ∂; partial, along and differential are how pending derivatives are written, wordSpace stands
	// between d and a word; compose is the sign of compositions. The input language has none.
	partialSign, partial, along, differential, wordSpace, compose string
	// label writes a subscript.
	label func(string) string
	// row and column write the entries of a row and of a column, of which empty ones stand for
	// several; nil where there is no way to.
	row, column func(entries []string) string
	// braces: what stands in braces cannot be broken.
	braces bool
}

// An order tells in which order scalar factors stand.
type order uint8

const (
	orderByName order = iota
	orderForPeople
	orderWithFractions
)

// A form is how an item is written: $1, $2, … are its parts, $* all of them, separated by commas.
type form struct {
	text  string
	level level   // how tightly the whole binds
	parts []level // how tightly the parts must bind; the last holds for the rest
}

func (f form) part(i int) level {
	if len(f.parts) == 0 {
		return sumLevel
	}
	return f.parts[min(i, len(f.parts)-1)]
}

// A printer writes items.
type printer struct {
	strings.Builder
	*notation
	sheet *Sheet
	l     *layouter
	o     Options
	// breaks marks the places where the text may be broken; depth counts the brackets around, and
	// closed those in which it may not.
	breaks        bool
	depth, closed int
}

// another prints with the same options to a text of its own.
func (p *printer) another() *printer {
	return &printer{notation: p.notation, sheet: p.sheet, l: p.l, o: p.o}
}

// alone prints an expression that need not be on the sheet.
func (p *printer) alone(n ast.Node) string {
	q := NewSheet(nil, n).printer(p.notation, Options{NablaRow: p.o.NablaRow, ASCII: p.o.ASCII, Input: p.o.Input})
	q.write(q.l.whole(n), sumLevel)
	return q.String()
}

// resolve follows references to a layout. Where ∇h is a row, so is the transpose of the gradient.
func (p *printer) resolve(it *item) *item {
	for it.op == refItem || it.op == partItem {
		if name, ok := p.o.Names[it.node]; ok {
			return &item{op: namedItem, node: it.node, text: name.Name}
		}
		if it.op == partItem {
			break
		}
		it = p.l.nodes.Of(it.node).item
	}
	if it.op == quotientItem && it.pending && p.partial != "" && p.o.Pending.By != nil {
		return p.behindQuotient(it)
	}
	if p.nablaRow && it.op == transposeItem {
		if g := p.resolve(it.args[0]); isGradient(g) {
			return &item{op: rowItem, args: g.args, node: g.node, tall: g.tall, pending: g.pending}
		}
	}
	return it
}

func isGradient(it *item) bool {
	return it.op == applyItem && it.node.(*ast.Apply).Form == ast.Gradient
}

// write prints an item, in brackets where it binds less tightly than need.
func (p *printer) write(it *item, need level) {
	it = p.resolve(it)
	if p.level(it) >= need {
		p.writeBare(it)
		return
	}
	p.inBrackets(it, func() { p.writeBare(it) })
}

// inBrackets puts what write prints of an item in brackets.
func (p *printer) inBrackets(it *item, write func()) {
	opening, closing := p.around(it)
	p.WriteString(opening)
	p.inside(strings.HasPrefix(opening, `\left`), write)
	p.WriteString(closing)
}

// around gives the brackets around an item.
func (p *printer) around(it *item) (opening, closing string) {
	opening, closing = p.brackets(it.tall || it.pending && p.o.Pending.By != nil)
	if p.o.Flat && opening == `\left(` {
		return `\bigl(`, `\bigr)`
	}
	return opening, closing
}

// inside prints the inside of brackets, of braces or of an operation, in which the text cannot be
// broken where it is closed.
func (p *printer) inside(closed bool, write func()) {
	p.depth++
	if closed {
		p.closed++
	}
	write()
	p.depth--
	if closed {
		p.closed--
	}
}

func (p *printer) level(it *item) level {
	it = p.resolve(it)
	if p.nablaRow && isGradient(it) {
		return factorLevel // the transpose of a row
	}
	switch it.op {
	case differentialItem:
		if p.partial != "" && p.o.Pending.By != nil {
			return factorLevel
		}
	case sumItem:
		return sumLevel
	case negativeItem, innerItem:
		return innerLevel
	case productItem:
		return productLevel
	case entrywiseItem:
		return p.entrywise
	case callItem:
		return p.call(it.fn).level
	}
	if f := p.forms[it.op]; f.text != "" {
		return f.level
	}
	return primaryLevel
}

func (p *printer) writeBare(it *item) {
	if p.notation.write != nil && p.notation.write(p, it) {
		return
	}
	switch it.op {
	case partItem:
		p.writePart(p.sheet.parts[it.node])
	case numberItem:
		p.WriteString(it.text)
	case nameItem:
		p.WriteString(p.name(it.text))
	case namedItem:
		p.writeNamed(it)
	case identityItem:
		p.WriteString("I")
	case constantItem:
		p.writeConstant(it)
	case negativeItem:
		p.WriteString("-")
		need := p.termLevel
		if arg := p.resolve(it.args[0]); arg.op == callItem {
			need = factorLevel // -(A ⊗ B)
		}
		p.write(it.args[0], need)
	case sumItem:
		p.writeSum(it)
	case productItem:
		p.writeProduct(it)
	case entrywiseItem:
		p.writeEntrywise(it)
	case innerItem:
		p.write(it.args[0], productLevel)
		p.WriteString(p.inner)
		p.write(it.args[1], productLevel)
	case callItem:
		c := it.node.(*ast.Call)
		p.expand(p.call(it.fn), it.args, c.Sizes)
	case applyItem, rowItem:
		p.writeDerivative(it)
	default:
		p.expand(p.forms[it.op], it.args, nil)
	}
}

// expand writes a form with the given parts, then sizes.
func (p *printer) expand(f form, args []*item, sizes []ast.Dim) {
	text := f.text
	closed := 0
	for {
		i := strings.IndexByte(text, '$')
		if i < 0 || i+1 == len(text) {
			p.WriteString(text)
			return
		}
		p.WriteString(text[:i])
		c := text[i+1]
		closed += strings.Count(text[:i], `\left`) + strings.Count(text[:i], "{") - strings.Count(text[:i], "}")
		text = text[i+2:]
		p.inside(p.braces && closed > 0, func() {
			if c == '*' {
				p.writeList(args, sizes)
			} else if k := int(c - '1'); k < len(args) {
				p.write(args[k], f.part(k))
			} else if k -= len(args); k < len(sizes) {
				p.writeDim(sizes[k])
			}
		})
	}
}

func (p *printer) writeList(args []*item, sizes []ast.Dim) {
	for i, a := range args {
		if i > 0 {
			p.WriteString(p.comma)
		}
		p.write(a, sumLevel)
	}
	for i, d := range sizes {
		if i+len(args) > 0 {
			p.WriteString(p.comma)
		}
		p.writeDim(d)
	}
}

func (p *printer) writePart(part *part) {
	args := make([]*item, len(part.indices))
	for i, index := range part.indices {
		args[i] = &item{op: nameItem, text: index.Name, node: index}
	}
	if len(args) == 0 {
		p.WriteString(p.name(part.name))
		return
	}
	p.writeSubscript(&item{op: nameItem, text: part.name}, args)
}

// writeSubscript prints the entry of an array at the given indices.
func (p *printer) writeSubscript(array *item, indices []*item) {
	it := &item{op: entryItem, args: append([]*item{array}, indices...)}
	p.notation.write(p, it)
}
