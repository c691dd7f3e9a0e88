package rules

var innerRules = []*Rule{
	{Name: "inner product/differential", Kind: Differential,
		Left: "d(A : B)", Right: "(B : d(A)) + (A : d(B))", Let: "A in R^(n x m), B in R^(n x m)",
		Source: magnusNeudecker("8.2")},
	{Name: "inner product/isolate", Kind: Isolate,
		Left: "g*(A : U)", Right: "g*A : U", Let: "g in R, A in R^(n x m), U in R^(n x m)",
		Source: transposition},
	{Name: "inner product/outer product", Kind: Simplify,
		Left: "(x*y') : A", Right: "x'*A*y", Let: "x in R^n, y in R^m, A in R^(n x m)", Source: elementary},
	{Name: "inner product/ones", Kind: Simplify,
		Left: "ones(n,m) : A", Right: "sum(A)", Let: "A in R^(n x m)", Source: elementary},
	{Name: "inner product/Diag", Kind: Simplify,
		Left: "Diag(x) : A", Right: "x'*diag(A)", Let: "x in R^n, A in R^(n x n)", Source: elementary},
}
