package parser

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// application elaborates f(x, y), where f is a function of the input or of the catalogue.
func (e *elaborator) application(s *syntax, v *env) *term {
	at := e.at(s.span)
	if v.find(s.text) != nil {
		e.notAFunction(s, "a parameter")
	}
	if len(s.args) == 0 && !buildsFromSizes(e.function(s.text, v)) {
		e.fail(ast.SyntaxError, at, fmt.Sprintf("write what it is applied to, as in %s(x)", s.text), "%s has no argument", e.text(s))
	}
	if f := e.function(s.text, v); f != nil {
		return e.call(s, s.text, s.args, v)
	}
	switch {
	case s.text == "d" && e.in.rule && len(s.args) == 1:
		return e.intern(term{op: opDifferential, args: e.each(s.args, v), place: at})
	case s.text == "delta" && len(s.args) == 2 && e.names["delta"] == nil:
		return e.intern(term{op: opDelta, args: []*term{e.anyIndex(s.args[0], v), e.anyIndex(s.args[1], v)}, place: at})
	}
	if v.sealed() {
		e.fail(ast.UnsupportedError, at, "", "there is no function %s", s.text)
	}
	x := e.entityNamed(s.text)
	if order, _ := derivativeHead(s.text); order > 0 && x == nil {
		e.fail(ast.SyntaxError, at, fmt.Sprintf("write %s(h)(x); a function of that name is declared as %s: R^n -> R", s.text, s.text), "%s is a derivative without its argument", e.text(s))
	}
	switch {
	case x == nil && e.isSizeName(s.text):
		e.notAFunction(s, aDimension.words())
	case x == nil && e.further:
		e.unknownName(s.text, e.nameOf(s))
	case x == nil:
		e.checkFunctionName(s)
		e.noteAbsent(s.text)
		x = e.define(s.text, aFunction, at)
		x.elementwise = e.entrywise[s.text]
	case x.kind == aDefinition:
		return e.expand(x, s, e.each(s.args, v))
	case x.kind != aFunction:
		e.notAFunction(s, x.kind.words())
	}
	args := e.each(s.args, v)
	e.applyTo(x, s, args)
	return e.intern(term{op: opApply, entity: x, args: args, place: at})
}

func (e *elaborator) notAFunction(s *syntax, what string) {
	hint := "put * or a space between them for the product"
	if what == "a dimension" || what == "an integer" || what == "an index" {
		hint = "put * between them for the product"
	}
	at := e.nameOf(s)
	e.fail(ast.SyntaxError, at, hint, "%s is %s, and is applied here", at.text(), what)
}

// nameOf is the place of the name of an application.
func (e *elaborator) nameOf(s *syntax) place {
	at := e.at(s.span)
	if i := strings.IndexAny(at.text(), ".("); i > 0 && !at.implied {
		at.span.End = at.span.Start + len(strings.TrimRight(at.text()[:i], " "))
	}
	return at
}

// applyTo states the shapes of the arguments of an unknown function.
func (e *elaborator) applyTo(x *entity, s *syntax, args []*term) {
	at := e.at(s.span)
	if x.elementwise {
		if len(args) != 1 {
			e.fail(ast.SyntaxError, at, fmt.Sprintf("write %s(X); a function of several arguments is declared as %s: R, R -> R", x.name, x.name), "%s acts on every entry of one argument, not of %d", x.name, len(args))
		}
		x.params, x.result, x.applied = []shape{{}}, shape{}, true
		return
	}
	if !x.applied {
		x.applied = true
		x.result = shape{e.fresh(), e.fresh()}
		for range args {
			x.params = append(x.params, shape{e.fresh(), e.fresh()})
		}
	}
	if len(args) != len(x.params) {
		e.fail(ast.SyntaxError, at, fmt.Sprintf("%s has as many arguments everywhere; another function needs another name", x.name), "%s takes %s, not %d", x.name, count(len(x.params), "argument"), len(args))
	}
	for i, a := range args {
		p := x.params[i]
		if !e.unify(a.rows, p.rows) || !e.unify(a.cols, p.cols) {
			e.argumentError(x, a, e.at(s.args[i].span), p)
		}
	}
}

