package render

import (
	"fmt"
	"strings"

	"matcalc/render/notation"
	"matcalc/rules/derive"
)

const (
	// longHead is the width of an expression beside which nothing else stands.
	longHead = 48
	// pageWidth is the width of a page where none is asked for.
	pageWidth = 100
)

// lineWidth is where lines are broken.
func (o Options) lineWidth() int {
	if o.Width > 0 {
		return o.Width
	}
	return pageWidth
}

// head writes the expression as a function of the variables, and the declarations.
func (p *page) head() {
	head := p.brokenAt(indent+p.function()+p.arguments()+" = ", "", p.value())
	p.b.WriteString(head)
	groups := p.declarations()
	column := width(head) + 8
	if width(head) > longHead {
		column = 6
		p.b.WriteByte('\n')
	} else if len(groups) > 0 {
		p.b.WriteString(blanks(8))
	}
	for i, g := range groups {
		if i > 0 || column == 6 {
			p.b.WriteString(blanks(column))
		}
		p.b.WriteString(wrap(g, column, p.lineWidth()) + "\n")
	}
	if len(groups) == 0 && column != 6 {
		p.b.WriteByte('\n')
	}
	for _, d := range p.Parsed.Definitions {
		if d.Name != p.Parsed.Name {
			fmt.Fprintf(&p.b, "%swith %s(%s) = %s\n", indent, p.name(d.Name), strings.Join(d.Params, ", "), d.Body)
		}
	}
}

// value prints the expression, with the names of shared parts where it has some.
func (p *page) value() notation.Formula {
	if p.sheet.hasValue || len(p.sheet.Shared()) == 0 {
		return p.sheet.TextFormula(p.Value, p.notation())
	}
	return p.sheet.value.TextFormula(p.Value, p.notation())
}

// function prints the name of the expression.
func (p *page) function() string { return p.name(functionName(p.Answer)) }

// functionName is the name that the input gives the expression, or one that it does not use.
func functionName(a *derive.Answer) string {
	if a.Parsed.Name != "" {
		return a.Parsed.Name
	}
	taken := func(name string) bool {
		for _, d := range a.Parsed.Definitions {
			if d.Name == name {
				return true
			}
		}
		return a.Table.Taken(name)
	}
	names := []string{"f", "g", "F", "G"}
	if !a.Value.Shape().IsScalar() {
		names = []string{"F", "G", "f", "g"}
	}
	for _, name := range names {
		if !taken(name) {
			return name
		}
	}
	for i := 1; ; i++ {
		if name := fmt.Sprintf("f%d", i); !taken(name) {
			return name
		}
	}
}

// arguments lists the variables in parentheses: (U, V).
func (p *page) arguments() string { return p.script().arguments() }

// declarations gives what the user declared, then what was inferred.
func (p *page) declarations() [][]string {
	var declared, inferred []string
	for _, d := range p.Parsed.Declarations {
		text := notation.TextDeclaration(d, p.notation())
		if d.Inferred {
			inferred = append(inferred, text)
		} else {
			declared = append(declared, text)
		}
	}
	var groups [][]string
	if len(declared) > 0 {
		groups = append(groups, comma(declared))
	}
	if len(inferred) > 0 {
		groups = append(groups, append(comma(inferred), "  (inferred)"))
	}
	return groups
}

// comma puts a comma after each word but the last.
func comma(words []string) []string {
	for i := range words[:len(words)-1] {
		words[i] += ","
	}
	return words
}

// wrap joins words with spaces, in lines that start at the column and end at the limit.
func wrap(words []string, column, limit int) string {
	if len(words) == 1 {
		return words[0]
	}
	var b strings.Builder
	b.Grow(limit)
	at := column
	for i, w := range words {
		switch {
		case i > 0 && at+width(w)+1 > limit:
			b.WriteString("\n" + blanks(column))
			at = column
		case i > 0:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(w)
		at += width(w)
	}
	return b.String()
}
