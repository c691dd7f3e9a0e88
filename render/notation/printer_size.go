package notation

import (
	"strings"

	"matcalc/ast"
)

// writeDim prints a size, with its names as names of the notation.
func (p *printer) writeDim(d ast.Dim) {
	start := -1
	text := d.String()
	for i, c := range text {
		operator := c == ' ' || c == '*' || c == '/' || c == '+' || c == '-'
		if operator && start >= 0 {
			p.WriteString(p.sizeWord(text[start:i]))
			start = -1
		}
		switch {
		case c == '*' && p.order == orderForPeople:
			p.WriteString(p.timesNumber)
		case c == '*':
			p.WriteString(p.times)
		case operator:
			p.WriteRune(c)
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		p.WriteString(p.sizeWord(text[start:]))
	}
}

func (p *printer) sizeWord(word string) string {
	if word[0] >= '0' && word[0] <= '9' {
		return word
	}
	return p.name(word)
}

// shownDims are the sizes of a constant as they are written: ones(n) is a vector.
func shownDims(c *ast.Constant) []ast.Dim {
	if (c.Kind == ast.Ones || c.Kind == ast.Zeros) && c.Dims[1] == ast.One {
		return c.Dims[:1]
	}
	return c.Dims
}

// constant is the form of a constant: K_{n,m}, or where the input calls something K, Com_{n,m}.
func (p *printer) constant(kind ast.ConstantKind) string {
	text := p.constants[kind]
	word, ok := p.spelled[kind]
	if letter, _, _ := strings.Cut(text, "_"); ok && p.o.Input != nil && p.o.Input(letter) {
		return word
	}
	return text
}

func (p *printer) writeConstant(it *item) {
	c := it.node.(*ast.Constant)
	p.expand(form{text: p.constant(c.Kind)}, it.args, shownDims(c))
}
