package index_test

import (
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/rules/index"
)

func TestDebug(t *testing.T) {
	for _, e := range [][2]string{
		{"hcat(A, expm1(B))*vcat(s*c, (r*X.*Y)[:,1]) where r in R, s in R, A in R^(n x p), B in R^(n x m), c in R^p, X in R^(m x n)", "Y"},
		{"hcat(A, B)*vcat(s*c, (r'*q*X.*Y)[:,1]) where r in R^p, q in R^p, s in R, A in R^(n x p), B in R^(n x m), c in R^p, X in R^(m x n)", "Y"},
		{"hcat(A, exp(hcat(C,Z)*D))*vcat(c, x) where c in R^p, x in R^m, A in R^(n x p), D in R^(r x m), C in R^(n x p)", "Z"},
	} {
		in, err := parser.Parse(e[0], parser.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		by := variablesOf(t, in, []string{e[1]})
		d, err := index.New(in.Table, in.Expr, index.Options{}).Derive(by)
		if err != nil {
			t.Error(err)
			continue
		}
		rng := rand.New(rand.NewPCG(5, 6))
		at, err := numeric.Random(rng, []ast.Node{in.Expr}, numeric.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		dir, _ := at.RandomDirection(rng, by[0].Symbol)
		want, _, err := at.Difference(in.Expr, 0, numeric.Step{by[0].Symbol.Name: dir})
		t.Log(e[0], notation.Text(d.Result, notation.Options{}), want.Data, err, contract(t, at, in.Expr, by, d, [][]float64{dir.Data}))
	}
}
