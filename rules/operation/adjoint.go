package operation

import (
	"fmt"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/rules"
)

// templates keeps what is derived from the rules, by the name of the rule or the function and the
// argument; it only ever grows by as many entries as there are rules.
var templates sync.Map

// template gives the template of that key, which mk makes on first use.
func template(key string, mk func() *rules.Template) *rules.Template {
	if tpl, ok := templates.Load(key); ok {
		return tpl.(*rules.Template)
	}
	tpl, _ := templates.LoadOrStore(key, mk())
	return tpl.(*rules.Template)
}

// isolate applies the Isolate rule of that name. The names of the rule, a letter each, stand for
// args, U among them for the sake of its shape; the result is the cotangent of U.
func isolate(t *ast.Table, name, letters string, args ...ast.Node) ast.Node {
	tpl := template(name, func() *rules.Template {
		form := rules.Named(name).MustForm()
		return rules.NewTemplate(form.Cotangent, symbols(form, strings.Split(letters, "")), nil)
	})
	return tpl.Instantiate(t, args, nil)
}

// symbols lists the names of the form.
func symbols(form *rules.Form, names []string) []ast.Node {
	out := make([]ast.Node, len(names))
	for i, name := range names {
		out[i] = form.Lookup(name)
	}
	return out
}

// Adjoint gives the cotangent of argument k of n, given the cotangent g of n: the expression C
// with g : dn = C : d(argument), where the other arguments are held fixed. An unsupported
// operation is an *ast.Error.
func Adjoint(t *ast.Table, n ast.Node, k int, g ast.Node) (ast.Node, error) {
	args := n.Args()
	u := args[k]
	switch n := n.(type) {
	case *ast.Add:
		return g, nil
	case *ast.Mul:
		return mulAdjoint(t, n, k, g), nil
	case *ast.Hadamard:
		others := make([]ast.Node, 0, len(args)-1)
		others = append(append(others, args[:k]...), args[k+1:]...)
		return isolate(t, "hadamard/isolate", "GAU", g, t.Hadamard(others...), u), nil
	case *ast.Transpose:
		return isolate(t, "transpose/isolate", "GU", g, u), nil
	case *ast.Inner:
		return isolate(t, "inner product/isolate", "gAU", g, args[1-k], u), nil
	case *ast.Entry:
		return entryAdjoint(t, n, k, g)
	case *ast.Power, *ast.EntryPower:
		return powerAdjoint(t, n, k, g)
	case *ast.Call:
		return callAdjoint(t, n, k, g)
	case *ast.Apply:
		return applyAdjoint(t, n, k, g)
	case *ast.Differential:
		return g, nil
	}
	return nil, unsupported("the derivative by an argument of %T", n)
}

func unsupported(format string, args ...any) error {
	return &ast.Error{Kind: ast.UnsupportedError, Message: fmt.Sprintf(format, args...)}
}

// mulAdjoint treats the product as a scalar multiple of A*U*B, with U the argument.
func mulAdjoint(t *ast.Table, n *ast.Mul, k int, g ast.Node) ast.Node {
	s := t.Int(1)
	if !n.Coef.IsOne() || len(n.Scalars) > 0 {
		scalars := []ast.Node{t.Number(n.Coef)}
		for i, s := range n.Scalars {
			if i != k {
				scalars = append(scalars, s)
			}
		}
		s = t.Mul(scalars...)
	}
	if k < len(n.Scalars) {
		if len(n.Chain) == 0 {
			return t.Mul(s, g)
		}
		return t.Mul(s, isolate(t, "scalar factor/isolate", "GUA", g, n.Scalars[k], t.Mul(n.Chain...)))
	}
	k -= len(n.Scalars)
	before, after := n.Chain[:k], n.Chain[k+1:]
	u := n.Chain[k]
	a, b := t.Eye(u.Shape().Rows), t.Eye(u.Shape().Cols)
	if k > 0 {
		a = t.Mul(before...)
	}
	if len(after) > 0 {
		b = t.Mul(after...)
	}
	moved := isolate(t, "product/isolate", "GAUB", g, a, u, b)
	if ast.IsNumber(s, 1) {
		return moved
	}
	return isolate(t, "scalar multiple/isolate", "GsU", moved, s, u)
}

func entryAdjoint(t *ast.Table, n *ast.Entry, k int, g ast.Node) (ast.Node, error) {
	if k > 0 {
		return nil, unsupported("an index is an integer and has no derivative")
	}
	u := n.Arg()
	switch {
	case n.Row != nil && n.Col != nil:
		return isolate(t, "entry/isolate", "gUij", g, u, n.Row, n.Col), nil
	case n.Row != nil && u.Shape().Cols == ast.One:
		return isolate(t, "entry of a vector/isolate", "gUi", g, u, n.Row), nil
	case n.Row != nil:
		return isolate(t, "row/isolate", "gUi", g, u, n.Row), nil
	case u.Shape().Rows == ast.One:
		return t.Transpose(isolate(t, "entry of a vector/isolate", "gUi", g, t.Transpose(u), n.Col)), nil
	}
	return isolate(t, "column/isolate", "gUj", g, u, n.Col), nil
}
