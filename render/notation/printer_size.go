package notation

import "matcalc/ast"

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

func (p *printer) writeConstant(it *item) {
	c := it.node.(*ast.Constant)
	p.expand(form{text: p.constants[c.Kind]}, it.args, shownDims(c))
}
