package notation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"matcalc/ast"
)

// A Pending tells how d(e), the derivative of e that is still to be taken, is written in text and
// LaTeX: as the differential de, unless one of the fields says otherwise.
type Pending struct {
	// By is what the partial derivative ∂e/∂By is taken by: an entry W[i,j], or a scalar.
	By ast.Node
	// Direction is where the derivative De[Direction] points.
	Direction ast.Node
	// Columns writes a row of partial derivatives times d(e) out as a row times a column.
	Columns bool
}

// A Name is what the input calls an expression: g(W), or z where there are no parameters.
type Name struct {
	Name   string
	Params []ast.Node
}

// writeDifferential prints a pending derivative; it reports whether the notation has a way to.
func (p *printer) writeDifferential(it *item) bool {
	arg := p.resolve(it.args[0])
	pending := p.o.Pending
	switch {
	case p.partial == "": // the input language
		return false
	case pending.By != nil:
		p.fill(p.partial, func() { p.writeDifferentiated(arg) }, p.alone(pending.By))
	case pending.Direction != nil:
		p.fill(p.along, func() { p.inside(false, func() { p.write(arg, sumLevel) }) }, p.alone(pending.Direction))
	case p.differential == "":
		return false
	default:
		q := p.another()
		q.write(arg, primaryLevel)
		p.WriteString(p.differential)
		if wordy(q.String()) {
			p.WriteString(p.wordSpace)
		}
		p.write(arg, primaryLevel)
	}
	return true
}

// isDifferential reports whether an item is written as a differential de, or the transpose of one.
func (p *printer) isDifferential(it *item) bool {
	it = p.resolve(it)
	if it.op == transposeItem {
		it = p.resolve(it.args[0])
	}
	return it.op == differentialItem && p.o.Pending.By == nil && p.o.Pending.Direction == nil
}

// behindQuotient writes a quotient whose numerator holds a partial derivative as a product, with the
// factors that hold it behind the quotient: a/b ∂u/∂x.
func (p *printer) behindQuotient(it *item) *item {
	top := p.resolve(it.args[0])
	if !top.pending {
		return it
	}
	num, last := []*item(nil), []*item{top}
	if top.op == productItem {
		k := len(top.args)
		for k > 0 && top.args[k-1].pending {
			k--
		}
		if k == len(top.args) {
			return it
		}
		num, last = top.args[:k], top.args[k:]
	}
	scalars := min(top.scalars, len(num))
	over := p.l.newItem(quotientItem, p.l.join(num[:scalars], num[scalars:]), it.args[1])
	over.tall = true
	return p.l.join([]*item{over}, last)
}

// overPending reports whether a factor is a quotient behind which a partial derivative stands.
func (p *printer) overPending(factor, next *item) bool {
	return p.partial != "" && p.o.Pending.By != nil && p.resolve(factor).op == quotientItem && next.pending
}

// wordy reports whether a text begins with a name of several letters or the name of a function.
func wordy(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	return unicode.IsLetter(first) && (unicode.IsLetter(next) || next == '(') || first == '\\' && !strings.HasPrefix(text, `\left`)
}

// fill writes a template in which $1 is what write prints and $2 the text.
func (p *printer) fill(template string, write func(), text string) {
	before, rest, _ := strings.Cut(template, "$1")
	middle, after, _ := strings.Cut(rest, "$2")
	p.WriteString(before)
	closed := p.braces && strings.HasSuffix(before, `\partial `)
	p.inside(closed, write)
	p.WriteString(middle + text + after)
}

// writeDifferentiated prints what a partial derivative is taken of: of a function that the input
// names, the name.
func (p *printer) writeDifferentiated(arg *item) {
	switch arg.op {
	case namedItem:
		p.WriteString(p.name(arg.text))
	case entryItem:
		if array := p.resolve(arg.args[0]); array.op == namedItem {
			p.writeSubscript(&item{op: nameItem, text: array.text, node: array.node}, p.indices(arg))
			return
		}
		p.write(arg, factorLevel)
	default:
		p.write(arg, primaryLevel)
	}
}

// writeNamed prints the name of an expression: g(W).
func (p *printer) writeNamed(it *item) {
	name := p.o.Names[it.node]
	p.WriteString(p.name(name.Name))
	if len(name.Params) == 0 {
		return
	}
	words := make([]string, len(name.Params))
	for i, a := range name.Params {
		words[i] = p.alone(a)
	}
	p.WriteString("(" + strings.Join(words, p.comma) + ")")
}

// composed gives the name of the function that the argument of an application is the value of.
func (p *printer) composed(a *item) (string, bool) {
	if p.compose == "" || len(a.args) == 0 {
		return "", false
	}
	arg := p.resolve(a.args[0])
	if arg.op != namedItem || len(p.o.Names[arg.node].Params) == 0 {
		return "", false
	}
	return p.name(arg.text), true
}
