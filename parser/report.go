package parser

import (
	"fmt"
	"strings"

	"matcalc/ast"
)

// describe says what shape a term has, in a sentence that starts with the term.
func (e *elaborator) describe(t *term) string { return e.describeAt(t, t.place) }

// describeAt is describe for a term that was written at a place.
func (e *elaborator) describeAt(t *term, at place) string {
	return shortened(at.text()) + " " + e.sentence(shape{t.rows, t.cols})
}

// describeArg is describe for the argument i of t.
func (e *elaborator) describeArg(t *term, i int) string {
	return e.describeAt(t.args[i], t.argPlace(i))
}

// sentence says what shape something has: "is n × m", "has n entries".
func (e *elaborator) sentence(s shape) string {
	d := e.shown(s)
	switch {
	case d.IsScalar():
		return "is a scalar"
	case d.IsVector():
		return "has " + entries(d.Rows)
	case d.IsRow():
		return "is a row with " + entries(d.Cols)
	}
	return "is " + sizeProduct(d)
}

// describeShape names a shape: "a vector with n entries".
func (e *elaborator) describeShape(s shape) string {
	d := e.shown(s)
	switch {
	case d.IsScalar():
		return "a scalar"
	case d.IsVector():
		return "a vector with " + entries(d.Rows)
	case d.IsRow():
		return "a row with " + entries(d.Cols)
	}
	return "a matrix of size " + sizeProduct(d)
}

func entries(d ast.Dim) string {
	if d == ast.One {
		return "1 entry"
	}
	return sizeFactor(d) + " entries"
}

func sizeProduct(s ast.Shape) string { return sizeFactor(s.Rows) + " × " + sizeFactor(s.Cols) }

func sizeFactor(d ast.Dim) string {
	if text := d.String(); strings.Contains(text, " ") {
		return "(" + text + ")"
	}
	return d.String()
}

func (e *elaborator) sizeText(d dim) string { return e.shown(shape{d, 0}).Rows.String() }

// shown is a shape with names for the sizes that are not known yet.
func (e *elaborator) shown(s shape) ast.Shape {
	e.nameSizes()
	return ast.Shape{Rows: e.final(s.rows), Cols: e.final(s.cols)}
}

// shortened cuts a text that is too long for a message.
func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 60 {
		return string(r[:28]) + " … " + string(r[len(r)-28:])
	}
	return text
}

// report ends the elaboration with the error that a conflict stands for.
func (e *elaborator) report(f *conflict) {
	t := f.t
	if t == nil {
		e.fail(ast.ShapeError, place{}, "declare the shapes of the names", "the sizes cannot be reconciled")
	}
	switch f.kind {
	case equality:
		if f.a != f.b {
			e.fail(ast.ShapeError, t.place, "declare the shapes of the names in it", "%s does not conform: there are %s entries on one side and %s on the other",
				shortened(t.place.text()), e.sizeText(f.a), e.sizeText(f.b))
		}
	case product:
		e.productError(t, f.i, f.j)
	case signatures:
		e.signatureError(t, f.i)
	case combined:
		if f.i >= 0 {
			what := "the same number of rows"
			if t.fn.Name == "vcat" {
				what = "the same number of columns"
			}
			e.fail(ast.ShapeError, t.place, "the arguments of "+t.fn.Name+" have "+what, "%s does not conform: %s, %s", shortened(t.place.text()), e.describeArg(t, f.i), e.describeArg(t, f.j))
		}
	case broadcast:
		if f.i >= 0 {
			e.sumError(t, f.i, f.j)
		}
	}
	e.fail(ast.ShapeError, t.place, "declare the shapes of the names in it", "%s does not conform to what stands around it: %s", shortened(t.place.text()), e.describe(t))
}

// productError: factor i of t has another number of columns than factor j has rows.
func (e *elaborator) productError(t *term, i, j int) {
	a, b := t.args[i], t.args[j]
	left, right := t.argPlace(i), t.argPlace(j)
	at := left
	if left.source == right.source {
		at.span = left.span.Join(right.span)
	}
	sa, sb := e.shown(shape{a.rows, a.cols}), e.shown(shape{b.rows, b.cols})
	name := shortened(right.text())
	hint := fmt.Sprintf("%s must have %s rows", name, sizeFactor(sa.Cols))
	switch {
	case sa.IsVector() && sb.IsVector() && sa == sb:
		x, y := left.text(), right.text()
		hint = fmt.Sprintf("write %s'*%s for the inner product, %s.*%s entry by entry", x, y, x, y)
	case sa.IsVector() && sa.Rows == sb.Rows:
		hint = fmt.Sprintf("write %s'*%s", left.text(), right.text())
	case sa.Cols == ast.One:
		hint = fmt.Sprintf("%s must be a scalar or a row", name)
	case sb.IsVector():
		hint = fmt.Sprintf("%s must have %s", name, entries(sa.Cols))
	}
	e.fail(ast.ShapeError, at, hint, "%s does not conform: %s, %s", shortened(at.text()), e.describeAt(a, left), e.describeAt(b, right))
}

