package render

import (
	"fmt"
	"strings"

	"matcalc/ast"
	"matcalc/render/code/numpy"
	"matcalc/rules/derive"
)

// NumPy writes a Python module with the functions value and derivative, or jvp, vjp or hvp in its
// place. Arrays have the shape of the value followed by that of the variable, whatever the layout.
func NumPy(a *derive.Answer, _ Options) (_ string, err error) {
	defer ast.Recover(&err)
	return numpy.Module{
		Doc: codeDoc(a), Value: a.Value, Symbols: a.Table.Symbols(), Functions: []numpy.Function{codeFunction(a)},
	}.Source()
}

// codeFunction is what the module has besides the value.
func codeFunction(a *derive.Answer) numpy.Function {
	f := numpy.Function{Name: "derivative", Tuple: a.Variables > 1}
	if a.Mode != derive.Diff {
		f.Name = string(a.Mode)
	}
	var results []numpy.Result
	for _, r := range a.Results {
		result := numpy.Result{Node: r.Derivative, Directions: r.Directions}
		if r.Kind == derive.Product {
			f.Extra = appendNew(f.Extra, r.Directions)
			result.Directions = nil
		}
		results = append(results, result)
	}
	f.Doc = "The derivative by " + strings.Join(wrtNames(a), ", ") + "."
	switch {
	case a.Mode == derive.VJP:
		f.Doc = "The adjoint of the derivative, applied to bar."
	case a.Mode != derive.Diff:
		f.Doc = "The derivative applied to a direction."
	case a.Order > 1:
		f.Doc = fmt.Sprintf("The derivative of order %d by %s.", a.Order, strings.Join(wrtNames(a), ", "))
	}
	if a.Mode == derive.HVP {
		f.Doc = "The Hessian applied to a direction."
	}
	perRow := len(results)
	if perRow > a.Variables {
		perRow = a.Variables
	}
	for ; len(results) > 0; results = results[perRow:] {
		f.Results = append(f.Results, results[:perRow])
	}
	return f
}

func appendNew(symbols, more []*ast.Symbol) []*ast.Symbol {
	for _, s := range more {
		known := false
		for _, t := range symbols {
			known = known || s == t
		}
		if !known {
			symbols = append(symbols, s)
		}
	}
	return symbols
}

// wrtNames lists the variables, each once.
func wrtNames(a *derive.Answer) []string {
	var names []string
	seen := map[string]bool{}
	for _, r := range a.Results {
		for _, w := range r.Wrt {
			if !seen[w] {
				seen[w] = true
				names = append(names, w)
			}
		}
	}
	return names
}

// codeDoc says what a module computes, with what shapes, and whether that failed its check.
func codeDoc(a *derive.Answer) string {
	text := a.Input + "\n"
	words := make([]string, len(a.Parsed.Declarations))
	for i, d := range a.Parsed.Declarations {
		words[i] = d.String()
	}
	if len(words) > 0 {
		text += "\nwhere " + strings.Join(words, ", ")
	}
	for _, r := range a.Results {
		if wrong(r) {
			text += "\n\nNOT VERIFIED, by " + strings.Join(r.Wrt, ", ") + ": " + r.Verdict.Reason
		}
	}
	return text
}
