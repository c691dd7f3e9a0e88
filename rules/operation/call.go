package operation

import (
	"fmt"
	"slices"
	"sync"

	"matcalc/ast"
	"matcalc/rules"
)

// callAdjoint gives the cotangent of argument k of a function of the catalogue: by the Isolate
// rule of a linear function, else by the function's differential with the argument isolated.
func callAdjoint(t *ast.Table, n *ast.Call, k int, g ast.Node) (ast.Node, error) {
	if n.Fn.Variadic {
		return newStack(n).adjoint(t, k, g), nil
	}
	at := argument{n.Fn, k}
	known, ok := adjoints.Load(at)
	if !ok {
		tpl, err := callTemplate(n, k)
		if err != nil {
			return nil, err
		}
		known, _ = adjoints.LoadOrStore(at, tpl)
	}
	tpl := known.(*rules.Template)
	return tpl.Instantiate(t, append([]ast.Node{g}, n.Args()...), n.Sizes), nil
}

// An argument is one of a function of the catalogue, counted from 0.
type argument struct {
	of    *ast.Function
	place int
}

// adjoints keeps the template of the cotangent of an argument, once it has been asked for.
var adjoints sync.Map

// callTemplate is the template of the cotangent of argument k.
func callTemplate(n *ast.Call, k int) (*rules.Template, error) {
	name := n.Fn.Key() + "/isolate"
	if len(n.Args()) > 1 {
		name = fmt.Sprintf("%s %d", name, k+1)
	}
	if rule := rules.Named(name); rule != nil {
		return template(name, func() *rules.Template { return linearAdjoint(rule, n.Fn) }), nil
	}
	rule := rules.OfFunction(n.Fn)
	if rule == nil {
		return nil, unsupported("there is no rule for the differential of %s", n.Fn.Name)
	}
	param := n.Fn.Params[k]
	if !n.Fn.Varies(k) {
		return nil, fixed(n.Fn, k)
	}
	return template(fmt.Sprintf("%s %d", rule.Name, k), func() *rules.Template {
		return ruleAdjoint(rule, param, n.Fn.Params, n.Fn.Sizes...)
	}), nil
}

// fixed is the error for an argument by which a function is not differentiated.
func fixed(f *ast.Function, k int) error {
	if f.NoFurther != "" {
		return unsupported("%s", f.NoFurther)
	}
	return unsupported("%s has no derivative by its argument %d", f.Name, k+1)
}

// linearAdjoint makes the template of an Isolate rule for a function: the holes are the cotangent
// and the arguments of the function.
func linearAdjoint(rule *rules.Rule, f *ast.Function) *rules.Template {
	form := rule.MustForm()
	for _, n := range ast.Topo(form.Left) {
		if call, ok := n.(*ast.Call); ok && call.Fn == f {
			sizes := make([]string, len(call.Sizes))
			for i, s := range call.Sizes {
				sizes[i] = s.String()
			}
			return rules.NewTemplate(form.Cotangent, append([]ast.Node{form.Names[0]}, call.Args()...), sizes)
		}
	}
	panic("operation: the rule " + rule.Name + " does not contain " + f.Name)
}

// callTangent gives the differential of a function of the catalogue, with the differentials of its
// arguments; those that do not vary are zeros.
func callTangent(t *ast.Table, n *ast.Call, d []ast.Node) (ast.Node, error) {
	rule := rules.OfFunction(n.Fn)
	if rule == nil {
		return nil, unsupported("there is no rule for the differential of %s", n.Fn.Name)
	}
	var vary []string
	key := rule.Name + " forward"
	args := slices.Clone(n.Args())
	for k, param := range n.Fn.Params {
		if d[k] == nil {
			continue
		}
		if !n.Fn.Varies(k) {
			return nil, fixed(n.Fn, k)
		}
		vary = append(vary, param)
		args = append(args, d[k])
		key += " " + param
	}
	tpl := template(key, func() *rules.Template { return ruleTangent(rule, vary, n.Fn.Params, n.Fn.Sizes...) })
	return tpl.Instantiate(t, args, n.Sizes), nil
}