// sumError: the terms or entry-by-entry factors i and j of t have different shapes.
func (e *elaborator) sumError(t *term, i, j int) {
	a := t.argPlace(i)
	what := "the terms of a sum have one shape"
	switch t.op {
	case opHadamard, opEntryPower:
		what = "entry by entry, both sides have one shape"
	case opInner:
		what = "both sides of \":\" have one shape"
	case opCall:
		what = "the arguments of " + t.fn.Name + " have one shape"
	}
	if j < 0 {
		e.fail(ast.ShapeError, a, what, "%s must be %s here", e.describeArg(t, i), e.describeShape(shape{t.rows, t.cols}))
	}
	b := t.argPlace(j)
	at := t.place
	if t.op == opSum && len(t.args) > 2 && a.source == b.source {
		at.span = a.span.Join(b.span)
	}
	if i > j {
		i, j = j, i
	}
	e.fail(ast.ShapeError, at, what, "%s does not conform: %s, %s", shortened(at.text()), e.describeArg(t, i), e.describeArg(t, j))
}

// signatureError: argument i of a function of the catalogue has a shape that it does not take.
func (e *elaborator) signatureError(t *term, i int) {
	f := t.fn
	if i >= len(t.args) {
		e.fail(ast.ShapeError, t.place, "declare the shapes of the names in it", "%s does not conform to what stands around it: %s", shortened(t.place.text()), e.describe(t))
	}
	a := t.args[i]
	got := e.shown(shape{a.rows, a.cols})
	p := f.Signatures[0].Args[i]
	name := shortened(t.argPlace(i).text())
	if axisFunction(f) && !got.IsScalar() {
		e.fail(ast.ShapeError, t.place, fmt.Sprintf("%s(%s,1) works down each column, %s(%s,2) along each row", f.Name, name, f.Name, name),
			"%s takes a vector: %s", f.Name, e.describeArg(t, i))
	}
	want, hint := "another shape", fmt.Sprintf("matcalc functions says what %s takes", f.Name)
	switch {
	case p == ast.Scalar:
		want, hint = "a scalar", fmt.Sprintf("an entry is written as %s[i,j], a sum of entries as sum(%s)", name, name)
		if got.Cols == ast.One {
			hint = fmt.Sprintf("an entry is written as %s[i], a sum of entries as sum(%s)", name, name)
		}
	case p.Cols == ast.One && got.Cols == ast.One && len(t.args) == 1:
		e.fail(ast.ShapeError, t.place, fmt.Sprintf("%s takes an argument of the shape %s", f.Name, signatureText(f)), "%s does not conform: %s", shortened(t.place.text()), e.describeArg(t, i))
	case p.Cols == ast.One && len(t.args) == 1:
		want, hint = "a vector", fmt.Sprintf("vec(%s) has the entries of %s as a vector", name, name)
	case p.Rows == p.Cols && len(t.args) == 1:
		want, hint = "a square matrix", "a square matrix has as many rows as columns"
		if got.Cols == ast.One && !got.IsScalar() {
			hint = fmt.Sprintf("diag(%s) is the matrix with %s on its diagonal", name, name)
		}
	default:
		if len(t.args) > 1 {
			e.fail(ast.ShapeError, t.place, fmt.Sprintf("%s takes arguments of the shapes %s", f.Name, signatureText(f)), "%s does not conform: %s", shortened(t.place.text()), e.describeAll(t))
		}
	}
	e.fail(ast.ShapeError, t.place, hint, "%s takes %s: %s", f.Name, want, e.describeArg(t, i))
}

func (e *elaborator) describeAll(t *term) string {
	out := make([]string, len(t.args))
	for i := range t.args {
		out[i] = e.describeArg(t, i)
	}
	return strings.Join(out, ", ")
}

func signatureText(f *ast.Function) string {
	var out []string
	for _, p := range f.Signatures[0].Args {
		out = append(out, p.String())
	}
	return strings.Join(out, " and ")
}
