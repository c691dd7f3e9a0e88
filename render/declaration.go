package render

import (
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
)

// declarationText writes a declaration for people: W ∈ ℝ^{n×m}, h: ℝ^n → ℝ.
func declarationText(d ast.Declaration, o Options) string {
	if o.ASCII {
		d.Name = notation.ASCIIName(d.Name)
		return d.String()
	}
	name := nameText(d.Name)
	switch d.Kind {
	case ast.DeclaredInteger:
		return name + " ∈ ℤ"
	case ast.DeclaredElementwise:
		return name + ": elementwise"
	case ast.DeclaredFunction:
		return name + ": " + spaces(d.Params, spaceText, " × ") + " → " + spaceText(d.Shape)
	}
	if d.Structure != ast.Unstructured {
		return name + " ∈ " + d.Structure.String() + "(" + d.Shape.Rows.String() + ")"
	}
	return name + " ∈ " + spaceText(d.Shape)
}

// declarationLaTeX writes a declaration for math mode.
func declarationLaTeX(d ast.Declaration) string {
	name := nameLaTeX(d.Name)
	switch d.Kind {
	case ast.DeclaredInteger:
		return name + ` \in \mathbb{Z}`
	case ast.DeclaredElementwise:
		return name + `\ \text{entry by entry}`
	case ast.DeclaredFunction:
		return name + `\colon ` + spaces(d.Params, spaceLaTeX, ` \times `) + ` \to ` + spaceLaTeX(d.Shape)
	}
	if d.Structure != ast.Unstructured {
		return name + ` \in \mathrm{` + d.Structure.String() + `}(` + dimLaTeX(d.Shape.Rows) + `)`
	}
	return name + ` \in ` + spaceLaTeX(d.Shape)
}

func spaces(shapes []ast.Shape, write func(ast.Shape) string, times string) string {
	words := make([]string, len(shapes))
	for i, s := range shapes {
		words[i] = write(s)
	}
	return strings.Join(words, times)
}

// spaceText names the set of arrays of a shape: ℝ, ℝ^n, ℝ^{n×m}.
func spaceText(s ast.Shape) string {
	switch {
	case s.IsScalar():
		return "ℝ"
	case s.IsVector():
		n := s.Rows.String()
		if strings.ContainsAny(n, " *") {
			n = "{" + n + "}"
		}
		return "ℝ^" + n
	}
	return "ℝ^{" + s.String() + "}"
}

func spaceLaTeX(s ast.Shape) string {
	switch {
	case s.IsScalar():
		return `\mathbb{R}`
	case s.IsVector():
		return `\mathbb{R}^{` + dimLaTeX(s.Rows) + `}`
	}
	return `\mathbb{R}^{` + dimLaTeX(s.Rows) + ` \times ` + dimLaTeX(s.Cols) + `}`
}

// dimLaTeX writes a dimension for math mode, names with their subscripts; a product is a space.
func dimLaTeX(d ast.Dim) string {
	terms := strings.Split(d.String(), " ")
	for i, t := range terms {
		factors := strings.Split(t, "*")
		for j, f := range factors {
			if strings.Trim(f, "0123456789/+-") != "" {
				factors[j] = nameLaTeX(f)
			}
		}
		terms[i] = strings.Join(factors, " ")
	}
	return strings.Join(terms, " ")
}

// nameText writes a name for people, with Greek letters.
func nameText(name string) string { return notation.Text(nameNode(name), notation.Options{}) }

// nameLaTeX writes a name for math mode.
func nameLaTeX(name string) string { return notation.LaTeX(nameNode(name), notation.Options{}) }

func nameNode(name string) ast.Node {
	return ast.NewTable().Symbol(name, ast.Variable, ast.Scalar, ast.Unstructured)
}
