package render

import (
	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/derive"
)

// AllForms asks for every form.
const AllForms = "all"

// A form is one way to write a derivative, derived by rules of its own.
type form struct {
	// name is the name on the command line and in JSON.
	name string
	// lines are what the page says of it.
	lines func(*page, *derive.Result) []line
}

// forms lists the forms in the order of the page; the first is what plain, LaTeX and code print
// where none is named.
var forms = []form{
	{derive.DifferentialForm, (*page).differential},
	{derive.IndexForm, (*page).component},
	{derive.DefinitionForm, (*page).definition},
	{derive.VecForm, (*page).vec},
}

// FormNames lists the forms that results have.
func FormNames() []string {
	names := []string{AllForms}
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
}

// of gives the derivative in the form, in the layout that was asked for; nil where the result is not
// in that form.
func (f form) of(r *derive.Result) ast.Node {
	switch d := r.Forms[f.name]; {
	case f.name == derive.DifferentialForm:
		return r.Laid
	case d != nil:
		return d.Result
	}
	return nil
}

// chosen lists the forms that the options ask for.
func (o Options) chosen() []form {
	for _, f := range forms {
		if f.name == o.Form {
			return []form{f}
		}
	}
	return forms
}

// first is the derivative in the one form of formats that print only one.
func (o Options) first(r *derive.Result) ast.Node {
	if n := o.chosen()[0].of(r); n != nil {
		return n
	}
	return r.Laid
}

// roots are the expressions in which a result in the form is written, and where steps are asked for
// those of each line that is shown.
func (f form) roots(r *derive.Result, o Options) (result []ast.Node, lines [][]ast.Node) {
	n := f.of(r)
	if n == nil {
		return nil, nil
	}
	result = append(result, n)
	d := r.Forms[f.name]
	if l, ok := chainRule(f, r); ok {
		result = append(result, l.Node)
	}
	if d != nil && o.Steps != "" {
		for i := range d.Lines {
			if o.shows(d, i) {
				lines = append(lines, lineRoots(d.Lines[i]))
			}
		}
	}
	return result, lines
}

// chainRule is the line of a derivation in components by an entry that says the chain rule as a row
// times a column, Dh(W a) ∂(W a)/∂W_ij.
func chainRule(f form, r *derive.Result) (line rules.Line, ok bool) {
	d := r.Forms[f.name]
	if f.name != derive.IndexForm || d == nil || len(r.Variables) != 1 {
		return line, false
	}
	if _, ok := r.Variables[0].(*ast.Entry); !ok {
		return line, false
	}
	for _, l := range d.Lines {
		if notation.IsChainRule(l.Node) {
			return l, true
		}
	}
	return line, false
}
