package render

import (
	"matcalc/ast"
	"matcalc/rules/derive"
)

// AllForms asks for every form.
const AllForms = "all"

// A form is one way to write a derivative, derived by rules of its own.
type form struct {
	// name is the name on the command line and in JSON.
	name string
	// of gives the derivative in this form, in the layout that was asked for.
	of func(*derive.Result) ast.Node
	// lines are what the page says of it.
	lines func(*page, *derive.Result) []line
}

// forms lists the forms in the order of the page; the first is what plain, LaTeX and code print
// where none is named.
var forms = []form{
	{"differential", func(r *derive.Result) ast.Node { return r.Laid }, (*page).differential},
}

// FormNames lists the forms that results have.
func FormNames() []string {
	names := []string{AllForms}
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
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

// first is the one form of formats that print only one.
func (o Options) first() form { return o.chosen()[0] }