func (e *elaborator) argumentError(x *entity, a *term, at place, p shape) {
	hint := fmt.Sprintf("%s must be %s", shortened(at.text()), e.describeShape(p))
	if p == (shape{}) && len(x.params) == 1 {
		hint = fmt.Sprintf("write %s.(%s) to apply it to every entry", x.name, at.text())
	}
	e.fail(ast.ShapeError, at, hint, "the argument of %s is %s, but %s", x.name, e.describeShape(p), e.describeAt(a, at))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// entrywiseCall elaborates f.(X).
func (e *elaborator) entrywiseCall(s *syntax, v *env) *term {
	at := e.at(s.span)
	if v.find(s.text) == nil {
		if f := e.function(s.text, v); f != nil {
			if !f.Elementwise {
				e.fail(ast.UnsupportedError, at, fmt.Sprintf("write %s(…) without the dot", s.text), "%s does not act entry by entry", s.text)
			}
			return e.call(s, s.text, s.args, v)
		}
	}
	x := e.entityNamed(s.text)
	switch {
	case x == nil && e.further:
		e.unknownName(s.text, e.nameOf(s))
	case x == nil:
		x = e.define(s.text, aFunction, at)
		x.elementwise = true
	case x.kind != aFunction:
		e.fail(ast.UnsupportedError, at, "declare a function as "+s.text+": elementwise", "%s is %s and cannot be applied entry by entry", s.text, x.kind.words())
	case !x.elementwise:
		e.makeEntrywise(x, at)
	}
	args := e.each(s.args, v)
	e.applyTo(x, s, args)
	return e.intern(term{op: opApply, entity: x, args: args, place: at})
}

// makeEntrywise has a function act on every entry, which must be one of scalars.
func (e *elaborator) makeEntrywise(x *entity, at place) {
	if len(x.params) != 1 || !e.isOne(x.params[0].rows) || !e.isOne(x.params[0].cols) || !e.isOne(x.result.rows) || !e.isOne(x.result.cols) {
		e.fail(ast.ShapeError, at, "declare it as "+x.name+": elementwise", "%s is no function from scalars to scalars", x.name)
	}
	x.elementwise = true
}

// call elaborates a function of the catalogue: its definition where it has one.
func (e *elaborator) call(s *syntax, name string, list []*syntax, v *env) *term {
	at := e.at(s.span)
	f := catalogue.Lookup(name)
	if len(list) > 1 && list[1].kind == aNumber && len(f.Params) == 1 && len(f.Sizes) == 0 {
		if axis, err := strconv.Atoi(list[1].text); err == nil && len(list) == 2 {
			if g := catalogue.LookupAxis(f.Name, axis); g != nil && axis > 0 {
				f, list = g, list[:1]
			} else if catalogue.LookupAxis(f.Name, 1) != nil {
				e.fail(ast.SyntaxError, e.at(list[0].span.Join(s.span)), "1 works down each column, 2 along each row", "%s has no axis %d", name, axis)
			}
		}
	}
	params := len(f.Params)
	if f.Variadic {
		params = len(list)
	}
	if len(list) < params || len(list) > params+len(f.Sizes) {
		e.arityError(f, name, len(list), at)
	}
	args := e.each(list[:params], v)
	if f.Name == "e" {
		args = []*term{e.index(list[0], v)}
	}
	var sizes []dim
	for _, a := range list[params:] {
		sizes = append(sizes, e.sizeArgument(a, v))
	}
	if n := len(sizes); n == 1 && len(f.Sizes) == 2 && (f.Name == "ones" || f.Name == "zeros") {
		sizes = append(sizes, 0) // ones(n) is a vector
	}
	for len(sizes) < len(f.Sizes) {
		d := e.fresh()
		if len(sizes) == 1 && f.Build != nil && len(f.Params) == 0 && f.Name != "K" {
			e.columns = append(e.columns, d) // ones() is a vector unless it must be a matrix
		} else {
			e.widen(d)
		}
		sizes = append(sizes, d)
	}
	if f.Definition != "" {
		return e.definition(f, args, sizes, at, list[:params])
	}
	return e.intern(term{op: opCall, fn: f, args: args, sizes: sizes, place: at, parts: list[:params]})
}

// buildsFromSizes reports whether a function needs no argument: ones(), whose size is inferred.
func buildsFromSizes(f *ast.Function) bool { return f != nil && len(f.Params) == 0 && len(f.Sizes) > 0 }

func (e *elaborator) arityError(f *ast.Function, name string, got int, at place) {
	want := count(len(f.Params), "argument")
	if n := len(f.Sizes); n > 0 {
		want += " and at most " + count(n, "size")
		if len(f.Params) == 0 {
			want = "at most " + count(n, "size")
		}
	}
	hint := fmt.Sprintf("write %s(%s)", name, strings.Join(slices.Concat(f.Params, f.Sizes), ", "))
	switch {
	case f.Name == "norm" && got == 2:
		hint = "norm1(x) is the sum of absolute values, normF(X) the Frobenius norm"
	case f.Name == "max" || f.Name == "min":
		hint = fmt.Sprintf("%s compares entry by entry, as in %s(X,0)", f.Name, f.Name)
	}
	e.fail(ast.SyntaxError, at, hint, "%s takes %s, not %d", name, want, got)
}

// definitions holds the parsed definitions of the catalogue, by *ast.Function.
var definitions sync.Map

// definitionOf parses the definition of a function, once.
func definitionOf(f *ast.Function) (*syntax, error) {
	if s, ok := definitions.Load(f); ok {
		return s.(*syntax), nil
	}
	p, err := parseProgram(f.Definition, nil)
	if err != nil {
		return nil, err
	}
	s, _ := definitions.LoadOrStore(f, p.Statements[len(p.Statements)-1].Left.root)
	return s.(*syntax), nil
}

// definition puts in the definition of a function of the catalogue. Its signature holds too,
// unless it acts entry by entry, where scalars are broadcast.
func (e *elaborator) definition(f *ast.Function, args []*term, sizes []dim, at place, parts []*syntax) *term {
	body, err := definitionOf(f)
	if err != nil {
		panic(err)
	}
	in := instance{}
	for i, name := range f.Sizes {
		in[name] = sizes[i]
	}
	result := term{op: opCall, fn: f, args: args, rows: e.fresh(), cols: e.fresh(), place: at, parts: parts}
	if f.Name == "rowsum" || f.Name == "colsum" {
		e.summed = append(e.summed, &result)
	}
	entrywise := f.Elementwise && len(args) > 1
	if !entrywise && len(f.Signatures) == 1 {
		if i := e.conform(&result, args, &f.Signatures[0], in); i >= 0 {
			e.report(&conflict{kind: signatures, t: &result, i: i})
		}
	}
	v := &env{closed: true}
	for i, name := range f.Params {
		v = &env{name: name, t: args[i], up: v}
	}
	for name, d := range in {
		v = &env{name: name, size: d, up: v}
	}
	outer := e.inside
	at.implied = true
	e.inside = &at
	t := e.term(body, v)
	e.inside = outer
	if !entrywise && len(f.Signatures) == 1 && !e.same(t, &result) {
		e.report(&conflict{kind: signatures, t: &result, i: len(args)})
	}
	return t
}

// expand puts in a definition of the input, once for each list of arguments.
func (e *elaborator) expand(x *entity, s *syntax, args []*term) *term {
	at := e.at(s.span)
	if len(args) != len(x.formal) {
		what := "argument"
		if x.kind == aComponent {
			what = "index"
			if len(x.formal) != 1 {
				e.fail(ast.SyntaxError, at, fmt.Sprintf("write %s[%s]", x.name, strings.Join(x.formal, ",")), "%s takes %d indices, not %d", x.name, len(x.formal), len(args))
			}
		}
		form := "%s(%s)"
		if x.kind == aComponent {
			form = "%s[%s]"
		}
		e.fail(ast.SyntaxError, at, "write "+fmt.Sprintf(form, x.name, strings.Join(x.formal, ", ")), "%s takes %s, not %d", x.name, count(len(x.formal), what), len(args))
	}
	if x.active {
		e.fail(ast.SyntaxError, at, "a definition uses what is defined above it; write a recursion out", "%s is defined by itself", x.name)
	}
	key := append(e.scratch[:0], x.name...)
	key = append(key, 0)
	for _, a := range args {
		key = binary.AppendUvarint(key, uint64(a.id))
	}
	key = append(key, 0xFF)
	for _, k := range e.openSums {
		key = binary.AppendUvarint(key, uint64(k.id))
	}
	if t := e.calls[string(key)]; t != nil {
		return t
	}
	name := string(key)
	var v *env
	for i, p := range x.formal {
		v = &env{name: p, t: args[i], up: v}
	}
	x.active = true
	outer := e.source
	e.source = x.at.source
	t := e.term(x.body, v)
	e.source = outer
	x.active = false
	if e.calls == nil {
		e.calls = map[string]*term{}
	}
	e.calls[name] = t
	if x.kind == aDefinition {
		e.applied = append(e.applied, application{x, args, t})
	}
	return t
}
