package parser

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"matcalc/ast"
)

// declare takes in the declarations of a text.
func (e *elaborator) declare(list []*declaration) {
	for _, d := range list {
		for _, n := range d.Names {
			e.declareName(n, &d.Type)
		}
	}
}

func (e *elaborator) declareName(t lexer.Token, m *mapping) {
	name, at := Canonical(t.Value), e.at(spanOf(&t))
	if old := e.names[name]; old != nil && old.declared {
		e.fail(ast.DeclarationError, at, "leave out one of the declarations", "%s is declared twice", t.Value)
	}
	switch {
	case m.Elementwise:
		x := e.declared(name, aFunction, at)
		x.elementwise, x.applied = true, true
		x.params, x.result = []shape{{}}, shape{}
	case m.Result != nil:
		x := e.declared(name, aFunction, at)
		for _, p := range m.Params {
			s, _, _ := e.space(p, false)
			x.params = append(x.params, s)
		}
		x.result, _, _ = e.space(m.Result, false)
		x.applied = true
	case len(m.Params) > 1:
		for _, p := range m.Params[1:] {
			if p.Sizes == nil && !isSpace(p.Name.Value) {
				panic(located(undeclared(p.Name), *e.source))
			}
		}
		e.fail(ast.DeclarationError, e.at(spanOf(&m.Params[1].Name)), "a function is declared as h: R^n, R^m -> R", "the value of a function is missing")
	default:
		s, structure, integer := e.space(m.Params[0], true)
		if integer {
			set := m.Params[0].Name.Value
			e.declared(name, anInteger, at).natural = set == "N" || set == "ℕ"
			return
		}
		x := e.declared(name, aVariable, at)
		x.shape, x.structure = s, structure
	}
}

// declared makes the entity of a declared name.
func (e *elaborator) declared(name string, kind entityKind, at place) *entity {
	if old := e.names[name]; old != nil && old.kind == aDimension {
		if kind == anInteger {
			old.declared = true
			return old // n in N says nothing new of a dimension
		}
		e.fail(ast.DeclarationError, at, "give one of them another name", "%s is a dimension and %s", name, kind.words())
	}
	x := e.define(name, kind, at)
	x.declared = true
	return x
}

// space reads the set in which a name lies. N and Z are the integers.
func (e *elaborator) space(p *space, alone bool) (s shape, structure ast.Structure, integer bool) {
	at := e.at(spanOf(&p.Name))
	var dims []dim
	if p.Sizes != nil {
		at.span.End = p.Sizes.span.End
		for _, size := range p.Sizes.list {
			dims = append(dims, e.declaredSize(size))
		}
	}
	if structure, ok := ast.StructureNamed(p.Name.Value); ok {
		if len(dims) == 2 && dims[0] == dims[1] {
			dims = dims[:1]
		}
		if len(dims) != 1 {
			e.fail(ast.DeclarationError, at, fmt.Sprintf("write %s(n)", p.Name.Value), "%s has one size", p.Name.Value)
		}
		return shape{dims[0], dims[0]}, structure, false
	}
	switch p.Name.Value {
	case "R", "ℝ":
		switch len(dims) {
		case 0:
			return shape{}, 0, false
		case 1:
			return shape{dims[0], 0}, 0, false
		case 2:
			return shape{dims[0], dims[1]}, 0, false
		}
		e.fail(ast.UnsupportedError, at, "matrices are R^(n x m)", "arrays with more than two axes cannot be declared")
	case "N", "Z", "ℕ", "ℤ":
		if !alone || len(dims) > 0 {
			e.fail(ast.DeclarationError, at, "write k in N", "%s stands alone, for an integer", p.Name.Value)
		}
		return shape{}, 0, true
	}
	hint := "the spaces are R, R^n, R^(n x m), Sym(n), Skew(n), PD(n), Diag(n), Orth(n), Lower(n), Upper(n), N and Z"
	if near := nearestSpace(p.Name.Value); near != "" {
		hint = "did you mean " + near + "? " + strings.ToUpper(hint[:1]) + hint[1:]
	}
	if p.Name.Value == "elementwise" {
		hint = "write sigma: elementwise"
	}
	e.fail(ast.DeclarationError, at, hint, "%q is no space", p.Name.Value)
	return shape{}, 0, false
}

// nearestSpace gives the structure that a word is most like, or stands for.
func nearestSpace(word string) string {
	for full, name := range map[string]string{"symmetric": "Sym", "diagonal": "Diag", "orthogonal": "Orth", "psd": "PD", "spd": "PD", "posdef": "PD",
		"lowertriangular": "Lower", "uppertriangular": "Upper", "reals": "R", "integers": "Z", "naturals": "N"} {
		if strings.EqualFold(word, full) {
			return name
		}
	}
	if len(word) < 3 {
		return ""
	}
	return Nearest(word, []string{"Sym", "Skew", "Diag", "Orth", "Lower", "Upper"})
}

// isSpace reports whether a name is that of a set in which names lie.
func isSpace(name string) bool {
	_, structure := ast.StructureNamed(name)
	return structure || slices.Contains([]string{"R", "ℝ", "N", "ℕ", "Z", "ℤ"}, name)
}

// sizeHint shows what can stand for a size.
const sizeHint = "write R^n, R^3 or R^(n+1)"

// declaredSize reads a size in a declaration; its names are dimensions.
func (e *elaborator) declaredSize(s *syntax) dim {
	d, bad := dimOf(s, func(name *syntax) ast.Dim {
		e.dimension(name)
		return ast.DimName(name.text)
	})
	switch {
	case bad != nil && bad.kind == aNumber:
		e.fail(ast.DeclarationError, e.at(bad.span), sizeHint, "a size is a whole number or a name")
	case bad != nil:
		e.fail(ast.DeclarationError, e.at(bad.span), sizeHint, "%s is no size", e.text(bad))
	}
	switch n, whole := d.Int(); {
	case whole && n < 1:
		e.fail(ast.DeclarationError, e.at(s.span), sizeHint, "a size is at least 1")
	case strings.Contains(d.String(), "/") && len(d.Names()) == 0:
		e.fail(ast.DeclarationError, e.at(s.span), sizeHint, "a size is a whole number, not %s", d)
	}
	return e.size(d)
}

// dimension makes sure that a name is a dimension.
func (e *elaborator) dimension(name *syntax) *entity {
	x := e.entityNamed(name.text)
	switch {
	case x == nil:
		return e.define(name.text, aDimension, e.at(name.span))
	case x.kind == anInteger:
		x.kind = aDimension
	case x.kind != aDimension:
		e.fail(ast.DeclarationError, e.at(name.span), "give one of them another name", "%s is %s and a dimension", e.text(name), x.kind.words())
	}
	return x
}
