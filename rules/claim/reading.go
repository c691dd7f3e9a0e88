package claim

import (
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/rules/derive"
)

// A reading is a way to take a claim as a derivative.
type reading struct {
	form       string
	transposed bool
	// applied is the claim applied to the directions of the judge, in the shape of the value; nil in components.
	applied ast.Node
	// component is a scalar in which the indices are free: of the value, then of the variables.
	component ast.Node
	indices   []*ast.Symbol
}

// readings lists the ways in which an expression can be the derivative, the most likely first. Without any the
// reason says why not.
func (j *judge) readings(n ast.Node) (list []reading, reason string) {
	free := j.freeIndices(n)
	along := j.aliasesIn(n)
	allowed := func(form string) bool { return j.form == "" || j.form == form }
	switch {
	case len(free) > 0 || j.form == derive.IndexForm:
		if !allowed(derive.IndexForm) {
			return nil, "the claim has free indices, " + symbolNames(free) + ": it is written in components, --form index"
		}
		return j.componentReadings(n, free)
	case along || j.form == derive.DefinitionForm || ast.IsZero(n) && j.result.Kind == derive.Map && j.form == "":
		if !allowed(derive.DefinitionForm) && !allowed(derive.DifferentialForm) {
			return nil, "the claim is written with a direction: --form definition"
		}
		return j.mapReadings(n)
	}
	if allowed(derive.DifferentialForm) {
		list = j.arrayReadings(n)
	}
	if len(list) == 0 && allowed(derive.VecForm) {
		list = j.vecReadings(n)
	}
	if len(list) == 0 {
		reason = j.mismatch(n)
	}
	return list, reason
}

// mismatch says that the shape of a claim is not that of the derivative.
func (j *judge) mismatch(n ast.Node) string {
	switch {
	case j.form == derive.VecForm:
		return fmt.Sprintf("the claim is %s, and ∂vec/∂vecᵀ is %s", n.Shape(), j.vecShape(j.half()))
	case j.result.Kind == derive.Map:
		var axes []string
		for _, v := range j.result.Variables {
			axes = append(axes, "one of "+v.Shape().String())
		}
		return fmt.Sprintf("the claim is %s, and the derivative of a value of %s by %s has more than two axes; "+
			"write it with the direction %s, with --form index or with --form vec", n.Shape(), j.answer.Value.Shape(), strings.Join(axes, ", then "), j.aliasNames())
	}
	want := j.result.Derivative.Shape()
	if want.IsMatrix() || want.IsScalar() {
		return fmt.Sprintf("the claim is %s, and the derivative is %s", n.Shape(), want)
	}
	return fmt.Sprintf("the claim is %s, and the derivative is %s, transposed %s", n.Shape(), want, want.T())
}

// arrayReadings take a claim as the array that the derivative is: in the layout that was asked for, then
// transposed.
func (j *judge) arrayReadings(n ast.Node) []reading {
	r := j.result
	if r.Kind == derive.Map {
		return nil
	}
	want := r.Derivative.Shape()
	if ast.IsZero(n) && n.Shape().IsScalar() && !want.IsScalar() {
		n = j.t.Zeros(want)
	}
	var list []reading
	for _, transposed := range []bool{false, true} {
		of, turned := n, transposed != j.turned
		if turned {
			of = j.t.Transpose(n)
		}
		if of.Shape() != want || transposed && of == n {
			continue
		}
		list = append(list, reading{form: derive.DifferentialForm, transposed: transposed, applied: derive.ApplyArray(j.t, of, j.answer.Value.Shape(), j.dirs)})
	}
	return list
}

// mapReadings take a claim as a map in directions.
func (j *judge) mapReadings(n ast.Node) (list []reading, reason string) {
	applied := j.t.Substitute(n, j.aliases)
	form := derive.DefinitionForm
	if j.form == derive.DifferentialForm {
		form = j.form
	}
	value := j.answer.Value.Shape()
	if ast.IsZero(applied) && applied.Shape().IsScalar() {
		applied = j.t.Zeros(value)
	}
	if applied.Shape() == value {
		list = append(list, reading{form: form, applied: applied})
	}
	if back := j.t.Transpose(applied); applied.Shape() == value.T() && back != applied {
		list = append(list, reading{form: form, transposed: true, applied: back})
	}
	if len(list) == 0 {
		reason = fmt.Sprintf("the claim is %s, and the value of the map, as of the expression, is %s", applied.Shape(), value)
	}
	return list, reason
}

