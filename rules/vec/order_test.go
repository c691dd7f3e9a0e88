package vec_test

import (
	"fmt"
	"testing"

	"matcalc/rules"
	"matcalc/rules/vec"
)

// TestBlocks derives by two different variables, and to the third order.
func TestBlocks(t *testing.T) {
	tests := []struct{ in, let, wrt string }{
		{"tr(A*X*B*Y)", "X in R^(n x m), Y in R^(p x q)", "XY"},
		{"logdet(X + Y'*Y)", "X in PD(n), Y in R^(m x n)", "XY"},
		{"logdet(X + Y'*Y)", "X in PD(n), Y in R^(m x n)", "YX"},
		{"h(X*y)", "X in R^(n x m), y in R^m", "Xy"},
		{"h(X*y)", "X in R^(n x m), y in R^m", "yX"},
		{"tr(X*Y*X*A)", "X in Skew(n), Y in Lower(n), A in R^(n x n)", "XY"},
		{"tr(X*Y*X*A)", "X in Diag(n), Y in Upper(n), A in R^(n x n)", "YX"},
		{"X*A*Y", "X in R^(n x m), A in R^(m x p), Y in R^(p x q)", "XY"},
		{"logdet(X)", "X in R^(n x n)", "XXX"},
		{"logdet(X)", "X in PD(n)", "XXX"},
		{"h(W*a)", "W in R^(n x m), a in R^m", "WWW"},
		{"F(X)", "F: R^(n x m) -> R^(p x q), X in R^(n x m)", "XX"},
		{"inv(X)", "X in Sym(n)", "XX"},
		{"expm(X)", "X in R^(n x n)", "XX"},
		{"s^3*A", "s in R, A in R^(n x m)", "sss"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s by %s", test.in, test.wrt), func(t *testing.T) {
			in, _ := request(t, test.in, test.let, test.wrt[:1])
			var by []rules.Variable
			for _, name := range test.wrt {
				by = append(by, rules.Variable{Symbol: in.Table.Lookup(string(name))})
			}
			compare(t, in.Table, in.Expr, by)
		})
	}
}

// TestEntries derives by entries of symbols with a structure, and compares the lines too.
func TestEntries(t *testing.T) {
	for _, structure := range []string{"R^(n x n)", "Sym(n)", "PD(n)", "Skew(n)", "Diag(n)", "Lower(n)", "Upper(n)"} {
		for _, in := range []string{"h(X*a)", "A*X*B", "tr(A*X)", "inv(X + 4*eye(n))", "a'*X'"} {
			t.Run(in+" in "+structure, func(t *testing.T) {
				let := "X in " + structure + ", A in R^(n x n), B in R^(n x n), a in R^n"
				for _, wrt := range []string{"X[2,1]", "X[1,2]", "X[1,1]", "X"} {
					in, by := request(t, in, let, wrt)
					compare(t, in.Table, in.Expr, []rules.Variable{by})
					d, err := vec.New(in.Table, in.Expr, vec.Options{Steps: true}).Derive([]rules.Variable{by})
					if err != nil {
						t.Fatal(err)
					}
					if err := wrongLine(in.Expr, d, by, 9); err != nil {
						t.Errorf("by %s: %v", wrt, err)
					}
				}
				order2, by := request(t, in, let, "X[2,1]")
				compare(t, order2.Table, order2.Expr, []rules.Variable{by, {Symbol: by.Symbol}})
				compare(t, order2.Table, order2.Expr, []rules.Variable{{Symbol: by.Symbol}, by})
			})
		}
	}
}
