package render

import (
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/derive"
	"matcalc/rules/operation"
)

// A subject is a derivation whose sides are written: the form, and the result that it leads to.
type subject struct {
	*script
	form       string
	result     *derive.Result
	derivation *rules.Derivation
	// f is what the expression is called: f, or h∘g in a line that has g in it.
	f string
}

func (s *script) subject(form string, r *derive.Result) *subject {
	return &subject{script: s, form: form, result: r, derivation: r.Forms[form], f: s.function()}
}

// left writes the left side of a line; nothing where it is that of the line before.
func (s *subject) left(l rules.Line) string {
	switch l.Left {
	case rules.TheValue:
		return s.f + s.at(nil, nil)
	case rules.TheIncrement:
		return s.increment(l.Order)
	case rules.TheDifferential:
		return s.differential(l.Order, l.Of)
	case rules.TheDerivative:
		return s.derivative(l.Order)
	}
	return ""
}

// derivative writes the derivative of order k in the form.
func (s *subject) derivative(k int) string {
	switch s.form {
	case derive.IndexForm:
		return s.component(k)
	case derive.DefinitionForm:
		return s.along(k)
	case derive.VecForm:
		return s.jacobian(k)
	}
	return s.array(k)
}

// differential writes the differential of the derivative of order k-1: df, d∇f, d²f, d vec F.
func (s *subject) differential(k int, of string) string {
	switch {
	case s.form == derive.IndexForm, s.form == derive.DefinitionForm:
		return s.derivative(k)
	case k == 1 && s.form == derive.VecForm && s.Value.Shape().Axes() == 2:
		return s.d + s.space + s.vec + s.f
	case k == 1:
		return s.operator(s.d, s.f)
	case s.form == derive.VecForm && s.isGradient(k-1):
		if s.result.Variables[0].Shape().Axes() == 2 {
			return s.d + s.space + s.vec + s.gradient("")
		}
		return s.gradient(s.d)
	case s.form == derive.VecForm && s.byScalars(k-1):
		return s.d + "(" + s.jacobian(k-1) + ")"
	case s.form == derive.VecForm:
		return s.d + s.space + s.vec + "(" + s.jacobian(k-1) + ")"
	case of == "":
		return s.d + s.power(k) + s.f
	case s.isGradient(k - 1):
		return s.gradient(s.d)
	case s.isHessian(k - 1):
		return s.d + s.hess + s.f
	case s.isJacobian(k - 1):
		return s.d + s.space + "D" + s.f
	}
	return s.d + "(" + s.array(k-1) + ")"
}

// increment writes f(X + H) - f(X), of a higher order the increment of the derivative before.
func (s *subject) increment(k int) string {
	of, rest := s.f, ""
	if k > 1 {
		of, rest = s.total(s.result.Variables[:k-1])+s.f, "["+s.list(s.moves(k-1))+"]"
	}
	return of + s.at(s.symbol(k), s.moves(k)[k-1]) + rest + " - " + of + s.at(nil, nil) + rest
}

// moves are what the symbols of the first k variables move by: the directions, for an entry those times
// the unit matrix of its place.
func (s *subject) moves(k int) []ast.Node {
	out := make([]ast.Node, k)
	for i, h := range s.derivation.Directions[:k] {
		entry, _ := s.result.Variables[i].(*ast.Entry)
		out[i] = operation.Moved(s.Table, rules.Variable{Symbol: s.symbol(i + 1), Entry: entry}, h)
	}
	return out
}

// along writes Df(X)[H], D²f(X)[H, K].
func (s *subject) along(k int) string {
	return s.total(s.result.Variables[:k]) + s.f + s.at(nil, nil) + "[" + s.list(s.moves(k)) + "]"
}

// array writes the derivative as an array: ∇f(X), Df(x), ∇²f(x), ∂f/∂t, or the map Df(X)[d_X].
func (s *subject) array(k int) string {
	switch {
	case len(s.result.Directions) >= k:
		return s.total(s.result.Variables[:k]) + s.f + s.at(nil, nil) + "[" + s.list(nodes(s.result.Directions[:k])) + "]"
	case s.isGradient(k):
		return s.nabla + s.f + s.at(nil, nil) + s.ofRow()
	case s.isHessian(k):
		return s.hess + s.f + s.at(nil, nil)
	case s.isJacobian(k):
		return "D" + s.f + s.at(nil, nil)
	}
	return s.fractionBy(s.f, s.result.Variables[:k])
}

// gradient writes ∇f, or d∇f, as a column.
func (s *subject) gradient(d string) string {
	text := s.nabla + s.f + s.ofRow()
	if d != "" && s.ofRow() != "" {
		return d + "(" + text + ")"
	}
	return d + text
}

// ofRow makes a column of ∇f, where that is a row.
func (s *subject) ofRow() string {
	if s.options.NablaRow {
		return s.top
	}
	return ""
}

// isGradient, isHessian and isJacobian tell what the derivative of order k is called, of a function
// of one variable.
func (s *subject) isGradient(k int) bool {
	_, entry := s.result.Variables[0].(*ast.Entry)
	return k == 1 && s.Variables == 1 && !entry && s.Value.Shape().IsScalar() && s.symbol(1).Shape().Axes() > 0
}

func (s *subject) isHessian(k int) bool {
	return k == 2 && s.isGradient(1) && s.symbol(1).Shape().Axes() == 1
}

