package render

import (
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
)

// A Shape is what is known of an expression before it is differentiated.
type Shape struct {
	Input        string
	Value        ast.Node
	Declarations []ast.Declaration
	Notes        []string
	Conditions   []rules.Condition
}

// ShapeText writes the page of an expression: its shape, its names, conditions and notes.
func ShapeText(s Shape, o Options) (_ string, err error) {
	defer ast.Recover(&err)
	w := &writer{Options: o}
	w.table([]line{{notation.Text(s.Value, w.notation()), notation.TextShape(s.Value.Shape(), w.notation()), ""}})
	lines := make([]line, len(s.Declarations))
	for i, d := range s.Declarations {
		lines[i] = line{label: notation.TextDeclaration(d, w.notation())}
		if d.Inferred {
			lines[i].formula = painted(o.Paint.Faint, "inferred")
		} else {
			lines[i].formula = painted(o.Paint.Faint, "declared")
		}
	}
	if len(lines) > 0 {
		w.b.WriteByte('\n')
		w.table(lines)
	}
	w.conditions(s.Conditions, w.alone)
	w.notes(s.Notes)
	return w.text(), nil
}

type shapeJSON struct {
	Input        string            `json:"input"`
	Plain        string            `json:"plain"`
	Shape        []string          `json:"shape"`
	Declarations []declarationJSON `json:"declarations"`
	Conditions   []string          `json:"conditions"`
	Notes        []string          `json:"notes"`
}

// ShapeJSON writes one object.
func ShapeJSON(s Shape, _ Options) (_ string, err error) {
	defer ast.Recover(&err)
	doc := shapeJSON{
		Input: s.Input, Plain: notation.Plain(s.Value), Shape: sizes(s.Value.Shape()),
		Declarations: declarationsJSON(s.Declarations), Conditions: []string{}, Notes: append([]string{}, s.Notes...),
	}
	for _, c := range s.Conditions {
		doc.Conditions = append(doc.Conditions, strings.TrimSpace(c.Print(notation.Plain)))
	}
	return encode(doc)
}
