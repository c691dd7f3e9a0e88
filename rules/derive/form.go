package derive

import (
	"slices"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules"
	"matcalc/rules/definition"
	"matcalc/rules/differential"
	"matcalc/rules/index"
	"matcalc/rules/vec"
	"matcalc/rules/verify"
)

// The forms of a derivative, each derived by an engine of its own.
const (
	DifferentialForm = "differential" // the matrix expression, or the map in d_X
	IndexForm        = "index"        // the component
	DefinitionForm   = "definition"   // the linear map in H
	VecForm          = "vec"          // ∂ vec F/∂(vec X)'
)

// Forms lists the forms.
var Forms = []string{DifferentialForm, IndexForm, DefinitionForm, VecForm}

// An engine derives by sequences of variables, one for each order.
type engine interface {
	Derive(by []rules.Variable) (*rules.Derivation, error)
}

// engines makes those of the forms besides the differential one, for an expression, by targets.
var engines = map[string]func(t *ast.Table, f ast.Node, targets []*ast.Symbol, steps bool) engine{
	IndexForm: func(t *ast.Table, f ast.Node, targets []*ast.Symbol, steps bool) engine {
		return index.New(t, f, index.Options{Steps: steps, Targets: targets})
	},
	DefinitionForm: func(t *ast.Table, f ast.Node, targets []*ast.Symbol, steps bool) engine {
		return definition.New(t, f, definition.Options{Steps: steps, Targets: targets})
	},
	VecForm: func(t *ast.Table, f ast.Node, targets []*ast.Symbol, steps bool) engine {
		return vec.New(t, f, vec.Options{Steps: steps, Targets: targets})
	},
}

// forms derives the result r in the forms that the request asks for besides the differential one.
func (d *deriver) forms(r *Result, wrt []variable) error {
	by := make([]rules.Variable, len(wrt))
	entries := false
	for i, v := range wrt {
		by[i] = v.rule()
		entries = entries || v.entry != nil
	}
	for _, name := range d.Forms {
		if name == DifferentialForm {
			continue
		}
		e := d.engines[name]
		if e == nil {
			e = engines[name](d.t, d.given, d.targets(), d.Steps || entries && name == IndexForm)
			d.engines[name] = e
		}
		derivation, err := e.Derive(by)
		if err != nil {
			return err
		}
		r.Forms[name] = derivation
	}
	return nil
}

// differentialLines adds the lines of the differential form, where they are asked for: one derivative
// after the other, as in the checks.
func (d *deriver) differentialLines(r *Result, wrt []variable, checks []verify.Check) error {
	if !d.Steps || len(d.Forms) > 0 && !slices.Contains(d.Forms, DifferentialForm) {
		return nil
	}
	of := ""
	for i, c := range checks {
		value := c.Value
		if value == d.f {
			value = d.given
		}
		lines, err := differential.Lines(d.t, d.simplifier, differential.Task{
			Value: value, By: wrt[i].rule(),
			Order: i + 1, Of: of, Result: c.Derivative, Direction: c.Direction,
		})
		if err != nil {
			return err
		}
		f := r.Forms[DifferentialForm]
		f.Lines = append(f.Lines, lines...)
		of = string(d.kind(c))
	}
	return nil
}

// kind tells what the derivative of a check is called; "" for a map.
func (d *deriver) kind(c verify.Check) Kind {
	x := c.Symbol.Shape()
	switch {
	case c.Direction != nil:
		return ""
	case c.Entry != nil || x.IsScalar():
		return Derivative
	case c.Value.Shape().IsScalar():
		return Gradient
	}
	return Jacobian
}

// targets are the symbols of all variables of the request.
func (d *deriver) targets() []*ast.Symbol {
	out := make([]*ast.Symbol, len(d.vars))
	for i, v := range d.vars {
		out[i] = v.symbol
	}
	return out
}

// A Name is a part of the expression that the input gives a name: a value z = …, without parameters,
// or a function of its own, applied to arguments.
type Name struct {
	Name   string
	Params []ast.Node
	Value  ast.Node
}

// names lists what the input names.
func names(in *parser.Input) []Name {
	var out []Name
	for _, c := range in.Calls {
		out = append(out, Name{c.Name, c.Args, c.Value})
	}
	for _, b := range in.Bound {
		if !b.Held {
			out = append(out, Name{b.Name, nil, b.Node})
		}
	}
	return out
}
