package rules

var inverseRules = []*Rule{
	{Name: "inverse/of product times factor", Kind: Simplify,
		Left: "inv(A*B)*A", Right: "inv(B)", Let: "A in R^(n x n), B in R^(n x n)",
		Condition: "A*B invertible", Source: elementary},
	{Name: "inverse/factor times inverse of product", Kind: Simplify,
		Left: "B*inv(A*B)", Right: "inv(A)", Let: "A in R^(n x n), B in R^(n x n)",
		Condition: "A*B invertible", Source: elementary},
	{Name: "inverse/of product times product", Kind: Simplify,
		Left: "inv(A*B)*A*B", Right: "eye(n)", Let: "A in R^(n x m), B in R^(m x n)",
		Condition: "A*B invertible", Source: elementary},
	{Name: "inverse/product times inverse of product", Kind: Simplify,
		Left: "A*B*inv(A*B)", Right: "eye(n)", Let: "A in R^(n x m), B in R^(m x n)",
		Condition: "A*B invertible", Source: elementary},
	{Name: "inverse/Diag", Kind: Simplify,
		Left: "inv(Diag(x))", Right: "Diag(1./x)", Let: "x in R^n", Condition: "no entry of x is 0", Source: elementary},
	{Name: "inverse/Kronecker product", Kind: Simplify,
		Left: "inv(kron(A,B))", Right: "kron(inv(A), inv(B))", Let: "A in R^(n x n), B in R^(m x m)",
		Condition: "A, B invertible", Source: magnusNeudecker("2.2 (11)")},
}
