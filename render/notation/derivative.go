package notation

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"matcalc/ast"
)

// variant names the way in which an application of an unknown function is written: a key of the
// tables of derivatives. "/slot" is for functions of several arguments, "/1" and "/2" for the
// order, where that has a form of its own.
func variant(it *item) (key string, slots bool) {
	a := it.node.(*ast.Apply)
	slots = len(a.Fn.Params) > 1
	switch {
	case it.op == rowItem:
		return "row", slots
	case a.Form == ast.Value && len(a.Slots) == 0 && a.Fn.Elementwise:
		return "entries/0", false
	case a.Form == ast.Value && len(a.Slots) == 0:
		return "value", false
	case a.Form == ast.Value:
		return "entries", false
	case a.Form == ast.Gradient:
		return "gradient", slots
	case a.Form == ast.Jacobian:
		return "jacobian", slots
	case a.Form == ast.Hessian:
		return "hessian", slots
	case a.Form == ast.Component:
		return "component", slots
	case a.Form == ast.Adjoint && isHessianMap(a) && !slots:
		return "hessian map", false
	case a.Form == ast.Adjoint:
		return "adjoint", slots
	case !hasDirections(a):
		return "scalar", slots
	}
	return "directional", slots
}

// isHessianMap reports whether a is hess(g)(X)[H].
func isHessianMap(a *ast.Apply) bool {
	return a.Form == ast.Adjoint && len(a.Slots) == 2 && a.Slots[0] == a.Slots[1] &&
		a.Fn.Result.IsScalar() && ast.IsNumber(a.Directions()[1], 1)
}

// hasDirections reports whether directions are printed; those of scalar arguments are 1, which
// goes without saying.
func hasDirections(a *ast.Apply) bool {
	switch a.Form {
	case ast.Component, ast.Adjoint:
		return true
	case ast.Directional:
		for _, s := range a.Slots {
			if !a.Fn.Params[s].IsScalar() {
				return true
			}
		}
	}
	return false
}

// derivativeTemplate finds the template: for the order, for slots, or in general.
func (n *notation) derivativeTemplate(key string, order int, slots bool) string {
	if slots {
		key += "/slot"
	}
	if t, ok := n.derivatives[key+"/"+strconv.Itoa(order)]; ok {
		return t
	}
	return n.derivatives[key]
}

// writeDerivative expands the template of an application: $f is the function, $x the arguments,
// $d the directions, $i the indices of a component, $k the slots, $o the order.
func (p *printer) writeDerivative(it *item) {
	a := it.node.(*ast.Apply)
	key, slots := variant(it)
	text := p.derivativeTemplate(key, len(a.Slots), slots)
	opening, closing := p.around(it)
	if opening != "(" {
		text = strings.Replace(text, "($x)", opening+"$x"+closing, 1)
	}
	point := it.args[:len(a.Fn.Params)]
	directions := it.args[len(a.Fn.Params):]
	if key == "hessian map" {
		directions = directions[:1]
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '$' {
			p.WriteByte(text[i])
			continue
		}
		i++
		switch text[i] {
		case 'f':
			name := p.name(a.Fn.Name)
			if p.nameSpace != "" && i > 1 && utf8.RuneCountInString(name) > 1 && !strings.HasSuffix(text[:i-1], " ") {
				p.WriteString(p.nameSpace)
			}
			p.WriteString(name)
		case 'x':
			p.inside(opening == `\left(`, func() { p.writeList(point, nil) })
		case 'd':
			p.inside(false, func() { p.writeList(directions, nil) })
		case 'i':
			if p.order == orderByName {
				p.WriteString(p.componentList(a, directions))
			} else {
				p.WriteString(indexList(p, directions))
			}
		case 'k':
			p.WriteString(p.slotList(a))
		case 'o':
			p.WriteString(strconv.Itoa(len(a.Slots)))
		}
	}
}

// slotList numbers the slots from 1.
func (p *printer) slotList(a *ast.Apply) string {
	numbers := make([]string, len(a.Slots))
	short := p.order != orderByName
	for i, s := range a.Slots {
		numbers[i] = strconv.Itoa(s + 1)
		short = short && s < 9
	}
	if short {
		return strings.Join(numbers, "")
	}
	return strings.Join(numbers, p.comma)
}
