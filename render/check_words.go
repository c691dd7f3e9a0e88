package render

import (
	"fmt"
	"strings"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/claim"
	"matcalc/rules/derive"
)

// A wording says verdicts on claims in sentences.
type wording struct {
	print func(ast.Node) string
	size  func(ast.Node) string
}

// verdict is the sentence on a claim.
func (w wording) verdict(a *derive.Answer, j *claim.Judgement, r *derive.Result) string {
	transposed := ""
	if j.Transposed {
		transposed = ", and the claim is transposed"
		if names := exchanged(j, r); names != "" {
			transposed = ", and the claim has " + names + " exchanged"
		}
	}
	switch j.Verdict {
	case claim.Right:
		return "right: " + comparison(j)
	case claim.Transposed:
		if names := exchanged(j, r); names != "" {
			return "right, with " + names + " exchanged: " + comparison(j)
		}
		return "right, as the transpose" + w.layout(a, j, r) + ": " + comparison(j)
	case claim.Factor:
		return w.factor(j) + transposed
	case claim.Conditional:
		text := "right only if " + w.conditions(j)
		if j.Convention != "" {
			text += ", in the convention " + j.Convention
		}
		if j.Factor != nil {
			text += ", and then " + w.factor(j)
		}
		return text + transposed
	case claim.Convention:
		return "right in another convention: the claim is " + j.Convention + transposed
	case claim.Undecided:
		return "not decided: " + j.Reason
	}
	if j.Reason != "" {
		return "wrong: " + j.Reason
	}
	return "wrong: it differs from the derivative"
}

// exchanged names the two indices that a component has in the other order: a component has no transpose.
func exchanged(j *claim.Judgement, r *derive.Result) string {
	d := r.Forms[derive.IndexForm]
	if j.Form != derive.IndexForm || d == nil || len(d.Indices) != 2 {
		return ""
	}
	return d.Indices[0].Name + " and " + d.Indices[1].Name
}

func comparison(j *claim.Judgement) string {
	return fmt.Sprintf("equal at %s, relative error %s", count(j.Points, "random point"), errorText(j.MaxRelativeError))
}

// layout names the layouts of a claim that is transposed.
func (w wording) layout(a *derive.Answer, j *claim.Judgement, r *derive.Result) string {
	var layout, what string
	claimed, ours := j.Node.Shape(), r.Laid.Shape()
	switch {
	case j.Form != derive.DifferentialForm:
		return ""
	case r.Kind == derive.Gradient && a.Layout == derive.Numerator:
		layout, what = "denominator layout", "the derivative in numerator layout"
	case r.Kind == derive.Gradient:
		layout, what = "numerator layout", "the gradient in the shape of the variable"
	case a.Layout == derive.Denominator:
		layout, what = "numerator layout", "the derivative in denominator layout"
	case r.Kind == derive.Jacobian || r.Kind == derive.Derivative:
		layout, what = "denominator layout", "the "+string(r.Kind)
	default:
		return ""
	}
	if claimed == ours {
		return ", in " + layout
	}
	return fmt.Sprintf(", in %s (%s; %s is %s)", layout, w.size(j.Node), what, w.size(r.Laid))
}

// factor says by what the claim has to be multiplied.
func (w wording) factor(j *claim.Judgement) string {
	text := w.print(j.Factor)
	if n, ok := j.Factor.(*ast.Number); ok && n.Value.Equal(ast.RatInt(-1)) {
		return "off by a sign: the derivative is -1 times the claim"
	}
	return fmt.Sprintf("off by a factor %s: the derivative is %s times the claim", text, text)
}

// conditions joins the conditions under which a claim is right; those of one kind on several matrices are one sentence.
func (w wording) conditions(j *claim.Judgement) string {
	var all []string
	for rest := j.Conditions; len(rest) > 0; {
		same := 1
		for same < len(rest) && rest[same].Text == rest[0].Text {
			same++
		}
		predicate, one := strings.CutPrefix(rest[0].Text, "X is ")
		if !one || len(rest[0].Args) != 1 {
			same = 1
		}
		if same == 1 {
			all = append(all, rest[0].Print(w.print))
		} else {
			all = append(all, w.names(rest[:same])+" are "+predicate)
		}
		rest = rest[same:]
	}
	return strings.Join(all, " and ")
}

