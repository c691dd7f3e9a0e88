package rules

import "matcalc/ast"

// Dims are the dimensions that the names of a rule stand for, in the order in which they were bound: those of a rule are
// few.
type Dims []NamedDim

// A NamedDim is a name of a rule and what it stands for.
type NamedDim struct {
	Name string
	Dim  ast.Dim
}

// Of is what a name stands for, and whether it stands for anything.
func (d Dims) Of(name string) (ast.Dim, bool) {
	for i := range d {
		if d[i].Name == name {
			return d[i].Dim, true
		}
	}
	return ast.Dim{}, false
}

// Bind lets the dimensions of pattern stand for those of shape; it reports whether that agrees
// with what they stand for already. Names of a pattern may stand for 1.
func (d *Dims) Bind(pattern, shape ast.Shape) bool {
	return d.bind(pattern.Rows, shape.Rows) && d.bind(pattern.Cols, shape.Cols)
}

func (d *Dims) bind(pattern, dim ast.Dim) bool {
	if name, ok := pattern.Name(); ok {
		if old, ok := d.Of(name); ok {
			return old == dim
		}
		*d = append(*d, NamedDim{name, dim})
		return true
	}
	return pattern.Subst(d.Of) == dim
}

// Dims lets the dimensions of the holes stand for those of the arguments.
func (tpl *Template) Dims(args []ast.Node, sizes []ast.Dim) Dims {
	dims := make(Dims, 0, len(sizes)+2*len(args))
	for i, name := range tpl.sizes {
		dims = append(dims, NamedDim{name, sizes[i]})
	}
	for i, h := range tpl.holes {
		if i < len(args) {
			dims.Bind(h.Shape(), args[i].Shape())
		}
	}
	return dims
}
