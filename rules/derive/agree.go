package derive

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
	"matcalc/rules/verify"
)

// agreement is the claim that all forms of a result are the same: applied to the same directions they
// give the same array. It is nil where there is nothing to compare.
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
			a.Components = d.components(f, a.Directions)
		case DefinitionForm:
			a.Forms = append(a.Forms, verify.Applied{Name: name, Node: f.Result, Along: f.Directions})
		case VecForm:
			a.Forms = append(a.Forms, verify.Applied{Name: name, Node: d.devectorised(f, wrt, dirs)})
		}
	}
	for _, name := range Forms {
		if f := r.Forms[name]; f != nil && len(f.Lines) > 0 && d.Steps {
			a.Chains = append(a.Chains, verify.Chain{Form: name, Lines: d.entriesOutside(f.Lines), Moves: d.moves(name, f, a.Directions)})
		}
	}
	return a
}

// components tells which entries the component form gives.
func (d *deriver) components(f *rules.Derivation, directions []verify.Direction) *verify.Components {
	c := &verify.Components{Form: IndexForm, Node: f.Result}
	indices := f.Indices
	c.Value, indices = placeOf(d.given.Shape(), indices)
	for _, dir := range directions {
		var at verify.Place
		if dir.Entry == nil {
			at, indices = placeOf(dir.Symbol.Shape(), indices)
		}
		c.Variables = append(c.Variables, at)
	}
	return c
}

// placeOf takes as many indices as the entries of an array of that shape have.
func placeOf(s ast.Shape, indices []*ast.Symbol) (at verify.Place, rest []*ast.Symbol) {
	if s.Rows != ast.One {
		at.Row, indices = indices[0], indices[1:]
	}
	if s.Cols != ast.One {
		at.Col, indices = indices[0], indices[1:]
	}
	return at, indices
}

// entriesOutside writes d(u[k]) as (du)[k] in lines, so that the difference of u is taken once for all
// entries.
func (d *deriver) entriesOutside(lines []rules.Line) []rules.Line {
	out := slices.Clone(lines)
	for i := range out {
		out[i].Node = d.t.Map(out[i].Node, func(n ast.Node) ast.Node {
			if of, ok := n.(*ast.Differential); ok {
				if e, ok := of.Arg().(*ast.Entry); ok {
					return d.t.Entry(d.t.Differential(e.Arg()), e.Row, e.Col)
				}
			}
			return n
		})
	}
	return out
}

// moves tells how each variable moves in the lines of a derivation: along the unit matrices of its
// indices in components, in the definition along its directions, else along the directions of all.
func (d *deriver) moves(form string, f *rules.Derivation, directions []verify.Direction) []verify.Move {
	var at []verify.Place
	if form == IndexForm {
		at = d.components(f, directions).Variables
	}
	out := make([]verify.Move, len(directions))
	for i, dir := range directions {
		m := verify.Move{Symbol: dir.Symbol, Along: dir.Along}
		if f.Directions != nil {
			m.Along = f.Directions[i]
		}
		if form == IndexForm {
			m.Along, m.Entry = nil, true
			m.Row, m.Col = at[i].Nodes()
		}
		if dir.Entry != nil {
			m.Entry, m.Row, m.Col = true, dir.Entry.Row, dir.Entry.Col
		}
		out[i] = m
	}
	return out
}

// applied is the derivative of a result applied to directions, in the shape of the value.
func (d *deriver) applied(r *Result, dirs []ast.Node) ast.Node {
	if r.Kind == Map {
		return r.Derivative
	}
	return ApplyArray(d.t, r.Derivative, d.given.Shape(), dirs)
}

// ApplyArray is a derivative that is an array of at most two axes, in the mixed layout, applied to one
// direction for each order, in the shape of the value.
func ApplyArray(t *ast.Table, derivative ast.Node, value ast.Shape, dirs []ast.Node) ast.Node {
	out := derivative
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
	case len(arrays) == 1 && value.IsScalar():
		out = t.Inner(out, arrays[0])
	case len(arrays) == 1:
		out = t.Mul(out, arrays[0])
	case len(arrays) == 2:
		out = t.Mul(t.Transpose(arrays[0]), out, arrays[1])
	}
	return t.Mul(append(scalars, out)...)
}

// ApplyVectorised is a derivative in the form vec, a matrix ∂ vec F/∂(vec X)', applied to one direction for each
// order, in the shape of the value. The directions at the places in half vary by vech.
func ApplyVectorised(t *ast.Table, derivative ast.Node, value ast.Shape, dirs []ast.Node, half func(i int) bool) ast.Node {
	out := derivative
	coordinates := make([]ast.Node, len(dirs))
	rows := []ast.Dim{value.Entries()} // of the matrix for each direction
	for i, dir := range dirs {
		coordinates[i] = coordinatesOf(t, dir, half(i))
		rows = append(rows, rows[i].Times(coordinates[i].Shape().Rows))
	}
	for i := len(dirs) - 1; i >= 0; i-- {
		out = t.Mul(out, coordinates[i])
		if i > 0 {
			out = unvec(t, out, rows[i-1], coordinates[i-1].Shape().Rows)
		}
	}
	return unvec(t, out, value.Rows, value.Cols)
}

// devectorised applies a matrix ∂ vec F/∂(vec X)' to vec of the last direction, makes what comes out
// the matrix for the direction before, and so on, and undoes vec of the value.
func (d *deriver) devectorised(f *rules.Derivation, wrt []variable, dirs []ast.Node) ast.Node {
	return ApplyVectorised(d.t, f.Result, d.given.Shape(), dirs, func(i int) bool {
		s := wrt[i].symbol.Structure
		return wrt[i].entry == nil && (s == ast.Symmetric || s == ast.PositiveDefinite)
	})
}

// coordinatesOf is vec of a direction, or vech.
func coordinatesOf(t *ast.Table, dir ast.Node, half bool) ast.Node {
	name := "vec"
	if half {
		name = "vech"
	}
	if dir.Shape().Cols == ast.One {
		return dir
	}
	return t.Call(catalogue.Lookup(name), nil, dir)
}

// unvec is x as a matrix of that size, column after column.
func unvec(t *ast.Table, x ast.Node, rows, cols ast.Dim) ast.Node {
	if cols == ast.One {
		return x
	}
	return t.Call(catalogue.Lookup("unvec"), []ast.Dim{rows, cols}, x)
}
