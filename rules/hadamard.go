package rules

import "matcalc/ast"

var hadamardRules = []*Rule{
	{Name: "hadamard/isolate", Kind: Isolate,
		Left: "G : (A.*U)", Right: "A.*G : U", Let: "A in R^(n x m), U in R^(n x m)",
		Source: transposition},
	{Name: "hadamard/outer product times vector", Kind: Simplify,
		Left: "((x*y').*A)*z", Right: "x.*(A*(y.*z))", Let: "x in R^n, y in R^m, A in R^(n x m), z in R^m",
		Source: elementary},
	{Name: "hadamard/identity", Kind: Simplify,
		Left: "eye(n).*A", Right: "Diag(diag(A))", Let: "A in R^(n x n)", Source: elementary},
	{Name: "hadamard/outer products", Kind: Simplify,
		Left: "(x*y').*(u*v')", Right: "(x.*u)*(y.*v)'", Let: "x in R^n, y in R^m, u in R^n, v in R^m",
		Source: elementary},
	{Name: "hadamard/outer product of ones", Kind: Simplify,
		Left: "(ones(n)*y').*A", Right: "A*Diag(y)", Let: "y in R^m, A in R^(n x m)", Source: elementary},
	{Name: "hadamard/times row of ones", Kind: Simplify,
		Left: "(x*ones(m)').*A", Right: "Diag(x)*A", Let: "x in R^n, A in R^(n x m)", Source: elementary},
	{Name: "hadamard/times sums of rows", Kind: Simplify,
		Left: "(A*ones(m,p)).*X", Right: "Diag(A*ones(m))*X", Let: "A in R^(n x m), X in R^(n x p)", Source: elementary},
	{Name: "hadamard/unit vector over entry", Kind: Simplify,
		Left: "(x.*e(i,n))/x[i]", Right: "e(i,n)", Let: "x in R^n", Condition: "x[i] is not 0", Source: elementary},
	{Name: "hadamard/quotient times divisor", Kind: Simplify,
		Left: "x'*(y./x)", Right: "sum(y)", Let: "x in R^n, y in R^n", Condition: "no entry of x is 0", Source: elementary},
	{Name: "hadamard/of powers", Kind: Simplify, Left: "X.^A.*X.^B", Right: "X.^(A + B)",
		Let: "X in R^(n x m), A in R^(n x m), B in R^(n x m)", Condition: "X > 0", Domain: ast.Positive, Source: elementary},
	{Name: "hadamard/power and its base", Kind: Simplify, Left: "X.^(A - 1).*X", Right: "X.^A",
		Let: "X in R^(n x m), A in R^(n x m)", Condition: "X > 0", Domain: ast.Positive, Source: elementary},
}
