package differential

import (
	"matcalc/ast"
	"matcalc/rules"
)

// maxExpanded is the greatest exponent of a matrix power whose differential is written term by
// term; that of a greater or symbolic one is a sum over an index.
const maxExpanded = 100

// powerRule gives the rule for the differential of a power by its argument k (0 the base, 1 the
// exponent), with the names of base and exponent in it; "" for powers of matrices.
func powerRule(n ast.Node, k int) (name string, letters []string) {
	exponent := n.Args()[1].Shape()
	names := [3][2]string{
		{"power/differential", "power/exponent"},
		{"entry power/differential", "entry power/exponent"},
		{"entry powers/differential", "entry powers/exponent"},
	}
	switch {
	case n.Shape().IsScalar():
		return names[0][k], []string{"s", "p"}
	case !exponent.IsScalar():
		return names[2][k], []string{"X", "P"}
	}
	if _, ok := n.(*ast.EntryPower); ok {
		return names[1][k], []string{"X", "p"}
	}
	return "", nil
}

func powerAdjoint(t *ast.Table, n ast.Node, k int, g ast.Node) (ast.Node, error) {
	name, letters := powerRule(n, k)
	if name == "" {
		return matrixPowerAdjoint(t, n.(*ast.Power), k, g)
	}
	tpl := template(name, func() *rules.Template {
		return ruleAdjoint(rules.Named(name), letters[k], letters)
	})
	return tpl.Instantiate(t, append([]ast.Node{g}, n.Args()...), nil), nil
}

func powerTangent(t *ast.Table, n ast.Node, k int, d ast.Node) (ast.Node, error) {
	name, letters := powerRule(n, k)
	if name == "" {
		return matrixPowerTangent(t, n.(*ast.Power), k, d)
	}
	tpl := template(name+" forward", func() *rules.Template {
		return ruleTangent(rules.Named(name), letters[k:k+1], letters)
	})
	return tpl.Instantiate(t, append(append([]ast.Node{}, n.Args()...), d), nil), nil
}

// matrixPowerTangent is d(X^k) = Σ_r X^r dX X^(k-1-r), which is -inv(X) dX inv(X) for k = -1
// (Magnus and Neudecker 2019, 8.4); X^-k is inv(X)^k.
func matrixPowerTangent(t *ast.Table, n *ast.Power, k int, d ast.Node) (ast.Node, error) {
	return matrixPower(t, n, k, func(before, after ast.Node) ast.Node { return t.Mul(before, d, after) })
}

// matrixPowerAdjoint moves G to the middle of each term: G : X^r dX X^s is X'^r G X'^s : dX.
func matrixPowerAdjoint(t *ast.Table, n *ast.Power, k int, g ast.Node) (ast.Node, error) {
	return matrixPower(t, n, k, func(before, after ast.Node) ast.Node {
		return isolate(t, "product/isolate", "GAUB", g, before, n.Base(), after)
	})
}

func matrixPower(t *ast.Table, n *ast.Power, k int, term func(before, after ast.Node) ast.Node) (ast.Node, error) {
	if k == 1 {
		return nil, unsupported("the exponent of a matrix is an integer and has no derivative")
	}
	x := n.Base()
	num, ok := n.Exponent().(*ast.Number)
	if !ok {
		r := rules.FreeIndex(t, "r", n)
		hi := t.Add(n.Exponent(), t.Int(-1))
		return t.IndexSum(r, t.Int(0), hi, term(t.Power(x, r), t.Power(x, t.Sub(hi, r)))), nil
	}
	p, ok := num.Value.Int()
	if !ok {
		return nil, unsupported("the exponent %s of a matrix is no integer", num.Value)
	}
	count := p
	if p < 0 {
		count = -p
	}
	if count > maxExpanded {
		r := rules.FreeIndex(t, "r", n)
		if p > 0 {
			return t.IndexSum(r, t.Int(0), t.Int(p-1), term(t.Power(x, r), t.Power(x, t.Sub(t.Int(p-1), r)))), nil
		}
		return t.Neg(t.IndexSum(r, t.Int(1), t.Int(count), term(t.Power(x, t.Neg(r)), t.Power(x, t.Sub(r, t.Int(count+1)))))), nil
	}
	terms := make([]ast.Node, 0, count)
	for r := int64(0); r < count; r++ {
		if p > 0 {
			terms = append(terms, term(t.Power(x, t.Int(r)), t.Power(x, t.Int(p-1-r))))
		} else {
			terms = append(terms, t.Neg(term(t.Power(x, t.Int(-r-1)), t.Power(x, t.Int(r-count)))))
		}
	}
	return t.Add(terms...), nil
}
