package parser

import (
	"fmt"

	"matcalc/ast"
)

// sizeNameList are the names for inferred sizes, in order; then come n2, n3, ….
var sizeNameList = [...]string{"n", "m", "p", "q", "r", "s"}

// nameSizes gives names to the sizes that are still unknown, in the order in which the names of
// the input appear that have them.
func (e *elaborator) nameSizes() {
	if e.named == nil {
		e.named = make([]ast.Dim, len(e.cells))
	}
	for _, name := range e.appearance {
		x := e.names[name]
		if x == nil {
			continue
		}
		switch {
		case x.kind == aVariable:
			e.nameShape(x.shape)
		case x.kind == aValue && x.held && x.term != nil:
			e.nameShape(shape{x.term.rows, x.term.cols})
		}
	}
	for _, name := range e.appearance {
		if x := e.names[name]; x != nil && x.kind == aFunction {
			for _, p := range x.params {
				e.nameShape(p)
			}
			e.nameShape(x.result)
		}
	}
}

func (e *elaborator) nameShape(s shape) {
	e.nameSize(s.rows)
	e.nameSize(s.cols)
}

// nameSize names what is unknown in d.
func (e *elaborator) nameSize(d dim) {
	r := e.root(d)
	switch c := &e.cells[r]; {
	case c.value.IsZero():
		e.nameRoot(r)
	case c.open:
		for _, name := range private(e.resolve(r)) {
			e.nameRoot(privateDim(name))
		}
	}
}

// nameRoot names an unknown size.
func (e *elaborator) nameRoot(r dim) {
	if e.named[r].IsZero() {
		e.named[r] = ast.DimName(e.nextSizeName())
	}
}

func (e *elaborator) nextSizeName() string {
	for ; ; e.sizeCount++ {
		name := ""
		if e.sizeCount < len(sizeNameList) {
			name = sizeNameList[e.sizeCount]
		} else {
			name = fmt.Sprintf("n%d", e.sizeCount-len(sizeNameList)+2)
		}
		if e.isFree(name) && !e.in.wrote(name) {
			e.sizeCount++
			return name
		}
	}
}

// final is the size of d with names for what was unknown in it.
func (e *elaborator) final(d dim) ast.Dim {
	r := e.root(d)
	c := &e.cells[r]
	if !c.value.IsZero() && !c.open {
		return c.value
	}
	e.nameSize(r)
	if c.value.IsZero() {
		return e.named[r]
	}
	return e.resolve(r).Subst(func(name string) (ast.Dim, bool) {
		if name[0] != '?' {
			return ast.Dim{}, false
		}
		return e.named[privateDim(name)], true
	})
}

func (e *elaborator) finalShape(rows, cols dim) ast.Shape {
	return ast.Shape{Rows: e.final(rows), Cols: e.final(cols)}
}
