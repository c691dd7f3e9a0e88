package operation

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules"
)

// Tangent is the derivative of f applied to directions: the differential df when each of the
// variables x[i] varies by d[i], of the shape of x[i]. It sweeps forwards over the graph of f once.
func Tangent(t *ast.Table, f ast.Node, x, d []ast.Node) (ast.Node, error) {
	f = allApart(t, f, d)
	nodes := ast.Topo(f)
	active := ast.DependsOn(nodes, x...)
	var tangents ast.Map[ast.Node]
	for _, n := range nodes {
		if !active.Has(n) {
			continue
		}
		if i := indexOf(x, n); i >= 0 {
			tangents.Set(n, d[i])
			continue
		}
		d := make([]ast.Node, len(n.Args()))
		for i, a := range n.Args() {
			d[i] = tangents.Of(a)
		}
		dn, err := Differential(t, n, d)
		if err != nil {
			return nil, err
		}
		tangents.Set(n, dn)
	}
	if df, ok := tangents.Get(f); ok {
		return df, nil
	}
	return t.Zeros(f.Shape()), nil
}

func indexOf(list []ast.Node, n ast.Node) int {
	for i, a := range list {
		if a == n {
			return i
		}
	}
	return -1
}

// Differential gives dn from the differentials d of the arguments of n; those of arguments that do
// not vary are nil. An unsupported operation is an *ast.Error.
func Differential(t *ast.Table, n ast.Node, d []ast.Node) (ast.Node, error) {
	switch n := n.(type) {
	case *ast.Add, *ast.Transpose, *ast.Entry, *ast.Differential:
		return linearTangent(t, n, d)
	case *ast.Mul, *ast.Hadamard, *ast.Inner:
		return productTangent(t, n, d), nil
	case *ast.Power, *ast.EntryPower:
		var terms []ast.Node
		for k := range d {
			if d[k] == nil {
				continue
			}
			term, err := powerTangent(t, n, k, d[k])
			if err != nil {
				return nil, err
			}
			terms = append(terms, term)
		}
		return t.Add(terms...), nil
	case *ast.Call:
		if n.Fn.Variadic {
			return variadicTangent(t, n, d)
		}
		return callTangent(t, n, d)
	case *ast.Apply:
		return applyTangent(t, n, d)
	case *ast.IndexSum:
		return sumTangent(t, n, d[2]), nil
	}
	return nil, unsupported("the derivative of %T", n)
}

// linearTangent puts the differentials in the place of the arguments.
func linearTangent(t *ast.Table, n ast.Node, d []ast.Node) (ast.Node, error) {
	args := make([]ast.Node, len(d))
	for i, a := range n.Args() {
		args[i] = d[i]
		if d[i] == nil {
			args[i] = t.Zeros(a.Shape())
		}
	}
	if e, ok := n.(*ast.Entry); ok {
		if d[0] == nil {
			return nil, unsupported("an index is an integer and has no derivative")
		}
		return t.Entry(d[0], e.Row, e.Col), nil
	}
	return t.Rebuild(n, args), nil
}

// productTangent is the product rule for products of any kind: a term for each factor that varies.
func productTangent(t *ast.Table, n ast.Node, d []ast.Node) ast.Node {
	var terms []ast.Node
	args := append([]ast.Node(nil), n.Args()...)
	for k, a := range args {
		if d[k] != nil && !ast.IsZero(d[k]) {
			args[k] = d[k]
			terms = append(terms, t.Rebuild(n, append([]ast.Node(nil), args...)))
			args[k] = a
		}
	}
	if len(terms) == 0 {
		return t.Zeros(n.Shape())
	}
	return t.Add(terms...)
}

// variadicTangent is for hcat, vcat and blkdiag, which are linear in all arguments together.
func variadicTangent(t *ast.Table, n *ast.Call, d []ast.Node) (ast.Node, error) {
	args := make([]ast.Node, len(d))
	for i, a := range n.Args() {
		args[i] = d[i]
		if d[i] == nil {
			args[i] = t.Zeros(a.Shape())
		}
	}
	return t.Rebuild(n, args), nil
}

// sumTangent moves the differential into a sum over an index.
func sumTangent(t *ast.Table, n *ast.IndexSum, body ast.Node) ast.Node {
	if body == nil {
		return t.Zeros(n.Shape())
	}
	return t.IndexSum(n.Index, n.Lo(), n.Hi(), body)
}

// Apart gives the same sum with an index that does not occur in the expressions in use, which are to
// become part of its body.
func Apart(t *ast.Table, sum *ast.IndexSum, use ...ast.Node) *ast.IndexSum {
	if !slices.ContainsFunc(use, func(n ast.Node) bool { return ast.Contains(n, sum.Index) }) {
		return sum
	}
	k := rules.FreeIndex(t, sum.Index.Name, append(use, sum)...)
	body := t.Substitute(sum.Body(), map[ast.Node]ast.Node{sum.Index: k})
	return t.IndexSum(k, sum.Lo(), sum.Hi(), body).(*ast.IndexSum)
}

// allApart is f with every sum in it apart from the expressions in use.
func allApart(t *ast.Table, f ast.Node, use []ast.Node) ast.Node {
	clash := false
	for _, n := range ast.Topo(use...) {
		s, ok := n.(*ast.Symbol)
		clash = clash || ok && s.Kind == ast.Index
	}
	if !clash {
		return f
	}
	return t.Map(f, func(n ast.Node) ast.Node {
		if sum, ok := n.(*ast.IndexSum); ok {
			return Apart(t, sum, use...)
		}
		return n
	})
}
