package render

import (
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
)

// FunctionsText writes a line for each function: how it is called, the shapes of arguments and
// value, and what it is, with the other names that are accepted.
func FunctionsText(list []*ast.Function, o Options) (string, error) {
	w := &writer{Options: o}
	lines := make([]line, len(list))
	for i, f := range list {
		doc := f.Doc
		if len(f.Aliases) > 0 {
			doc += "; also " + strings.Join(f.Aliases, ", ")
		}
		lines[i] = line{prototype(f), strings.Join(w.signatures(f), "; "), doc}
	}
	w.table(lines)
	return w.text(), nil
}

// prototype is a call of a function with the names of its arguments: softmax(X, 1).
func prototype(f *ast.Function) string {
	args := append(append([]string{}, f.Params...), f.Sizes...)
	if f.Variadic {
		args = append(args, "…")
	}
	if f.Axis != 0 {
		args = append(args, strconv.Itoa(f.Axis))
	}
	return f.Name + "(" + strings.Join(args, ", ") + ")"
}

// signatures writes the shapes of arguments and value: n×n → n×n.
func (w *writer) signatures(f *ast.Function) []string {
	if f.Variadic {
		return []string{"arrays that conform"}
	}
	out := make([]string, len(f.Signatures))
	for i, s := range f.Signatures {
		for j, a := range s.Args {
			if j > 0 {
				out[i] += ", "
			}
			out[i] += notation.TextShape(a, w.notation())
		}
		if len(s.Args) > 0 {
			out[i] += " → "
		}
		out[i] += notation.TextShape(s.Result, w.notation())
	}
	return out
}

type (
	functionJSON struct {
		Name         string          `json:"name"`
		Aliases      []string        `json:"aliases"`
		Params       []string        `json:"params"`
		Sizes        []string        `json:"sizes"`
		Axis         int             `json:"axis,omitempty"`
		Variadic     bool            `json:"variadic"`
		Elementwise  bool            `json:"elementwise"`
		Signatures   []signatureJSON `json:"signatures"`
		Doc          string          `json:"doc"`
		Differential string          `json:"differential"`
		Component    string          `json:"component"`
		Condition    string          `json:"condition"`
		Source       string          `json:"source"`
	}
	signatureJSON struct {
		Args   [][]string `json:"args"`
		Result []string   `json:"result"`
	}
)

// FunctionsJSON writes an array with an object for each function.
func FunctionsJSON(list []*ast.Function, _ Options) (string, error) {
	names := func(list []string) []string { return append([]string{}, list...) }
	doc := make([]functionJSON, len(list))
	for i, f := range list {
		doc[i] = functionJSON{
			Name: f.Name, Aliases: names(f.Aliases), Params: names(f.Params), Sizes: names(f.Sizes), Axis: f.Axis,
			Variadic: f.Variadic, Elementwise: f.Elementwise, Signatures: []signatureJSON{}, Doc: f.Doc,
			Differential: f.Differential, Component: f.Component, Condition: f.Condition, Source: f.Source,
		}
		for _, s := range f.Signatures {
			one := signatureJSON{Args: [][]string{}, Result: sizes(s.Result)}
			for _, a := range s.Args {
				one.Args = append(one.Args, sizes(a))
			}
			doc[i].Signatures = append(doc[i].Signatures, one)
		}
	}
	return encode(doc)
}