func (s *subject) isJacobian(k int) bool {
	_, entry := s.result.Variables[0].(*ast.Entry)
	return k == 1 && s.Variables == 1 && !entry && s.Value.Shape().Axes() == 1 && s.symbol(1).Shape().Axes() == 1
}

// component writes ∂F_ij/∂X_kl with the free indices.
func (s *subject) component(k int) string {
	rest := s.derivation.Indices
	axes := longAxes(s.Value)
	f := s.subscript(s.f, rest[:axes])
	rest = rest[axes:]
	by := make([]ast.Node, k)
	for i := range by {
		by[i], rest = entryOf(s.Table, s.result.Variables[i], rest)
	}
	return s.fractionBy(f, by)
}

// longAxes counts the sizes of n that are not 1.
func longAxes(n ast.Node) int {
	shape, axes := n.Shape(), 0
	for _, d := range []ast.Dim{shape.Rows, shape.Cols} {
		if d != ast.One {
			axes++
		}
	}
	return axes
}

// entryOf is the entry of a variable at the first of the indices, one for each axis, and the indices
// that are left.
func entryOf(t *ast.Table, x ast.Node, indices []*ast.Symbol) (ast.Node, []*ast.Symbol) {
	var row, col ast.Node
	if x.Shape().Rows != ast.One {
		row, indices = indices[0], indices[1:]
	}
	if x.Shape().Cols != ast.One {
		col, indices = indices[0], indices[1:]
	}
	return t.Entry(x, row, col), indices
}

// jacobian writes ∂vec F/∂(vec X)ᵀ; of the second order of a scalar ∂²f/∂(vec X)∂(vec X)ᵀ, else the
// derivative of the derivative.
func (s *subject) jacobian(k int) string {
	f := s.f
	if s.Value.Shape().Axes() == 2 {
		f = s.vec + f
	}
	by := s.partial + s.columns(k) + s.topOf(k)
	switch {
	case k == 2 && s.Value.Shape().IsScalar(), k > 1 && s.byScalars(k-1):
		if s.byScalars(k) {
			return s.fractionBy(f, s.result.Variables[:k])
		}
		for i := k - 1; i > 0; i-- {
			by = s.partial + s.columns(i) + s.times() + by
		}
		return s.fraction(s.partialOf(k, f), by)
	case k > 1:
		f = s.vec + "(" + s.jacobian(k-1) + ")"
	case s.result.Variables[0].Shape().Axes() == 2 && s.Value.Shape().Axes() == 1:
		f = s.vec + f
	}
	return s.fraction(s.partialOf(1, f), by)
}

// byScalars reports whether the first k variables are scalars.
func (s *subject) byScalars(k int) bool {
	return !slices.ContainsFunc(s.result.Variables[:k], func(v ast.Node) bool { return !v.Shape().IsScalar() })
}

// columns writes the vector of what the k-th variable is made of: x, (vec X), (vech S), or a scalar.
func (s *subject) columns(k int) string {
	v := s.result.Variables[k-1]
	text := s.alone(v)
	if v.Shape().Axes() < 2 {
		return text
	}
	if x, ok := v.(*ast.Symbol); ok && (x.Structure == ast.Symmetric || x.Structure == ast.PositiveDefinite) {
		return "(" + s.vech + text + ")"
	}
	return "(" + s.vec + text + ")"
}

// topOf is the sign of a transpose behind the k-th variable; a scalar has none.
func (s *subject) topOf(k int) string {
	if s.result.Variables[k-1].Shape().IsScalar() {
		return ""
	}
	return s.top
}

// fractionBy writes ∂²f/∂x∂y.
func (s *subject) fractionBy(f string, by []ast.Node) string {
	words := make([]string, len(by))
	for i, v := range by {
		words[i] = s.partial + s.alone(v)
		if i == 1 && len(by) == 2 && s.Value.Shape().IsScalar() && by[0].Shape().IsVector() && v.Shape().IsVector() {
			words[i] += s.top // ∂²f/∂x∂yᵀ
		}
		if v != by[0] || !v.Shape().IsScalar() {
			continue
		}
		if same := len(by); !slices.ContainsFunc(by, func(w ast.Node) bool { return w != v }) {
			return s.fraction(s.partialOf(same, f), words[i]+s.power(same)) // ∂²f/∂t²
		}
	}
	return s.fraction(s.partialOf(len(by), f), strings.Join(words, s.times()))
}

// partialOf writes ∂²f.
func (s *subject) partialOf(k int, f string) string {
	if k == 1 {
		return s.partial + f
	}
	return strings.TrimSpace(s.partial) + s.power(k) + f
}

// times stands between the factors of a denominator.
func (s *subject) times() string {
	if s.latex {
		return ` \, `
	}
	return ""
}

// subscript writes a name with indices.
func (s *subject) subscript(name string, indices []*ast.Symbol) string {
	if len(indices) == 0 {
		return name
	}
	words := make([]string, len(indices))
	letters := true
	for i, index := range indices {
		words[i] = s.alone(index)
		letters = letters && len([]rune(index.Name)) == 1
	}
	switch {
	case s.options.ASCII && !s.latex:
		return name + "[" + strings.Join(words, ",") + "]"
	case s.latex && letters:
		return name + "_{" + strings.Join(words, "") + "}"
	case s.latex || !letters:
		return name + "_{" + strings.Join(words, ",") + "}"
	}
	return name + "_" + strings.Join(words, "")
}

// symbol is the symbol of the k-th variable.
func (s *subject) symbol(k int) *ast.Symbol { return symbolOf(s.result.Variables[k-1]) }