// names lists what conditions are about.
func (w wording) names(conditions []rules.Condition) string {
	var names []string
	for i, c := range conditions {
		if i == maxConditions && len(conditions) > i+1 {
			names = append(names, fmt.Sprintf("%d more", len(conditions)-i))
			break
		}
		names = append(names, w.print(c.Args[0]))
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// structureNames are the spaces that are declared of matrices in conditions.
var structureNames = map[string]string{"X is symmetric": "Sym", "X is diagonal": "Diag", "X is skew-symmetric": "Skew", "X is orthogonal": "Orth"}

// insideSpaces says for a structure what the gradient inside its space is, with G the gradient without the structure.
var insideSpaces = map[ast.Structure]string{
	ast.SkewSymmetric:   "for skew-symmetric matrices (G - G')/2",
	ast.Diagonal:        "for diagonal matrices G.*I",
	ast.LowerTriangular: "for lower triangular matrices tril(G)",
	ast.UpperTriangular: "for upper triangular matrices triu(G)",
}

// insideSpace says what the gradient inside the space of the variable's structure is; a variable without one is
// judged as a symmetric matrix.
func insideSpace(r *derive.Result) string {
	if x, ok := r.Variables[0].(*ast.Symbol); ok && insideSpaces[x.Structure] != "" {
		return insideSpaces[x.Structure]
	}
	return "for symmetric matrices (G + G')/2"
}

// advice says what would make the claim right.
func (w wording) advice(a *derive.Answer, j *claim.Judgement, r *derive.Result) []string {
	var out []string
	if j.Verdict == claim.Conditional {
		var declarations []string
		for _, c := range j.Conditions {
			x, _ := c.Args[0].(*ast.Symbol)
			if space := structureNames[c.Text]; space != "" && x != nil && inferred(a, x.Name) {
				declarations = append(declarations, fmt.Sprintf("%s in %s(%s)", x.Name, space, x.Shape().Rows))
			}
		}
		if len(declarations) > 0 {
			out = append(out, fmt.Sprintf("declare it, if it is so: --let %q", strings.Join(declarations, ", ")))
		}
	}
	if j.Verdict == claim.Transposed && j.Node.Shape() == r.Laid.Shape() && j.Form == derive.DifferentialForm {
		out = append(out, "the shape does not tell the layouts apart here: in the layout above the derivative is "+w.print(r.Laid))
	}
	if j.Verdict == claim.Convention || j.Convention != "" {
		out = append(out, "matcalc gives the gradient inside the space of the structure, "+insideSpace(r)+": see docs/conventions.md")
	}
	var terms []string
	for _, m := range j.Mendings {
		switch m.Kind {
		case claim.Replace:
			out = append(out, fmt.Sprintf("right with %s in the place of %s", w.print(m.By), w.print(m.Part)))
		case claim.Other:
			out = append(out, fmt.Sprintf("it is the derivative of the expression with %s in the place of %s", w.print(m.By), w.print(m.Part)))
		case claim.Remove:
			terms = append(terms, "without the term "+w.print(m.Part))
		case claim.Missing:
			terms = append(terms, "with a further term "+w.print(m.Part))
		case claim.Scale:
			if n, ok := m.By.(*ast.Number); ok && n.Value.Equal(ast.RatInt(-1)) {
				terms = append(terms, "with the other sign of the term "+w.print(m.Part))
			} else {
				terms = append(terms, fmt.Sprintf("with %s times the term %s", w.print(m.By), w.print(m.Part)))
			}
		}
	}
	if len(terms) > 0 {
		out = append(out, "right "+strings.Join(terms, " and "))
	}
	return out
}

// inferred reports whether the user did not declare a name.
func inferred(a *derive.Answer, name string) bool {
	for _, d := range a.Parsed.Declarations {
		if d.Name == name {
			return d.Inferred
		}
	}
	return false
}
