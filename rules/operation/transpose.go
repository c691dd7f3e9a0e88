package operation

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// ruleTangent makes the template of a Differential rule: the holes are the names, then the
// differentials of those that vary. The differentials of the others are zero.
func ruleTangent(rule *rules.Rule, vary, names []string, sizes ...string) *rules.Template {
	form := rule.MustParse()
	right := only(form, vary)
	holes := symbols(form, names)
	for _, name := range vary {
		holes = append(holes, form.Table.Differential(form.Lookup(name)))
	}
	return rules.NewTemplate(right, holes, sizes)
}

// ruleAdjoint turns a Differential rule into the adjoint of its map by one name: where the rule
// says dF = L(dX), the template is the C with G : L(dX) = C : dX, found by isolating dX. The holes
// are G, then the names.
func ruleAdjoint(rule *rules.Rule, name string, names []string, sizes ...string) *rules.Template {
	form := rule.MustParse()
	t := form.Table
	g := t.Fresh(ast.Variable, form.Right.Shape(), "G")
	dx := t.Differential(form.Lookup(name))
	c, err := pull(t, only(form, []string{name}), g, dx)
	if err != nil {
		panic("operation: " + rule.Name + ": " + err.Error())
	}
	return rules.NewTemplate(c, append([]ast.Node{g}, symbols(form, names)...), sizes)
}

// only gives the right side of a rule with the differentials of all names but some put to zero.
func only(form *rules.Form, vary []string) ast.Node {
	by := map[ast.Node]ast.Node{}
	for _, s := range form.Names {
		if !slices.Contains(vary, s.Name) {
			by[form.Table.Differential(s)] = form.Table.Zeros(s.Shape())
		}
	}
	return form.Table.Substitute(form.Right, by)
}
