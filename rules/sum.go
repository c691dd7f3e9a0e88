package rules

var sumRules = []*Rule{
	{Name: "addition/differential", Kind: Differential,
		Left: "d(A + B)", Right: "d(A) + d(B)", Let: "A in R^(n x m), B in R^(n x m)",
		Source: magnusNeudecker("8.2")},
	{Name: "sum/isolate", Kind: Isolate,
		Left: "g*sum(U)", Right: "g*ones(n,m) : U", Let: "g in R, U in R^(n x m)",
		Source: transposition},
	{Name: "addition/component", Kind: Component,
		Left: "(A + B)[i,j]", Right: "A[i,j] + B[i,j]", Let: "A in R^(n x m), B in R^(n x m)",
		Source: elementary},
	{Name: "sum/ones", Kind: Simplify,
		Left: "ones(n)'*x", Right: "sum(x)", Let: "x in R^n", Source: elementary},
	{Name: "sum/Hadamard product of vectors", Kind: Simplify,
		Left: "sum(x.*y)", Right: "x'*y", Let: "x in R^n, y in R^n", Source: elementary},
	{Name: "sum/Hadamard product", Kind: Simplify,
		Left: "sum(A.*B)", Right: "A : B", Let: "A in R^(n x m), B in R^(n x m)", Source: elementary},
	{Name: "sum/transpose", Kind: Simplify,
		Left: "sum(A')", Right: "sum(A)", Let: "A in R^(n x m)", Source: elementary},
	{Name: "ones/square", Kind: Simplify,
		Left: "ones(n,n)^2", Right: "n*ones(n,n)", Source: elementary, Always: true},
	{Name: "sum/of ones", Kind: Simplify, Left: "sum(ones(n,m))", Right: "n*m", Source: elementary},
}