// vecReadings take a claim as ∂ vec F/∂(vec X)', by vech for symmetric variables.
func (j *judge) vecReadings(n ast.Node) []reading {
	var list []reading
	for _, half := range [][]bool{j.half(), make([]bool, len(j.dirs))} {
		want := j.vecShape(half)
		for _, transposed := range []bool{false, true} {
			of := n
			if transposed {
				of = j.t.Transpose(n)
			}
			if of.Shape() != want || transposed && of == n {
				continue
			}
			applied := derive.ApplyVectorised(j.t, of, j.answer.Value.Shape(), j.dirs, func(i int) bool { return half[i] })
			list = append(list, reading{form: derive.VecForm, transposed: transposed, applied: applied})
		}
		if len(list) > 0 {
			break
		}
	}
	return list
}

// half tells which variables vary by vech.
func (j *judge) half() []bool {
	half := make([]bool, len(j.dirs))
	for i, v := range j.result.Variables {
		x, ok := v.(*ast.Symbol)
		half[i] = ok && (x.Structure == ast.Symmetric || x.Structure == ast.PositiveDefinite)
	}
	return half
}

// vecShape is the shape of the derivative in the form vec.
func (j *judge) vecShape(half []bool) ast.Shape {
	s := ast.Shape{Rows: j.answer.Value.Shape().Entries(), Cols: ast.One}
	for i, d := range j.dirs {
		entries := d.Shape().Entries()
		if half[i] {
			entries = ast.HalfSize(d.Shape().Rows)
		}
		s.Rows, s.Cols = s.Rows.Times(s.Cols), entries
	}
	return s
}

// componentReadings take a claim as a component. Its free indices are those of the derivative, by name or, where
// the names are others, in the order of the alphabet; and the other way round where there are two.
func (j *judge) componentReadings(n ast.Node, free []*ast.Symbol) (list []reading, reason string) {
	if !n.Shape().IsScalar() {
		return nil, fmt.Sprintf("the claim is %s, and a component is a scalar: write its indices, as in x[i]", n.Shape())
	}
	names := j.indices
	for _, k := range free {
		if !slices.Contains(names, k) {
			if len(free) != len(names) {
				return nil, fmt.Sprintf("the claim has the free indices %s, and those of the derivative are %s", symbolNames(free), symbolNames(names))
			}
			names = slices.Clone(free)
			slices.SortFunc(names, func(a, b *ast.Symbol) int { return strings.Compare(a.Name, b.Name) })
			break
		}
	}
	list = append(list, reading{form: derive.IndexForm, component: n, indices: names})
	if len(names) == 2 {
		list = append(list, reading{form: derive.IndexForm, transposed: true, component: n, indices: []*ast.Symbol{names[1], names[0]}})
	}
	return list, ""
}

// freeIndices lists the indices that are free in n and in the claim alone: by name.
func (j *judge) freeIndices(n ast.Node) []*ast.Symbol {
	free := map[ast.Node][]*ast.Symbol{}
	for _, a := range ast.Topo(n) {
		var of []*ast.Symbol
		if s, ok := a.(*ast.Symbol); ok && s.Kind == ast.Index && !j.given[s] {
			of = append(of, s)
		}
		sum, isSum := a.(*ast.IndexSum)
		for i, arg := range a.Args() {
			for _, k := range free[arg] {
				if !slices.Contains(of, k) && !(isSum && i == 2 && k == sum.Index) {
					of = append(of, k)
				}
			}
		}
		free[a] = of
	}
	out := slices.Clone(free[n])
	slices.SortFunc(out, func(a, b *ast.Symbol) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// aliasesIn reports whether a direction occurs in n.
func (j *judge) aliasesIn(n ast.Node) bool {
	return slices.ContainsFunc(ast.Topo(n), func(a ast.Node) bool { _, ok := j.aliases[a]; return ok })
}

func symbolNames(symbols []*ast.Symbol) string {
	names := make([]string, len(symbols))
	for i, s := range symbols {
		names[i] = s.Name
	}
	return strings.Join(names, ", ")
}
