package derive

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
	"matcalc/rules/verify"
)

// agreement is the claim that all forms of a result are the same: applied to the same directions they
// give the same array. It is nil where there is nothing to
// compare.
func (d *deriver) agreement(r *Result, wrt []variable) *verify.Agreement {
	if len(r.Forms) < 2 && !d.Steps {
		return nil
	}
	a := &verify.Agreement{Value: d.given}
	dirs := make([]ast.Node, len(wrt))
	for i, v := range wrt {
		along := d.direction(v, i)
		dirs[i] = along
		a.Directions = append(a.Directions, verify.Direction{Symbol: v.symbol, Entry: v.entry, Along: along})
	}
	a.Forms = []verify.Applied{{Name: DifferentialForm, Node: d.applied(r, dirs)}}
	for _, name := range d.Forms {
		f := r.Forms[name]
		switch name {
		case IndexForm:
			a.Forms = append(a.Forms, verify.Applied{Name: name, Node: d.contracted(f, dirs)})
		case DefinitionForm:
			a.Forms = append(a.Forms, verify.Applied{Name: name, Node: f.Result, Along: f.Directions})
		case VecForm:
			a.Forms = append(a.Forms, verify.Applied{Name: name, Node: d.devectorised(f, wrt, dirs)})
		}
	}
	for name, f := range r.Forms {
		if len(f.Lines) > 0 && d.Steps {
			a.Chains = append(a.Chains, verify.Chain{Form: name, Lines: f.Lines, Moves: d.moves(name, f, a.Directions)})
		}
	}
	return a
}

// moves tells how each variable moves in the lines of a derivation: along the unit matrices of its
// indices in components, in the definition along its directions, else along the directions of all.
func (d *deriver) moves(form string, f *rules.Derivation, directions []verify.Direction) []verify.Move {
	indices := f.Indices
	if form == IndexForm {
		indices = indices[axes(d.given.Shape()):]
	}
	out := make([]verify.Move, len(directions))
	for i, dir := range directions {
		m := verify.Move{Symbol: dir.Symbol, Along: dir.Along}
		if f.Directions != nil {
			m.Along = f.Directions[i]
		}
		if form == IndexForm {
			m.Along = nil
		}
		switch {
		case dir.Entry != nil:
			m.Entry, m.Row, m.Col = true, dir.Entry.Row, dir.Entry.Col
		case form == IndexForm:
			m.Entry = true
			shape := dir.Symbol.Shape()
			if shape.Rows != ast.One {
				m.Row, indices = indices[0], indices[1:]
			}
			if shape.Cols != ast.One {
				m.Col, indices = indices[0], indices[1:]
			}
		}
		out[i] = m
	}
	return out
}

// axes is the number of indices of the entries of an array of that shape.
func axes(s ast.Shape) int {
	count := 0
	for _, size := range []ast.Dim{s.Rows, s.Cols} {
		if size != ast.One {
			count++
		}
	}
	return count
}

// applied is the derivative of a result applied to directions, in the shape of the value.
func (d *deriver) applied(r *Result, dirs []ast.Node) ast.Node {
	t, out := d.t, r.Derivative
	if r.Kind == Map {
		return out
	}
	scalars := []ast.Node{t.Int(1)}
	var arrays []ast.Node
	for _, dir := range dirs {
		if dir.Shape().IsScalar() {
			scalars = append(scalars, dir)
		} else {
			arrays = append(arrays, dir)
		}
	}
	switch {
	case len(arrays) == 1 && d.given.Shape().IsScalar():
		out = t.Inner(out, arrays[0])
	case len(arrays) == 1:
		out = t.Mul(out, arrays[0])
	case len(arrays) == 2:
		out = t.Mul(t.Transpose(arrays[0]), out, arrays[1])
	}
	return t.Mul(append(scalars, out)...)
}

// contracted sums a component over the indices of the variables, against the directions, and puts the
// entries into the shape of the value.
func (d *deriver) contracted(f *rules.Derivation, dirs []ast.Node) ast.Node {
	t, indices := d.t, f.Indices
	take := func(s ast.Shape) (row, col *ast.Symbol) {
		if s.Rows != ast.One {
			row, indices = indices[0], indices[1:]
		}
		if s.Cols != ast.One {
			col, indices = indices[0], indices[1:]
		}
		return row, col
	}
	sum := func(k *ast.Symbol, size ast.Dim, body ast.Node) ast.Node {
		if k == nil {
			return body
		}
		return t.IndexSum(k, t.Int(1), t.DimNode(size), body)
	}
	node := func(k *ast.Symbol) ast.Node { // a nil symbol is no index
		if k == nil {
			return nil
		}
		return k
	}
	unit := func(k *ast.Symbol, size ast.Dim) ast.Node {
		if k == nil {
			return t.Int(1)
		}
		return t.Unit(k, size)
	}
	shape := d.given.Shape()
	row, col := take(shape)
	out := f.Result
	for _, dir := range dirs {
		r, c := take(dir.Shape())
		out = sum(r, dir.Shape().Rows, sum(c, dir.Shape().Cols, t.Mul(out, t.Entry(dir, node(r), node(c)))))
	}
	return sum(row, shape.Rows, sum(col, shape.Cols, t.Mul(out, unit(row, shape.Rows), t.Transpose(unit(col, shape.Cols)))))
}

// devectorised applies a matrix ∂ vec F/∂(vec X)' to vec of the last direction, makes what comes out
// the matrix for the direction before, and so on, and undoes vec of the value.
func (d *deriver) devectorised(f *rules.Derivation, wrt []variable, dirs []ast.Node) ast.Node {
	t, out := d.t, f.Result
	coordinates := make([]ast.Node, len(dirs))
	rows := []ast.Dim{d.given.Shape().Entries()} // of the matrix for each direction
	for i, dir := range dirs {
		coordinates[i] = d.coordinates(wrt[i], dir)
		rows = append(rows, rows[i].Times(coordinates[i].Shape().Rows))
	}
	for i := len(dirs) - 1; i >= 0; i-- {
		out = t.Mul(out, coordinates[i])
		if i > 0 {
			out = unvec(t, out, rows[i-1], coordinates[i-1].Shape().Rows)
		}
	}
	return unvec(t, out, d.given.Shape().Rows, d.given.Shape().Cols)
}

// coordinates is vec of a direction, or vech in a space of symmetric matrices.
func (d *deriver) coordinates(v variable, dir ast.Node) ast.Node {
	name := "vec"
	if s := v.symbol.Structure; v.entry == nil && (s == ast.Symmetric || s == ast.PositiveDefinite) {
		name = "vech"
	}
	if dir.Shape().Cols == ast.One {
		return dir
	}
	return d.t.Call(catalogue.Lookup(name), nil, dir)
}

// unvec is x as a matrix of that size, column after column.
func unvec(t *ast.Table, x ast.Node, rows, cols ast.Dim) ast.Node {
	if cols == ast.One {
		return x
	}
	return t.Call(catalogue.Lookup("unvec"), []ast.Dim{rows, cols}, x)
}
