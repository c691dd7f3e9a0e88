package notation

import (
	"strings"

	"matcalc/ast"
)

// A chainRule is a product of the derivative of an unknown function and the pending derivative of
// its argument, a vector: Dh(u) d(u), or of a function with several entries row i of it, DF(u)[i,:] d(u).
type chainRule struct {
	outer   *ast.Apply
	row     ast.Node // the index of the row, or nil
	pending *ast.Differential
}

// asChainRule reads a product as a chain rule. The product of a gradient transposed and a vector may
// stand transposed.
func asChainRule(n ast.Node) (c chainRule, ok bool) {
	m, ok := n.(*ast.Mul)
	if !ok || len(m.Chain) != 2 || !m.Shape().IsScalar() {
		return c, false
	}
	left, right := m.Chain[0], m.Chain[1]
	if d, ok := right.(*ast.Differential); ok {
		c.pending = d
		if t, ok := left.(*ast.Transpose); ok {
			left = t.Arg()
		}
	} else if t, ok := left.(*ast.Transpose); ok {
		if c.pending, ok = t.Arg().(*ast.Differential); !ok {
			return c, false
		}
		left = right
	}
	if e, ok := left.(*ast.Entry); ok && e.Row != nil && e.Col == nil {
		left, c.row = e.Arg(), e.Row
	}
	c.outer, ok = left.(*ast.Apply)
	if !ok || c.pending == nil || len(c.outer.Fn.Params) != 1 || c.pending.Arg() != c.outer.Point()[0] {
		return c, false
	}
	return c, c.row == nil && c.outer.Form == ast.Gradient || c.row != nil && c.outer.Form == ast.Jacobian
}

// IsChainRule reports whether n is the derivative of an unknown function at u as a row times d(u).
func IsChainRule(n ast.Node) bool {
	_, ok := asChainRule(n)
	return ok
}

// writeChainRule prints a chain rule in components, Dh(u) ∂u/∂X_ij, or as the row of the partial
// derivatives of h times the column of those of u. It reports whether the product is one.
func (p *printer) writeChainRule(it *item) bool {
	if p.o.Pending.By == nil || p.column == nil {
		return false
	}
	c, ok := asChainRule(it.node)
	if !ok || p.l.shared(c.outer) {
		return false
	}
	outer := p.resolve(p.l.ref(c.outer))
	if !p.o.Pending.Columns {
		if c.row != nil {
			return false
		}
		p.write(&item{op: rowItem, args: outer.args, node: c.outer, tall: outer.tall}, factorLevel)
		p.WriteString(p.times)
		p.write(p.l.ref(c.pending), factorLevel)
		return true
	}
	var row, column []string
	for _, k := range p.ends(c.pending.Shape().Rows) {
		if k == "" {
			row, column = append(row, ""), append(column, "")
			continue
		}
		row = append(row, p.outerPartial(c, outer, k))
		q := p.another()
		q.fill(p.partial, func() { q.writeAt(q.resolve(q.l.ref(c.pending.Arg())), k) }, p.alone(p.o.Pending.By))
		column = append(column, q.String())
	}
	p.WriteString(p.row(row))
	p.mayBreak(atFactor)
	p.WriteString(p.times + p.column(column))
	return true
}

// outerPartial prints the partial derivative of the outer function by entry k: ∂_1 h(W a).
func (p *printer) outerPartial(c chainRule, outer *item, k string) string {
	q := p.another()
	q.WriteString(p.partialSign + "_" + p.label(k) + " " + p.name(c.outer.Fn.Name))
	if c.row != nil {
		q.WriteString("_" + p.label(p.sub(p.l.ref(c.row))))
	}
	if inner, ok := p.composed(outer); ok {
		q.WriteString(p.compose + inner)
	} else {
		q.inBrackets(outer, func() { q.writeList(outer.args, nil) })
	}
	return q.String()
}

// writeAt prints entry k of a vector; of a function that the input names, of the name.
func (p *printer) writeAt(vector *item, k string) {
	switch {
	case vector.op == namedItem:
		p.WriteString(p.name(vector.text))
	case vector.op == nameItem && !strings.ContainsAny(p.name(vector.text), "_{"):
		p.WriteString(p.name(vector.text))
	default:
		p.inBrackets(vector, func() { p.writeBare(vector) })
	}
	p.WriteString("_" + p.label(k))
}

// ends are the indices of a column that are written, with an empty one for those that are not.
func (p *printer) ends(size ast.Dim) []string {
	if k, ok := size.Int(); ok && k <= 2 {
		return []string{"1", "2"}[:k]
	}
	q := p.another()
	q.writeDim(size)
	return []string{"1", "", q.String()}
}

// textRowOf and textColumnOf write a row and a column in one line: [a ⋯ b] [c; ⋮; d].
func textRowOf(entries []string) string { return "[" + strings.Join(dots(entries, "⋯"), " ") + "]" }

func textColumnOf(entries []string) string {
	return "[" + strings.Join(dots(entries, "⋮"), "; ") + "]"
}

func latexRowOf(entries []string) string {
	return `\begin{bmatrix} ` + strings.Join(dots(entries, `\cdots`), " & ") + ` \end{bmatrix}`
}

// latexColumnOf writes a column, with fractions in full size.
func latexColumnOf(entries []string) string {
	text := strings.Join(dots(entries, `\vdots`), ` \\[2ex] `)
	return `\begin{bmatrix} ` + strings.ReplaceAll(text, `\frac{\partial`, `\dfrac{\partial`) + ` \end{bmatrix}`
}

// dots puts a sign in place of empty words.
func dots(words []string, sign string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w
		if w == "" {
			out[i] = sign
		}
	}
	return out
}
