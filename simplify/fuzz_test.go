package simplify_test

import (
	"context"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/parser/families"
	"matcalc/render/notation"
	"matcalc/rules/verify"
	"matcalc/simplify"
)

// FuzzSimplify: what an expression becomes has its value, is not longer, but for the rules that are applied
// even so, and is simple.
func FuzzSimplify(f *testing.F) {
	for _, c := range families.Public(f) {
		f.Add(c.Expr + " where " + c.Where)
	}
	for _, input := range []string{
		"tr(A*B) - tr(B*A)", "x'*A*x + x'*A'*x", "A*S - (S*A')' where S in Sym(n)", "sum(k=1..n, x[k]*y[k]) + x'*y",
		"sum(i, sum(j, A[i,j]*delta(i,j)))", "inv(A*B)*A", "(X^k)'*(X')^2 where k in N", "kron(A,B)*kron(C,D)", "exp(x).*exp(-x)",
		"hcat(A,B)*vcat(C,D)", "vec(A*X*B)", "K(n,m)*vec(X') where X in R^(m x n)", "log(det(A*B))", "(x + 1)^2 - x^2 - 2*x where x in R",
	} {
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input string) {
		if len(input) > 300 {
			return
		}
		budget, release := ast.NewBudget(context.Background(), ast.Limits{Time: 3 * time.Second, Nodes: 50000})
		defer release()
		err := simplifies(t, input, budget)
		if err != nil {
			return // an error in the input, or a limit
		}
	})
}

// simplifies reads and simplifies an input; its error is one of the input, or of the budget.
func simplifies(t *testing.T, input string, budget *ast.Budget) (err error) {
	defer ast.Recover(&err)
	in, err := parser.Parse(input, parser.Options{Budget: budget, Limits: parser.Limits{Terms: 2000, Digits: 40}})
	if err != nil {
		return err
	}
	s := simplify.New(in.Table)
	once := s.Simplify(in.Expr)
	if before, after := new(simplify.Measure).Length(in.Expr), new(simplify.Measure).Length(once); after > before && !s.MayBeLonger(in.Expr) {
		t.Fatalf("%q: length %d becomes %d: %s", input, before, after, notation.Plain(once))
	}
	if twice := simplify.Simplify(in.Table, once); twice != once {
		t.Fatalf("%q becomes %s, and that becomes %s", input, notation.Plain(once), notation.Plain(twice))
	}
	if v := verify.Equal(in.Expr, once, verify.Options{}); v.State == verify.Wrong {
		t.Fatalf("%q becomes %s: %s", input, notation.Plain(once), v.Reason)
	}
	return nil
}
