package operation

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
	return matrixPower(t, n, k, d, func(before, after ast.Node) ast.Node { return t.Mul(before, d, after) })
}

// matrixPowerAdjoint moves G to the middle of each term: G : X^r dX X^s is X'^r G X'^s : dX.
func matrixPowerAdjoint(t *ast.Table, n *ast.Power, k int, g ast.Node) (ast.Node, error) {
	return matrixPower(t, n, k, g, func(before, after ast.Node) ast.Node {
		return isolate(t, "product/isolate", "GAUB", g, before, n.Base(), after)
	})
}

// matrixPower sums term(X^r, X^(k-1-r)) over the places of dX in X^k; with is what term puts between.
func matrixPower(t *ast.Table, n *ast.Power, k int, with ast.Node, term func(before, after ast.Node) ast.Node) (ast.Node, error) {
	if k == 1 {
		return nil, unsupported("the exponent of a matrix is an integer and has no derivative")
	}
	x, exponent := n.Base(), n.Exponent()
	num, ok := exponent.(*ast.Number)
	if !ok {
		return powerSum(t, x, exponent, rules.SignOf(exponent), n, with, term), nil
	}
	p, ok := num.Value.Int()
	if !ok {
		return nil, unsupported("the exponent %s of a matrix is no integer", num.Value)
	}
	count := max(p, -p)
	if count > maxExpanded {
		return powerSum(t, x, exponent, rules.SignOf(exponent), n, with, term), nil
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

// powerSum is the sum over an index r: of X^r … X^(k-1-r) for r = 0, …, k-1 where the exponent k of n is
// not negative, and of -X^-r … X^(k-1+r) for r = 1, …, -k where it is not positive. Where it may be either, it is
// the first less X^s … X^(k-1-s) for s = k, …, -1; one of the two sums is empty. Two indices keep the signs of the
// exponents apart for the next order.
func powerSum(t *ast.Table, x, k ast.Node, sign rules.Sign, n, with ast.Node, term func(before, after ast.Node) ast.Node) ast.Node {
	last := t.Add(k, t.Int(-1))
	r := rules.FreeIndex(t, "r", n, with)
	if sign == rules.NotPositive {
		return t.Neg(t.IndexSum(r, t.Int(1), t.Neg(k), term(t.Power(x, t.Neg(r)), t.Power(x, t.Add(last, r)))))
	}
	place := func(r ast.Node) ast.Node { return term(t.Power(x, r), t.Power(x, t.Sub(last, r))) }
	sum := t.IndexSum(r, t.Int(0), last, place(r))
	if sign == rules.EitherSign {
		s := rules.FreeIndex(t, "s", n, with)
		return t.Sub(sum, t.IndexSum(s, k, t.Int(-1), place(s)))
	}
	return sum
}
