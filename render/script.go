package render

import (
	"fmt"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/derive"
)

// A script is the notation in which derivations are written: text, or LaTeX. It puts the signs of
// calculus around expressions.
type script struct {
	*derive.Answer
	sheet   *notation.Sheet
	options notation.Options
	latex   bool
	by      []*ast.Symbol // the variables of the answer, once they are known

	// The signs: partial derivative, differential, gradient, Hessian, vec, vech, transpose, composition, and
	// what stands between an operator and a word.
	partial, d, nabla, hess, vec, vech, top, compose, space string
}

// textScript writes text.
func textScript(a *derive.Answer, s *notation.Sheet, o notation.Options) *script {
	out := &script{Answer: a, sheet: s, options: o, partial: "∂", d: "d", nabla: "∇", hess: "∇²", vec: "vec ", vech: "vech ", top: "ᵀ",
		compose: "∘", space: " "}
	if o.ASCII {
		out.nabla, out.hess = "grad ", "hess "
	}
	return out
}

// latexScript writes LaTeX for math mode.
func latexScript(a *derive.Answer, s *notation.Sheet, o notation.Options) *script {
	return &script{Answer: a, sheet: s, options: o, latex: true, partial: `\partial `, d: `\mathrm{d}`, nabla: `\nabla `, hess: `\nabla^{2} `,
		vec: `\operatorname{vec} `, vech: `\operatorname{vech} `, top: `^\top`, compose: ` \circ `, space: `\,`}
}

// alone writes an expression that shares nothing.
func (s *script) alone(n ast.Node) string {
	o := notation.Options{NablaRow: s.options.NablaRow, ASCII: s.options.ASCII, Input: s.options.Input}
	if s.latex {
		return notation.LaTeX(n, o)
	}
	return notation.Text(n, o)
}

// name writes a name that is no symbol of the expression.
func (s *script) name(name string) string {
	if s.latex {
		return notation.LaTeXName(name, s.options)
	}
	return notation.TextName(name, s.options)
}

// function is the name of the expression as a function.
func (s *script) function() string { return s.name(functionName(s.Answer)) }

// operator puts d in front of a function, with a space where its name is a word.
func (s *script) operator(sign, of string) string {
	if len([]rune(of)) > 1 {
		return sign + s.space + of
	}
	return sign + of
}

// fraction writes num over den.
func (s *script) fraction(num, den string) string {
	if s.latex {
		return `\frac{` + num + "}{" + den + "}"
	}
	return num + "/" + den
}

// power writes the exponent of an operator, which 1 has none of.
func (s *script) power(k int) string {
	switch {
	case k == 1:
		return ""
	case s.latex:
		return fmt.Sprintf("^{%d}", k)
	case k < 4:
		return string([]rune("²³")[k-2])
	}
	return fmt.Sprintf("^%d", k)
}

// norm writes ‖H‖.
func (s *script) norm(of string) string {
	if s.latex {
		return `\lVert ` + of + ` \rVert`
	}
	return "‖" + of + "‖"
}

// formula writes an expression of the sheet.
func (s *script) formula(n ast.Node, o notation.Options) notation.Formula {
	if s.latex {
		return s.sheet.LaTeXFormula(n, o)
	}
	return s.sheet.TextFormula(n, o)
}

// pairs writes a sum of Frobenius products.
func (s *script) pairs(pairs []rules.Pair, o notation.Options) notation.Formula {
	if s.latex {
		return s.sheet.LaTeXPairs(pairs, o)
	}
	return s.sheet.TextPairs(pairs, o)
}
