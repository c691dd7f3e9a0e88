package parser

import (
	"fmt"
	"strings"

	"matcalc/ast"
)

// dump writes a node as it is built, for tests.
func dump(n ast.Node) string {
	all := func(list []ast.Node) string {
		out := make([]string, len(list))
		for i, a := range list {
			out[i] = dump(a)
		}
		return strings.Join(out, " ")
	}
	args := n.Args()
	switch n := n.(type) {
	case *ast.Number:
		return n.Value.String()
	case *ast.Symbol:
		return n.Name
	case *ast.Constant:
		s := [...]string{"pi", "eye", "ones", "zeros", "unit", "K", "Dup", "Elim"}[n.Kind]
		for _, d := range n.Dims {
			s += ":" + d.String()
		}
		if len(args) > 0 {
			s += ":" + all(args)
		}
		return s
	case *ast.Add:
		return "(+ " + all(args) + ")"
	case *ast.Mul:
		c := ""
		if !n.Coef.IsOne() {
			c = n.Coef.String() + " "
		}
		return "(* " + c + all(args) + ")"
	case *ast.Power:
		return "(^ " + all(args) + ")"
	case *ast.Hadamard:
		return "(.* " + all(args) + ")"
	case *ast.EntryPower:
		return "(.^ " + all(args) + ")"
	case *ast.Transpose:
		return dump(n.Arg()) + "'"
	case *ast.Inner:
		return "(: " + all(args) + ")"
	case *ast.Call:
		s := "(" + n.Fn.Key() + " " + all(args)
		for _, d := range n.Sizes {
			s += " " + d.String()
		}
		return s + ")"
	case *ast.Apply:
		form := [...]string{"", "grad", "D", "hess", "dir", "adj", "comp"}[n.Form]
		return fmt.Sprintf("(%s%s%v %s)", n.Fn.Name, form, n.Slots, all(args))
	case *ast.Entry:
		s := dump(n.Arg()) + "["
		if n.Row == nil {
			s += ":"
		} else {
			s += dump(n.Row)
		}
		if n.Col == nil {
			s += ",:"
		} else {
			s += "," + dump(n.Col)
		}
		return s + "]"
	case *ast.IndexSum:
		return fmt.Sprintf("(sum %s %s %s %s)", n.Index.Name, dump(n.Lo()), dump(n.Hi()), dump(n.Body()))
	case *ast.Delta:
		return "(delta " + all(args) + ")"
	case *ast.Differential:
		return "(d " + all(args) + ")"
	}
	return "?"
}
