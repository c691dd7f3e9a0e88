package notation

import (
	"strings"

	"matcalc/ast"
)

// textLabel prints indices as a subscript: ij, or {2,k + 1} where they are not single letters. A
// nil index is a whole row or column.
func textLabel(p *printer, indices []*item) string {
	return braced(indexList(p, indices))
}

// indexList puts commas between indices that are not single letters.
func indexList(p *printer, indices []*item) string {
	words := make([]string, len(indices))
	letters := true
	for i, index := range indices {
		words[i] = ":"
		if index != nil {
			words[i] = p.sub(index)
			letters = letters && p.resolve(index).op == nameItem && len([]rune(index.text)) == 1
		} else {
			letters = false
		}
	}
	if letters && p.order != orderByName {
		return strings.Join(words, "")
	}
	return strings.Join(words, ",")
}

// braced puts braces around a subscript that is not of letters and digits alone.
func braced(label string) string {
	if strings.ContainsAny(label, " ,+-×_^/:·(") {
		return "{" + label + "}"
	}
	return label
}

// writeEntryFor prints an entry as a subscript; an entry of a derivative of an unknown function
// as a partial derivative, (∂_i h)(x).
func writeEntryFor(p *printer, it *item, partial, space, closing string, label func(*printer, []*item) string) {
	array := p.resolve(it.args[0])
	indices := p.indices(it)
	if a, ok := array.node.(*ast.Apply); ok && array.op == applyItem && len(a.Fn.Params) == 1 && full(indices) {
		name := p.name(a.Fn.Name)
		switch a.Form {
		case ast.Gradient, ast.Hessian:
			p.WriteString(partial + label(p, indices) + space + name)
		case ast.Jacobian:
			p.WriteString(partial + label(p, indices[1:]) + space + name + "_" + label(p, indices[:1]))
		default:
			name = ""
		}
		if inner, ok := p.composed(array); ok && name != "" {
			p.WriteString(p.compose + inner + closing)
			return
		}
		if name != "" {
			p.WriteString(closing)
			p.inBrackets(array, func() { p.writeList(array.args, nil) })
			return
		}
	}
	if p.hasSubscript(array) {
		p.inBrackets(&item{}, func() { p.writeBare(array) })
	} else {
		p.write(array, primaryLevel)
	}
	p.WriteString("_" + label(p, indices))
}

// hasSubscript reports whether an array is written with a subscript of its own.
func (p *printer) hasSubscript(array *item) bool {
	switch array.op {
	case nameItem:
		return strings.ContainsAny(p.name(array.text), "_{")
	case partItem:
		part := p.sheet.parts[array.node]
		return len(part.indices) > 0 || strings.ContainsAny(p.name(part.name), "_{")
	}
	return array.op == constantItem
}

func full(indices []*item) bool {
	for _, index := range indices {
		if index == nil {
			return false
		}
	}
	return true
}
