package parser

import (
	"fmt"
	"strings"

	"matcalc/ast"
)

// name elaborates a name that is not applied.
func (e *elaborator) name(s *syntax, v *env) *term {
	at := e.at(s.span)
	if b := v.find(s.text); b != nil {
		if b.t != nil {
			return b.t
		}
		return e.intern(term{op: opSize, sizes: []dim{b.size}, place: at})
	}
	sealed := v.sealed()
	x := e.entityNamed(s.text)
	if sealed {
		x = nil
	}
	if x == nil || x.kind == aVariable && !x.declared && x.term == nil {
		if t := e.constant(s, v, at); t != nil {
			return t
		}
	}
	if sealed {
		e.fail(ast.UnsupportedError, at, "", "the definition uses the name %s, which it does not bind", s.text)
	}
	if x == nil {
		x = e.undeclared(s, at)
	}
	switch x.kind {
	case aValue:
		if !x.known {
			e.early(x, at)
		}
		return x.term
	case aFunction, aDefinition:
		e.fail(ast.SyntaxError, at, fmt.Sprintf("apply it: %s(x)", s.text), "%s is a function here, and is not applied", s.text)
	case aComponent:
		e.fail(ast.SyntaxError, at, fmt.Sprintf("write %s[%s]", s.text, strings.Join(x.formal, ",")), "%s is defined by components, and has no indices here", s.text)
	}
	if x.term == nil {
		x.at = at
	}
	return e.symbol(x)
}

// early reports the use of a value before its definition.
func (e *elaborator) early(x *entity, at place) {
	if x.active {
		e.fail(ast.SyntaxError, at, "give the new value a name of its own", "%s is defined by itself", x.name)
	}
	e.fail(ast.SyntaxError, at, "move its definition up", "%s is used before it is defined", x.name)
}

// constant gives π, I and I_n, where the name means nothing else.
func (e *elaborator) constant(s *syntax, v *env, at place) *term {
	switch {
	case s.text == "pi":
		return e.intern(term{op: opPi, place: at})
	case s.text == "I":
		return e.intern(term{op: opEye, place: at})
	case strings.HasPrefix(s.text, "I_") && len(s.text) > 2:
		size := &syntax{kind: aName, text: s.text[2:], span: s.span}
		if strings.Trim(size.text, "0123456789") == "" {
			size.kind = aNumber
		} else if x := e.entityNamed(size.text); v.find(size.text) == nil && (x == nil && !e.sizeNames[size.text] || x != nil && x.kind != aDimension) && !isSizeWord(size.text) {
			return nil
		}
		return e.call(s, "eye", []*syntax{size}, v)
	}
	return nil
}

// isSizeWord reports whether I_x with an x that is not declared is more likely an identity than a
// name: x is one letter as dimensions are.
func isSizeWord(name string) bool {
	return len(name) == 1 && strings.Contains("nmpqrdkNMPQRDK", name)
}

// undeclared makes the entity of a name that nothing was said about.
func (e *elaborator) undeclared(s *syntax, at place) *entity {
	switch {
	case e.isSizeName(s.text):
		return e.define(s.text, aDimension, at)
	case e.indexNames[s.text]:
		return e.define(s.text, anIndex, at)
	}
	if e.further {
		e.unknownName(s.text, at)
	}
	return e.variable(s.text, at)
}

// isSizeName reports whether a name stands for a size somewhere, and so everywhere.
func (e *elaborator) isSizeName(name string) bool { return e.sizeNames[name] && !e.sumNames[name] }

func (e *elaborator) variable(name string, at place) *entity {
	x := e.define(name, aVariable, at)
	x.shape = shape{e.fresh(), e.fresh()}
	return x
}

// symbol is the term of a variable, dimension, integer or index.
func (e *elaborator) symbol(x *entity) *term {
	if x.term == nil {
		x.term = e.intern(term{op: opSymbol, entity: x, rows: x.shape.rows, cols: x.shape.cols, place: x.at})
	}
	return x.term
}

// sizeOf reads an expression in the place of a size; the zero dim and false when it is none.
func (e *elaborator) sizeOf(s *syntax, v *env) (dim, *syntax) {
	d, bad := dimOf(s, func(name *syntax) ast.Dim {
		if b := v.find(name.text); b != nil {
			if b.t == nil {
				return e.resolve(b.size)
			}
			return constantSize(b.t)
		}
		x := e.entityNamed(name.text)
		switch {
		case v.sealed():
			return ast.Dim{}
		case x == nil && e.isSizeName(name.text):
			e.define(name.text, aDimension, e.at(name.span))
			return ast.DimName(name.text)
		case x == nil:
			return ast.Dim{}
		case x.kind == aDimension:
			return ast.DimName(name.text)
		case x.kind == anInteger && !e.sumNames[name.text]:
			return ast.Dim{}
		case x.kind == aValue && x.known:
			return constantSize(x.term)
		}
		return ast.Dim{}
	})
	if bad != nil {
		return 0, bad
	}
	return e.size(d), nil
}

// constantSize is the size that a term stands for: a whole number or a dimension.
func constantSize(t *term) ast.Dim {
	switch {
	case t.op == opNumber:
		if n, ok := t.num.Int(); ok {
			return ast.DimInt(n)
		}
	case t.op == opSymbol && t.entity.kind == aDimension:
		return ast.DimName(t.entity.name)
	}
	return ast.Dim{}
}

// size reads an argument that must be a size.
func (e *elaborator) sizeArgument(s *syntax, v *env) dim {
	d, bad := e.sizeOf(s, v)
	if bad == nil {
		v := e.resolve(d)
		switch n, whole := v.Int(); {
		case whole && n < 1:
			e.fail(ast.ShapeError, e.at(s.span), "write a whole number from 1 on, or a name", "a size is at least 1")
		case strings.Contains(v.String(), "/") && len(v.Names()) == 0:
			e.fail(ast.ShapeError, e.at(s.span), "write a whole number from 1 on, or a name", "a size is a whole number, not %s", v)
		}
		return d
	}
	at := e.at(bad.span)
	if bad.kind == aName {
		if x := e.entityNamed(bad.text); x != nil {
			if x.kind == anInteger && x.declared {
				x.kind = aDimension
				return e.sizeArgument(s, v)
			}
			e.fail(ast.DeclarationError, at, "give one of them another name", "%s is %s and a dimension", e.text(bad), x.kind.words())
		}
	}
	e.fail(ast.SyntaxError, at, "a size is a polynomial in names of dimensions", "%s is no size", e.text(bad))
	return 0
}
