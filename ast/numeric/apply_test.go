package numeric_test

import (
	"testing"

	"matcalc/ast"
)

// Derivatives of unknown functions, in every form, against finite differences of the form below.
func TestUnknownFunctions(t *testing.T) {
	tab := ast.NewTable()
	x, y, X := variable(tab, "x", ast.Vector(n)), variable(tab, "y", ast.Vector(m)), variable(tab, "X", nm)
	s := variable(tab, "s", ast.Scalar)
	h := tab.Unknown("h", []ast.Shape{ast.Vector(n), ast.Vector(m)}, ast.Scalar, false)
	g := tab.Unknown("g", []ast.Shape{nm}, ast.Scalar, false)
	v := tab.Unknown("v", []ast.Shape{ast.Vector(n)}, ast.Vector(m), false)
	F := tab.Unknown("F", []ast.Shape{nm, ast.Scalar}, ast.Matrix(m, p), false)
	sigma := tab.Unknown("sigma", []ast.Shape{ast.Scalar}, ast.Scalar, true)
	Hx, Hy, HX := variable(tab, "H_x", ast.Vector(n)), variable(tab, "H_y", ast.Vector(m)), variable(tab, "H_X", nm)
	U, G := variable(tab, "U", nm), variable(tab, "G", ast.Matrix(m, p))
	one := tab.Int(1)
	app := tab.Apply
	for name, c := range map[string]struct {
		x    *ast.Symbol
		f    ast.Node // its derivative
		want ast.Node // in the direction H_x
	}{
		"gradient":       {x, app(h, ast.Value, nil, x, y), tab.Inner(app(h, ast.Gradient, []int{0}, x, y), Hx)},
		"gradient 2":     {y, app(h, ast.Value, nil, x, y), tab.Inner(app(h, ast.Gradient, []int{1}, x, y), Hy)},
		"matrix":         {X, app(g, ast.Value, nil, X), tab.Inner(app(g, ast.Gradient, []int{0}, X), HX)},
		"jacobian":       {x, app(v, ast.Value, nil, x), tab.Mul(app(v, ast.Jacobian, []int{0}, x), Hx)},
		"hessian":        {x, app(h, ast.Gradient, []int{0}, x, y), tab.Mul(app(h, ast.Hessian, []int{0, 0}, x, y), Hx)},
		"mixed":          {y, app(h, ast.Gradient, []int{0}, x, y), tab.Mul(app(h, ast.Hessian, []int{0, 1}, x, y), Hy)},
		"mixed 2":        {x, app(h, ast.Gradient, []int{1}, x, y), tab.Mul(app(h, ast.Hessian, []int{1, 0}, x, y), Hx)},
		"hessian matrix": {X, app(g, ast.Gradient, []int{0}, X), app(g, ast.Adjoint, []int{0, 0}, X, HX, one)},
		"directional":    {X, app(F, ast.Value, nil, X, s), app(F, ast.Directional, []int{0}, X, s, HX)},
		"second":         {X, app(F, ast.Directional, []int{0}, X, s, U), app(F, ast.Directional, []int{0, 0}, X, s, U, HX)},
		"adjoint":        {X, app(F, ast.Adjoint, []int{0}, X, s, G), app(F, ast.Adjoint, []int{0, 0}, X, s, HX, G)},
		"scalar slot":    {X, app(F, ast.Directional, []int{1}, X, s, one), app(F, ast.Directional, []int{1, 0}, X, s, one, HX)},
		"elementwise":    {X, app(sigma, ast.Value, nil, X), tab.Hadamard(app(sigma, ast.Value, []int{0}, X), HX)},
		"elementwise 2":  {X, app(sigma, ast.Value, []int{0}, X), tab.Hadamard(app(sigma, ast.Value, []int{0, 0}, X), HX)},
		"elementwise 3":  {X, app(sigma, ast.Value, []int{0, 0}, X), tab.Hadamard(app(sigma, ast.Value, []int{0, 0, 0}, X), HX)},
	} {
		in := random(t, 11, c.f, c.want)
		dir := direction(in, c.x, 1)
		got, estimate, err := in.FiniteDifference(c.f, c.x, dir, 0)
		if err != nil || estimate > 1e-2 {
			t.Errorf("%s: %v %v", name, estimate, err)
			continue
		}
		want, err := in.With("H_"+c.x.Name, dir).Eval(c.want)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		near(t, name, got, want, 1e-8)
	}
}

// Adjoints are the transposes of directional derivatives; components are their entries.
func TestUnknownForms(t *testing.T) {
	tab := ast.NewTable()
	X, s := variable(tab, "X", nm), variable(tab, "s", ast.Scalar)
	U, V, G := variable(tab, "U", nm), variable(tab, "V", nm), variable(tab, "G", ast.Matrix(m, p))
	F := tab.Unknown("F", []ast.Shape{nm, ast.Scalar}, ast.Matrix(m, p), false)
	f := tab.Unknown("f", []ast.Shape{ast.Vector(n)}, ast.Shape{Rows: ast.One, Cols: m}, false)
	x := variable(tab, "x", ast.Vector(n))
	k, l, i, j := index(tab, "k"), index(tab, "l"), index(tab, "i"), index(tab, "j")
	unit := func(i, j ast.Node) ast.Node { return tab.Mul(tab.Unit(i, n), tab.Transpose(tab.Unit(j, m))) }
	one := tab.Int(1)
	for name, c := range map[string][2]ast.Node{
		"adjoint": {
			tab.Inner(G, tab.Apply(F, ast.Directional, []int{0}, X, s, U)),
			tab.Inner(tab.Apply(F, ast.Adjoint, []int{0}, X, s, G), U),
		},
		"second adjoint": {
			tab.Inner(G, tab.Apply(F, ast.Directional, []int{0, 0}, X, s, U, V)),
			tab.Inner(tab.Apply(F, ast.Adjoint, []int{0, 0}, X, s, U, G), V),
		},
		"scalar adjoint": {
			tab.Inner(G, tab.Apply(F, ast.Directional, []int{1}, X, s, one)),
			tab.Apply(F, ast.Adjoint, []int{1}, X, s, G),
		},
		"component": {
			tab.Apply(F, ast.Component, []int{0}, X, s, k, l, i, j),
			tab.Entry(tab.Apply(F, ast.Directional, []int{0}, X, s, unit(i, j)), k, l),
		},
		"component of the value": {
			tab.Apply(F, ast.Component, nil, X, s, k, l),
			tab.Entry(tab.Apply(F, ast.Value, nil, X, s), k, l),
		},
		"mixed component": {
			tab.Apply(F, ast.Component, []int{1, 0}, X, s, k, l, i, j),
			tab.Entry(tab.Apply(F, ast.Directional, []int{1, 0}, X, s, one, unit(i, j)), k, l),
		},
		"component of a row": {
			tab.Apply(f, ast.Component, []int{0}, x, k, i),
			tab.Apply(f, ast.Component, []int{0}, x, one, k, i),
		},
	} {
		for seed := range uint64(10) {
			in := random(t, seed, c[:]...)
			all, err := in.EvalAll(c[:]...)
			if err != nil {
				t.Fatal(name, err)
			}
			near(t, name, all[0], all[1], 1e-10)
		}
	}
}
