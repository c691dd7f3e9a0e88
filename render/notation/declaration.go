package notation

import (
	"strings"

	"matcalc/ast"
)

// TextDeclaration prints a declaration in Unicode: W ∈ ℝ^{n×m}; in ASCII in the input language.
func TextDeclaration(d ast.Declaration, o Options) string {
	if o.ASCII {
		d.Name = ASCIIName(d.Name)
		return d.String()
	}
	return declared(d, words{
		in: " ∈ ", to: " → ", by: "×", times: "·", elementwise: "elementwise", naturals: "ℕ", integers: "ℤ", reals: "ℝ", name: textName, power: textPower, structure: plainWord,
	})
}

// LaTeXDeclaration prints a declaration for math mode: W \in \mathbb{R}^{n \times m}.
func LaTeXDeclaration(d ast.Declaration) string {
	return declared(d, words{
		in: ` \in `, to: ` \to `, by: ` \times `, times: " ", elementwise: `\text{elementwise}`, naturals: `\mathbb{N}`, integers: `\mathbb{Z}`, reals: `\mathbb{R}`,
		name: latexName, power: latexPower, structure: func(s string) string { return `\mathrm{` + s + `}` },
	})
}

// TextShape prints a shape for people: n×m, n×1, scalar.
func TextShape(s ast.Shape, o Options) string {
	switch {
	case s.IsScalar():
		return "scalar"
	case o.ASCII:
		return s.Rows.String() + " x " + s.Cols.String()
	}
	return factorText(s.Rows) + "×" + factorText(s.Cols)
}

// factorText prints a size that stands beside ×: a product in parentheses, as a sum.
func factorText(d ast.Dim) string {
	if isSimple(d) {
		return dimText(d, textName, "·", true)
	}
	if name, ok := triangular(d); ok {
		n := textName(name)
		return "(" + n + "(" + n + "+1)/2)"
	}
	if name, ok := square(d); ok {
		return textName(name) + "²"
	}
	text := dimText(d, textName, "·", true)
	if strings.Contains(text, "·") && !strings.HasPrefix(text, "(") {
		return "(" + text + ")"
	}
	return text
}

// isSimple reports whether a size is a name or a number.
func isSimple(d ast.Dim) bool {
	_, name := d.Name()
	_, number := d.Int()
	return name || number
}

// triangular gives the n of n(n+1)/2, the number of entries of vech.
func triangular(d ast.Dim) (name string, ok bool) {
	names := d.Names()
	if len(names) != 1 {
		return "", false
	}
	n := ast.DimName(names[0])
	return names[0], n.Times(n.Plus(ast.One)).Over(2) == d
}

// square gives the n of n·n, the number of entries of a square matrix.
func square(d ast.Dim) (name string, ok bool) {
	names := d.Names()
	if len(names) != 1 {
		return "", false
	}
	n := ast.DimName(names[0])
	return names[0], n.Times(n) == d
}

// words are the symbols of declarations in a notation.
type words struct {
	in, to, by, times, elementwise, naturals, integers, reals string
	name                                                      func(string) string
	power                                                     func(string) string
	structure                                                 func(string) string
}

func plainWord(s string) string { return s }

func textPower(size string) string {
	if strings.ContainsAny(size, "×· +-_") {
		return "^{" + size + "}"
	}
	return "^" + size
}

func latexPower(size string) string { return "^{" + size + "}" }

func declared(d ast.Declaration, w words) string {
	name := w.name(d.Name)
	switch d.Kind {
	case ast.DeclaredInteger:
		if d.Natural {
			return name + w.in + w.naturals
		}
		return name + w.in + w.integers
	case ast.DeclaredElementwise:
		return name + ": " + w.elementwise
	case ast.DeclaredFunction:
		params := make([]string, len(d.Params))
		for i, p := range d.Params {
			params[i] = w.space(p)
		}
		return name + ": " + strings.Join(params, ", ") + w.to + w.space(d.Shape)
	}
	if d.Structure != ast.Unstructured {
		return name + w.in + w.structure(d.Structure.String()) + "(" + dimText(d.Shape.Rows, w.name, w.times, false) + ")"
	}
	return name + w.in + w.space(d.Shape)
}

// space names the set of arrays of a shape.
func (w words) space(s ast.Shape) string {
	switch {
	case s.IsScalar():
		return w.reals
	case s.IsVector():
		return w.reals + w.power(dimText(s.Rows, w.name, w.times, false))
	}
	return w.reals + w.power(dimText(s.Rows, w.name, w.times, true)+w.by+dimText(s.Cols, w.name, w.times, true))
}

// dimText prints a dimension with its names as those of a notation; a sum that is a factor stands
// in parentheses.
func dimText(d ast.Dim, name func(string) string, times string, factor bool) string {
	if n, ok := d.Name(); ok {
		return name(n)
	}
	if n, ok := d.Int(); ok && n >= 0 {
		return d.String()
	}
	p := &printer{notation: &notation{times: times, name: name}}
	p.writeDim(d)
	text := p.String()
	if factor && strings.ContainsAny(text, "+-") {
		return "(" + text + ")"
	}
	return text
}
