package parser

import (
	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// A shape is a pair of sizes that may be unknown.
type shape struct{ rows, cols dim }

// instance gives the sizes in a signature their cells. Sizes that are arguments are in bound.
type instance map[string]dim

func (e *elaborator) instantiate(d ast.Dim, in instance) dim {
	if name, ok := d.Name(); ok {
		if _, ok := in[name]; !ok {
			in[name] = e.fresh()
		}
		return in[name]
	}
	if _, ok := d.Int(); ok {
		return e.size(d)
	}
	return e.size(d.Subst(func(name string) (ast.Dim, bool) {
		if _, ok := in[name]; !ok {
			in[name] = e.fresh()
		}
		return e.resolve(in[name]), true
	}))
}

// conform unifies the arguments of a call with a signature, and the value with its result. It
// gives the argument that does not conform, len(args) for the result, or -1.
func (e *elaborator) conform(t *term, args []*term, sig *ast.Signature, in instance) int {
	for i, p := range sig.Args {
		if i >= len(args) {
			break
		}
		a := args[i]
		if !e.unify(a.rows, e.instantiate(p.Rows, in)) || !e.unify(a.cols, e.instantiate(p.Cols, in)) {
			return i
		}
	}
	if !e.unify(t.rows, e.instantiate(sig.Result.Rows, in)) || !e.unify(t.cols, e.instantiate(sig.Result.Cols, in)) {
		return len(args)
	}
	return -1
}

// axisFunction reports whether a function of a vector has variants that work along an axis.
func axisFunction(f *ast.Function) bool { return f.Axis == 0 && catalogue.LookupAxis(f.Name, 1) != nil }

// stepSignatures waits until one signature is left.
func (e *elaborator) stepSignatures(c *constraint) *conflict {
	t := c.t
	if axisFunction(t.fn) {
		switch {
		case e.isOpen(t.args[0].cols) && !e.upperDone:
			return nil // an upper-case name is a matrix, and then it is an error
		case e.isWide(t.args[0].cols):
			return &conflict{kind: signatures, t: t, i: 0}
		}
	}
	var left *ast.Signature
	for i := range t.fn.Signatures {
		sig := &t.fn.Signatures[i]
		if !e.possible(t, sig) {
			continue
		}
		if left != nil {
			return nil
		}
		left = sig
	}
	e.finish(c)
	if left == nil {
		left = &t.fn.Signatures[0]
	}
	if i := e.conform(t, t.args, left, instance{}); i >= 0 {
		return &conflict{kind: signatures, t: t, i: i}
	}
	return nil
}

// possible reports whether the ranks that are known allow a signature.
func (e *elaborator) possible(t *term, sig *ast.Signature) bool {
	if len(sig.Args) != len(t.args) {
		return false
	}
	fits := func(p ast.Dim, d dim) bool {
		if p == ast.One {
			return !e.isWide(d)
		}
		return !e.isOne(d)
	}
	for i, p := range sig.Args {
		a := t.args[i]
		if e.isScalar(a) {
			continue // 1×1 fits a vector and a matrix alike; the first signature holds
		}
		if !fits(p.Rows, a.rows) || !fits(p.Cols, a.cols) {
			return false
		}
	}
	return true
}

// stepCombined waits until the ranks of all arguments are known, then has the function combine
// their shapes.
func (e *elaborator) stepCombined(c *constraint) *conflict {
	t := c.t
	shapes := make([]ast.Shape, len(t.args))
	for _, a := range t.args {
		if !e.known(a) {
			return nil
		}
	}
	for i, a := range t.args {
		ok := true
		switch t.fn.Name {
		case "hcat":
			ok = e.unify(a.rows, t.args[0].rows)
		case "vcat":
			ok = e.unify(a.cols, t.args[0].cols)
		}
		if !ok {
			return &conflict{kind: combined, t: t, i: 0, j: i}
		}
	}
	for i, a := range t.args {
		shapes[i] = e.shapeOf(a.rows, a.cols)
		switch t.fn.Name { // sizes that are equal may be polynomials whose unknown parts are still to be found
		case "hcat":
			shapes[i].Rows = shapes[0].Rows
		case "vcat":
			shapes[i].Cols = shapes[0].Cols
		}
	}
	e.finish(c)
	s, err := t.fn.Combine(shapes)
	if err != nil || !e.unify(t.rows, e.size(s.Rows)) || !e.unify(t.cols, e.size(s.Cols)) {
		return &conflict{kind: combined, t: t, i: -1}
	}
	return nil
}
